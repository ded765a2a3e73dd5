"""DPM-Solver++(2M) (arXiv 2211.01095, algorithm 2): second order for one prediction a step."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

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

FIRST_TIMESTEP = 900
"""Where the public code's twenty steps start too: before it nearly nothing is decided."""


@dataclass(frozen=True)
class MultistepSchedule:
    """Few steps: equal in time but for the last, half as long, which ends with no noise at all.

    On mixtures of Gaussians, whose noise is known exactly, three to twelve such steps came closer
    than equal ones ("trailing") or steps equal in log-SNR, and close to "align your steps".

    Args:
        steps: How many the way from the first timestep takes, 1..900.
        strength: How much of the noise is on it: starts at timestep 1000 * `strength`, at most at
            900, with as many steps as that part of the way has, at least one.
    """

    steps: int
    strength: float = 1.0

    def __post_init__(self) -> None:
        check_steps(self.steps, self.strength)

    @property
    def timesteps(self) -> tuple[int, ...]:
        """Those that run, falling."""
        first = max(min(int(self.strength * TRAIN_STEPS), FIRST_TIMESTEP), 1)
        run = min(max(round(self.steps * first / FIRST_TIMESTEP), 1), first)
        stride = first / (run - 0.5)
        return tuple(round(first - step * stride) for step in range(run))

    def noised(self, clean: Latents, noise: Latents) -> Latents:
        """What to start from: `clean` with as much noise as the first timestep that runs has."""
        return mixed(clean, noise, training_signal()[self.timesteps[0]])

    def stepper(self) -> Step:
        """Steps that remember the picture seen one step before."""
        return _Multistep(self.timesteps)


class _Multistep:
    """One run. The first step is of first order for want of a memory, the last by intent.

    From the last timestep the way to no noise is endless in log-SNR: the picture itself is taken,
    as is recommended for few steps (`lower_order_final`).
    """

    def __init__(self, timesteps: tuple[int, ...]) -> None:
        self._next = dict(pairwise(timesteps))
        self._before: tuple[NDArray[np.float64], float] | None = None

    def __call__(self, noise: Latents, timestep: int, latents: Latents) -> Latents:
        signal = float(training_signal()[timestep])
        clean = without_noise(latents, noise, signal)
        following = self._next.get(timestep)
        if following is None:
            return clean.astype(np.float32)
        target = float(training_signal()[following])
        here, there = _half_log_snr(signal), _half_log_snr(target)
        step = there - here
        towards = clean
        if self._before is not None:
            before, last_step = self._before
            towards = clean + step / (2 * last_step) * (clean - before)
        self._before = clean, step
        shrink = math.sqrt((1 - target) / (1 - signal))
        gain = -math.sqrt(target) * math.expm1(-step)
        return (shrink * latents + gain * towards).astype(np.float32)


def _half_log_snr(signal: float) -> float:
    return 0.5 * math.log(signal / (1 - signal))
