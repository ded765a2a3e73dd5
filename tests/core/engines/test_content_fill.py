"""The embedded engine's contract: what it touches, what it never reads, when it gives up."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.arrays import Image, Mask
from moebius_core.engines.content_fill import ContentFillEngine
from moebius_core.errors import BadInputError, NothingToKeepError
from moebius_core.inpaint import inpaint
from moebius_core.options import InpaintOptions, Quality
from moebius_core.progress import Cancelled, CancelToken, Progress

MaskMaker = Callable[[int, int], Mask]


def photo(height: int, width: int, seed: int = 0) -> Image:
    """Smooth colour with grain and stripes: something to match, everywhere different."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    planes = [
        110 + 70 * np.sin(x / 9 + phase) * np.cos(y / 13) + rng.normal(0, 9, (height, width))
        for phase in (0, 1, 2)
    ]
    return np.clip(np.dstack(planes), 0, 255).astype(np.uint8)


def box_mask(height: int, width: int, top: int, left: int, rows: int, columns: int) -> Mask:
    mask = np.zeros((height, width), np.uint8)
    mask[top : top + rows, left : left + columns] = 255
    return mask


def fill(image: Image, mask: Mask, options: InpaintOptions | None = None) -> Image:
    return ContentFillEngine().fill(image, mask, options or InpaintOptions(), Progress())


@given(
    height=st.integers(1, 70),
    width=st.integers(1, 70),
    share=st.floats(0.01, 0.99),
    blobs=st.booleans(),
    seed=st.integers(0, 999),
    quality=st.sampled_from(Quality),
)
@settings(max_examples=25, deadline=None)
def test_only_masked_pixels_change_and_inputs_never(
    height: int, width: int, share: float, blobs: bool, seed: int, quality: Quality
) -> None:
    rng = np.random.default_rng(seed)
    noise = rng.random((height // 12 + 1, width // 12 + 1) if blobs else (height, width))
    if blobs:
        noise = np.kron(noise, np.ones((12, 12)))[:height, :width]
    mask = ((noise < share) * 255).astype(np.uint8)
    mask[rng.integers(height), rng.integers(width)] = 0
    image = photo(height, width, seed)
    image_before, mask_before = image.copy(), mask.copy()

    result = fill(image, mask, InpaintOptions(quality=quality, seed=seed))

    np.testing.assert_array_equal(image, image_before)
    np.testing.assert_array_equal(mask, mask_before)
    assert result.shape == image.shape
    assert result.dtype == np.uint8
    assert result is not image
    np.testing.assert_array_equal(result[mask == 0], image[mask == 0])


@pytest.mark.parametrize("side", [9, 60])
def test_what_is_under_the_mask_is_never_read(side: int) -> None:
    image, mask = photo(160, 190), box_mask(160, 190, 40, 60, side, side)
    red, noise = image.copy(), image.copy()
    red[mask > 0] = (255, 0, 0)
    noise[mask > 0] = np.random.default_rng(5).integers(0, 256, (side * side, 3))
    np.testing.assert_array_equal(fill(red, mask), fill(noise, mask))


def test_soft_mask_pixels_are_filled_too() -> None:
    image, mask = photo(90, 90), box_mask(90, 90, 30, 30, 20, 20)
    soft = np.where(mask > 0, 1, 0).astype(np.uint8)
    np.testing.assert_array_equal(fill(image, mask), fill(image, soft))


SHAPES: dict[str, tuple[int, int, MaskMaker]] = {
    "one pixel": (80, 80, lambda h, w: box_mask(h, w, 40, 40, 1, 1)),
    "line": (80, 120, lambda h, w: box_mask(h, w, 39, 0, 2, w)),
    "corner": (120, 120, lambda h, w: box_mask(h, w, 0, 0, 50, 50)),
    "right border": (120, 121, lambda h, w: box_mask(h, w, 30, w - 40, 50, 40)),
    "bottom half": (120, 150, lambda h, w: box_mask(h, w, h // 2, 0, h, w)),
    "full-width band": (150, 130, lambda h, w: box_mask(h, w, 60, 0, 40, w)),
    "all but a corner": (140, 150, lambda h, w: 255 - box_mask(h, w, 0, 0, 12, 12)),
    "all but one pixel": (50, 60, lambda h, w: 255 - box_mask(h, w, 20, 30, 1, 1)),
    "narrow strip known": (150, 200, lambda h, w: box_mask(h, w, 0, 30, h, w)),
    "every fourth row": (
        80,
        90,
        lambda h, w: np.repeat((np.arange(h) % 4 == 0).astype(np.uint8)[:, None], w, axis=1),
    ),
    "random tenth": (
        120,
        130,
        lambda h, w: (np.random.default_rng(1).random((h, w)) < 0.1).astype(np.uint8),
    ),
    "3 x 300": (3, 300, lambda h, w: box_mask(h, w, 0, 100, 3, 50)),
    "300 x 3": (300, 3, lambda h, w: box_mask(h, w, 100, 0, 50, 3)),
    "9 x 9": (9, 9, lambda h, w: box_mask(h, w, 3, 3, 3, 3)),
    "7 x 7": (7, 7, lambda h, w: box_mask(h, w, 0, 0, 1, 1)),
    "20 x 30": (20, 30, lambda h, w: box_mask(h, w, 5, 5, 9, 9)),
    "1 x 2": (1, 2, lambda h, w: box_mask(h, w, 0, 0, 1, 1)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_odd_holes_are_filled_from_what_is_known(name: str) -> None:
    height, width, make = SHAPES[name]
    mask = make(height, width)
    image = np.full((height, width, 3), 120, np.uint8)
    image[..., 0] += np.random.default_rng(3).integers(0, 40, (height, width), dtype=np.uint8)
    image[mask > 0] = (0, 255, 0)
    result = fill(image, mask)
    np.testing.assert_array_equal(result[mask == 0], image[mask == 0])
    invented = result[mask > 0].astype(int)
    assert abs(invented[:, 1] - 120).max() <= 1  # none of the green
    assert invented[:, 0].min() >= 60
    assert invented[:, 0].max() <= 220


def test_a_constant_picture_stays_constant() -> None:
    image = np.full((150, 150, 3), (10, 200, 90), np.uint8)
    np.testing.assert_array_equal(fill(image, box_mask(150, 150, 40, 40, 60, 60)), image)


def test_an_empty_mask_gives_a_copy() -> None:
    image = photo(20, 20)
    result = fill(image, np.zeros((20, 20), np.uint8))
    np.testing.assert_array_equal(result, image)
    assert not np.shares_memory(result, image)


def test_a_full_mask_is_refused() -> None:
    with pytest.raises(NothingToKeepError):
        fill(photo(20, 20), np.full((20, 20), 255, np.uint8))


def test_a_mask_of_another_size_is_refused() -> None:
    with pytest.raises(BadInputError):
        fill(photo(20, 20), np.zeros((20, 21), np.uint8))


def test_same_seed_same_bytes_other_seed_another_fill() -> None:
    image, mask = photo(200, 200), box_mask(200, 200, 70, 70, 60, 60)
    engine = ContentFillEngine()
    first = engine.fill(image, mask, InpaintOptions(seed=0), Progress())
    other = engine.fill(image, mask, InpaintOptions(seed=1), Progress())
    again = engine.fill(image, mask, InpaintOptions(seed=0), Progress())
    np.testing.assert_array_equal(first, again)
    difference = np.abs(first.astype(int) - other)[mask > 0]
    assert difference.mean() > 2


def test_looking_further_around_changes_what_is_seen() -> None:
    image, mask = photo(500, 500), box_mask(500, 500, 230, 230, 40, 40)
    near, far = (
        inpaint(image, mask, ContentFillEngine(), InpaintOptions(context=scale)) for scale in (1, 4)
    )
    assert not np.array_equal(near, far)


def test_progress_rises_to_one() -> None:
    seen: list[float] = []
    image, mask = photo(200, 220), box_mask(200, 220, 60, 60, 70, 80)
    ContentFillEngine().fill(
        image, mask, InpaintOptions(), Progress(lambda fraction, _: seen.append(fraction))
    )
    assert seen == sorted(seen)
    assert seen[0] == 0
    assert seen[-1] == 1
    assert len(seen) > 100


@pytest.mark.parametrize("reports", [1, 2, 40, 200])
def test_a_cancel_acts_at_the_next_report(reports: int) -> None:
    token, seen = CancelToken(), []

    def count(fraction: float, _text: str) -> None:
        seen.append(fraction)
        if len(seen) == reports:
            token.cancel()

    with pytest.raises(Cancelled):
        ContentFillEngine().fill(
            photo(200, 200),
            box_mask(200, 200, 60, 60, 70, 70),
            InpaintOptions(),
            Progress(count, token),
        )
    assert len(seen) == reports


def test_texture_is_continued_not_smeared() -> None:
    """Stripes across the hole come back in phase, which no interpolation does."""
    x = np.arange(200)
    row = (128 + 90 * np.sign(np.sin(x * 2 * np.pi / 10 + 0.3))).astype(np.uint8)
    image = np.repeat(np.broadcast_to(row, (180, 200))[..., None], 3, axis=2).copy()
    mask = box_mask(180, 200, 60, 60, 60, 70)
    error = np.abs(fill(image, mask).astype(int) - image)[mask > 0]
    assert error.mean() < 4


def test_no_long_stretch_without_a_report() -> None:
    """Between two reports at most a twelfth of the work, and as a rule far less."""
    stamps: list[float] = []
    image, mask = photo(420, 420), box_mask(420, 420, 120, 120, 180, 180)
    ContentFillEngine().fill(
        image, mask, InpaintOptions(), Progress(lambda _f, _t: stamps.append(time.process_time()))
    )
    gaps = np.diff(stamps)
    assert gaps.max() < max(0.05, gaps.sum() / 12)
    assert np.percentile(gaps, 95) < 0.03
