"""Schedule, guidance and noise: against the reference's numbers, and what must always hold."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moebius_core.errors import BadInputError
from moebius_core.sampling import (
    DdimSchedule,
    Latents,
    denoise,
    guided,
    known_latents,
    seeded_noise,
)

REFERENCE = np.load(Path(__file__).parents[1] / "data" / "reference" / "ddim.npz")
SHAPE = (1, 4, 8, 8)


def relative_error(result: np.ndarray, reference: np.ndarray) -> float:
    return float(np.linalg.norm(result - reference) / np.linalg.norm(reference))


def test_timesteps_and_signal_are_the_reference_s() -> None:
    schedule = DdimSchedule(steps=20, strength=1.0)

    assert schedule.timesteps == tuple(REFERENCE["timesteps_20"])
    assert relative_error(schedule.signal, REFERENCE["alphas_cumprod"]) <= 1e-6


@pytest.mark.parametrize("timestep", [900, 450, 0])
def test_a_step_is_the_reference_s(timestep: int) -> None:
    stepped = DdimSchedule().step(REFERENCE["eps"], timestep, REFERENCE["sample"])

    assert stepped.dtype == np.float32
    assert relative_error(stepped, REFERENCE[f"step_{timestep}"]) <= 1e-6


def test_strength_leaves_out_the_first_steps() -> None:
    assert len(DdimSchedule(20, 0.99).timesteps) == 19
    assert DdimSchedule(20, 0.99).timesteps[0] == 900
    assert DdimSchedule(20, 0.5).timesteps[0] == 450
    assert DdimSchedule(20, 0.01).timesteps == (0,)


@given(st.integers(1, 1000), st.floats(0.001, 1.0))
def test_timesteps_fall_evenly_to_zero(steps: int, strength: float) -> None:
    timesteps = DdimSchedule(steps, strength).timesteps

    assert timesteps[-1] == 0
    assert 1 <= len(timesteps) <= steps
    assert all(a - b == 1000 // steps for a, b in pairwise(timesteps))
    assert 0 <= timesteps[0] < 1000


@given(st.integers(1, 50), st.floats(0.1, 1.0), st.integers(0, 2**32))
def test_a_perfect_prediction_leads_back_to_the_picture(
    steps: int, strength: float, seed: int
) -> None:
    schedule = DdimSchedule(steps, strength)
    clean, noise = seeded_noise(seed, SHAPE), seeded_noise(seed + 1, SHAPE)

    latents = schedule.noised(clean, noise)
    for timestep in schedule.timesteps:
        latents = schedule.step(noise, timestep, latents)

    np.testing.assert_allclose(latents, clean, atol=1e-4)


def test_denoising_hands_the_network_what_it_expects() -> None:
    known = np.zeros((1, 5, 8, 8), np.float32)
    seen: list[tuple[tuple[int, ...], int]] = []

    def predict(x: Latents, timestep: int) -> tuple[Latents, Latents]:
        seen.append((x.shape, timestep))
        return x[:, :4] * 0, x[:, :4]

    schedule = DdimSchedule(4, 1.0)
    start = seeded_noise(0, SHAPE)

    results = list(denoise(predict, start, known, schedule, guidance=0.5))

    assert seen == [((1, 9, 8, 8), timestep) for timestep in (750, 500, 250, 0)]
    assert len(results) == 4
    np.testing.assert_array_equal(results[0], schedule.step(start / 2, 750, start))


@given(st.floats(0, 5))
def test_guidance_moves_along_the_line_through_both_predictions(guidance: float) -> None:
    away, towards = seeded_noise(1, SHAPE), seeded_noise(2, SHAPE)

    result = guided(away, towards, guidance)

    np.testing.assert_allclose(result - away, guidance * (towards - away), atol=1e-5)


def test_the_mask_comes_before_the_latents_at_their_size() -> None:
    mask = np.zeros((1, 64, 64), bool)
    mask[:, :8, 16:] = True

    known = known_latents(mask, np.full((1, 4, 8, 8), 3, np.float32))

    assert known.shape == (1, 5, 8, 8)
    assert known[0, 0, 0].tolist() == [0, 0, 1, 1, 1, 1, 1, 1]
    assert not known[0, 0, 1:].any()
    assert (known[:, 1:] == 3).all()


def test_noise_is_the_same_everywhere_and_for_ever() -> None:
    noise = seeded_noise(7, (1, 4, 2, 2))

    expected = [0.834553, -1.188195, 0.718036, -2.218902]
    np.testing.assert_allclose(noise[0, :, 0, 0], expected, rtol=1e-5)


def test_noise_is_normal_and_its_channels_are_shifted() -> None:
    noise = seeded_noise(0, (2, 4, 64, 64), offset=0.0)
    shift = seeded_noise(0, (2, 4, 64, 64), offset=0.5) - noise

    assert noise.dtype == np.float32
    assert abs(noise.mean()) < 0.02
    assert abs(noise.std() - 1) < 0.02
    assert abs((np.abs(noise) < 1).mean() - 0.6827) < 0.01
    assert np.ptp(shift, axis=(2, 3)).max() < 1e-5
    assert np.unique(shift.round(3)).size == 8


@given(st.integers(0, 2**64 - 1))
def test_another_seed_is_other_noise(seed: int) -> None:
    noise = seeded_noise(seed, SHAPE)

    assert np.array_equal(noise, seeded_noise(seed, SHAPE))
    assert abs(np.corrcoef(noise.ravel(), seeded_noise(seed + 1, SHAPE).ravel())[0, 1]) < 0.4


@pytest.mark.parametrize(
    "make",
    [
        lambda: DdimSchedule(steps=0),
        lambda: DdimSchedule(steps=1001),
        lambda: DdimSchedule(strength=0.0),
        lambda: DdimSchedule(strength=1.01),
    ],
)
def test_impossible_schedules_are_refused(make: Callable[[], object]) -> None:
    with pytest.raises(BadInputError, match="must be"):
        make()
