"""Patterns that are as large on the screen at every zoom: checkerboard, hatch, dots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from moebius_core.geometry import Rect

Colour: TypeAlias = tuple[int, int, int]
"""Red, green, blue; 0..255."""

Inked: TypeAlias = Callable[[NDArray[np.intp], NDArray[np.intp]], NDArray[np.bool_]]
"""(x, y) of pixels -> where the pattern's second colour lies."""

CHECKERBOARD_PX = 8
_PERIOD = 16
_LIGHT, _DARK = 204, 153


def _hatch(x: NDArray[np.intp], y: NDArray[np.intp]) -> NDArray[np.bool_]:
    return (x + y) % 8 < 2


def _dots(x: NDArray[np.intp], y: NDArray[np.intp]) -> NDArray[np.bool_]:
    return ((x % 8 < 2) & (y % 8 < 2)) | (((x + 4) % 8 < 2) & ((y + 4) % 8 < 2))


def _sparse_dots(x: NDArray[np.intp], y: NDArray[np.intp]) -> NDArray[np.bool_]:
    return (x % 8 < 2) & (y % 8 < 2)


def _none(x: NDArray[np.intp], y: NDArray[np.intp]) -> NDArray[np.bool_]:
    return np.zeros(np.broadcast_shapes(x.shape, y.shape), np.bool_)


PATTERNS: dict[str, Inked] = {
    "hatch": _hatch,
    "dots": _dots,
    "none": _none,
    "calm": _sparse_dots,
}


@dataclass(frozen=True)
class OverlayStyle:
    """How the mask looks over the photo."""

    colour: Colour = (255, 45, 85)
    opacity: float = 0.45
    pattern: str = "hatch"
    """hatch, dots or none: shown in black or white beside the colour, for those who do not see
    the difference of colours, and for photos of the same colour."""
    visible: bool = True


@dataclass(frozen=True)
class Ink:
    """A style's pattern over an area of the view: what is laid over the photo."""

    colour: NDArray[np.uint8]
    """(h, w, 3) RGB, already multiplied by the opacity."""
    opacity: NDArray[np.uint8]
    """(h, w); 255 covers."""


def ink(style: OverlayStyle, rect: Rect, origin: tuple[int, int]) -> Ink:
    """The pattern for the view pixels of `rect`; it moves with the photo when that is panned."""
    x, y = (rect.left - origin[0]) % _PERIOD, (rect.top - origin[1]) % _PERIOD
    width, height = _rounded(rect.width), _rounded(rect.height)
    colour, opacity = _sheet(style, width + _PERIOD, height + _PERIOD)
    rows, columns = slice(y, y + rect.height), slice(x, x + rect.width)
    return Ink(colour[rows, columns], opacity[rows, columns])


def checkerboard(rect: Rect, origin: tuple[int, int]) -> NDArray[np.uint8]:
    """(h, w) grey values of the board under transparent pixels."""
    size = 2 * CHECKERBOARD_PX
    x, y = (rect.left - origin[0]) % size, (rect.top - origin[1]) % size
    board = _board(_rounded(rect.width) + size, _rounded(rect.height) + size)
    return board[y : y + rect.height, x : x + rect.width]


def _rounded(length: int) -> int:
    return -(-length // 512) * 512


@lru_cache(maxsize=8)
def _sheet(
    style: OverlayStyle, width: int, height: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    side = np.arange(_PERIOD)
    inked = PATTERNS[style.pattern](side[None, :], side[:, None])
    red, green, blue = style.colour
    is_bright = red * 299 + green * 587 + blue * 114 > 140_000
    second = np.array((0, 0, 0) if is_bright else (255, 255, 255))
    opacity = np.where(inked, min(1.0, style.opacity + 0.15), style.opacity)
    colour = np.where(inked[..., None], second, np.array(style.colour)) * opacity[..., None]
    repeats = (-(-height // _PERIOD), -(-width // _PERIOD))
    return (
        np.tile(np.rint(colour).astype(np.uint8), (*repeats, 1)),
        np.tile(np.rint(opacity * 255).astype(np.uint8), repeats),
    )


@lru_cache(maxsize=4)
def _board(width: int, height: int) -> NDArray[np.uint8]:
    x, y = np.arange(width) // CHECKERBOARD_PX, np.arange(height) // CHECKERBOARD_PX
    return np.where((x[None, :] + y[:, None]) % 2, _DARK, _LIGHT).astype(np.uint8)
