"""Removing: masks queue, one job runs, its result becomes one step and can be varied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from app.document.document import Document
from app.engine_room import EngineRoom
from app.events import Event
from app.jobs.job import Job
from app.settings import Settings
from moebius_core.engines.engine import EngineInfo
from moebius_core.geometry import Rect
from moebius_core.options import Quality


class Submit(Protocol):
    """Queues a job for the worker thread."""

    def __call__(self, job: Job[Any]) -> object: ...


@dataclass(frozen=True)
class Outcome:
    """What a removal did."""

    pixels_changed: int
    """Exact; all other pixels of the photo are what they were."""
    seconds: float
    info: EngineInfo
    quality: Quality
    seed: int
    rect: Rect
    """Around everything that may have changed."""


@dataclass(frozen=True, eq=False)
class Variation:
    """One result of the last removal."""

    outcome: Outcome


class Removals:
    """The removals of one document. Every method belongs to the window's thread."""

    def __init__(
        self,
        document: Document,
        engine_room: EngineRoom,
        submit: Submit,
        settings: Callable[[], Settings],
    ) -> None:
        self.changed: Event[[]] = Event()
        """What runs, is queued or can be varied is different now."""
        self.progressed: Event[[float, str, float | None]] = Event()
        self.finished: Event[[Outcome]] = Event()
        self.failed: Event[[str, str]] = Event()
        self.cancelled: Event[[]] = Event()

    is_running: bool
    waiting: int
    variations: Sequence[Variation]
    shown: int
