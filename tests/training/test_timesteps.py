"""Noise of training: distribution, mixture, and that every sample has its own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moebius_core.errors import BadInputError
from moebius_core.sampling.schedule import training_signal
from moebius_core.training.timesteps import noised, timestep_for


@given(st.integers(0, 2**63))
def test_timesteps_are_the_network_s(seed: int) -> None:
    assert 0 <= timestep_for(seed) <= 999
    assert timestep_for(seed) == timestep_for(seed)


def test_timesteps_are_a_sigmoid_of_normal_numbers() -> None:
    shares = (np.array([timestep_for(seed) for seed in range(4000)]) + 0.5) / 1000
    logits = np.log(shares / (1 - shares))

    assert logits.mean() == pytest.approx(0, abs=0.06)
    assert logits.std() == pytest.approx(1, abs=0.05)
    assert abs(logits).max() > 2.5


def test_clean_and_noise_are_mixed_at_the_timestep() -> None:
    clean = np.random.default_rng(0).normal(size=(3, 4, 8, 8)).astype(np.float32)

    made = noised(clean, [5, 6, 7])

    share = training_signal()[made.timesteps][:, None, None, None]
    assert made.latents.dtype == made.noise.dtype == np.float32
    assert made.timesteps.tolist() == [timestep_for(seed) for seed in (5, 6, 7)]
    assert np.allclose(made.signal, share.ravel(), rtol=1e-6)
    expected = np.sqrt(share) * clean + np.sqrt(1 - share) * made.noise
    assert np.allclose(made.latents, expected, atol=1e-6)


def test_a_sample_s_noise_does_not_depend_on_its_batch() -> None:
    clean = np.random.default_rng(1).normal(size=(2, 4, 8, 8)).astype(np.float32)

    together, alone = noised(clean, [8, 9]), noised(clean[1:], [9])

    assert np.array_equal(together.latents[1:], alone.latents)
    assert np.array_equal(together.noise[1:], alone.noise)
    assert not np.array_equal(together.noise[0], together.noise[1])


def test_whole_channels_are_shifted_by_the_offset() -> None:
    clean = np.zeros((40, 4, 32, 32), np.float32)
    with_offset, without = noised(clean, range(40)), noised(clean, range(40), offset=0.0)

    shifts = (with_offset.noise - without.noise).astype(np.float64)

    assert np.ptp(shifts, axis=(2, 3)).max() < 1e-5
    assert shifts.mean(axis=(2, 3)).std() == pytest.approx(0.0357, rel=0.2)


def test_as_many_seeds_as_samples() -> None:
    with pytest.raises(BadInputError, match="2 samples need as many seeds, not 1"):
        noised(np.zeros((2, 4, 8, 8), np.float32), [1])
