"""DDIM (arXiv 2010.02502) without added noise: what the public code runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moebius_core.sampling.schedule import (
    TRAIN_STEPS,
    Latents,
    Step,
    check_steps,
    mixed,
    training_signal,
    without_noise,
)

STEPS = 20
STRENGTH = 0.99


@dataclass(frozen=True)
class DdimSchedule:
    """Steps of equal length that end at timestep 0.

    Args:
        steps: Into how many the whole way from pure noise is divided, 1..1000.
        strength: How much of that way is gone, 0..1; the first `steps` * (1 - strength) are left
            out, but never all. 0.99 leaves out one, as the public code does.
    """

    steps: int = STEPS
    strength: float = STRENGTH

    def __post_init__(self) -> None:
        check_steps(self.steps, self.strength)

    @property
    def signal(self) -> NDArray[np.float64]:
        """(1000,): the share of the picture in the variance at each timestep."""
        return training_signal()

    @property
    def timesteps(self) -> tuple[int, ...]:
        """Those that run, falling to 0."""
        stride = TRAIN_STEPS // self.steps
        run = max(int(self.steps * self.strength), 1)
        return tuple(step * stride for step in reversed(range(run)))

    def noised(self, clean: Latents, noise: Latents) -> Latents:
        """What to start from: `clean` with as much noise as the first timestep that runs has."""
        return mixed(clean, noise, self.signal[self.timesteps[0]])

    def stepper(self) -> Step:
        """`step`: nothing is remembered."""
        return self.step

    def step(self, noise: Latents, timestep: int, latents: Latents) -> Latents:
        """`latents` at `timestep`, in which `noise` was predicted, a stride less noisy."""
        before = timestep - TRAIN_STEPS // self.steps
        target = self.signal[before] if before >= 0 else 1.0
        clean = without_noise(latents, noise, self.signal[timestep])
        return mixed(clean, noise, target)
