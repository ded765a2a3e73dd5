"""A piece of work that a worker thread does for the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from moebius_core.progress import CancelToken, Progress

T = TypeVar("T")


def _ignore(*_: object) -> None:
    return


@dataclass(eq=False)
class Job(Generic[T]):
    """What is to be done, and what the window does with the outcome.

    `work` runs on the worker thread over copies and touches neither document nor widgets. Exactly
    one of `done`, `failed` and `cancelled` is called afterwards, on the window's thread.
    """

    work: Callable[[Progress], T]
    done: Callable[[T], object] = _ignore
    failed: Callable[[BaseException], object] = _ignore
    cancelled: Callable[[], object] = _ignore
    progressed: Callable[[float, str], object] = _ignore
    """(0..1, what is being done), on the window's thread; at most some 30 times a second."""
    token: CancelToken = field(default_factory=CancelToken)

    def cancel(self) -> None:
        """Ask the work to stop; it does at its next progress report, or never starts."""
        self.token.cancel()
