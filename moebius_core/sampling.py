"""From noise to a latent: schedule, guidance and seeded noise, the same for every backend.

numpy only. DDIM (arXiv 2010.02502) without added noise, in the released network's settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import BadInputError

Latents: TypeAlias = NDArray[np.float32]
"""(B, C, h, w)."""

Predict: TypeAlias = Callable[[Latents, int], tuple[Latents, Latents]]
"""(B, 9, h, w) and a timestep -> unconditional and conditional noise, (B, 4, h, w) each."""

TRAIN_STEPS = 1000
LATENT_SCALE = 0.13025
"""Latents of the autoencoder times this are what the network works on."""

NOISE_OFFSET = 0.0357
GUIDANCE = 2.0
STEPS = 20
STRENGTH = 0.99

_BETAS = (0.00085, 0.012)


@dataclass(frozen=True)
class DdimSchedule:
    """Which timesteps run and what a step does.

    Args:
        steps: Into how many the whole way from pure noise is divided, 1..1000.
        strength: How much of that way is gone, 0..1; the first `steps` * (1 - strength) are left
            out, but never all. 0.99 leaves out one, as the public code does.
    """

    steps: int = STEPS
    strength: float = STRENGTH

    def __post_init__(self) -> None:
        if not 1 <= self.steps <= TRAIN_STEPS:
            raise BadInputError(f"steps must be 1 to {TRAIN_STEPS}, not {self.steps}.")
        if not 0 < self.strength <= 1:
            raise BadInputError(f"strength must be above 0 and at most 1, not {self.strength}.")

    @cached_property
    def signal(self) -> NDArray[np.float64]:
        """(1000,): the share of the picture in the variance at each timestep."""
        start, stop = _BETAS
        betas = np.linspace(start**0.5, stop**0.5, TRAIN_STEPS) ** 2
        return np.cumprod(1 - betas)

    @cached_property
    def timesteps(self) -> tuple[int, ...]:
        """Those that run, falling to 0."""
        stride = TRAIN_STEPS // self.steps
        run = max(int(self.steps * self.strength), 1)
        return tuple(step * stride for step in reversed(range(run)))

    def noised(self, clean: Latents, noise: Latents) -> Latents:
        """What to start from: `clean` with as much noise as the first timestep that runs has."""
        return _mixed(clean, noise, self.signal[self.timesteps[0]])

    def step(self, noise: Latents, timestep: int, latents: Latents) -> Latents:
        """`latents` at `timestep`, in which `noise` was predicted, a stride less noisy."""
        signal = self.signal[timestep]
        before = timestep - TRAIN_STEPS // self.steps
        target = self.signal[before] if before >= 0 else 1.0
        clean = (latents - (1 - signal) ** 0.5 * noise) / signal**0.5
        return _mixed(clean, noise, target)


def _mixed(clean: NDArray[np.floating], noise: Latents, signal: float) -> Latents:
    """Both in the proportion in which `signal` is the picture's share of the variance."""
    return (signal**0.5 * clean + (1 - signal) ** 0.5 * noise).astype(np.float32)


def denoise(
    predict: Predict,
    start: Latents,
    known: Latents,
    schedule: DdimSchedule,
    *,
    guidance: float = GUIDANCE,
) -> Iterator[Latents]:
    """The latents after each step; the last are the result.

    A generator, so that whoever runs it reports progress and stops between steps.

    Args:
        predict: The network.
        start: (B, 4, h, w), what `schedule.noised` gives.
        known: (B, 5, h, w), from `known_latents`.
        schedule: Which steps.
        guidance: 1 follows the conditional row alone; more moves further away from the other.
    """
    latents = start
    for timestep in schedule.timesteps:
        away, towards = predict(np.concatenate([latents, known], axis=1), timestep)
        latents = schedule.step(guided(away, towards, guidance), timestep, latents)
        yield latents


def guided(away: Latents, towards: Latents, guidance: float) -> Latents:
    """Classifier-free guidance: from the unconditional noise towards, and past, the conditional."""
    return (away + guidance * (towards - away)).astype(np.float32)


def known_latents(mask: NDArray[np.bool_], masked_latents: Latents) -> Latents:
    """What the network is told of the picture: (B, 5, h, w), the mask first.

    Args:
        mask: (B, H, W), true where the picture is replaced; nearest neighbours are taken.
        masked_latents: (B, 4, h, w), scaled, of the picture with the masked part set to 0 (grey).
    """
    down = mask.shape[1] // masked_latents.shape[2]
    across = mask.shape[2] // masked_latents.shape[3]
    small = mask[:, None, ::down, ::across].astype(np.float32)
    return np.concatenate([small, masked_latents], axis=1)


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
