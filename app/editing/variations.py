"""The tried results of one removal, of which one is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from numpy.typing import NDArray

from app.document.document import Document, Pixels
from app.document.history import Step
from app.document.raster import Raster, TileKey
from app.editing.filling import Filling
from moebius_core.engines.engine import EngineInfo
from moebius_core.geometry import Rect
from moebius_core.options import Quality

MOST_KEPT = 8
"""With more variations, or more bytes, the oldest that is not shown is forgotten."""

MOST_BYTES = 256 * 2**20


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
    is_shown: bool = True
    """False: a variation that came when its removal was no longer the last step."""


@dataclass(frozen=True, eq=False)
class Variation:
    """One tried result."""

    filling: Filling
    outcome: Outcome

    @property
    def byte_count(self) -> int:
        return sum(tile.nbytes for tile in self.filling.tiles.values())


class Variations:
    """All results of one step, kept as what differs from the image before it.

    Args:
        step: The removal's step in the history.
        mask: What was removed.
        base: The image before the removal.
    """

    def __init__(self, step: Step, mask: Raster, base: Raster, first: Variation) -> None:
        self.step = step
        self.mask = mask
        self.base = base
        self.kept: list[Variation] = [first]
        self.shown = 0
        """Index in `kept`."""

    @property
    def next_seed(self) -> int:
        """One that has not been tried."""
        return max(variation.outcome.seed for variation in self.kept) + 1

    def add(self, variation: Variation) -> int:
        """Keep one more; its index."""
        self.kept.append(variation)
        while len(self.kept) > 2 and (
            len(self.kept) > MOST_KEPT or sum(v.byte_count for v in self.kept) > MOST_BYTES
        ):
            oldest = 1 if self.shown == 0 else 0
            del self.kept[oldest]
            if oldest < self.shown:
                self.shown -= 1
        return len(self.kept) - 1

    def show(self, document: Document, index: int) -> None:
        """Put another result into the document, still as the one step it was."""
        new = self.kept[index].filling
        pixels = [Pixels(self.base.rect_of(key), tile) for key, tile in new.tiles.items()]
        self.shown = index
        document.amend_last(pixels, self.step.name)
        self.kept[index] = replace(self.kept[index], filling=landed(new, document))

    def picture(self, index: int, rect: Rect) -> NDArray[Any]:
        """(h, w, 3) in the photo's depth: how result `index` looks within `rect`."""
        image = self.base.snapshot()
        image.replace(self.kept[index].filling.tiles)
        return image.read(rect)


def landed(filling: Filling, document: Document) -> Filling:
    """The same with the document's own tiles: the copies it was made of can go."""
    return replace(filling, tiles={key: document.image.tile(key) for key in filling.tiles})


def pixels_over(document: Document, start: Raster, filling: Filling) -> Sequence[Pixels]:
    """What to write so that `filling`, begun from `start`, shows in the image as it is now."""
    return list(_over(document.image, start, filling))


def _over(image: Raster, start: Raster, filling: Filling) -> Iterable[Pixels]:
    for key, tile in filling.tiles.items():
        yield Pixels(image.rect_of(key), _merged(image, start, key, tile))


def _merged(image: Raster, start: Raster, key: TileKey, tile: NDArray[Any]) -> NDArray[Any]:
    before, now = start.tile(key), image.tile(key)
    if now is before:
        return tile
    merged = now.copy()  # the tile was edited during the run: only what the removal changed goes in
    changed = (tile != before).any(axis=-1)
    merged[changed] = tile[changed]
    return merged
