"""Masks to train on: irregular strokes and boxes, as LaMa draws them (arXiv 2109.07161).

The figures are those of `configs/data_gen/random_{thin,medium,thick}_{256,512}.yaml` in
github advimman/lama, which github hustvl/Moebius has unchanged in `config/rand_mask_cfg/`; how wide
a mask is grown is that of its `removal/v1_2/dataset.py`. Both are Apache-2.0; the code is our own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import cv2
import numpy as np

from moebius_core.arrays import Mask, check_mask
from moebius_core.errors import BadInputError, MaskSizeError
from moebius_core.training.seeds import Draws, derived

GROWN_SHARE = 0.99
"""Of all masks; the others stay as they were drawn."""

INTERSECTED_SHARE = 0.5
"""Of the samples that paint background: see `intersected`."""

_LARGE_FROM = 384
"""Masks with a side from here on take the figures for 512 px, others those for 256 px."""

_SMALLEST_SIDE = 32


class MaskKind(Enum):
    """How wide the strokes are."""

    THIN = "thin"
    MEDIUM = "medium"
    THICK = "thick"


class Strokes(NamedTuple):
    """Figures of the strokes, in the words of the configuration."""

    min_times: int
    max_times: int
    max_width: int
    """Pixels; the width is 5 to 4 more than this."""
    max_len: int
    """Pixels; a segment is 10 to 9 more than this long."""


class Boxes(NamedTuple):
    """Figures of the boxes, in the words of the configuration; sizes in pixels."""

    min_times: int
    max_times: int
    margin: int
    bbox_min_size: int
    bbox_max_size: int


@dataclass(frozen=True)
class MaskFigures:
    """One public configuration."""

    strokes: Strokes
    boxes: Boxes | None = None


FIGURES = {
    (MaskKind.THIN, 256): MaskFigures(Strokes(4, 50, 10, 40)),
    (MaskKind.THIN, 512): MaskFigures(Strokes(4, 70, 20, 100)),
    (MaskKind.MEDIUM, 256): MaskFigures(Strokes(4, 5, 50, 100), Boxes(1, 5, 0, 10, 50)),
    (MaskKind.MEDIUM, 512): MaskFigures(Strokes(4, 10, 100, 200), Boxes(1, 5, 0, 30, 150)),
    (MaskKind.THICK, 256): MaskFigures(Strokes(1, 5, 100, 200), Boxes(1, 3, 10, 30, 150)),
    (MaskKind.THICK, 512): MaskFigures(Strokes(1, 5, 250, 450), Boxes(1, 4, 10, 30, 300)),
}

_STROKE_WEIGHT, _BOX_WEIGHT = 1.0, 0.3
"""irregular_proba and box_proba: a mask is of strokes or of boxes, in this proportion."""

_MAX_ANGLE = 4
_MAX_SEGMENTS = 5


def random_mask(seed: int, side: int, kind: MaskKind = MaskKind.MEDIUM) -> Mask:
    """Strokes or boxes on a square, then grown. The same seed gives the same mask everywhere.

    Args:
        seed: Any whole number.
        side: Pixels, 32 or more.
        kind: How wide the strokes are.

    Returns:
        (side, side) uint8, 0 or 255, not empty; seldom nearly full.

    Raises:
        BadInputError: a smaller side.
    """
    return grown(drawn_mask(seed, side, kind), seed)


def drawn_mask(seed: int, side: int, kind: MaskKind = MaskKind.MEDIUM) -> Mask:
    """As `random_mask`, before it is grown."""
    if side < _SMALLEST_SIDE:
        raise BadInputError(f"A mask needs a side of {_SMALLEST_SIDE} pixels or more, not {side}.")
    figures = FIGURES[kind, 512 if side >= _LARGE_FROM else 256]
    draws = Draws(derived(seed, "mask"))
    mask = np.zeros((side, side), np.uint8)
    boxes = figures.boxes
    if boxes is not None and draws.chance(_BOX_WEIGHT / (_STROKE_WEIGHT + _BOX_WEIGHT)):
        _draw_boxes(mask, boxes, draws)
    else:
        _draw_strokes(mask, figures.strokes, draws)
    return mask


def grown(mask: Mask, seed: int) -> Mask:
    """The mask dilated by squares of 3, 5 or 7 px, once or twice, in 99 % of all cases."""
    draws = Draws(derived(seed, "grown"))
    if not draws.chance(GROWN_SHARE):
        return mask.copy()
    square = np.ones((2 * draws.between(1, 3) + 1,) * 2, np.uint8)
    return np.asarray(cv2.dilate(mask, square, iterations=draws.between(1, 2)), np.uint8)


def intersected(mask: Mask, other: Mask) -> Mask:
    """What both masks cover, so that holes of any object's shape are filled with background.

    A network that only ever saw strokes there would learn that an object's outline asks for an
    object. Where the two have nothing in common, `mask` alone is returned: no hole, no lesson.

    Args:
        mask: (H, W) uint8 that is to be intersected.
        other: (H, W) uint8: an object in another picture.

    Raises:
        MaskSizeError: the sizes differ.
    """
    check_mask(other)
    if mask.shape != other.shape:
        raise MaskSizeError(f"The masks are {mask.shape} and {other.shape} pixels.")
    both = np.minimum(mask, other)
    return both if both.any() else mask.copy()


def _draw_strokes(mask: Mask, figures: Strokes, draws: Draws) -> None:
    """Chains of thick lines; every other chain turns the other way."""
    side = mask.shape[0]
    for stroke in range(draws.between(figures.min_times, figures.max_times + 1)):
        x, y = draws.below(side), draws.below(side)
        turn = -1 if stroke % 2 == 0 else 1
        for _ in range(draws.between(1, _MAX_SEGMENTS)):
            angle = turn * (0.01 + draws.below(_MAX_ANGLE))
            length = 10 + draws.below(figures.max_len)
            width = 5 + draws.below(figures.max_width)
            start = x, y
            x = min(max(int(x + length * math.sin(angle)), 0), side)
            y = min(max(int(y + length * math.cos(angle)), 0), side)
            cv2.line(mask, start, (x, y), 255, width)


def _draw_boxes(mask: Mask, figures: Boxes, draws: Draws) -> None:
    inner = mask.shape[0] - 2 * figures.margin
    largest = min(figures.bbox_max_size, inner)
    smallest = min(figures.bbox_min_size, largest)
    for _ in range(draws.between(figures.min_times, figures.max_times)):
        width, height = draws.between(smallest, largest), draws.between(smallest, largest)
        left = figures.margin + draws.below(inner - width + 1)
        top = figures.margin + draws.below(inner - height + 1)
        mask[top : top + height, left : left + width] = 255
