"""How good a fill is where the truth is known: the figures of the content-fill benchmark.

PSNR and SSIM reward blur; read them together with the texture distance and the sharpness.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.feature import local_binary_pattern
from skimage.metrics import structural_similarity

from moebius_core.arrays import Image, Mask

_WAVELENGTHS = (4.0, 8.0, 16.0)
_DIRECTIONS = 4
_PERCENTILES = (50, 90)


@dataclass(frozen=True)
class Figures:
    """All inside the hole."""

    psnr: float
    """Decibel."""
    ssim: float
    tsd: float
    """Texture distance: mean |log ratio| of Gabor energies, 0 = the same texture."""
    lbp: float
    """Chi-square distance of the histograms of local binary patterns."""
    w1: float
    """Distance of the colour distributions in grey levels."""
    sharp: float
    """High-frequency energy, result over truth."""
    seam: float
    """Gradient across the rim, result over truth."""


def figures(result: Image, truth: Image, mask: Mask) -> Figures:
    """Compare a filled image with the one the hole was cut into; all (H, W[, 3]) uint8."""
    hole = mask > 0
    error = float(np.mean((result[hole].astype(np.float64) - truth[hole]) ** 2))
    _, similarity = structural_similarity(result, truth, channel_axis=2, full=True)
    grey = [cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32) for image in (result, truth)]
    return Figures(
        psnr=10 * float(np.log10(255**2 / max(error, 0.05))),
        ssim=float(similarity[hole].mean()),
        tsd=_texture_distance(grey[0], grey[1], hole),
        lbp=_pattern_distance(grey[0], grey[1], hole),
        w1=float(
            np.abs(
                np.sort(result[hole], axis=0) - np.sort(truth[hole], axis=0).astype(np.float64)
            ).mean()
        ),
        sharp=_high_frequency(grey[0], hole) / max(_high_frequency(grey[1], hole), 0.1),
        seam=_rim_gradient(grey[0], hole) / max(_rim_gradient(grey[1], hole), 0.1),
    )


def mean_figures(many: list[Figures]) -> Figures:
    """Arithmetic means; geometric ones of the two ratios."""
    table = np.array([astuple(one) for one in many])
    ratios = np.exp(np.log(np.maximum(table[:, 5:], 1e-3)).mean(axis=0))
    return Figures(*(float(value) for value in (*table[:, :5].mean(axis=0), *ratios)))


def _texture_distance(
    result: NDArray[np.float32], truth: NDArray[np.float32], hole: NDArray[np.bool_]
) -> float:
    distances: list[float] = []
    for wavelength in _WAVELENGTHS:
        side = int(wavelength) * 2 + 1
        for direction in range(_DIRECTIONS):
            angle = np.pi * direction / _DIRECTIONS
            kernels = [
                cv2.getGaborKernel(
                    (side, side), wavelength / 2, angle, wavelength, 1, phase, cv2.CV_32F
                )
                for phase in (0, np.pi / 2)
            ]
            kernels = [(k - k.mean()) / np.abs(k).sum() for k in kernels]
            levels = [
                np.percentile(
                    np.hypot(*(cv2.filter2D(grey, -1, kernel) for kernel in kernels))[hole],
                    _PERCENTILES,
                )
                for grey in (result, truth)
            ]
            distances.extend(np.abs(np.log((levels[0] + 0.25) / (levels[1] + 0.25))))
    return float(np.mean(distances))


def _pattern_distance(
    result: NDArray[np.float32], truth: NDArray[np.float32], hole: NDArray[np.bool_]
) -> float:
    shares = []
    for grey in (result, truth):
        pattern = local_binary_pattern(grey.astype(np.uint8), 8, 1, method="uniform")
        shares.append(np.bincount(pattern[hole].astype(int), minlength=10) / hole.sum())
    total = shares[0] + shares[1]
    return float(0.5 * np.sum((shares[0] - shares[1]) ** 2 / np.maximum(total, 1e-9)))


def _high_frequency(grey: NDArray[np.float32], hole: NDArray[np.bool_]) -> float:
    detail = grey - cv2.GaussianBlur(grey, (0, 0), 1.0)
    return float(np.sqrt(np.mean(detail[hole] ** 2)))


def _rim_gradient(grey: NDArray[np.float32], hole: NDArray[np.bool_]) -> float:
    """Mean |difference| of the pixel pairs with one pixel in the hole."""
    across = np.abs(np.diff(grey, axis=1))[hole[:, 1:] != hole[:, :-1]]
    down = np.abs(np.diff(grey, axis=0))[hole[1:] != hole[:-1]]
    return float(np.concatenate([across, down]).mean())
