"""What a running batch tells, and how it is told to pause or to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from moebius_core.batch.plan import PlannedItem
from moebius_core.batch.report import ItemResult
from moebius_core.progress import CancelToken


@dataclass(frozen=True)
class ItemStarted:
    """A worker has been given this photo."""

    item: PlannedItem
    overall: float
    """0..1 of all photos that this run has to do."""


@dataclass(frozen=True)
class ItemProgress:
    """How far this photo and the whole batch are."""

    item: PlannedItem
    fraction: float
    """0..1 of this photo."""
    overall: float
    """0..1 of all photos that this run has to do."""


@dataclass(frozen=True)
class ItemDone:
    """This photo has ended, well or not."""

    result: ItemResult
    finished: int
    total: int
    """Photos that this run has to do; those skipped without work are not among them."""
    photos_per_second: float
    remaining_s: float
    overall: float


BatchEvent: TypeAlias = ItemStarted | ItemProgress | ItemDone
OnEvent: TypeAlias = Callable[[BatchEvent], None]


class BatchControl:
    """Pause, resume and end a running batch, from another thread or from a signal handler."""

    def __init__(self) -> None:
        # plain flags: a signal handler must take no lock that the interrupted code may hold
        self.token = CancelToken()
        self.is_paused = False
        self.is_stopping = False

    def pause(self) -> None:
        """Start no further photo; those in work are finished."""
        self.is_paused = True

    def resume(self) -> None:
        self.is_paused = False

    def stop(self) -> None:
        """End the batch after the photos in work."""
        self.is_stopping = True

    def abort(self) -> None:
        """End the batch at once; photos in work are left undone, with nothing of them written."""
        self.is_stopping = True
        self.token.cancel()
