"""What a running batch tells.

Each photo gets one ItemStarted, some ItemProgress and one ItemDone, several photos interleaved;
a photo that is aborted gets no ItemDone: the report calls it not run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from moebius_core.batch.plan import PlannedItem
from moebius_core.batch.report import ItemResult


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
    remaining_s: float | None
    """Seconds until all are done, pauses left out; None while nothing can be said."""


@dataclass(frozen=True)
class ItemDone:
    """This photo has ended, well or not."""

    result: ItemResult
    finished: int
    total: int
    """Photos that this run has to do; those skipped without work are not among them."""
    photos_per_second: float
    overall: float
    remaining_s: float | None


BatchEvent: TypeAlias = ItemStarted | ItemProgress | ItemDone
OnEvent: TypeAlias = Callable[[BatchEvent], None]
