"""The work of one removal, on the worker thread: from a snapshot to the tiles that changed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.document.raster import Raster, Tile, TileKey
from app.editing.engine_room import EngineRoom
from app.i18n import translate
from moebius_core.engines.engine import EngineInfo
from moebius_core.geometry import Rect
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress

if TYPE_CHECKING:
    from moebius_core.photo import Photo

_OPENING = 0.15
"""Share of the bar while the engine is opened; there is none once it is open."""


@dataclass(frozen=True, eq=False)
class Task:
    """What is to be removed from what."""

    photo: Photo
    """For its transparency; its pixels are those of the opened file."""
    image: Raster
    """(H, W, 3) snapshot to start from."""
    mask: Raster
    """(H, W) uint8 snapshot."""
    options: InpaintOptions
    engine: str
    device: str


@dataclass(frozen=True, eq=False)
class Filling:
    """What came out."""

    tiles: Mapping[TileKey, Tile]
    """The tiles of the image in which any pixel is different."""
    rect: Rect
    """Around all that the engine may have changed."""
    pixels_changed: int
    seconds: float
    """Without opening the engine."""
    info: EngineInfo


def fill(task: Task, room: EngineRoom, progress: Progress) -> Filling:
    """Remove what the mask covers; the same pixels as `moebius_core.inpaint` on the whole photo.

    Holds copies of the tiles that change, the mask, and one region at a time, not the photo.

    Raises:
        MoebiusError: from opening the engine or from the engine.
        Cancelled: nothing has happened.
    """
    from moebius_core.inpaint import fill_regions, transparent

    progress.report(0.0, translate("Removal", "Starting the engine"))
    opening, filling = progress.span(0.0, 0.0), progress
    if not room.is_open(task.engine, task.device):
        opening, filling = progress.span(0.0, _OPENING), progress.span(_OPENING, 1.0)
    engine = room.engine(task.engine, task.device, opening)
    start = time.perf_counter()
    picture = task.image.snapshot()
    picture.begin()
    rect = Rect(0, 0, 0, 0)
    mask, exclude = task.mask.to_array(), transparent(task.photo)
    for region, pixels in fill_regions(
        picture.read, mask, engine, task.options, filling, exclude=exclude
    ):
        picture.write(region, pixels)
        rect = rect.union(region)
    patch = picture.commit()
    counts = {
        key: int(np.count_nonzero((tile != patch.before[key]).any(axis=-1)))
        for key, tile in patch.after.items()
    }
    return Filling(
        tiles={key: tile for key, tile in patch.after.items() if counts[key]},
        rect=rect,
        pixels_changed=sum(counts.values()),
        seconds=time.perf_counter() - start,
        info=engine.info,
    )
