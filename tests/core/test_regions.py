from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core import regions as regions_module
from moebius_core.arrays import Mask
from moebius_core.geometry import Rect
from moebius_core.regions import CELL, MAX_MERGED, RegionSpec, plan_regions
from tests.core.cases import masks

specs = st.builds(
    RegionSpec,
    scale=st.sampled_from([0.25, 1.0, 4.0]),
    least=st.sampled_from([8, 64]),
    margin=st.integers(0, 20),
    square_px=st.sampled_from([None, 32, 64]),
)


def blank(width: int, height: int, *boxes: Rect) -> Mask:
    mask = np.zeros((height, width), np.uint8)
    for box in boxes:
        mask[box.slices] = 255
    return mask


@settings(max_examples=150, deadline=None)
@given(masks(most=400), specs)
def test_each_masked_pixel_belongs_to_one_region_inside_the_photo(
    mask: Mask, spec: RegionSpec
) -> None:
    plan = plan_regions(mask, spec)
    owners = np.zeros(mask.shape, int)
    for region in plan.regions:
        assert plan.size.rect.contains(region.frame)
        assert region.frame.contains(region.bounds)
        own = plan.own_mask(mask, region)
        owners[region.bounds.slices] += own > 0
        ys, xs = np.nonzero(own)
        box = Rect(int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)
        box = box.translated(region.bounds.left, region.bounds.top)
        assert region.bounds == box.grown(spec.margin).intersection(plan.size.rect)
    np.testing.assert_array_equal(owners, mask > 0)


@settings(max_examples=60, deadline=None)
@given(masks(most=400), specs)
def test_a_region_is_widened_until_enough_is_known(mask: Mask, spec: RegionSpec) -> None:
    for region in plan_regions(mask, spec).regions:
        masked = np.count_nonzero(mask[region.frame.slices])
        whole = region.frame.area == mask.size
        short = min(mask.shape)
        at_most = spec.square_px is not None and max(region.frame.width, region.frame.height) >= (
            short
        )
        assert region.frame.area - masked >= 1.5 * masked or whole or at_most


@settings(max_examples=60, deadline=None)
@given(masks(most=400), st.sampled_from([32, 64]))
def test_squares_are_square_where_the_photo_allows(mask: Mask, side: int) -> None:
    for region in plan_regions(mask, RegionSpec(square_px=side)).regions:
        longest = max(region.frame.width, region.frame.height)
        if max(longest, side) <= min(mask.shape):
            assert region.frame.width == region.frame.height >= side
            if longest < min(mask.shape):
                assert 2 * max(region.bounds.width, region.bounds.height) <= longest


def test_an_empty_mask_has_no_regions() -> None:
    assert plan_regions(blank(300, 200), RegionSpec()).regions == ()


def test_near_holes_share_a_region_and_far_ones_do_not() -> None:
    near = blank(2000, 1000, Rect(100, 100, 160, 160), Rect(190, 100, 250, 160))
    assert len(plan_regions(near, RegionSpec()).regions) == 1
    far = blank(2000, 1000, Rect(100, 100, 160, 160), Rect(1500, 700, 1560, 760))
    regions = plan_regions(far, RegionSpec()).regions
    assert len(regions) == 2
    assert not regions[0].frame.overlaps(regions[1].frame)


def test_the_context_is_the_stated_one() -> None:
    hole = Rect(400, 300, 500, 400)
    (region,) = plan_regions(blank(2000, 1000, hole), RegionSpec()).regions
    assert region.frame == hole.grown(100)
    (wide,) = plan_regions(blank(2000, 1000, hole), RegionSpec(scale=3)).regions
    assert wide.frame == hole.grown(300)
    (corner,) = plan_regions(blank(2000, 1000, Rect(0, 0, 9, 9)), RegionSpec()).regions
    assert corner.frame == Rect(0, 0, 9 + 64, 9 + 64)


def test_the_frame_depends_on_the_hole_not_on_the_photo() -> None:
    hole = Rect(1000, 1000, 1256, 1256)
    frames = {
        plan_regions(blank(side, side, hole), RegionSpec()).regions[0].frame
        for side in (2000, 5000)
    }
    assert len(frames) == 1


def test_hundreds_of_far_holes_are_planned_with_few_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparing every pair must not mean computing every pair's frames."""
    mask = np.zeros((2000, 4000), np.uint8)
    for number in range(200):
        row, column = divmod(number, 20)
        mask[row * 200 + 20 : row * 200 + 24, column * 200 + 20 : column * 200 + 24] = 255
    calls: list[int] = []
    frame = regions_module.__dict__["_frame"]
    monkeypatch.setattr(regions_module, "_frame", lambda *args: calls.append(1) or frame(*args))
    assert len(plan_regions(mask, RegionSpec()).regions) == 200
    assert len(calls) <= 3 * 200


def test_a_long_wire_is_cut_into_short_pieces() -> None:
    mask = np.zeros((3000, 4000), np.uint8)
    for step in range(3000):
        mask[step // 3 + 500, step + 400 : step + 408] = 255
    regions = plan_regions(mask, RegionSpec(margin=7)).regions
    assert len(regions) > 5
    assert all(max(r.bounds.width, r.bounds.height) <= 1.5 * CELL + 2 * 7 for r in regions)


@pytest.mark.parametrize("count", [120, 5000])
def test_many_specks_share_regions(count: int) -> None:
    rng = np.random.default_rng(0)
    mask = np.zeros((3000, 4000), np.uint8)
    for y, x in zip(rng.integers(0, 2990, count), rng.integers(0, 3990, count), strict=True):
        mask[y : y + 6, x : x + 6] = 255
    regions = plan_regions(mask, RegionSpec()).regions
    assert len(regions) <= 160
    assert max(max(r.frame.width, r.frame.height) for r in regions) <= MAX_MERGED


def test_a_region_sees_the_holes_after_it_as_pending() -> None:
    mask = np.zeros((900, 2000), np.uint8)
    for step in range(1800):
        mask[step // 3 + 100, step + 100 : step + 108] = 255
    plan = plan_regions(mask, RegionSpec())
    order = np.full(mask.shape, -1)
    for index, region in enumerate(plan.regions):
        order[region.bounds.slices][plan.own_mask(mask, region) > 0] = index
    assert len(plan.regions) > 2
    np.testing.assert_array_equal(order >= 0, mask > 0)
    for index, region in enumerate(plan.regions):
        pending = plan.pending_mask(mask, index) > 0
        np.testing.assert_array_equal(pending, order[region.frame.slices] > index)
    assert any(plan.pending_mask(mask, index).any() for index in range(len(plan.regions)))
