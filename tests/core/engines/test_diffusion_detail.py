"""The second pass: where tiles lie, and that they bring detail without seams."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moebius_core.arrays import Image, Mask
from moebius_core.engines.diffusion import DiffusionEngine, DiffusionSettings
from moebius_core.engines.diffusion.detail import (
    DetailPlan,
    noise_shape,
    plan_detail,
    tile_noise,
    with_detail,
)
from moebius_core.engines.diffusion.settings import PRESETS
from moebius_core.engines.diffusion.view import Flags, Pixels, Seen
from moebius_core.engines.engine import FILL
from moebius_core.geometry import Rect, Size
from moebius_core.options import InpaintOptions, Quality
from moebius_core.progress import Progress
from moebius_core.sampling import Latents, seeded_noise
from tests.fakes import FakeDiffusion

SIDE = 64


@st.composite
def holes(draw: st.DrawFn) -> Flags:
    height, width = draw(st.integers(1, 400)), draw(st.integers(1, 400))
    hole = np.zeros((height, width), np.bool_)
    for _ in range(draw(st.integers(1, 3))):
        top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        hole[top : top + draw(st.integers(1, 300)), left : left + draw(st.integers(1, 300))] = True
    return hole


@given(holes(), st.integers(1, 12))
def test_tiles_cover_the_hole_in_a_bounded_number(hole: Flags, most: int) -> None:
    plan = plan_detail(hole, SIDE, most=most)

    if plan is None:
        return
    height, width = hole.shape
    assert 1 <= len(plan.tiles) <= most
    assert 1.25 * SIDE <= max(plan.size) + 1 <= max(height, width) + 1
    covered = np.zeros((max(plan.size.height, SIDE), max(plan.size.width, SIDE)), np.bool_)
    for tile in plan.tiles:
        assert (tile.width, tile.height) == (SIDE, SIDE)
        assert Size(covered.shape[1], covered.shape[0]).rect.contains(tile)
        covered[tile.slices] = True
    scale = plan.size.width / width, plan.size.height / height
    ys, xs = np.nonzero(hole)
    rows = np.minimum((ys * scale[1]).astype(int), plan.size.height - 1)
    columns = np.minimum((xs * scale[0]).astype(int), plan.size.width - 1)
    assert covered[rows, columns].all()


def test_small_regions_and_no_tiles_plan_nothing() -> None:
    hole = np.zeros((75, 75), np.bool_)
    hole[30:40, 30:40] = True
    assert plan_detail(hole, SIDE, most=9) is None
    assert plan_detail(np.pad(hole, 50), SIDE, most=0) is None
    assert plan_detail(np.zeros((300, 300), np.bool_), SIDE, most=9) is None


def test_a_hole_too_large_for_its_tiles_is_done_at_a_size_between() -> None:
    hole = np.zeros((400, 400), np.bool_)
    hole[50:350, 50:350] = True

    plan = plan_detail(hole, SIDE, most=9)

    assert plan is not None
    assert 80 <= plan.size.width < 400
    assert len(plan.tiles) <= 9


def test_tiles_without_any_of_the_hole_are_left_out() -> None:
    hole = np.zeros((300, 300), np.bool_)
    hole[:20, :20] = True
    hole[-20:, -20:] = True

    plan = plan_detail(hole, SIDE, most=30)

    assert plan is not None
    assert plan.size == (300, 300)
    assert len(plan.tiles) == 2


def test_tiles_share_their_noise_where_they_overlap() -> None:
    tiles = (Rect(0, 0, 64, 64), Rect(40, 16, 104, 80))
    noise = seeded_noise(0, noise_shape(DetailPlan(Size(120, 120), tiles)))

    first, second = (tile_noise(noise, tile) for tile in tiles)

    assert first.shape == second.shape == (1, 4, 8, 8)
    np.testing.assert_array_equal(first[..., 2:, 5:], second[..., :6, :3])


def frame(side: int = 200) -> tuple[Seen, Pixels]:
    """A grey frame with a hole over its middle half, and a first result."""
    unknown = np.zeros((side, side), np.bool_)
    unknown[side // 4 : -side // 4, side // 4 : -side // 4] = True
    photo = np.full((side, side, 3), 100, np.float32)
    return Seen(photo, unknown), np.full((side, side, 3), 120, np.float32)


def test_tiles_that_change_nothing_change_nothing() -> None:
    seen, coarse = frame()
    plan = plan_detail(seen.unknown, SIDE, most=16)
    assert plan is not None

    result = with_detail(plan, seen, coarse, lambda _number, tile, _rect: tile.pixels)

    np.testing.assert_allclose(result[seen.unknown], 120, atol=0.01)


@pytest.mark.parametrize("most", [16, 4])
def test_tiles_fade_into_each_other(most: int) -> None:
    seen, coarse = frame()
    plan = plan_detail(seen.unknown, SIDE, most=most)
    assert plan is not None
    assert len(plan.tiles) > 1

    def paint(number: int, _tile: Seen, rect: Rect) -> Pixels:
        return np.full((SIDE, SIDE, 3), 100 + 10 * (number % 4), np.float32)

    result = with_detail(plan, seen, coarse, paint)

    inside = result[51:-51, 51:-51]
    assert np.ptp(inside) > 15
    assert np.abs(np.diff(inside, axis=0)).max() < 6
    assert np.abs(np.diff(inside, axis=1)).max() < 6


def test_each_tile_sees_the_photo_and_what_was_made_before() -> None:
    seen, coarse = frame()
    plan = plan_detail(seen.unknown, SIDE, most=16)
    assert plan is not None
    met: list[set[float]] = []

    def paint(number: int, tile: Seen, rect: Rect) -> Pixels:
        np.testing.assert_array_equal(tile.unknown, seen.unknown[rect.slices])
        assert (tile.pixels[~tile.unknown] == 100).all()
        met.append(set(np.unique(tile.pixels[tile.unknown].round(2)).tolist()))
        return np.full((SIDE, SIDE, 3), 50, np.float32)

    with_detail(plan, seen, coarse, paint)

    assert met[0] == {120}
    assert all(50 in values for values in met[1:])


def picture(side: int = 200) -> tuple[Image, Mask]:
    image = np.full((side, side, 3), (150, 120, 90), np.uint8)
    mask = np.zeros((side, side), np.uint8)
    mask[side // 4 : -side // 4, side // 4 : -side // 4] = FILL
    return image, mask


def filled(settings: DiffusionSettings, backend: FakeDiffusion, side: int = 200) -> Image:
    engine = DiffusionEngine("fake", backend, settings=settings)
    return engine.fill(*picture(side), InpaintOptions(), Progress())


def roughness(image: Image, mask: Mask) -> float:
    """How much neighbouring pixels differ inside the hole."""
    inside = image.astype(np.float32)[55:-55, 55:-55]
    return float(np.abs(inside[2:] - 2 * inside[1:-1] + inside[:-2]).mean())


@pytest.mark.parametrize("quality", [Quality.BALANCED, Quality.BEST])
def test_detail_comes_back(quality: Quality) -> None:
    settings = PRESETS[quality]
    _, mask = picture()

    without = filled(replace(settings, detail_tiles=0), FakeDiffusion(texture=0.2))
    with_tiles = filled(replace(settings, detail_tiles=16), FakeDiffusion(texture=0.2))

    assert roughness(with_tiles, mask) > 3 * roughness(without, mask)
    inside = with_tiles[mask > 0].astype(float)
    assert np.abs(inside.mean(axis=0) - (150, 120, 90)).max() < 20


@pytest.mark.parametrize(("width", "height"), [(200, 200), (300, 40)])
def test_the_rim_fits_and_the_rest_is_the_photo(width: int, height: int) -> None:
    image = np.full((height, width, 3), (150, 120, 90), np.uint8)
    mask = np.zeros((height, width), np.uint8)
    mask[height // 4 : height // 2, width // 4 : width // 2] = FILL
    settings = replace(PRESETS[Quality.BEST], detail_tiles=16)
    backend = FakeDiffusion(texture=0)

    result = DiffusionEngine("fake", backend, settings=settings).fill(
        image, mask, InpaintOptions(), Progress()
    )

    assert backend.calls.count("decode") > 1
    np.testing.assert_array_equal(result[:, : width // 4 - 20], image[:, : width // 4 - 20])
    rim = result[mask == 0].astype(int) - image[mask == 0]
    assert np.abs(rim).max() < 40


def test_draft_has_no_second_pass() -> None:
    backend = FakeDiffusion()

    filled(PRESETS[Quality.DRAFT], backend)

    assert backend.calls.count("decode") == 1


def test_another_seed_encodes_only_what_it_has_made() -> None:
    backend = FakeDiffusion()
    engine = DiffusionEngine("fake", backend, settings=PRESETS[Quality.BALANCED])
    image, mask = picture()

    engine.fill(image, mask, InpaintOptions(), Progress())
    tiles = backend.calls.count("decode") - 1
    first = backend.calls.count("encode")
    engine.fill(image, mask, InpaintOptions(seed=1), Progress())

    assert tiles > 1
    assert first <= 1 + 2 * tiles
    assert backend.calls.count("encode") - first == tiles


def test_a_start_near_the_first_result_keeps_it() -> None:
    """Of the noise on the tiles a part as large as the strength says remains undecided."""
    starts: list[Latents] = []

    class Watching(FakeDiffusion):
        def predict_noise(self, x, timestep, *, guided=True):  # type: ignore[no-untyped-def]
            starts.append(timestep)
            return super().predict_noise(x, timestep, guided=guided)

    filled(PRESETS[Quality.BALANCED], Watching())

    assert starts[0] == 900
    assert 450 in starts
    assert starts.count(900) == 1
