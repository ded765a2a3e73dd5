"""A picture at half, a quarter, an eighth ... of its size, kept up to date by rectangles."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from moebius_core.geometry import Rect, Size

_SMALLEST_PX = 48
_BAND_ROWS = 512


class Source(Protocol):
    """The picture at its full size, in 8-bit values for the screen."""

    @property
    def size(self) -> Size: ...

    @property
    def channels(self) -> int: ...

    def read(self, rect: Rect) -> NDArray[np.uint8]:
        """(h, w) or (h, w, channels): a copy of the pixels in `rect`, which lies inside."""
        ...

    def sparse(self, rect: Rect, step: int) -> NDArray[np.uint8]:
        """Every `step`-th pixel, from the middle of its square, of a `rect` in multiples of it."""
        ...


class Pyramid:
    """The levels of one source: level k has one pixel for each square of 2^k source pixels.

    Until `build` has been called, larger levels are sampled sparsely from the source: a quick
    first picture. Reading it during `build` on another thread is not allowed; build a new one.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.sizes = _level_sizes(source.size)
        self._levels: list[NDArray[np.uint8]] = []

    @property
    def is_built(self) -> bool:
        return bool(self._levels) or len(self.sizes) == 1

    @property
    def nbytes(self) -> int:
        """Bytes that the levels take."""
        return sum(level.nbytes for level in self._levels)

    def level_for(self, zoom: float) -> int:
        """The smallest level with at least one pixel for each pixel of the view."""
        level = 0
        while level + 1 < len(self.sizes) and zoom * 2 ** (level + 1) <= 1.0:
            level += 1
        return level

    def read(self, level: int, rect: Rect) -> NDArray[np.uint8]:
        """The pixels of a level in `rect`, which lies inside it; only to be read."""
        if level == 0:
            return self.source.read(rect)
        if not self._levels:
            step = 2**level
            return self.source.sparse(_scaled(rect, step), step)
        return self._levels[level - 1][rect.slices]

    def build(self, is_cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Fill all levels from the source; False when it was cancelled."""
        levels = self._blank_levels()
        whole = self.source.size.rect
        for top in range(0, whole.bottom, _BAND_ROWS):
            if is_cancelled():
                return False
            band = Rect(0, top, whole.right, min(top + _BAND_ROWS, whole.bottom))
            self._fill(levels[:1], band)
        for below, level in pairwise(levels):
            level[:] = _half(below)
        self._levels = levels
        return True

    def adopt(self, built: Pyramid) -> None:
        """Take over the levels of a pyramid that was built elsewhere for the same picture."""
        self._levels = built._levels

    def update(self, rect: Rect) -> None:
        """The source's pixels in `rect` have changed."""
        rect = rect.intersection(self.source.size.rect)
        if not self._levels or rect.is_empty:
            return
        for top in range(rect.top, rect.bottom, _BAND_ROWS):
            band = Rect(rect.left, top, rect.right, min(top + _BAND_ROWS, rect.bottom))
            self._fill(self._levels[:1], band)
        self._fill(self._levels, rect, start=1)

    def copied_for(self, source: Source, changed: list[Rect]) -> Pyramid:
        """The pyramid of a source that differs from this one's in the `changed` rectangles."""
        other = Pyramid(source)
        if self._levels:
            other._levels = [level.copy() for level in self._levels]
            for rect in changed:
                other.update(rect)
        return other

    def _blank_levels(self) -> list[NDArray[np.uint8]]:
        tail = (self.source.channels,) if self.source.channels > 1 else ()
        return [np.zeros((size.height, size.width, *tail), np.uint8) for size in self.sizes[1:]]

    def _fill(self, levels: list[NDArray[np.uint8]], rect: Rect, *, start: int = 0) -> None:
        """Bring levels up to date with a rectangle of the source; `start` of them are already."""
        below: NDArray[np.uint8] | None = None
        for number, level in enumerate(levels, start=1):
            if number <= start:
                below, rect = level, _halved(rect)
                continue
            goal = _halved(rect)
            needed = _scaled(goal, 2).intersection(self.sizes[number - 1].rect)
            pixels = self.source.read(needed) if below is None else below[needed.slices]
            level[goal.slices] = _half(pixels)
            below, rect = level, goal


def _level_sizes(size: Size) -> list[Size]:
    sizes = [size]
    while max(sizes[-1]) > _SMALLEST_PX:
        sizes.append(Size((sizes[-1].width + 1) // 2, (sizes[-1].height + 1) // 2))
    return sizes


def _halved(rect: Rect) -> Rect:
    return Rect(rect.left // 2, rect.top // 2, (rect.right + 1) // 2, (rect.bottom + 1) // 2)


def _scaled(rect: Rect, factor: int) -> Rect:
    return Rect(rect.left * factor, rect.top * factor, rect.right * factor, rect.bottom * factor)


def _half(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import cv2

    height, width = pixels.shape[:2]
    if height % 2 or width % 2:
        padded: Any = cv2.copyMakeBorder(pixels, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
        pixels = cast("NDArray[np.uint8]", padded)
    size = (pixels.shape[1] // 2, pixels.shape[0] // 2)
    half: Any = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return cast("NDArray[np.uint8]", half)
