"""What a schedule is, and how much of a picture is left in the noise at each timestep."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import BadInputError

Latents: TypeAlias = NDArray[np.float32]
"""(B, C, h, w)."""

Step: TypeAlias = Callable[[Latents, int, Latents], Latents]
"""Noise, the timestep and the latents in which it was predicted -> the latents one step on."""

TRAIN_STEPS = 1000

_BETAS = (0.00085, 0.012)


class Schedule(Protocol):
    """Which timesteps run and what a step does."""

    @property
    def timesteps(self) -> tuple[int, ...]:
        """Those that run, falling; at least one."""
        ...

    def noised(self, clean: Latents, noise: Latents) -> Latents:
        """What to start from: `clean` with as much noise as the first timestep that runs has."""
        ...

    def stepper(self) -> Step:
        """The steps of one run, to be called for each timestep in turn; a run may have a memory."""
        ...


@cache
def training_signal() -> NDArray[np.float64]:
    """(1000,): the share of the picture in the variance at each timestep; read-only."""
    start, stop = _BETAS
    betas = np.linspace(start**0.5, stop**0.5, TRAIN_STEPS) ** 2
    signal = np.cumprod(1 - betas)
    signal.setflags(write=False)
    return signal


def check_steps(steps: int, strength: float) -> None:
    """Raise BadInputError unless there are 1..1000 steps and 0 < strength <= 1."""
    if not 1 <= steps <= TRAIN_STEPS:
        raise BadInputError(f"steps must be 1 to {TRAIN_STEPS}, not {steps}.")
    if not 0 < strength <= 1:
        raise BadInputError(f"strength must be above 0 and at most 1, not {strength}.")


def mixed(clean: NDArray[np.floating], noise: Latents, signal: float) -> Latents:
    """Both in the proportion in which `signal` is the picture's share of the variance."""
    return (signal**0.5 * clean + (1 - signal) ** 0.5 * noise).astype(np.float32)


def without_noise(latents: Latents, noise: Latents, signal: float) -> NDArray[np.float64]:
    """The picture in `latents`, if `noise` is what was mixed into it."""
    return (latents - (1 - signal) ** 0.5 * noise.astype(np.float64)) / signal**0.5
