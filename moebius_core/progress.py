"""The only progress channel, and the only place where work can be cancelled."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

ProgressCallback = Callable[[float, str], None]


class Cancelled(Exception):  # noqa: N818 - not an error: nobody made a mistake
    """Raised by `Progress.report` once the token is set. Nothing was changed."""


class CancelToken:
    """A flag that another thread (a button, Ctrl+C) sets once."""

    def __init__(self) -> None:
        self._is_cancelled = False
        self._callbacks: list[Callable[[], None]] = []

    def cancel(self) -> None:
        self._is_cancelled = True  # no lock: a signal handler may be interrupted by the next
        for callback in tuple(self._callbacks):
            callback()

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Generator[None]:
        """While inside, cancelling also calls `callback`, in the thread that cancels.

        For work that cannot report for seconds but can be stopped from outside.
        """
        self._callbacks.append(callback)
        try:
            if self.is_cancelled:
                raise Cancelled
            yield
        finally:
            self._callbacks.remove(callback)

    @property
    def is_cancelled(self) -> bool:
        return self._is_cancelled


def _ignore(_fraction: float, _text: str) -> None:
    return


@dataclass(frozen=True)
class Progress:
    """Maps a task's own 0..1 to its part of the whole bar.

    Work calls `report` at least every 50 ms or so where it can: cancelling acts at the next report.
    """

    callback: ProgressCallback = _ignore
    token: CancelToken = field(default_factory=CancelToken)
    start: float = 0.0
    stop: float = 1.0

    def report(self, fraction: float, text: str = "") -> None:
        """Say how far this task is.

        Args:
            fraction: 0..1 of this task; values outside are clamped.
            text: What is being done, for a person; empty keeps the last text.

        Raises:
            Cancelled: when the token was set.
        """
        if self.token.is_cancelled:
            raise Cancelled
        fraction = min(max(fraction, 0.0), 1.0)
        self.callback(self.start + (self.stop - self.start) * fraction, text)

    def span(self, start: float, stop: float) -> Progress:
        """A child that fills `start`..`stop` (0..1) of this task's bar."""
        width = self.stop - self.start
        return Progress(
            self.callback, self.token, self.start + width * start, self.start + width * stop
        )
