"""The promises of `inpaint`, with engines that would break them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.arrays import DeepImage, Image, Mask
from moebius_core.engines.engine import FILL, UNKNOWN, EngineInfo
from moebius_core.errors import BadInputError, MaskSizeError, MoebiusError, NothingToKeepError
from moebius_core.geometry import Rect
from moebius_core.inpaint import Filled, edit_zone, fill_regions, inpaint
from moebius_core.options import InpaintOptions
from moebius_core.progress import Cancelled, CancelToken, Progress
from tests.core.cases import RudeEngine, masks, noise_photo, options
from tests.fakes import MeanFill

sizes_px = st.sampled_from([None, 32])


def outside_is_untouched(before: DeepImage, after: DeepImage, zone: Mask) -> bool:
    return np.array_equal(before[zone == 0], after[zone == 0])


@settings(max_examples=120, deadline=None)
@given(masks(), options, st.booleans(), sizes_px)
def test_nothing_outside_the_edit_zone_changes(
    mask: Mask, options: InpaintOptions, deep: bool, region_px: int | None
) -> None:
    photo = noise_photo(mask.shape[1], mask.shape[0], deep=deep)
    before, mask_before = photo.copy(), mask.copy()
    if mask.all():
        with pytest.raises(NothingToKeepError, match="whole photo"):
            inpaint(photo, mask, RudeEngine(region_px), options)
        return
    result = inpaint(photo, mask, RudeEngine(region_px), options)
    np.testing.assert_array_equal(photo, before)
    np.testing.assert_array_equal(mask, mask_before)
    assert result.dtype == photo.dtype
    assert not np.shares_memory(result, photo)
    assert outside_is_untouched(photo, result, edit_zone(mask, options, region_px=region_px))
    if not mask.any():
        np.testing.assert_array_equal(result, photo)


@pytest.mark.parametrize("deep", [False, True])
def test_two_hundred_edits_leave_everything_outside_their_zones_alone(deep: bool) -> None:
    photo = noise_photo(300, 200, deep=deep)
    rng = np.random.default_rng(5)
    engine, options = RudeEngine(), InpaintOptions(grow=2, feather=2)
    current, touched = photo, np.zeros((200, 300), np.uint8)
    for _ in range(200):
        mask = np.zeros((200, 300), np.uint8)
        x, y = rng.integers(0, 120), rng.integers(0, 180)
        mask[y : y + 6, x : x + 6] = 255
        current = inpaint(current, mask, engine, options)
        touched |= edit_zone(mask, options)
    assert outside_is_untouched(photo, current, touched)
    assert (touched == 0).sum() > 150 * 200
    assert not np.array_equal(photo, current)


@settings(max_examples=40, deadline=None)
@given(masks(), options)
def test_the_painted_pixels_are_really_replaced(mask: Mask, options: InpaintOptions) -> None:
    if mask.all():
        return
    photo = np.full((*mask.shape, 3), 77, np.uint8)
    photo[mask >= 128] = 255
    result = inpaint(photo, mask, MeanFill(), options)
    assert (result[mask >= 128] != 255).all()


@settings(max_examples=40, deadline=None)
@given(masks(), options)
def test_what_is_under_the_mask_does_not_matter(mask: Mask, options: InpaintOptions) -> None:
    if mask.all():
        return
    photo = noise_photo(mask.shape[1], mask.shape[0])
    other = photo.copy()
    other[mask == 255] = (255, 0, 255)
    options = InpaintOptions(grow=0, feather=0, seed=options.seed)
    first = inpaint(photo, mask, MeanFill(), options)
    second = inpaint(other, mask, MeanFill(), options)
    np.testing.assert_array_equal(first[mask == 255], second[mask == 255])


def test_the_same_seed_gives_the_same_result_on_any_number_of_threads() -> None:
    photo, mask = noise_photo(500, 400), np.zeros((400, 500), np.uint8)
    mask[50:120, 60:200] = 255
    mask[300:310, 300:450] = 200
    threads = cv2.getNumThreads()
    results = []
    try:
        for count in (1, 2, 4):
            cv2.setNumThreads(count)
            results.append(inpaint(photo, mask, RudeEngine(), InpaintOptions(seed=3)))
    finally:
        cv2.setNumThreads(threads)
    np.testing.assert_array_equal(results[0], results[1])
    np.testing.assert_array_equal(results[0], results[2])
    other = inpaint(photo, mask, RudeEngine(), InpaintOptions(seed=4))
    assert not np.array_equal(results[0], other)


@pytest.mark.parametrize(
    ("name", "painted"),
    [
        ("corner", np.s_[0:20, 0:30]),
        ("right border", np.s_[10:60, 90:100]),
        ("full-width band", np.s_[30:50, :]),
        ("one pixel", np.s_[40, 50]),
        ("one-pixel line", np.s_[40, :]),
        ("all but a rim of one pixel", np.s_[1:-1, 1:-1]),
        ("all but one column", np.s_[:, 1:]),
        ("all but one pixel", np.s_[:, :]),
        ("every fourth row", np.s_[::4, :]),
    ],
)
@pytest.mark.parametrize("region_px", [None, 32])
def test_awkward_masks(name: str, painted: object, region_px: int | None) -> None:
    photo = noise_photo(100, 80)
    mask = np.zeros((80, 100), np.uint8)
    mask[painted] = 255  # type: ignore[index]
    if name == "all but one pixel":
        mask[7, 9] = 0
    result = inpaint(photo, mask, RudeEngine(region_px))
    assert outside_is_untouched(photo, result, edit_zone(mask, region_px=region_px))
    assert not np.array_equal(photo, result)


def test_thousands_of_specks() -> None:
    photo, mask = noise_photo(1500, 1000), np.zeros((1000, 1500), np.uint8)
    rng = np.random.default_rng(1)
    mask[rng.integers(0, 1000, 4000), rng.integers(0, 1500, 4000)] = 255
    result = inpaint(photo, mask, MeanFill())
    assert outside_is_untouched(photo, result, edit_zone(mask))


def test_a_mask_over_everything_is_refused_in_words() -> None:
    with pytest.raises(NothingToKeepError, match="covers the whole photo"):
        inpaint(noise_photo(50, 40), np.full((40, 50), 255, np.uint8), MeanFill())


def test_a_mask_of_another_size_is_refused_with_both_sizes() -> None:
    with pytest.raises(MaskSizeError, match=r"30 × 20.*50 × 40.*fit"):
        inpaint(noise_photo(50, 40), np.zeros((20, 30), np.uint8), MeanFill())


@pytest.mark.parametrize(
    ("image", "mask"),
    [
        (np.zeros((4, 4), np.uint8), np.zeros((4, 4), np.uint8)),
        (np.zeros((4, 4, 4), np.uint8), np.zeros((4, 4), np.uint8)),
        (np.zeros((4, 4, 3), np.float32), np.zeros((4, 4), np.uint8)),
        (np.zeros((4, 4, 3), np.uint8), np.zeros((4, 4), bool)),
        (np.zeros((0, 4, 3), np.uint8), np.zeros((0, 4), np.uint8)),
        ([[1]], np.zeros((4, 4), np.uint8)),
    ],
)
def test_arrays_of_another_kind_are_refused(image: Image, mask: Mask) -> None:
    with pytest.raises(BadInputError):
        inpaint(image, mask, MeanFill())


@pytest.mark.parametrize("bad", [{"grow": -1}, {"feather": 501}, {"context": 9}, {"seed": -2}])
def test_options_out_of_range_are_refused(bad: dict[str, int]) -> None:
    with pytest.raises(BadInputError, match=next(iter(bad))):
        InpaintOptions(**bad)  # type: ignore[arg-type]


def test_soft_masks_blend_in_proportion() -> None:
    photo = np.full((60, 60, 3), 100, np.uint8)
    mask = np.zeros((60, 60), np.uint8)
    mask[20:40, 20:40] = 51
    result = inpaint(photo, mask, WhiteEngine(), InpaintOptions(colour_match=False))
    assert (result[mask == 51] == 100 + round(0.2 * 155)).all()
    assert (result[mask == 0] == 100).all()


class WhiteEngine:
    info = EngineInfo("white")

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        return np.full_like(image, 255)

    def close(self) -> None:
        return


class SmallEngine(WhiteEngine):
    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        return image[1:]


def test_an_engine_that_returns_another_size_is_caught() -> None:
    mask = np.zeros((60, 60), np.uint8)
    mask[5, 5] = 255
    with pytest.raises(MoebiusError, match="white returned"):
        inpaint(noise_photo(60, 60), mask, SmallEngine())


def test_excluded_pixels_are_neither_read_nor_written() -> None:
    photo = np.full((60, 60, 3), 100, np.uint8)
    photo[:, :30] = (255, 0, 0)
    exclude = np.zeros((60, 60), np.uint8)
    exclude[:, :30] = 255
    mask = np.zeros((60, 60), np.uint8)
    mask[20:40, 35:50] = 255
    result = inpaint(photo, mask, MeanFill(), exclude=exclude)
    assert (result[:, 30:] == 100).all()
    np.testing.assert_array_equal(result[:, :24], photo[:, :24])


def test_later_holes_are_no_source_for_earlier_ones() -> None:
    photo = np.full((900, 2000, 3), 50, np.uint8)
    mask = np.zeros((900, 2000), np.uint8)
    for step in range(1800):
        mask[step // 3 + 100, step + 100 : step + 108] = 255
    photo[cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0] = 250
    result = inpaint(photo, mask, MeanFill(), InpaintOptions(grow=3, feather=2))
    assert (result[mask > 0] == 50).all()


def test_a_hole_in_an_island_looks_past_the_excluded_sea() -> None:
    photo = np.full((600, 600, 3), 80, np.uint8)
    mask, exclude = np.zeros((600, 600), np.uint8), np.full((600, 600), 255, np.uint8)
    mask[280:320, 280:320] = 255
    exclude[280:320, 280:320] = 0
    exclude[:60] = 0
    photo[60:] = (255, 0, 0)
    result = inpaint(photo, mask, MeanFill(), exclude=exclude)
    assert (result[mask > 0] == 80).all()


def test_engines_are_told_which_pixels_to_fill_and_which_only_to_avoid() -> None:
    photo = noise_photo(300, 200)
    mask, exclude = np.zeros((200, 300), np.uint8), np.zeros((200, 300), np.uint8)
    mask[50:80, 50:90] = 255
    exclude[50:80, 110:130] = 255
    engine = RudeEngine()
    inpaint(photo, mask, engine, InpaintOptions(grow=0, feather=0), exclude=exclude)
    ((_, seen),) = engine.seen
    np.testing.assert_array_equal(seen == FILL, mask[:144, :154] > 0)
    np.testing.assert_array_equal(seen == UNKNOWN, exclude[:144, :154] > 0)


def test_progress_is_monotone_and_complete() -> None:
    heard: list[float] = []
    mask = np.zeros((500, 900), np.uint8)
    mask[10:40, 10:40] = 255
    mask[400:470, 700:800] = 255
    progress = Progress(lambda fraction, _text: heard.append(fraction))
    inpaint(noise_photo(900, 500), mask, MeanFill(), progress=progress)
    assert heard == sorted(heard)
    assert heard[0] == 0
    assert heard[-1] == 1
    assert len(heard) >= 4


def test_cancel_returns_within_50_ms_of_the_next_report_and_changes_nothing() -> None:
    photo = noise_photo(3000, 2000)
    before = photo.copy()
    mask = np.zeros((2000, 3000), np.uint8)
    mask[500:1200, 500:1500] = 255
    token = CancelToken()
    threads = threading.active_count()
    cancelled_at = [0.0]

    def listen(fraction: float, _text: str) -> None:
        if fraction >= 0.4 and not token.is_cancelled:
            token.cancel()

    class TwoReports(MeanFill):
        def fill(
            self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress
        ) -> Image:
            progress.report(0.5)
            cancelled_at[0] = time.perf_counter()
            progress.report(0.6)
            pytest.fail("the second report must not return")

    with pytest.raises(Cancelled):
        inpaint(photo, mask, TwoReports(), progress=Progress(listen, token))
    assert time.perf_counter() - cancelled_at[0] < 0.05
    np.testing.assert_array_equal(photo, before)
    assert threading.active_count() == threads


def test_region_by_region_it_is_the_same_and_reads_no_more_than_the_regions() -> None:
    photo = noise_photo(900, 700)
    mask = np.zeros((700, 900), np.uint8)
    for left, top in ((40, 50), (600, 500), (820, 20)):
        mask[top : top + 20, left : left + 30] = 255
    result, read = photo.copy(), np.zeros(mask.shape, bool)

    def pixels_in(rect: Rect) -> DeepImage:
        read[rect.slices] = True
        seen = result[rect.slices].copy()
        seen.flags.writeable = False
        return seen

    filled = [rect for rect, _ in _applied(result, fill_regions(pixels_in, mask, MeanFill()))]
    assert len(filled) == 3
    np.testing.assert_array_equal(result, inpaint(photo, mask, MeanFill()))
    assert read.mean() < 0.3


def _applied(result: DeepImage, regions: Iterator[Filled]) -> Iterator[Filled]:
    for region in regions:
        result[region.rect.slices] = region.pixels
        yield region


def test_region_by_region_checks_its_planes() -> None:
    mask = np.zeros((20, 30), np.uint8)
    exclude = np.zeros((20, 31), np.uint8)
    regions = fill_regions(lambda _rect: noise_photo(30, 20), mask, MeanFill(), exclude=exclude)
    with pytest.raises(MaskSizeError, match="excluded area"):
        next(regions)
