"""Taking view pixels out of a picture: the same values however the view is cut into rectangles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from moebius_core.geometry import Rect, Size

_FRACTIONS = 32
"""Places between two pixels; what OpenCV's table of linear weights has."""

_BAND_ROWS = 64
"""Drawn at a time: tables for the whole view would be fresh memory, whose pages cost too much."""


class Axis(NamedTuple):
    """Where each view pixel of one direction lies in the picture."""

    pixel: NDArray[np.int32]
    """(n,) the picture's pixel at or before the place."""
    weight: NDArray[np.uint16]
    """(n,) 0..31: how many 32nds of the way to the next pixel."""


class Grid(NamedTuple):
    """Columns and rows of view pixels in a picture."""

    x: Axis
    y: Axis

    def within(self, box: Rect) -> Rect:
        """The columns and rows, as counted here, that some of the picture's `box` shows in."""
        left, right = _span(self.x, box.left, box.right)
        top, bottom = _span(self.y, box.top, box.bottom)
        return Rect(left, top, right, bottom)

    def part(self, rect: Rect) -> Grid:
        """Only these columns and rows, as counted here."""
        columns, rows = slice(rect.left, rect.right), slice(rect.top, rect.bottom)
        return Grid(
            Axis(self.x.pixel[columns], self.x.weight[columns]),
            Axis(self.y.pixel[rows], self.y.weight[rows]),
        )

    @property
    def source(self) -> Rect:
        """The picture's pixels that are needed."""
        left, top = int(self.x.pixel[0]), int(self.y.pixel[0])
        right = int(self.x.pixel[-1]) + 1 + int(self.x.weight.any())
        bottom = int(self.y.pixel[-1]) + 1 + int(self.y.weight.any())
        return Rect(left, top, right, bottom)


def grid(rect: Rect, origin: tuple[int, int], scale: float, size: Size, *, smooth: bool) -> Grid:
    """Where the view pixels of `rect` lie in a picture.

    Args:
        rect: View pixels, all of them on the picture.
        origin: The view pixel on which the picture's corner lies.
        scale: View pixels per pixel of the picture.
        size: The picture's size.
        smooth: Between the nearest pixels, or on the nearest one.
    """
    return Grid(
        _axis(rect.left - origin[0], rect.right - origin[0], scale, size.width, smooth),
        _axis(rect.top - origin[1], rect.bottom - origin[1], scale, size.height, smooth),
    )


def _span(axis: Axis, start: int, stop: int) -> tuple[int, int]:
    first = np.searchsorted(axis.pixel, start - 1)
    return int(first), int(np.searchsorted(axis.pixel, stop))


def _axis(start: int, stop: int, scale: float, count: int, smooth: bool) -> Axis:
    place = (np.arange(start, stop, dtype=np.float64) + 0.5) / scale
    if not smooth:
        index = np.clip(np.floor(place).astype(np.int32), 0, count - 1)
        return Axis(index, np.zeros(index.shape, np.uint16))
    fixed = np.floor((place - 0.5) * _FRACTIONS + 0.5).astype(np.int32)
    fixed = np.clip(fixed, 0, (count - 1) * _FRACTIONS)
    return Axis(fixed // _FRACTIONS, (fixed % _FRACTIONS).astype(np.uint16))


def sample(pixels: NDArray[np.uint8], at: Grid) -> NDArray[np.uint8]:
    """The view's pixels.

    Args:
        pixels: (h, w) or (h, w, channels): the picture's pixels in `at.source`.

    Returns:
        (rows, columns) or (rows, columns, channels).
    """
    source = at.source
    x, y = at.x.pixel - source.left, at.y.pixel - source.top
    if not (at.x.weight.any() or at.y.weight.any()):
        if len(x) == pixels.shape[1] and len(y) == pixels.shape[0]:
            return pixels
        return np.take(np.take(pixels, x, axis=1), y, axis=0)
    return _linear(pixels, x, y, at)


def _linear(
    pixels: NDArray[np.uint8], x: NDArray[np.int32], y: NDArray[np.int32], at: Grid
) -> NDArray[np.uint8]:
    import cv2

    drawn = np.empty((len(y), len(x), *pixels.shape[2:]), np.uint8)
    tables = _WholeTables if pixels.ndim == 3 and pixels.shape[2] == 3 else _FloatTables
    table = tables(x, at.x.weight, min(_BAND_ROWS, len(y)))
    for top in range(0, len(y), _BAND_ROWS):
        rows = slice(top, top + _BAND_ROWS)
        cv2.remap(
            pixels,
            *table.for_rows(y[rows], at.y.weight[rows]),
            cv2.INTER_LINEAR,
            dst=drawn[rows],
            borderMode=cv2.BORDER_REPLICATE,
        )
    return drawn


class _WholeTables:
    """OpenCV's tables of pixels and 32nds: the quicker ones for three channels."""

    def __init__(self, x: NDArray[np.int32], weight: NDArray[np.uint16], rows: int) -> None:
        self._place = np.empty((rows, len(x), 2), np.int16)
        self._place[..., 0] = x
        self._weight = np.empty((rows, len(x)), np.uint16)
        self._columns = weight

    def for_rows(
        self, y: NDArray[np.int32], weight: NDArray[np.uint16]
    ) -> tuple[NDArray[np.int16], NDArray[np.uint16]]:
        count = len(y)
        self._place[:count, :, 1] = y[:, None]
        np.add(weight[:, None] * np.uint16(_FRACTIONS), self._columns, out=self._weight[:count])
        return self._place[:count], self._weight[:count]


class _FloatTables:
    """The same places as numbers, which float32 holds exactly: twice as quick for one or four."""

    def __init__(self, x: NDArray[np.int32], weight: NDArray[np.uint16], rows: int) -> None:
        self._x = np.empty((rows, len(x)), np.float32)
        self._x[...] = x + weight / _FRACTIONS
        self._y = np.empty((rows, len(x)), np.float32)

    def for_rows(
        self, y: NDArray[np.int32], weight: NDArray[np.uint16]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        count = len(y)
        self._y[:count] = (y + weight / _FRACTIONS)[:, None]
        return self._x[:count], self._y[:count]
