from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moebius_core.errors import (
    BadInputError,
    MaskSizeError,
    PhotoTooLargeError,
    UnreadablePhotoError,
)
from moebius_core.geometry import Rect, Size
from moebius_core.masks import (
    EXACT,
    SCALE,
    fit_mask,
    mask_from_alpha,
    mask_from_boxes,
    open_mask,
    parse_fit,
)
from moebius_core.photo import Photo


def encoded(pixels: np.ndarray, kind: str, **settings: int) -> bytes:
    stream = io.BytesIO()
    PIL.Image.fromarray(pixels).save(stream, kind, **settings)
    return stream.getvalue()


def painted(height: int = 40, width: int = 60) -> np.ndarray:
    mask = np.zeros((height, width), np.uint8)
    mask[8:24, 16:40] = 255
    return mask


def test_grey_pictures_are_read_by_brightness_with_their_soft_edges() -> None:
    mask = painted()
    mask[8, 16:40] = 90
    np.testing.assert_array_equal(open_mask(encoded(mask, "PNG")), mask)
    colour = np.repeat(mask[..., None], 3, axis=2)
    np.testing.assert_array_equal(open_mask(encoded(colour, "PNG")), mask)


def test_sixteen_bit_masks_become_eight() -> None:
    deep = painted().astype(np.uint16) * 257
    np.testing.assert_array_equal(open_mask(encoded(deep, "PNG")), painted())


def test_strokes_on_a_clear_layer_are_read_by_alpha() -> None:
    layer = np.zeros((40, 60, 4), np.uint8)
    layer[..., 0] = 200
    layer[..., 3] = painted()
    np.testing.assert_array_equal(open_mask(encoded(layer, "PNG")), painted())
    layer[..., 3] = 255
    layer[..., :3] = painted()[..., None]
    np.testing.assert_array_equal(open_mask(encoded(layer, "PNG")), painted())


def test_noise_of_lossy_formats_is_no_soft_edge() -> None:
    mask = open_mask(encoded(painted(), "JPEG", quality=30))
    assert set(np.unique(mask)) == {0, 255}
    np.testing.assert_array_equal(mask, painted())


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mask.png"
    path.write_bytes(b"hello")
    with pytest.raises(UnreadablePhotoError, match=r"mask\.png"):
        open_mask(path)


def test_the_size_limit_can_be_raised_for_masks_too() -> None:
    data = encoded(painted(), "PNG")
    with pytest.raises(PhotoTooLargeError):
        open_mask(data, max_megapixels=0.001)
    assert open_mask(data, max_megapixels=None).shape == (40, 60)


def test_another_size_is_refused_unless_a_rule_is_given() -> None:
    with pytest.raises(MaskSizeError, match=r"60 × 40.*120 × 80"):
        fit_mask(painted(), Size(120, 80), EXACT)
    scaled = fit_mask(painted(), Size(120, 80), SCALE)
    assert scaled.shape == (80, 120)
    assert (scaled[20:44, 36:76] == 255).all()
    mask = painted()
    assert fit_mask(mask, Size(60, 40), EXACT) is mask


@pytest.mark.parametrize(
    ("place", "left", "top"),
    [
        ("top-left", 16, 8),
        ("top-right", 56, 8),
        ("bottom-left", 16, 28),
        ("bottom-right", 56, 28),
        ("centre", 36, 18),
        ("center", 36, 18),
        ("top", 36, 8),
        ("right", 56, 18),
    ],
)
def test_an_anchored_mask_keeps_its_pixels(place: str, left: int, top: int) -> None:
    fitted = fit_mask(painted(), Size(100, 60), parse_fit(f"anchor={place}"))
    expected = np.zeros((60, 100), np.uint8)
    expected[top : top + 16, left : left + 24] = 255
    np.testing.assert_array_equal(fitted, expected)


@given(st.integers(1, 90), st.integers(1, 90), st.sampled_from(["top-left", "bottom-right"]))
def test_an_anchored_mask_is_cut_where_the_photo_ends(w: int, h: int, place: str) -> None:
    fitted = fit_mask(painted(), Size(w, h), parse_fit(f"anchor={place}"))
    assert fitted.shape == (h, w)
    mask = painted()
    if place == "top-left":
        np.testing.assert_array_equal(fitted[:40, :60], mask[:h, :w])
    else:
        np.testing.assert_array_equal(fitted[-40:, -60:], mask[-h:, -w:])


@pytest.mark.parametrize("text", ["", "stretch", "anchor", "anchor=middle", "exact=1", "scale=2"])
def test_other_rules_are_refused_with_the_choice(text: str) -> None:
    with pytest.raises(BadInputError, match="exact, scale, or anchor="):
        parse_fit(text)


def test_transparent_pixels_become_the_mask() -> None:
    rgba = np.zeros((40, 60, 4), np.uint8)
    rgba[..., 3] = 255 - painted()
    photo = Photo.open(encoded(rgba, "PNG"))
    np.testing.assert_array_equal(mask_from_alpha(photo), painted())


def test_an_opaque_photo_has_no_alpha_mask() -> None:
    opaque = np.full((40, 60, 4), 255, np.uint8)
    for pixels in (opaque, opaque[..., :3]):
        with pytest.raises(BadInputError, match="no transparent pixels"):
            mask_from_alpha(Photo.open(encoded(np.ascontiguousarray(pixels), "PNG")))


def test_boxes_are_painted_and_clipped() -> None:
    mask = mask_from_boxes(Size(60, 40), [Rect(16, 8, 40, 24), Rect(50, 30, 90, 90)])
    expected = painted()
    expected[30:, 50:] = 255
    np.testing.assert_array_equal(mask, expected)
    with pytest.raises(BadInputError, match="outside the photo of 60 × 40"):
        mask_from_boxes(Size(60, 40), [Rect(60, 0, 70, 10)])
    with pytest.raises(BadInputError, match="outside"):
        mask_from_boxes(Size(60, 40), [Rect(5, 5, 5, 10)])
