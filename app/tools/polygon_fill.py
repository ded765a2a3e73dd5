"""How much of each pixel lies inside a polygon (pure numpy).

Every pixel row is cut into thin lines. On each line the places where the outline crosses are
exact; between them runs what winds round, so a loop drawn twice over has no hole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from app.document.raster import TILE_PX
from app.tools.tool import Point
from moebius_core.arrays import Mask
from moebius_core.geometry import Rect

_LINES = 15
"""Lines a pixel row; so many that each gives a full pixel a whole part of 255."""
_FULL = 255 // _LINES


def polygon_rect(points: Sequence[Point]) -> Rect:
    """All pixels that the polygon can touch; empty for less than three points."""
    if len(points) < 3:
        return Rect(0, 0, 0, 0)
    xs, ys = [p.x for p in points], [p.y for p in points]
    return Rect(floor(min(xs)), floor(min(ys)), ceil(max(xs)), ceil(max(ys)))


def polygon_bands(points: Sequence[Point], within: Rect) -> Iterator[tuple[Rect, Mask]]:
    """The polygon's coverage in bands that fit the rows of tiles.

    Args:
        points: Corners in order; the last is joined to the first. It may cross itself: what is
            wound round at least once counts as inside.
        within: Only this part is made.

    Yields:
        A rectangle and its (h, w) uint8: 255 inside, 0 outside, between at the edge.
    """
    area = polygon_rect(points).intersection(within)
    if area.is_empty:
        return
    corners = np.array(points, np.float64)
    top = area.top
    while top < area.bottom:
        bottom = min(area.bottom, (top // TILE_PX + 1) * TILE_PX)
        band = Rect(area.left, top, area.right, bottom)
        yield band, _coverage(corners, band)
        top = bottom


def polygon_array(points: Sequence[Point], rect: Rect) -> Mask:
    """(h, w) uint8: the polygon's coverage of the pixels of `rect`."""
    values = np.zeros((rect.height, rect.width), np.uint8)
    for band, part in polygon_bands(points, rect):
        values[band.relative_to(rect).slices] = part
    return values


def _coverage(corners: NDArray[np.float64], band: Rect) -> Mask:
    lines, places, signs = _crossings(corners, band)
    # Change of the row's running sum at each column; a span's end is shared by two columns for its
    # fraction. The sums stay within 0..255, so that a byte may wrap round on the way.
    change = np.zeros((band.height, band.width + 2), np.uint8)
    order = np.lexsort((places, lines))
    lines, places, signs = lines[order], places[order], signs[order]
    # The signs of each line sum to 0, so that one running sum serves all lines.
    winding = np.cumsum(signs)
    before = winding - signs
    opens = (before == 0) & (winding != 0)
    closes = (before != 0) & (winding == 0)
    for chosen, sign in ((opens, 1), (closes, -1)):
        x = np.clip(places[chosen] - band.left, 0, band.width)
        row = lines[chosen] // _LINES
        column = np.floor(x).astype(np.int64)
        last = np.rint((x - column) * _FULL).astype(np.int64)
        np.add.at(change, (row, column), (sign * (_FULL - last)).astype(np.uint8))
        np.add.at(change, (row, column + 1), (sign * last).astype(np.uint8))
    return _running_sum(change[:, : band.width])


def _running_sum(change: NDArray[np.uint8]) -> Mask:
    """Along the rows; blocks without a change, most of a large shape's inside, are copied."""
    values = np.empty(change.shape, np.uint8)
    carry = np.zeros((change.shape[0], 1), np.uint8)
    for left in range(0, change.shape[1], TILE_PX):
        block, out = change[:, left : left + TILE_PX], values[:, left : left + TILE_PX]
        if not block.any():
            out[:] = carry
            continue
        np.cumsum(block, axis=1, dtype=np.uint8, out=out)
        out += carry
        carry = out[:, -1:].copy()
    return values


def _crossings(
    corners: NDArray[np.float64], band: Rect
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Line number within the band, x, and direction (+1 down, -1 up) of every crossing."""
    start = corners
    end = np.roll(corners, -1, axis=0)
    sign = np.where(end[:, 1] > start[:, 1], 1, -1)
    upper = np.where((sign > 0)[:, None], start, end)
    lower = np.where((sign > 0)[:, None], end, start)
    count = band.height * _LINES
    # A line lies at the middle of its slice; an edge meets those from its upper end on, below its
    # lower end, so that a shared corner counts once.
    first = np.ceil((upper[:, 1] - band.top) * _LINES - 0.5).clip(0, count).astype(np.int64)
    stop = np.ceil((lower[:, 1] - band.top) * _LINES - 0.5).clip(0, count).astype(np.int64)
    met = stop - first
    edge = np.repeat(np.arange(len(corners)), met)
    offset = np.arange(edge.size) - np.repeat(np.cumsum(met) - met, met)
    lines = first[edge] + offset
    y = band.top + (lines + 0.5) / _LINES
    height = np.where(met > 0, lower[:, 1] - upper[:, 1], 1.0)
    slope = (lower[:, 0] - upper[:, 0]) / height
    places = upper[edge, 0] + (y - upper[edge, 1]) * slope[edge]
    return lines, places, sign[edge]
