from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.paste import MAX_SHIFT, match_colour, paste, without_colour
from tests.core.cases import noise_photo


def hole_in(height: int, width: int) -> np.ndarray:
    hole = np.zeros((height, width), bool)
    hole[20:50, 30:70] = True
    return hole


@settings(max_examples=40, deadline=None)
@given(st.booleans(), st.integers(0, 99))
def test_paste_writes_by_weight_and_nowhere_else(deep: bool, seed: int) -> None:
    photo = noise_photo(40, 30, seed, deep=deep)
    fill = noise_photo(40, 30, seed + 1)
    weights = np.random.default_rng(seed).choice([0, 0, 0.25, 1], (30, 40)).astype(np.float32)
    before = photo.copy()
    paste(photo, fill, weights)
    np.testing.assert_array_equal(photo[weights == 0], before[weights == 0])
    scale = 257 if deep else 1
    full = fill.astype(np.int64) * scale
    np.testing.assert_array_equal(photo[weights == 1], full[weights == 1])
    mixed = weights == np.float32(0.25)
    expected = before[mixed] + 0.25 * (full[mixed] - before[mixed].astype(np.int64))
    assert (np.abs(photo[mixed] - expected) <= 0.5).all()


@pytest.mark.parametrize("shift", [-15, 9])
def test_a_colour_offset_is_taken_back(shift: int) -> None:
    original = np.full((80, 100, 3), 120, np.uint8)
    fill = np.full_like(original, 120 - shift)
    hole = hole_in(80, 100)
    matched = match_colour(fill, original, hole)
    assert np.abs(matched[hole].astype(int) - 120).max() <= 1
    np.testing.assert_array_equal(matched[~hole], fill[~hole])
    assert (fill == 120 - shift).all()


def test_each_side_gets_its_own_correction_and_none_is_larger_than_the_limit() -> None:
    original = np.full((80, 100, 3), 100, np.uint8)
    fill = original.copy()
    fill[:, :50] -= 10
    fill[:, 50:] += 90
    hole = hole_in(80, 100)
    shift = match_colour(fill, original, hole).astype(int) - fill
    assert shift[35, 31, 0] > 2
    assert shift[35, 68, 0] < -15
    assert np.abs(shift).max() <= MAX_SHIFT


def test_a_fill_that_kept_the_ring_is_left_alone() -> None:
    original = noise_photo(100, 80)
    hole = hole_in(80, 100)
    fill = original.copy()
    fill[hole] = 7
    assert match_colour(fill, original, hole) is fill


def test_grey_photos_stay_grey() -> None:
    grey = np.repeat(noise_photo(100, 80)[..., :1], 3, axis=2)
    hole = hole_in(80, 100)
    grey[hole] = (255, 0, 0)
    toned = without_colour(noise_photo(100, 80, 1), grey, hole)
    assert (toned[..., 0] == toned[..., 1]).all()
    assert (toned[..., 1] == toned[..., 2]).all()
    grey[0, 0] = (1, 2, 3)
    fill = noise_photo(100, 80, 1)
    assert without_colour(fill, grey, hole) is fill
