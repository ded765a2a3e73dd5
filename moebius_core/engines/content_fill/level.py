"""The geometry of one pyramid level: which patches may be copied and which are to be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import cv2
import numpy as np
from numpy.typing import NDArray

RADIUS = 3
PATCH = 2 * RADIUS + 1
TRUST_BASE = 2.5
TRUST_DEPTH = 30.0
DENSE_HOLE_PX = 4_000
HALF_DENSE_HOLE_PX = 120_000


class Lattice(NamedTuple):
    """Where the targets stand on the grid of every `step`-th pixel, cut to their bounding box."""

    first_row: int
    first_column: int
    rows: int
    columns: int
    row: NDArray[np.int32]  # (n,) of each target, from first_row
    column: NDArray[np.int32]

    def spread(self, values: NDArray[Any], fill: float = 0) -> NDArray[Any]:
        """(n, ...) values of the targets as a (rows, columns, ...) array."""
        grid = np.full((self.rows, self.columns, *values.shape[1:]), fill, values.dtype)
        grid[self.row, self.column] = values
        return grid


@dataclass(frozen=True, kw_only=True)
class Level:
    """Patch centres of one scale; arrays are padded to `shape` so that the lattice ends flush.

    A source patch lies inside the photo and touches no hole; a target patch meets the hole. Both
    stay inside the array, which is all the border handling there is.
    """

    size: tuple[int, int]
    """Height and width before padding."""

    hole: NDArray[np.bool_]
    """(h, w), padded."""

    step: int
    """Targets stand on every `step`-th pixel."""

    is_source: NDArray[np.bool_]
    """(h * w,)"""

    sources: NDArray[np.int32]
    """Flat positions of the source centres, ascending."""

    target_y: NDArray[np.int32]
    target_x: NDArray[np.int32]
    target_at: NDArray[np.int32]
    """(h, w): index of the target that stands there, -1 for none."""

    trust: NDArray[np.float32]
    """(n,) of each target: 1 at the rim, halved with every pixel into the hole."""

    lattice: Lattice

    @property
    def shape(self) -> tuple[int, int]:
        return self.hole.shape[0], self.hole.shape[1]

    @property
    def target_count(self) -> int:
        return len(self.target_y)

    def padded(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """A contiguous copy of (*size, C) values, edge pixels repeated up to `shape`."""
        return _padded(values, self.shape)


def build_level(known: NDArray[np.bool_], usable: NDArray[np.bool_]) -> Level | None:
    """The level of a scale, or None when no target patch fits into it.

    Args:
        known: (h, w) bool; the rest is the hole.
        usable: (h, w) bool; source patches lie wholly in known and usable pixels.
    """
    height, width = known.shape
    if min(height, width) < PATCH:
        return None
    step = _step(int(np.count_nonzero(~known)))
    shape = tuple(side + (PATCH - side) % step for side in (height, width))
    hole = _padded((~known).astype(np.uint8), (shape[0], shape[1]))
    near_hole = cv2.dilate(hole, np.ones((PATCH, PATCH), np.uint8), borderValue=0) > 0
    is_source = np.zeros(shape, np.bool_)
    inner = slice(RADIUS, height - RADIUS), slice(RADIUS, width - RADIUS)
    is_source[inner] = ~near_hole[inner]
    if not usable.all():
        barred = cv2.dilate((~usable).astype(np.uint8), np.ones((PATCH, PATCH), np.uint8))
        is_source[inner] &= barred[inner] == 0
    is_target = np.zeros(shape, np.bool_)
    grid = slice(RADIUS, shape[0] - RADIUS, step), slice(RADIUS, shape[1] - RADIUS, step)
    is_target[grid] = near_hole[grid]
    y, x = (axis.astype(np.int32) for axis in np.nonzero(is_target))
    if not len(y):
        return None
    target_at = np.full(shape, -1, np.int32)
    target_at[y, x] = np.arange(len(y), dtype=np.int32)
    depth = cast("NDArray[np.float32]", cv2.distanceTransform(hole, cv2.DIST_L2, 3))
    return Level(
        size=(height, width),
        hole=hole > 0,
        step=step,
        is_source=is_source.ravel(),
        sources=np.flatnonzero(is_source).astype(np.int32),
        target_y=y,
        target_x=x,
        target_at=target_at,
        trust=np.power(np.float32(TRUST_BASE), -np.minimum(depth[y, x], np.float32(TRUST_DEPTH))),
        lattice=_lattice(y, x, step),
    )


def _step(hole_px: int) -> int:
    if hole_px <= DENSE_HOLE_PX:
        return 1
    return 2 if hole_px <= HALF_DENSE_HOLE_PX else 3


def _lattice(y: NDArray[np.int32], x: NDArray[np.int32], step: int) -> Lattice:
    row, column = (y - RADIUS) // step, (x - RADIUS) // step
    first_row, first_column = int(row.min()), int(column.min())
    return Lattice(
        first_row,
        first_column,
        int(row.max()) - first_row + 1,
        int(column.max()) - first_column + 1,
        row - first_row,
        column - first_column,
    )


def _padded(values: NDArray[Any], shape: tuple[int, int]) -> NDArray[Any]:
    down, right = shape[0] - values.shape[0], shape[1] - values.shape[1]
    return cv2.copyMakeBorder(values, 0, down, 0, right, cv2.BORDER_REPLICATE).reshape(
        *shape, *values.shape[2:]
    )
