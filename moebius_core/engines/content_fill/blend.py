"""Gradient-domain blend: no step at the rim of the hole nor between the pieces copied into it.

Solves (-laplacian + LAMBDA) e = -div(mismatch) in the hole by multigrid, where the mismatch is how
far the gradients of the pasted colours are from those of the sources they came from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, cast

import cv2
import numpy as np
from numpy.typing import NDArray

LAMBDA = 1e-3
"""Pulls the correction to zero far from a mismatch: bounds how far a colour bleeds."""

MAX_SEAM_IN_TEXTURE = 16.0
MAX_SEAM_IN_BLUR = 48.0
"""Grey levels; of a larger step only so much is taken away: the rest is an edge of the picture."""

SEAM_SLOPE = 2.0
"""How much less per grey level of mean slope nearby: texture hides a seam, blur shows it."""

_WINDOW = 9

CYCLES = 8
"""At most; it ends when a cycle changes nothing by more than SETTLED."""

SETTLED = 0.25
_SWEEPS, _BOTTOM_SWEEPS, _DAMPING = 2, 16, 0.8
_BOTTOM_SIDE = 8
_WHOLLY_HOLE = 0.75

Plane = NDArray[np.float32]
"""(h, w, 3)"""


def forward_differences(image: Plane) -> tuple[Plane, Plane]:
    """Rightward and downward differences, zero in the last column and row."""
    across, down = np.zeros_like(image), np.zeros_like(image)
    np.subtract(image[:, 1:], image[:, :-1], out=across[:, :-1])
    np.subtract(image[1:], image[:-1], out=down[:-1])
    return across, down


def seam_correction(
    image: Plane,
    wanted: tuple[Plane, Plane],
    hole: NDArray[np.bool_],
    heard: NDArray[np.bool_],
    tick: Callable[[], None],
) -> Plane:
    """What to add to the colours in the hole so that no seam shows; zero outside it.

    Args:
        image: (h, w, 3) with the hole filled, and at least one known pixel around it.
        wanted: Forward differences of the sources, voted like the colours.
        hole: (h, w)
        heard: (h, w) where `wanted` means something.
        tick: Called once a multigrid cycle.
    """
    right_hand = _divergence(image, wanted, hole, heard)
    grids = _grids(hole)
    correction = np.zeros_like(image)
    for _ in range(CYCLES):
        before = correction.copy()
        _cycle(correction, right_hand, grids)
        tick()
        if cv2.norm(before, correction, cv2.NORM_INF) < SETTLED:
            break
    return correction


class _Grid(NamedTuple):
    """One level of the multigrid: the hole at half the size of the one before."""

    mask: Plane
    gain: Plane
    """What a sweep adds of the residual: damping over the diagonal, in the hole only."""
    operator: NDArray[np.float32]
    """laplacian - lambda, (3, 3)."""

    @classmethod
    def of(cls, hole: NDArray[np.float32], lam: float) -> _Grid:
        mask = cast("Plane", cv2.merge([hole] * 3))
        operator = np.array([[0, 1, 0], [1, -4 - lam, 1], [0, 1, 0]], np.float32)
        return cls(mask, mask * np.float32(_DAMPING / (4 + lam)), operator)

    def residual(self, correction: Plane, right_hand: Plane) -> Plane:
        rest = cv2.filter2D(correction, -1, self.operator, borderType=cv2.BORDER_REPLICATE)
        return np.add(rest, right_hand, out=cast("Plane", rest))

    def relax(self, correction: Plane, right_hand: Plane, sweeps: int) -> None:
        """Damped Jacobi, in place."""
        for _ in range(sweeps):
            cv2.accumulateProduct(self.residual(correction, right_hand), self.gain, correction)


def _divergence(
    image: Plane, wanted: tuple[Plane, Plane], hole: NDArray[np.bool_], heard: NDArray[np.bool_]
) -> Plane:
    """-div of the clipped mismatch, from edges that touch the hole."""
    result = np.zeros_like(image)
    limit = _largest_seam(wanted)
    for axis, (want, have) in enumerate(zip(wanted, forward_differences(image), strict=True)):
        ahead: tuple[slice, ...] = (slice(1, None),) if axis else (slice(None), slice(1, None))
        here: tuple[slice, ...] = (slice(None, -1),) if axis else (slice(None), slice(None, -1))
        touches = np.zeros_like(hole)
        touches[here] = (hole[here] | hole[ahead]) & heard[here]
        mismatch = np.clip(want - have, -limit, limit) * touches[..., None]
        result -= mismatch
        result[ahead] += mismatch[here]
    return result * hole[..., None]


def _largest_seam(wanted: tuple[Plane, Plane]) -> Plane:
    """(h, w, 1): the largest step taken for a seam, less where texture hides one anyway."""
    activity = cv2.blur(np.abs(wanted[0]) + np.abs(wanted[1]), (_WINDOW, _WINDOW)).mean(axis=2)
    limit = MAX_SEAM_IN_BLUR - SEAM_SLOPE * activity
    return np.maximum(limit, np.float32(MAX_SEAM_IN_TEXTURE))[..., None].astype(np.float32)


def _grids(hole: NDArray[np.bool_]) -> list[_Grid]:
    mask, lam = hole.astype(np.float32), LAMBDA
    grids = [_Grid.of(mask, lam)]
    while min(mask.shape) > _BOTTOM_SIDE:
        height, width = ((side + 1) // 2 for side in mask.shape)
        share = cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA)
        # a known strip one pixel wide must survive, or the solution leaps across it and diverges
        mask = (cast("NDArray[np.float32]", share) > _WHOLLY_HOLE).astype(np.float32)
        lam *= 4
        if not mask.any():
            break
        grids.append(_Grid.of(mask, lam))
    return grids


def _cycle(correction: Plane, right_hand: Plane, grids: list[_Grid]) -> None:
    """One V-cycle, in place."""
    grid, coarser = grids[0], grids[1:]
    if not coarser:
        grid.relax(correction, right_hand, _BOTTOM_SWEEPS)
        return
    grid.relax(correction, right_hand, _SWEEPS)
    residual = grid.residual(correction, right_hand)
    residual *= grid.mask
    height, width = coarser[0].mask.shape[:2]
    coarse_right = cv2.resize(residual, (width, height), interpolation=cv2.INTER_AREA)
    coarse_right = coarse_right * coarser[0].mask * 4
    coarse = np.zeros_like(coarse_right)
    _cycle(coarse, coarse_right, coarser)
    height, width = grid.mask.shape[:2]
    enlarged = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    cv2.accumulateProduct(enlarged, grid.mask, correction)
    grid.relax(correction, right_hand, _SWEEPS)
