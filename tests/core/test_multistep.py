"""The second-order solver: against many small steps on noise that is known exactly."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moebius_core.errors import BadInputError
from moebius_core.sampling import (
    DdimSchedule,
    Latents,
    MultistepSchedule,
    Schedule,
    Step,
    denoise,
    seeded_noise,
)
from moebius_core.sampling.schedule import training_signal

SHAPE = (1, 4, 8, 8)
KNOWN = np.zeros((1, 5, 8, 8), np.float32)
SPREAD = 0.4
CENTRES = np.random.default_rng(0).normal(0, 0.9, (8, 4))


class Mixture:
    """Cells drawn from Gaussians around `CENTRES`: the best noise prediction is a formula."""

    def __init__(self) -> None:
        self.guided: list[bool] = []

    def __call__(
        self, x: Latents, timestep: int, /, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        self.guided.append(guided)
        signal = training_signal()[timestep]
        cells = x[0, :4].reshape(4, -1).T.astype(np.float64)  # (cells, 4)
        away = cells[:, None] - signal**0.5 * CENTRES  # (cells, centres, 4)
        variance = signal * SPREAD**2 + 1 - signal
        likely = -0.5 * (away**2).sum(axis=2) / variance
        share = np.exp(likely - likely.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        noise = (1 - signal) ** 0.5 / variance * (share[..., None] * away).sum(axis=1)
        towards = noise.T.reshape(SHAPE).astype(np.float32)
        return (towards if guided else None), towards


def latents(schedule: Schedule, seed: int = 0) -> list[Latents]:
    start = seeded_noise(seed, SHAPE)
    return list(denoise(Mixture(), start, KNOWN, schedule, guidance=1))


@cache
def fine(seed: int) -> list[Latents]:
    return latents(MultistepSchedule(365), seed)


class FirstOrder(MultistepSchedule):
    """DDIM on the same timesteps: every step without a memory."""

    def stepper(self) -> Step:
        return lambda *given: MultistepSchedule.stepper(self)(*given)


def error_at_300(make: type[MultistepSchedule], steps: int) -> float:
    """How far they are at timestep 300 from what 243 steps make of the same noise.

    `steps` is such that one ends there: the last step, of first order by intent, is left out.
    """
    there = MultistepSchedule(steps).timesteps.index(300) - 1
    reference = MultistepSchedule(365).timesteps.index(300) - 1
    squares = [
        np.mean((latents(make(steps), seed)[there] - fine(seed)[reference]) ** 2)
        for seed in range(2)
    ]
    return float(np.mean(squares)) ** 0.5


def error_at_the_end(schedule: Schedule) -> float:
    squares = [np.mean((latents(schedule, seed)[-1] - fine(seed)[-1]) ** 2) for seed in range(4)]
    return float(np.mean(squares)) ** 0.5


def test_a_third_of_the_step_is_a_ninth_of_the_error() -> None:
    second = [error_at_300(MultistepSchedule, steps) for steps in (5, 14, 41)]
    first = [error_at_300(FirstOrder, steps) for steps in (5, 14, 41)]

    assert all(7 < a / b < 20 for a, b in pairwise(second))
    assert all(2 < a / b < 4 for a, b in pairwise(first))
    assert second[0] < first[0] / 2


def test_twelve_steps_are_nearer_than_twenty_of_ddim() -> None:
    assert error_at_the_end(MultistepSchedule(12)) < error_at_the_end(DdimSchedule(20))


def test_without_a_memory_it_is_ddim() -> None:
    noise, start = seeded_noise(1, SHAPE), seeded_noise(2, SHAPE)
    schedule = MultistepSchedule(5)
    assert schedule.timesteps[:2] == (900, 700)

    stepped = schedule.stepper()(noise, 900, start)

    np.testing.assert_allclose(stepped, DdimSchedule(5).step(noise, 900, start), atol=1e-5)


@given(st.integers(1, 50), st.floats(0.1, 1.0), st.integers(0, 2**32))
def test_a_perfect_prediction_leads_back_to_the_picture(
    steps: int, strength: float, seed: int
) -> None:
    clean, noise = seeded_noise(seed, SHAPE), seeded_noise(seed + 1, SHAPE)

    for schedule in (MultistepSchedule(steps, strength), DdimSchedule(steps, strength)):
        *_, end = denoise(
            lambda x, timestep, /, *, guided=True: (None, noise),
            schedule.noised(clean, noise),
            KNOWN,
            schedule,
        )
        np.testing.assert_allclose(end, clean, atol=1e-4)


@given(st.integers(1, 1000), st.floats(0.001, 1.0))
def test_timesteps_fall_from_where_the_strength_says(steps: int, strength: float) -> None:
    timesteps = MultistepSchedule(steps, strength).timesteps

    assert timesteps[0] == max(min(int(strength * 1000), 900), 1)
    assert 1 <= len(timesteps) <= steps
    strides = -np.diff(timesteps)
    assert all(strides >= 1)
    assert len(strides) == 0 or np.ptp(strides) <= 1
    assert 0 <= timesteps[-1] < timesteps[0] or len(timesteps) == 1


def test_few_steps_start_at_900_whatever_leaves_out_the_first_of_twenty() -> None:
    assert MultistepSchedule(4, 0.99).timesteps == (900, 643, 386, 129)
    assert MultistepSchedule(4, 0.45).timesteps == (450, 150)
    assert MultistepSchedule(1).timesteps == (900,)


def test_a_schedule_serves_many_runs() -> None:
    schedule = MultistepSchedule(5)

    np.testing.assert_array_equal(latents(schedule), latents(schedule))


def test_guidance_ends_where_it_is_told_to() -> None:
    predict, start = Mixture(), seeded_noise(0, SHAPE)

    list(denoise(predict, start, KNOWN, MultistepSchedule(5), guidance=2, guided_steps=2))
    assert predict.guided == [True, True, False, False, False]

    predict.guided.clear()
    list(denoise(predict, start, KNOWN, MultistepSchedule(2), guidance=1))
    assert predict.guided == [False, False]


@pytest.mark.parametrize(
    "make", [lambda: MultistepSchedule(0), lambda: MultistepSchedule(4, strength=0.0)]
)
def test_impossible_schedules_are_refused(make: Callable[[], object]) -> None:
    with pytest.raises(BadInputError, match="must be"):
        make()
