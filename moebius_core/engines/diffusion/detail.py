"""The second pass: a region that was shrunk gets its own resolution back, tile by tile (pure).

The first result, enlarged, is what the tiles start from; they only go back a part of the way into
noise, so what is where stays, and fine structure comes in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.backend import CELL_PX
from moebius_core.engines.diffusion.view import Flags, Pixels, Seen, resampled, scaled
from moebius_core.geometry import Rect, Size
from moebius_core.sampling import Latents

SHRUNK_FROM = 1.25
"""Regions shrunk by less get no second pass: there is little to bring back."""

OVERLAP = 3 / 16
"""What neighbouring tiles share at least, of their side; they fade into each other there."""

MARGIN = 1 / 8
"""What tiles show around the hole at least, of their side, where the photo has it."""

_SMALLER = 0.9

PaintTile = Callable[[int, Seen, Rect], Pixels]
"""Number, what the tile shows and where it lies -> its fill, (S, S, 3)."""


class DetailPlan(NamedTuple):
    """At which size the tiles lie, and where."""

    size: Size
    """Of the whole frame; smaller than the photo's where the hole would take too many tiles."""
    tiles: tuple[Rect, ...]


def plan_detail(hole: Flags, side: int, *, most: int) -> DetailPlan | None:
    """The finest size at which `most` tiles cover the hole; None when the first pass is as fine.

    Args:
        hole: (H, W), at the photo's resolution.
        side: Of a tile.
        most: Tiles; 0 plans none.
    """
    height, width = hole.shape
    longest = max(height, width)
    ys, xs = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
    if not len(ys) or not most:
        return None
    scale = 1.0
    while scale * longest >= SHRUNK_FROM * side:
        size = Size(round(width * scale), round(height * scale))
        rows = _positions(ys[0] * scale, (ys[-1] + 1) * scale, max(size.height, side), side)
        columns = _positions(xs[0] * scale, (xs[-1] + 1) * scale, max(size.width, side), side)
        rects = [Rect(x, y, x + side, y + side) for y in rows for x in columns]
        tiles = tuple(rect for rect in rects if _touches(rect, hole, scale))
        if len(tiles) <= most:
            return DetailPlan(size, tiles)
        scale *= _SMALLER
    return None


def _positions(start: float, stop: float, length: int, side: int) -> list[int]:
    """Where tiles begin that cover `start`..`stop`, and some of what is around, evenly spread."""
    margin = int(MARGIN * side)
    first = max(int(start) - margin, 0)
    last = min(int(np.ceil(stop)) + margin, length)
    if last - first <= side:
        middle = (first + last - side) // 2
        return [min(max(middle, 0), length - side)]
    count = 1 + int(np.ceil((last - first - side) / (side * (1 - OVERLAP))))
    return [round(position) for position in np.linspace(first, last - side, count)]


def _touches(tile: Rect, hole: Flags, scale: float) -> bool:
    edges = (tile.left, tile.top, tile.right, tile.bottom)
    left, top, right, bottom = (round(edge / scale) for edge in edges)
    return bool(hole[top:bottom, left:right].any())


def with_detail(plan: DetailPlan, seen: Seen, coarse: Pixels, paint: PaintTile) -> Pixels:
    """The first result with the tiles' detail in it, at the photo's resolution.

    Args:
        plan: From `plan_detail`.
        seen: The frame at the photo's resolution, (H, W, 3).
        coarse: (H, W, 3), the first result, enlarged.
        paint: Fills a tile; each sees what the ones before it have made.

    Returns:
        (H, W, 3); pixels that no tile shows are `coarse`'s.
    """
    side = plan.tiles[0].width
    frame = Size(coarse.shape[1], coarse.shape[0])
    small = scaled(seen, plan.size)
    base = _padded(coarse if plan.size == frame else resampled(coarse, plan.size), side)
    unknown = np.pad(small.unknown, _room(small.unknown, side), constant_values=True)
    pixels = np.where(unknown[..., None], base, _padded(small.pixels, side))
    sums = np.zeros_like(pixels)
    weights = np.zeros((*unknown.shape, 1), np.float32)
    share = _fading(side)
    for number, rect in enumerate(plan.tiles):
        fill = paint(number, Seen(pixels, unknown).crop(rect), rect)
        sums[rect.slices] += share * fill
        weights[rect.slices] += share
        blended = sums[rect.slices] / weights[rect.slices]
        np.copyto(pixels[rect.slices], blended, where=unknown[rect.slices][..., None])
    inside = Size(*plan.size).rect.slices
    covered = weights[inside] > 0
    means = sums[inside] / np.maximum(weights[inside], np.float32(1e-6))
    detail = np.where(covered, means, base[inside])
    if plan.size == frame:
        return detail
    share = np.clip(resampled(np.where(covered, np.float32(1), np.float32(0)), frame), 0, 1)
    added = share * (resampled(detail, frame) - coarse)
    return np.add(coarse, added, dtype=np.float32)


def tile_noise(noise: Latents, tile: Rect) -> Latents:
    """The tile's part of the whole frame's noise: where tiles overlap, theirs is the same."""
    cells = tile.width // CELL_PX
    top, left = tile.top // CELL_PX, tile.left // CELL_PX
    return noise[:, :, top : top + cells, left : left + cells]


def noise_shape(plan: DetailPlan) -> tuple[int, int, int, int]:
    """Of the noise that all tiles share."""
    bottom = max(tile.bottom for tile in plan.tiles)
    right = max(tile.right for tile in plan.tiles)
    return 1, 4, bottom // CELL_PX, right // CELL_PX


def _fading(side: int) -> NDArray[np.float32]:
    """(S, S, 1): 1 in the middle, falling smoothly over the overlap, above 0 at the edge."""
    away = np.minimum(np.arange(side), np.arange(side)[::-1]) + 0.5
    ramp = np.clip(away / (OVERLAP * side), 0, 1)
    smooth = (ramp * ramp * (3 - 2 * ramp)).astype(np.float32)
    return (smooth[:, None] * smooth)[..., None]


def _padded(pixels: Pixels, side: int) -> Pixels:
    """At least a tile wide and high."""
    return np.pad(pixels, (*_room(pixels[..., 0], side), (0, 0)), mode="edge")


def _room(plane: NDArray[np.generic], side: int) -> tuple[tuple[int, int], tuple[int, int]]:
    height, width = plane.shape
    return (0, max(side - height, 0)), (0, max(side - width, 0))
