import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageCms
from PySide6.QtGui import QColorSpace

from app.canvas.colour import to_display
from moebius_core.formats.metadata import Metadata
from moebius_core.photo import Photo
from tests.gui.canvas.bed import Bed

NAMED = QColorSpace.NamedColorSpace


def profile(name: QColorSpace.NamedColorSpace) -> bytes:
    return QColorSpace(name).iccProfile().data()


def gradient() -> np.ndarray:
    levels = np.arange(0, 256, 15, np.uint8)
    return np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(18, -1, 3)


@pytest.mark.parametrize("icc", [b"", b"no profile", profile(NAMED.SRgb)])
def test_srgb_and_what_cannot_be_read_are_shown_as_they_are(icc: bytes) -> None:
    assert to_display(icc) is None


@pytest.mark.parametrize("name", [NAMED.DisplayP3, NAMED.AdobeRgb, NAMED.ProPhotoRgb])
def test_a_wide_gamut_is_converted_as_littlecms_does(name: QColorSpace.NamedColorSpace) -> None:
    convert = to_display(profile(name))
    assert convert is not None
    pixels = np.ascontiguousarray(gradient() // 2 + 64)
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile(name)))
    goal = ImageCms.ImageCmsProfile(io.BytesIO(profile(NAMED.SRgb)))
    wanted = ImageCms.profileToProfile(
        Image.fromarray(pixels), source, goal, ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    assert wanted is not None
    shown = convert(pixels)
    assert shown.dtype == np.uint8
    assert np.abs(shown.astype(int) - np.asarray(wanted)).max() <= 3
    assert np.abs(shown.astype(int) - pixels).max() > 8


def test_deep_and_plain_pixels_come_out_alike_and_inputs_stay() -> None:
    convert = to_display(profile(NAMED.DisplayP3))
    assert convert is not None
    pixels = gradient()
    kept = pixels.copy()
    deep = pixels.astype(np.uint16) * 257
    assert np.abs(convert(pixels).astype(int) - convert(deep)).max() <= 1
    np.testing.assert_array_equal(pixels, kept)


def test_grey_profiles_change_brightness_only() -> None:
    grey = QColorSpace(QColorSpace(NAMED.SRgb).whitePoint(), QColorSpace.TransferFunction.Linear)
    convert = to_display(grey.iccProfile().data())
    assert convert is not None
    level = np.full((2, 2, 3), 55, np.uint8)
    assert np.abs(convert(level).astype(int) - 128).max() <= 2
    assert np.abs(convert(level.astype(np.uint16) * 257).astype(int) - 128).max() <= 2


def test_the_canvas_shows_the_photo_through_its_profile(bench: Callable[..., Bed]) -> None:
    pixels = np.full((600, 800, 3), (200, 60, 60), np.uint8)
    convert = to_display(profile(NAMED.DisplayP3))
    assert convert is not None
    wanted = convert(pixels[:1, :1])[0, 0]
    assert wanted[0] > 205
    for zoom in (0.25, 0.5, 1.0, 2.0):
        bed = bench(Photo(pixels=pixels, metadata=Metadata(icc=profile(NAMED.DisplayP3))))
        bed.view.zoom_to(zoom)
        assert np.abs(bed.grab()[150, 200].astype(int) - wanted).max() <= 1
