"""Smooth interpolation of an image into its unknown part: push-pull (Gortler et al. 1996).

Push: shrink by two, averaging only what is known, until nothing is missing. Pull: enlarge back,
keep the known values, take the rest from the coarser level and smooth it.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

SMOOTHING_PASSES = 8
_MAX_RESIZE_CHANNELS = 4  # what cv2.resize takes at most in one call


def push_pull(values: NDArray[np.float32], known: NDArray[np.bool_]) -> NDArray[np.float32]:
    """`values` where `known`, a smooth, nearly harmonic continuation elsewhere.

    Args:
        values: (H, W, C) float32; what stands where `known` is False is never read (NaN is fine).
        known: (H, W) bool.

    Returns:
        A new (H, W, C) float32 array, equal to `values` where `known`; between the smallest and the
        largest known value elsewhere; all zero when nothing is known.
    """
    filled = np.where(known[..., None], values, np.float32(0))
    if known.all() or not known.any():
        return filled
    coarse = push_pull(*_halved(filled, known))
    height, width = known.shape
    np.copyto(filled, resized(coarse, width, height, cv2.INTER_LINEAR), where=~known[..., None])
    _smooth(filled, known)
    return filled


def resized(
    values: NDArray[np.float32], width: int, height: int, interpolation: int
) -> NDArray[np.float32]:
    """`cv2.resize` of an (H, W, C) float32 array for any number of channels."""
    parts = [
        cv2.resize(
            np.ascontiguousarray(values[..., first : first + _MAX_RESIZE_CHANNELS]),
            (width, height),
            interpolation=interpolation,
        ).reshape(height, width, -1)
        for first in range(0, values.shape[2], _MAX_RESIZE_CHANNELS)
    ]
    return cast("NDArray[np.float32]", np.concatenate(parts, axis=2) if parts[1:] else parts[0])


def _halved(
    values: NDArray[np.float32], known: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Half the size, rounded up; a coarse pixel is known when any pixel under it is."""
    height, width = ((side + 1) // 2 for side in known.shape)
    weight = cv2.resize(
        known.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA
    ).reshape(height, width, 1)
    coarse_known = weight[..., 0] > 1e-6
    coarse = resized(values, width, height, cv2.INTER_AREA)
    coarse /= np.where(weight > 1e-6, weight, np.float32(1))
    return coarse, coarse_known


def _smooth(values: NDArray[np.float32], known: NDArray[np.bool_]) -> None:
    """Box-blur the unknown pixels in place, the known ones held, inside the box that matters."""
    rows, columns = np.flatnonzero(~known.all(axis=1)), np.flatnonzero(~known.all(axis=0))
    box = (
        slice(max(int(rows[0]) - 1, 0), int(rows[-1]) + 2),
        slice(max(int(columns[0]) - 1, 0), int(columns[-1]) + 2),
    )
    part, free = values[box], ~known[box][..., None]
    for _ in range(SMOOTHING_PASSES):
        blurred = cv2.blur(part, (3, 3), borderType=cv2.BORDER_REPLICATE).reshape(part.shape)
        np.copyto(part, blurred, where=free)
