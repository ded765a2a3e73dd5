"""Noise that depends on the seed alone: not on the backend, the computer or numpy's version."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moebius_core.sampling.schedule import Latents

NOISE_OFFSET = 0.0357


def seeded_noise(
    seed: int, shape: tuple[int, int, int, int], *, offset: float = NOISE_OFFSET
) -> Latents:
    """Normal noise (B, C, h, w) that depends on the seed alone: not on the backend or on numpy.

    Args:
        seed: Not negative.
        shape: (B, C, h, w).
        offset: Strength of a normal shift of each whole channel, which lets brightness change.
    """
    batch, channels, height, width = shape
    normal = _standard_normal(seed, batch * channels * (height * width + 1))
    shifts, noise = np.split(normal, [batch * channels])
    shifted = noise.reshape(shape) + offset * shifts.reshape(batch, channels, 1, 1)
    return shifted.astype(np.float32)


def _standard_normal(seed: int, count: int) -> NDArray[np.float64]:
    """Box and Muller's transform of raw bits: numpy may change its own from version to version."""
    raw = np.random.PCG64(seed).random_raw(2 * count)
    uniform = (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53  # [0, 1)
    radius = np.sqrt(-2 * np.log1p(-uniform[:count]))
    return radius * np.cos(2 * np.pi * uniform[count:])
