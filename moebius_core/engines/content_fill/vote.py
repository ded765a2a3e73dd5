"""Overlapping source patches, averaged where their targets stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.content_fill.level import PATCH, RADIUS, Level

MIN_SPREAD = 10.0
"""Squared distance below which two patches count as equal."""

MIN_WEIGHT = 1e-30
"""Where no patch is any good the votes still average something: products must not vanish."""

_MAX_EXPONENT = 60.0


def weights(level: Level, cost: NDArray[np.float32], sharpness: float) -> NDArray[np.float32]:
    """(n,) weight of each target's patch: trust times similarity.

    Similarity is relative to the mean cost nearby: with one spread for the whole hole the weights
    of a hard part all vanish and leave a plain average, which is mush.

    Args:
        cost: (n,) squared distances.
        sharpness: Spread as a share of the local mean; the smaller, the more the best decides.
    """
    lattice = level.lattice
    side = 2 * (2 * RADIUS // level.step) + 1

    def local_sum(values: NDArray[np.float32]) -> NDArray[np.float32]:
        grid = cv2.blur(lattice.spread(values), (side, side), borderType=cv2.BORDER_CONSTANT)
        return cast("NDArray[np.float32]", grid)[lattice.row, lattice.column]

    mean = local_sum(cost) / np.maximum(local_sum(np.ones_like(cost)), np.float32(1e-6))
    spread = np.maximum(mean * np.float32(sharpness), np.float32(MIN_SPREAD))
    exponent = np.clip((mean - cost) / (2 * spread), -_MAX_EXPONENT, _MAX_EXPONENT)
    return np.exp(exponent) * level.trust + np.float32(MIN_WEIGHT)


@dataclass(frozen=True)
class Votes:
    """What the patches say about the pixels of a box."""

    box: tuple[slice, slice]
    """Rows and columns of the level."""

    heard: NDArray[np.bool_]
    """(h, w) of the box: pixels under at least one patch."""

    planes: list[NDArray[np.float32]]
    """(h, w, C) weighted means of what was voted on; nonsense where nothing was heard."""


def vote(
    level: Level,
    match: NDArray[np.int32],
    weight: NDArray[np.float32],
    planes: list[NDArray[np.float32]],
    tick: Callable[[], None],
) -> Votes:
    """Lay every target's source patch over the target and average.

    Args:
        match: (n,) flat source positions.
        weight: (n,)
        planes: (h, w, C) arrays to vote on, C at most 4.
        tick: Called once a patch row.
    """
    step, lattice, width = level.step, level.lattice, level.shape[1]
    reach = -(-RADIUS // step)  # lattice cells a patch covers on each side
    rows, columns = lattice.rows + 2 * reach, lattice.columns + 2 * reach
    corner = np.stack([match % width - RADIUS, match // width - RADIUS], axis=1)
    origin = lattice.spread(corner.astype(np.int16))
    grid = cast("NDArray[np.float32]", lattice.spread(weight))
    per_channel = [cv2.merge([grid] * plane.shape[2]) for plane in planes]
    sums = [np.zeros((step, step, rows, columns, plane.shape[2]), np.float32) for plane in planes]
    no_map = np.empty(0, np.int16)
    for dy in range(-RADIUS, RADIUS + 1):
        for dx in range(-RADIUS, RADIUS + 1):
            (down, phase_y), (right, phase_x) = divmod(dy, step), divmod(dx, step)
            cells = (
                slice(reach + down, reach + down + lattice.rows),
                slice(reach + right, reach + right + lattice.columns),
            )
            for plane, factor, accumulator in zip(planes, per_channel, sums, strict=True):
                shifted = plane[RADIUS + dy :, RADIUS + dx :]
                patch_pixel = cv2.remap(
                    shifted, origin, no_map, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE
                )
                cv2.accumulateProduct(patch_pixel, factor, accumulator[phase_y, phase_x][cells])
        tick()
    top = RADIUS + (lattice.first_row - reach) * step
    left = RADIUS + (lattice.first_column - reach) * step
    box = (
        slice(max(0, top), min(level.shape[0], top + rows * step)),
        slice(max(0, left), min(width, left + columns * step)),
    )
    cut = (
        slice(box[0].start - top, box[0].stop - top),
        slice(box[1].start - left, box[1].stop - left),
    )
    total = _patch_sums(grid, step, reach)[cut]
    inverse = np.reciprocal(np.maximum(total, np.float32(1e-37)))[..., None]
    return Votes(box, total > 0, [_woven(part)[cut] * inverse for part in sums])


def _patch_sums(grid: NDArray[np.float32], step: int, reach: int) -> NDArray[np.float32]:
    """Weights of all patches over each pixel, added; a running box sum would lose small ones."""
    padded = np.pad(grid, reach)
    sparse = np.zeros((padded.shape[0] * step, padded.shape[1] * step), np.float32)
    sparse[::step, ::step] = padded
    ones = np.ones(PATCH, np.float32)
    sums = cv2.sepFilter2D(sparse, cv2.CV_32F, ones, ones, borderType=cv2.BORDER_CONSTANT)
    return cast("NDArray[np.float32]", sums)


def _woven(phases: NDArray[np.float32]) -> NDArray[np.float32]:
    """(step, step, rows, columns, C) phases as one (rows * step, columns * step, C) picture."""
    step, _, rows, columns, channels = phases.shape
    return phases.transpose(2, 0, 3, 1, 4).reshape(rows * step, columns * step, channels)
