"""Gradient-domain blend: no step at the rim of the hole nor between the pieces copied into it.

Solves (-laplacian + LAMBDA) e = -div(mismatch) in the hole by multigrid, where the mismatch is how
far the gradients of the pasted colours are from those of the sources they came from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

LAMBDA = 1e-3
"""Pulls the correction to zero far from a mismatch: bounds how far a colour bleeds."""

MAX_MISMATCH = 16.0
"""Grey levels; a larger step is an edge of the picture, not a seam."""

CYCLES = 6
_SWEEPS, _BOTTOM_SWEEPS, _DAMPING = 2, 30, 0.8
_BOTTOM_SIDE = 8
_WHOLLY_HOLE = 0.75
_NEIGHBOURS = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.float32)

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
    masks = _coarser_masks(hole)
    correction = np.zeros_like(image)
    for _ in range(CYCLES):
        correction = _cycle(correction, right_hand, masks, LAMBDA)
        tick()
    return correction


def _divergence(
    image: Plane, wanted: tuple[Plane, Plane], hole: NDArray[np.bool_], heard: NDArray[np.bool_]
) -> Plane:
    """-div of the clipped mismatch, from edges that touch the hole."""
    result = np.zeros_like(image)
    for axis, (want, have) in enumerate(zip(wanted, forward_differences(image), strict=True)):
        ahead: tuple[slice, ...] = (slice(1, None),) if axis else (slice(None), slice(1, None))
        here: tuple[slice, ...] = (slice(None, -1),) if axis else (slice(None), slice(None, -1))
        touches = np.zeros_like(hole)
        touches[here] = (hole[here] | hole[ahead]) & heard[here]
        mismatch = np.clip(want - have, -MAX_MISMATCH, MAX_MISMATCH) * touches[..., None]
        result -= mismatch
        result[ahead] += mismatch[here]
    return result * hole[..., None]


def _coarser_masks(hole: NDArray[np.bool_]) -> list[NDArray[np.float32]]:
    """(h, w, 1) masks of the hole, each half the size of the one before."""
    masks = [hole.astype(np.float32)]
    while min(masks[-1].shape) > _BOTTOM_SIDE:
        height, width = ((side + 1) // 2 for side in masks[-1].shape)
        area = cv2.resize(masks[-1], (width, height), interpolation=cv2.INTER_AREA)
        # a known strip one pixel wide must survive, or the solution leaps across it and diverges
        coarse = (cast("NDArray[np.float32]", area) > _WHOLLY_HOLE).astype(np.float32)
        if not coarse.any():
            break
        masks.append(coarse)
    return [mask[..., None] for mask in masks]


def _cycle(
    correction: Plane, right_hand: Plane, masks: list[NDArray[np.float32]], lam: float
) -> Plane:
    """One V-cycle of damped Jacobi sweeps on masks[0], zero outside it."""
    mask, coarser = masks[0], masks[1:]
    if not coarser:
        return _relax(correction, right_hand, mask, lam, _BOTTOM_SWEEPS)
    correction = _relax(correction, right_hand, mask, lam, _SWEEPS)
    residual = right_hand + _neighbour_sum(correction) - (4 + lam) * correction
    height, width = mask.shape[:2]
    coarse_height, coarse_width = coarser[0].shape[:2]
    restricted = cv2.resize(
        residual * mask, (coarse_width, coarse_height), interpolation=cv2.INTER_AREA
    )
    coarse_right = restricted * coarser[0] * 4
    coarse = _cycle(np.zeros_like(coarse_right), coarse_right, coarser, lam * 4)
    enlarged = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    return _relax(correction + enlarged * mask, right_hand, mask, lam, _SWEEPS)


def _relax(
    correction: Plane, right_hand: Plane, mask: NDArray[np.float32], lam: float, sweeps: int
) -> Plane:
    damped = mask * np.float32(_DAMPING)
    for _ in range(sweeps):
        solved = (right_hand + _neighbour_sum(correction)) / np.float32(4 + lam)
        correction = np.add(correction, damped * (solved - correction))
    return correction


def _neighbour_sum(plane: Plane) -> Plane:
    total = cv2.filter2D(plane, -1, _NEIGHBOURS, borderType=cv2.BORDER_REPLICATE)
    return cast("NDArray[np.float32]", total)
