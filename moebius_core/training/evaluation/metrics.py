"""How near a fill is to the truth: PSNR, SSIM and L1, on the hole and on the whole picture.

All three reward what is blurred and safe over what is sharp and plausible; they are read beside
LPIPS, FID and one's own eyes.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import Image, Mask
from moebius_core.errors import BadInputError

WINDOW_PX = 11
"""Side of the window of SSIM, which a picture must not fall short of."""

BEST_PSNR = 100.0
"""Decibel of equal pixels, where the formula gives infinity."""

_SIGMA = 1.5
_HALF = WINDOW_PX // 2
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2

Similarity = NDArray[np.float64]
"""(H, W), 1 where two pictures look the same."""


@dataclass(frozen=True)
class Scores:
    """Of one fill against the picture that the hole was cut into."""

    psnr_hole: float
    """Decibel, `BEST_PSNR` at most."""
    ssim_hole: float
    """Mean of the map over the hole's pixels."""
    l1_hole: float
    """Mean absolute difference, 0..1."""
    psnr: float
    ssim: float
    """Over all windows that lie within the picture, as Wang has it."""
    l1: float


def scores(filled: Image, truth: Image, mask: Mask) -> Scores:
    """Compare a fill with the truth.

    Args:
        filled, truth: (H, W, 3) uint8, at least 11 pixels a side.
        mask: (H, W) uint8; above 0 = hole.

    Raises:
        BadInputError: smaller, of different sizes, or no hole.
    """
    hole = mask > 0
    if filled.shape != truth.shape or hole.shape != truth.shape[:2]:
        raise BadInputError(
            f"A fill of {filled.shape} cannot be compared with a picture of {truth.shape}."
        )
    if not hole.any():
        raise BadInputError("The mask is empty, so there is nothing to compare.")
    difference = np.abs(filled.astype(np.float64) - truth)
    similarity = ssim_map(filled, truth)
    inside = similarity[_HALF:-_HALF, _HALF:-_HALF]
    return Scores(
        psnr_hole=_psnr(difference[hole]),
        ssim_hole=float(similarity[hole].mean()),
        l1_hole=float(difference[hole].mean()) / 255,
        psnr=_psnr(difference),
        ssim=float(inside.mean()),
        l1=float(difference.mean()) / 255,
    )


def ssim_map(first: Image, second: Image) -> Similarity:
    """Structural similarity around each pixel, the mean of the three channels.

    Wang et al. 2004 (doi 10.1109/TIP.2003.819861): Gaussian window of 11 x 11, sigma 1.5,
    K1 = 0.01, K2 = 0.03; beyond its borders the picture is mirrored.

    Raises:
        BadInputError: fewer than 11 pixels a side.
    """
    if min(first.shape[:2]) < WINDOW_PX:
        raise BadInputError(f"SSIM needs pictures of {WINDOW_PX} pixels a side or more.")
    x, y = first.astype(np.float64), second.astype(np.float64)
    mean_x, mean_y = _blurred(x), _blurred(y)
    var_x = _blurred(x * x) - mean_x**2
    var_y = _blurred(y * y) - mean_y**2
    both = _blurred(x * y) - mean_x * mean_y
    near = (2 * mean_x * mean_y + _C1) * (2 * both + _C2)
    far = (mean_x**2 + mean_y**2 + _C1) * (var_x + var_y + _C2)
    return np.asarray((near / far).mean(axis=2), np.float64)


def _psnr(difference: NDArray[np.float64]) -> float:
    error = float((difference**2).mean())
    return min(BEST_PSNR, 10 * float(np.log10(255**2 / error))) if error else BEST_PSNR


def _blurred(channels: NDArray[np.float64]) -> NDArray[np.float64]:
    window = (WINDOW_PX, WINDOW_PX)
    blurred = cv2.GaussianBlur(channels, window, _SIGMA, borderType=cv2.BORDER_REFLECT)
    return np.asarray(blurred, np.float64)
