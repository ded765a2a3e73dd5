"""`inpaint_photo`: what of a photo stays, whatever the engine does."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from hypothesis import given, settings

from moebius_core.arrays import Mask
from moebius_core.inpaint import edit_zone, inpaint_photo
from moebius_core.options import InpaintOptions
from moebius_core.photo import Photo
from tests.core.cases import RudeEngine, masks, noise_photo, options
from tests.fakes import MeanFill


def photo_of(pixels: np.ndarray, alpha: np.ndarray | None = None) -> Photo:
    return Photo(pixels=pixels, alpha=alpha)


@pytest.mark.parametrize("deep", [False, True])
@settings(max_examples=30, deadline=None)
@given(masks(), options)
def test_alpha_and_everything_outside_the_zone_stay(
    deep: bool, mask: Mask, options: InpaintOptions
) -> None:
    if mask.all():
        return
    pixels = noise_photo(mask.shape[1], mask.shape[0], deep=deep)
    alpha = noise_photo(mask.shape[1], mask.shape[0], 7, deep=deep)[..., 0]
    photo = photo_of(pixels, alpha)
    result = inpaint_photo(photo, mask, RudeEngine(), options)
    np.testing.assert_array_equal(result.alpha, alpha)
    assert result.pixels.dtype == pixels.dtype
    outside = edit_zone(mask, options) == 0
    np.testing.assert_array_equal(result.pixels[outside], pixels[outside])
    assert result.metadata is photo.metadata


def test_colours_under_full_transparency_are_no_source() -> None:
    pixels = np.full((60, 80, 3), 90, np.uint8)
    alpha = np.full((60, 80), 255, np.uint8)
    alpha[:, :30] = 0
    mask = np.zeros((60, 80), np.uint8)
    mask[20:40, 40:60] = 255
    plain = inpaint_photo(photo_of(pixels, alpha), mask, MeanFill())
    loud = pixels.copy()
    loud[:, :30] = (255, 0, 255)
    result = inpaint_photo(photo_of(loud, alpha), mask, MeanFill())
    np.testing.assert_array_equal(result.pixels[:, 30:], plain.pixels[:, 30:])


def test_a_grey_photo_stays_grey() -> None:
    stream = io.BytesIO()
    PIL.Image.fromarray(noise_photo(80, 60)[..., 0]).save(stream, "PNG")
    photo = Photo.open(stream.getvalue())
    mask = np.zeros((60, 80), np.uint8)
    mask[20:40, 30:50] = 255
    result = inpaint_photo(photo, mask, RudeEngine())
    assert not np.array_equal(result.pixels, photo.pixels)
    np.testing.assert_array_equal(result.pixels[..., 0], result.pixels[..., 1])
    np.testing.assert_array_equal(result.pixels[..., 0], result.pixels[..., 2])
    data, report = result.encode(".png")
    assert PIL.Image.open(io.BytesIO(data)).mode == "L"
    assert not report.notes


def test_many_edits_through_files_change_nothing_outside(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    original = noise_photo(120, 90, deep=True)
    photo_of(original).save(path)
    touched = np.zeros((90, 120), np.uint8)
    rng = np.random.default_rng(2)
    options = InpaintOptions(grow=1, feather=1)
    for _ in range(40):
        mask = np.zeros((90, 120), np.uint8)
        x, y = rng.integers(0, 50), rng.integers(0, 84)
        mask[y : y + 5, x : x + 5] = 255
        inpaint_photo(Photo.open(path), mask, RudeEngine(), options).save(path)
        touched |= edit_zone(mask, options)
    saved = Photo.open(path).pixels
    assert saved.dtype == np.uint16
    np.testing.assert_array_equal(saved[touched == 0], original[touched == 0])
    assert (touched == 0).mean() > 0.3
