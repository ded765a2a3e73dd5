"""The parts of the content-aware fill: pyramid, descriptors, search, vote, blend."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from moebius_core.engines.content_fill.blend import forward_differences, seam_correction
from moebius_core.engines.content_fill.contrast import (
    contrast_restored,
    lost_variance,
    with_square,
)
from moebius_core.engines.content_fill.descriptors import Describer, Detail
from moebius_core.engines.content_fill.enlarge import enlarged_field
from moebius_core.engines.content_fill.level import PATCH, RADIUS, Level, build_level
from moebius_core.engines.content_fill.pyramid import pyramid, thickness_of
from moebius_core.engines.content_fill.search import Search, first_round
from moebius_core.engines.content_fill.tuning import MAX_POSITION_WEIGHT, PositionWeights
from moebius_core.engines.content_fill.vote import vote, weights

FLAT = PositionWeights(0, 0)


def nothing() -> None:
    return


def picture(height: int, width: int, seed: int = 0) -> NDArray[np.float32]:
    rng = np.random.default_rng(seed)
    return rng.uniform(0, 255, (height, width, 3)).astype(np.float32)


def known_but(height: int, width: int, top: int, left: int, side: int) -> NDArray[np.bool_]:
    known = np.ones((height, width), np.bool_)
    known[top : top + side, left : left + side] = False
    return known


def level_of(known: NDArray[np.bool_]) -> Level:
    level = build_level(known, np.ones_like(known))
    assert level is not None
    return level


@pytest.mark.parametrize("side", [5, 70, 80])
def test_patches_of_a_level(side: int) -> None:
    known = known_but(131, 142, 30, 20, side)
    level = level_of(known)
    height, width = level.shape
    assert (height - PATCH) % level.step == (width - PATCH) % level.step == 0
    covered = np.zeros(level.shape, bool)
    for y, x in zip(level.target_y, level.target_x, strict=True):
        patch = slice(y - RADIUS, y + RADIUS + 1), slice(x - RADIUS, x + RADIUS + 1)
        assert level.hole[patch].shape == (PATCH, PATCH)
        assert level.hole[patch].any()
        covered[patch] = True
    assert covered[level.hole].all()
    for position in level.sources[:: max(1, len(level.sources) // 200)]:
        y, x = divmod(int(position), width)
        patch = slice(y - RADIUS, y + RADIUS + 1), slice(x - RADIUS, x + RADIUS + 1)
        assert level.hole[patch].shape == (PATCH, PATCH)
        assert not level.hole[patch].any()
        assert y + RADIUS < 131
        assert x + RADIUS < 142


@pytest.mark.parametrize("height", [1, 6])
def test_no_level_where_no_patch_fits(height: int) -> None:
    known = known_but(height, 40, 0, 10, 2)
    assert build_level(known, np.ones_like(known)) is None


def test_the_pyramid_never_mixes_in_what_is_hidden() -> None:
    known = known_but(200, 210, 60, 70, 70)
    image = np.full((200, 210, 3), 50, np.float32)
    image[~known] = 250
    scales = pyramid(image, known, np.ones_like(known), lambda: None)
    assert len(scales) > 2
    for scale in scales:
        np.testing.assert_allclose(scale.colour[scale.known], 50, atol=1e-3)
        assert thickness_of(~scale.known) > 0
        np.testing.assert_allclose(scale.texture[scale.known], 0, atol=1e-3)


@pytest.mark.parametrize("kind", ["noise", "stripes", "checks", "black", "white"])
def test_descriptors_are_whole_numbers_short_enough_for_exact_sums(kind: str) -> None:
    y, x = np.mgrid[0:60, 0:50]
    pattern = {
        "noise": np.random.default_rng(0).integers(0, 2, (60, 50)) * 255,
        "stripes": x % 2 * 255,
        "checks": (x + y) % 2 * 255,
        "black": x * 0,
        "white": x * 0 + 255,
    }[kind]
    image = np.repeat(pattern.astype(np.float32)[..., None], 3, axis=2)
    image[..., 2] = 255 - image[..., 2]
    texture = np.full((60, 50, 2), 255, np.float32)
    describer = Describer(
        detail=Detail.FULL, position=PositionWeights(MAX_POSITION_WEIGHT, MAX_POSITION_WEIGHT)
    )
    vectors = describer.everywhere(image, texture, nothing).astype(np.float64)
    np.testing.assert_array_equal(vectors, np.rint(vectors))
    # ||s||^2 + 2 |t.s| and ||t - s||^2 stay below 2^24 for any two such vectors.
    assert 4 * (vectors**2).sum(axis=1).max() < 2**24


def test_descriptors_at_places_equal_those_everywhere() -> None:
    image = picture(70, 64)
    texture = picture(70, 64, 1)[..., :2]
    describer = Describer(detail=Detail.FULL, position=PositionWeights(500, 300))
    everywhere = describer.everywhere(image, texture, nothing)
    y, x = np.array([20, 30, 44], np.int32), np.array([15, 40, 33], np.int32)
    at = describer.at(image, texture, y, x)
    np.testing.assert_array_equal(at, everywhere[y * 64 + x])


def search_on(level: Level, image: NDArray[np.float32]) -> Search:
    texture = np.zeros((*level.shape, 2), np.float32)
    describer = Describer(detail=Detail.FULL, position=FLAT)
    rng = np.random.default_rng(0)
    match = level.sources[rng.integers(0, len(level.sources), level.target_count)]
    search = Search(level, describer.everywhere(image, texture, nothing), match)
    search.retarget(describer.at(image, texture, level.target_y, level.target_x))
    return search


def test_exact_search_finds_the_nearest() -> None:
    level = level_of(known_but(60, 60, 20, 20, 12))
    search = search_on(level, picture(60, 60))
    search.exact(nothing)
    sources = search.source_vectors[level.sources].astype(np.float64)
    for index in range(0, level.target_count, 17):
        distances = ((sources - search.target_vectors[index]) ** 2).sum(axis=1)
        assert search.cost[index] == distances.min()
        assert search.match[index] == level.sources[distances.argmin()]


def test_propagation_only_improves_and_finds_a_shifted_copy() -> None:
    """Right half = left half: every patch of the hole has a perfect match 60 px away."""
    half = cv2.GaussianBlur(picture(90, 60), (0, 0), 2)
    image = np.concatenate([half, half], axis=1)
    level = level_of(known_but(90, 120, 30, 72, 24))
    assert level.step == 1
    search = search_on(level, image)
    rng = np.random.default_rng(1)
    before = search.cost.copy()
    for _ in range(6):
        search.propagate(first_round(120), rng, nothing)
        assert (search.cost <= before).all()
        assert level.is_source[search.match].all()
        before = search.cost.copy()
    shift = level.target_y * 120 + level.target_x - search.match
    assert (shift == 60).mean() > 0.9


@pytest.mark.parametrize("side", [30, 70])
def test_votes_for_a_plain_shift_copy_it(side: int) -> None:
    image = picture(150, 260)
    level = level_of(known_but(150, 260, 40, 150, side))
    padded = level.padded(image)
    match = (level.target_y * level.shape[1] + level.target_x - 110).astype(np.int32)
    weight = np.ones(level.target_count, np.float32)
    votes = vote(level, match, weight, [padded], nothing)
    rows, columns = votes.box
    inside = slice(rows.start, min(rows.stop, 150)), slice(columns.start, min(columns.stop, 260))
    expected = np.roll(image, 110, axis=1)[inside]
    heard = votes.heard[: expected.shape[0], : expected.shape[1]]
    assert heard[level.hole[inside]].all()
    result = votes.planes[0][: expected.shape[0], : expected.shape[1]]
    np.testing.assert_allclose(result[heard], expected[heard], atol=0.01)


def test_weights_prefer_the_similar_and_the_rim() -> None:
    level = level_of(known_but(90, 90, 25, 25, 40))
    cost = np.full(level.target_count, 500, np.float32)
    even = weights(level, cost, 0.1)
    middle = int(level.target_at[45, 45])
    rim = int(level.target_at[26, 45])
    assert even[rim] > 100 * even[middle]
    cost[middle] = 100
    assert weights(level, cost, 0.1)[middle] > 5 * even[middle]
    assert np.isfinite(weights(level, cost * 1e4, 1e-3)).all()
    assert (weights(level, cost * 1e4, 1e-3) > 0).all()


def test_an_enlarged_field_keeps_offsets_and_stays_on_sources() -> None:
    known = known_but(200, 200, 90, 90, 40)
    fine, coarse = level_of(known), level_of(known[::2, ::2])
    match = (coarse.target_y * coarse.shape[1] + coarse.target_x - 30).astype(np.int32)
    position, cost = enlarged_field(
        coarse, match, np.arange(coarse.target_count, dtype=np.float32), fine
    )
    assert fine.is_source[position].all()
    assert len(cost) == fine.target_count
    shift = fine.target_x - position % fine.shape[1]
    assert (shift == 60).mean() > 0.95


def test_contrast_lost_by_averaging_comes_back() -> None:
    first, second = picture(64, 64, 1), picture(64, 64, 2)
    mean = (with_square(first) + with_square(second)) / 2
    flat = np.ascontiguousarray(mean[..., :3])
    restored = contrast_restored(flat, lost_variance(mean))
    grey = [image.mean(axis=2).std() for image in (first, flat, restored)]
    assert grey[1] < 0.8 * grey[0]
    assert abs(grey[2] - grey[0]) < 0.12 * grey[0]


def test_contrast_is_left_alone_where_all_agree() -> None:
    image = picture(40, 40)
    np.testing.assert_allclose(
        contrast_restored(image, np.zeros((40, 40), np.float32)), image, atol=1e-3
    )


def test_the_blend_removes_a_step_and_touches_nothing_outside() -> None:
    y, x = np.mgrid[0:80, 0:80].astype(np.float32)
    truth = np.repeat((60 + x / 2 + y / 4)[..., None], 3, axis=2)
    hole = ~known_but(80, 80, 30, 30, 20)
    pasted = truth + 10 * hole[..., None].astype(np.float32)
    slopes = forward_differences(truth)
    correction = seam_correction(pasted, slopes, hole, np.ones_like(hole), nothing)
    assert not correction[~hole].any()
    assert np.abs(pasted + correction - truth).max() < 1
