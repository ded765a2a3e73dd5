from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.options import InpaintOptions
from moebius_core.zone import blend_weights
from tests.core.cases import masks


def square(value: int = 255) -> np.ndarray:
    mask = np.zeros((61, 61), np.uint8)
    mask[25:36, 25:36] = value
    return mask


def test_the_zone_is_the_mask_grown_and_feathered_by_the_stated_pixels() -> None:
    weights = blend_weights(square(), InpaintOptions(grow=4, feather=3))
    row = weights[30]
    assert (row[21:40] == 1).all()
    np.testing.assert_allclose(row[40:44], [0.75, 0.5, 0.25, 0])
    np.testing.assert_allclose(row[17:21], [0, 0.25, 0.5, 0.75])


def test_without_growth_and_feather_it_is_the_mask() -> None:
    weights = blend_weights(square(), InpaintOptions(grow=0, feather=0))
    np.testing.assert_array_equal(weights, square() / 255)


@pytest.mark.parametrize(("gap", "closed"), [(1, True), (9, False)])
def test_pin_holes_are_closed_and_real_gaps_are_not(gap: int, closed: bool) -> None:
    mask = np.zeros((120, 120), np.uint8)
    mask[20:100, 20:100] = 255
    hole = slice(55, 55 + 3 + 2 * gap)
    mask[hole, hole] = 0
    weights = blend_weights(mask, InpaintOptions(grow=1, feather=0))
    middle = weights[hole, hole]
    assert (middle == 1).all() == closed
    assert blend_weights(mask, InpaintOptions(grow=0, feather=0))[56, 56] == 0


def test_faint_masks_only_blend() -> None:
    weights = blend_weights(square(51), InpaintOptions(grow=4, feather=3))
    np.testing.assert_allclose(weights, square(51) / 255, rtol=1e-6)


@settings(max_examples=60, deadline=None)
@given(masks(), st.integers(0, 9), st.integers(0, 9))
def test_weights_cover_the_mask_and_stay_within_the_margin(
    mask: np.ndarray, grow: int, feather: int
) -> None:
    weights = blend_weights(mask, InpaintOptions(grow=grow, feather=feather))
    assert weights.dtype == np.float32
    assert ((weights >= 0) & (weights <= 1)).all()
    assert (weights >= mask / np.float32(255)).all()
    assert (weights[mask >= 128] == 1).all()
    ys, xs = np.nonzero(mask)
    zone_ys, zone_xs = np.nonzero(weights)
    if len(ys):
        reach = grow + feather
        assert zone_ys.min() >= ys.min() - reach
        assert zone_ys.max() <= ys.max() + reach
        assert zone_xs.min() >= xs.min() - reach
        assert zone_xs.max() <= xs.max() + reach
    else:
        assert not len(zone_ys)
