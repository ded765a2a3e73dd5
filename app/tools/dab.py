"""How strongly a brush covers each pixel: distance to a segment, turned into 0..255 (pure)."""

from __future__ import annotations

from math import ceil, floor, hypot
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.tools.tool import Point
from moebius_core.arrays import Mask
from moebius_core.geometry import Rect

PENCIL_PX = 1.0
"""Brushes up to this size mark whole pixels: one click is exactly one pixel."""

_POINT_PX = 1e-3
"""A way so short is none: its direction would be noise."""


class Capsule(NamedTuple):
    """The area that a round brush sweeps on its way from `start` to `end`."""

    start: Point
    end: Point
    start_radius: float
    end_radius: float
    hardness: float = 1.0

    @property
    def is_pencil(self) -> bool:
        return max(self.start_radius, self.end_radius) * 2 <= PENCIL_PX

    @property
    def rect(self) -> Rect:
        """All pixels that can be covered, not clipped to any photo."""
        (ax, ay), (bx, by) = self.start, self.end
        reach = max(self.start_radius, self.end_radius) + 0.5
        return Rect(
            floor(min(ax, bx) - reach),
            floor(min(ay, by) - reach),
            ceil(max(ax, bx) + reach),
            ceil(max(ay, by) + reach),
        )

    def misses(self, rect: Rect) -> bool:
        """Whether no pixel of `rect` is covered; a cheap answer that may be no by mistake."""
        middle = Point((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2)
        reach = max(self.start_radius, self.end_radius) + 0.5
        return self._distance(middle) > reach + hypot(rect.width, rect.height) / 2

    def fills(self, rect: Rect) -> bool:
        """Whether every pixel of `rect` is covered fully; a capsule holds what its corners span."""
        radius = min(self.start_radius, self.end_radius)
        inner = radius + 0.5 - _falloff(radius, self.hardness)
        corners = (
            Point(x + 0.5, y + 0.5)
            for x in (rect.left, rect.right - 1)
            for y in (rect.top, rect.bottom - 1)
        )
        return all(self._distance(corner) <= inner for corner in corners)

    def coverage(self, rect: Rect) -> Mask:
        """(h, w) uint8 for the pixels of `rect`: 0 untouched, 255 fully under the brush."""
        if self.is_pencil:
            return self._pencil_line(rect)
        if self.fills(rect):
            return np.full((rect.height, rect.width), 255, np.uint8)
        distance, along = self._field(rect)
        radius: NDArray[np.float32] | np.float32
        if self.start_radius == self.end_radius:
            radius = np.float32(self.start_radius)
        else:
            change = np.float32(self.end_radius - self.start_radius)
            radius = np.float32(self.start_radius) + change * along
        widest = max(self.start_radius, self.end_radius)
        falloff = np.float32(_falloff(widest, self.hardness))
        strength = np.subtract(radius + np.float32(0.5), distance, out=distance)
        if falloff > 1:
            strength *= 1 / falloff
            np.clip(strength, 0, 1, out=strength)
            rest = strength * np.float32(-2)
            rest += np.float32(3)
            strength *= strength
            strength *= rest
        strength *= np.float32(255)
        strength += np.float32(0.5)
        np.clip(strength, 0, 255, out=strength)
        return strength.astype(np.uint8)

    def _distance(self, point: Point) -> float:
        dx, dy = self.end.x - self.start.x, self.end.y - self.start.y
        length2 = dx * dx + dy * dy
        px, py = point.x - self.start.x, point.y - self.start.y
        along = min(max((px * dx + py * dy) / length2, 0.0), 1.0) if length2 > _POINT_PX**2 else 0.0
        return hypot(px - along * dx, py - along * dy)

    def _field(self, rect: Rect) -> tuple[NDArray[np.float32], NDArray[Any]]:
        """Distance of each pixel's centre to the segment, and where along it (0..1) it is met."""
        dx, dy = self.end.x - self.start.x, self.end.y - self.start.y
        length2 = dx * dx + dy * dy
        x = np.arange(rect.left, rect.right, dtype=np.float64) + (0.5 - self.start.x)
        y = np.arange(rect.top, rect.bottom, dtype=np.float64)[:, None] + (0.5 - self.start.y)
        if length2 < _POINT_PX**2:
            square = (x * x).astype(np.float32) + (y * y).astype(np.float32)
            return np.sqrt(square, out=square), np.zeros(1, np.float32)
        along = (x * (dx / length2)).astype(np.float32) + (y * (dy / length2)).astype(np.float32)
        np.clip(along, 0, 1, out=along)
        across = x.astype(np.float32) - along * np.float32(dx)
        down = y.astype(np.float32) - along * np.float32(dy)
        across *= across
        down *= down
        across += down
        return np.sqrt(across, out=across), along

    def _pencil_line(self, rect: Rect) -> Mask:
        values = np.zeros((rect.height, rect.width), np.uint8)
        ax, ay = floor(self.start.x), floor(self.start.y)
        bx, by = floor(self.end.x), floor(self.end.y)
        steps = max(abs(bx - ax), abs(by - ay), 1)
        share = np.arange(steps + 1) / steps
        columns = np.rint(ax + share * (bx - ax)).astype(np.int64) - rect.left
        rows = np.rint(ay + share * (by - ay)).astype(np.int64) - rect.top
        inside = (columns >= 0) & (columns < rect.width) & (rows >= 0) & (rows < rect.height)
        values[rows[inside], columns[inside]] = 255
        return values


def _falloff(radius: float, hardness: float) -> float:
    """Over how many pixels the strength goes from full to nothing, ending half a pixel outside."""
    return max(radius * (1 - hardness), 1.0)
