"""What a brush stroke goes round (pure).

The rule: an area is enclosed when this stroke's own paint fences it in, whatever was painted
before. Two things are added to that, because hands are not exact:

- A stroke that all but comes back to itself is closed by a straight line: from its end to an
  earlier place of it, or from its start to a later one, where the gap is at most an eighth of the
  way round (a circle of 320 degrees), the way round encloses an area rather than a sliver, and
  the stroke keeps turning one way: against it, it turns less than 150 degrees in all. So lanes
  painted to and fro are not closed.
- A stroke that turns back sharply three times or more is a scribble. It is never closed, and of
  what it fences in only gaps in which the brush itself finds no room are filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, pi
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.tools.tool import Point
from moebius_core.arrays import Mask
from moebius_core.geometry import Rect

_GAP_SHARE = 0.12
"""Largest gap that is closed, of the length of the way round."""
_MOST_BACK_TURNING = 150 / 180 * pi
_LEAST_ROUNDNESS = 0.08
"""4 pi area / perimeter^2: 1 for a circle, 0.14 for a box of 20 to 1."""
_SHARP_TURN = 150 / 180 * pi
_SCRIBBLE_TURNS = 3
_SIMPLER_SHARE = 0.03
"""Wiggles below this share of the stroke's extent say nothing about its shape."""
_WORK_PX = 768
_MOST_WORK_AREA = 4_000_000
_TIP_WORK_PX = 4.0
"""The tip is to be so wide on the work canvas, where its size allows."""


@dataclass(frozen=True)
class Enclosed:
    """Areas to fill; they reach to the middle of the stroke, so that soft edges leave no seam."""

    rect: Rect
    """In the photo's pixels; may reach beyond the photo."""
    areas: Mask
    """(h, w) uint8, 0 or 255, of `rect` at `scale`."""
    scale: float
    """Work pixels a photo pixel, at most 1."""

    def coverage(self, rect: Rect) -> Mask | None:
        """(h, w) uint8 for the photo's pixels of `rect`; None where there is nothing."""
        import cv2

        x, y = (rect.left - self.rect.left) * self.scale, (rect.top - self.rect.top) * self.scale
        window = self.areas[
            max(0, floor(y) - 1) : ceil(y + rect.height * self.scale) + 1,
            max(0, floor(x) - 1) : ceil(x + rect.width * self.scale) + 1,
        ]
        if not window.any():
            return None
        if window.min() == 255:
            return np.full((rect.height, rect.width), 255, np.uint8)
        shift = 0.5 * self.scale - 0.5
        place = np.array([[self.scale, 0, x + shift], [0, self.scale, y + shift]], np.float64)
        values = cv2.warpAffine(
            self.areas, place, rect_size(rect), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        )
        return np.asarray(values, np.uint8)


def rect_size(rect: Rect) -> tuple[int, int]:
    """(width, height) as OpenCV wants it."""
    return rect.width, rect.height


def enclosed(path: Sequence[Point], radii: Sequence[float]) -> Enclosed | None:
    """What a stroke encloses by the rule above.

    Args:
        path: Its centre line in photo pixels.
        radii: Of the tip at each point of `path`.

    Returns:
        None when there is nothing to fill.
    """
    if len(path) < 3:
        return None
    points = np.array(path, np.float64)
    radius = float(np.median(radii))
    shape = _simplified(points, radius)
    turns = _turns(shape)
    is_scribble = int((np.abs(turns) > _SHARP_TURN).sum()) >= _SCRIBBLE_TURNS
    back_turning = min(float(turns.clip(0).sum()), float((-turns).clip(0).sum()))
    gaps = [] if is_scribble or back_turning > _MOST_BACK_TURNING else _gaps(points)
    rect, scale = _work_area(points, max(radii), radius)
    fence = _fence(points, radii, gaps, rect, scale)
    holes = _holes(fence)
    if is_scribble:
        holes = _narrow(holes, radius * scale)
    if not holes.any():
        return None
    return Enclosed(rect, _widened(holes, max(radius * scale, 1.0)), scale)


def _work_area(points: NDArray[np.float64], widest: float, radius: float) -> tuple[Rect, float]:
    low, high = points.min(axis=0) - widest, points.max(axis=0) + widest
    longest = float(max(high - low))
    scale = min(1.0, max(_WORK_PX / longest, _TIP_WORK_PX / (2 * radius)))
    scale = min(scale, (_MOST_WORK_AREA / float(np.prod(high - low))) ** 0.5)
    margin = 3 / scale
    left, top = (floor(value - margin) for value in low)
    right, bottom = (ceil(value + margin) for value in high)
    return Rect(left, top, right, bottom), scale


def _fence(
    points: NDArray[np.float64],
    radii: Sequence[float],
    gaps: Sequence[tuple[int, int]],
    rect: Rect,
    scale: float,
) -> Mask:
    import cv2

    canvas = np.zeros((ceil(rect.height * scale), ceil(rect.width * scale)), np.uint8)
    bits = 4
    places = (points - (rect.left, rect.top)) * scale - 0.5
    fixed = np.rint(places * (1 << bits)).astype(np.int32)
    widths = [max(1, floor(2 * radius * scale + 0.5)) for radius in radii]
    if len(set(widths)) == 1:
        cv2.polylines(canvas, [fixed.reshape(-1, 1, 2)], False, 255, widths[0], 8, bits)
    else:
        for start, end, width in zip(fixed, fixed[1:], widths[1:], strict=False):
            cv2.line(canvas, start.tolist(), end.tolist(), 255, width, 8, bits)
    for start, end in gaps:
        cv2.line(canvas, fixed[start].tolist(), fixed[end].tolist(), 255, widths[end], 8, bits)
    return canvas


def _holes(fence: Mask) -> Mask:
    """255 where the canvas's border cannot be reached without crossing the fence."""
    import cv2

    cv2.floodFill(fence, None, (0, 0), 255, flags=4)
    return np.asarray(255 - fence, np.uint8)


def _narrow(holes: Mask, radius: float) -> Mask:
    """The holes that hold no disc of `radius`."""
    import cv2

    count, found = cv2.connectedComponents(holes, connectivity=4)
    labels = np.asarray(found, np.int64)
    room = cv2.distanceTransform(holes, cv2.DIST_L2, 5)
    most = np.zeros(count, np.float32)
    np.maximum.at(most, labels.ravel(), room.ravel())
    return np.where((most[labels] <= radius) & (holes > 0), 255, 0).astype(np.uint8)


def _widened(holes: Mask, by: float) -> Mask:
    import cv2

    away = cv2.distanceTransform(255 - holes, cv2.DIST_L2, 5)
    return np.where(away <= by, 255, 0).astype(np.uint8)


def _gaps(points: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Pairs of indices between which the stroke is to be closed."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    last = len(points) - 1
    found: list[tuple[int, int]] = []
    for end in (last, 0):
        way = np.abs(length - length[end])
        gap = np.hypot(*(points - points[end]).T)
        share = np.where(way > 0, gap / np.maximum(way, 1e-9), 1.0)
        other = int(share.argmin())
        first, stop = min(other, end), max(other, end)
        if share[other] <= _GAP_SHARE and encloses_area(points[first : stop + 1]):
            found.append((other, end))
    return found


def encloses_area(loop: NDArray[np.float64]) -> bool:
    """Whether the closed line through these (n, 2) points goes round more than a sliver."""
    x, y = loop.T
    area = abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2
    perimeter = float(np.hypot(*(np.roll(loop, -1, axis=0) - loop).T).sum())
    return 4 * pi * area >= _LEAST_ROUNDNESS * perimeter**2 > 0


def _simplified(points: NDArray[np.float64], radius: float) -> NDArray[np.float64]:
    import cv2

    extent = float(np.hypot(*(points.max(axis=0) - points.min(axis=0))))
    contour = points.astype(np.float32).reshape(-1, 1, 2)
    simple: Any = cv2.approxPolyDP(contour, max(radius / 2, extent * _SIMPLER_SHARE), closed=False)
    return np.asarray(simple, np.float64).reshape(-1, 2)


def _turns(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Change of direction at each inner point, -pi..pi."""
    if len(points) < 3:
        return np.zeros(0)
    step = np.diff(points, axis=0)
    heading = np.arctan2(step[:, 1], step[:, 0])
    return (np.diff(heading) + pi) % (2 * pi) - pi
