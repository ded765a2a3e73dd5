from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.interpolate import push_pull


@given(
    height=st.integers(1, 40),
    width=st.integers(1, 40),
    channels=st.integers(1, 6),
    share=st.floats(0, 1),
    seed=st.integers(0, 99),
)
@settings(max_examples=40, deadline=None)
def test_known_values_stay_and_the_rest_lies_between_them(
    height: int, width: int, channels: int, share: float, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    values = rng.uniform(-50, 300, (height, width, channels)).astype(np.float32)
    known = rng.random((height, width)) < share
    values[~known] = np.nan
    before = values.copy()

    filled = push_pull(values, known)

    np.testing.assert_array_equal(values, before)
    assert filled.shape == values.shape
    assert filled.dtype == np.float32
    np.testing.assert_array_equal(filled[known], values[known])
    if known.any():
        assert filled.min() >= values[known].min() - 1e-2
        assert filled.max() <= values[known].max() + 1e-2
    else:
        assert not filled.any()


def test_a_constant_stays_constant() -> None:
    known = np.zeros((61, 47), bool)
    known[5, 9] = True
    filled = push_pull(np.full((61, 47, 2), 7, np.float32), known)
    np.testing.assert_allclose(filled, 7, atol=1e-4)


@pytest.mark.parametrize("axis", [0, 1])
def test_a_ramp_is_continued_across_a_hole(axis: int) -> None:
    ramp = np.arange(64, dtype=np.float32)
    plane = np.broadcast_to(ramp[:, None] if axis == 0 else ramp, (64, 64))[..., None].copy()
    known = np.ones((64, 64), bool)
    known[24:40, 24:40] = False
    error = np.abs(push_pull(plane, known) - plane)[~known]
    assert error.max() < 2.5  # a fill with the mean would be off by 8


def test_it_is_smooth_where_it_invents() -> None:
    known = np.ones((80, 80), bool)
    known[20:60, 20:60] = False
    values = np.zeros((80, 80, 1), np.float32)
    values[:, 40:] = 100
    inside = push_pull(values, known)[24:56, 24:56, 0]
    assert np.abs(np.diff(inside, axis=1)).max() < 20  # the step of 100 is spread
