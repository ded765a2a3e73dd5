"""The quick small version of a JPEG."""

from __future__ import annotations

import io

import numpy as np
import PIL.Image
import pytest

from moebius_core.formats.preview import preview
from moebius_core.photo import Photo


def _jpeg(width: int, height: int, *, mode: str = "RGB", orientation: int = 1) -> bytes:
    """A gradient from dark (upper left) to bright, with an EXIF orientation."""
    x, y = np.meshgrid(np.linspace(0, 120, width), np.linspace(0, 120, height))
    grey = PIL.Image.fromarray((x + y).astype(np.uint8))
    tags = PIL.Image.Exif()
    tags[0x0112] = orientation
    out = io.BytesIO()
    grey.convert(mode).save(out, "JPEG", quality=95, exif=tags)
    return out.getvalue()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_it_looks_like_the_photo_made_smaller(mode: str, orientation: int) -> None:
    data = _jpeg(640, 400, mode=mode, orientation=orientation)
    photo = Photo.open(data)
    small = preview(data, 160)
    assert small is not None
    assert small.size == photo.size
    height, width = small.pixels.shape[:2]
    assert max(width, height) == 160
    shrunk = PIL.Image.fromarray(photo.pixels).resize((width, height), PIL.Image.Resampling.BOX)
    assert np.abs(small.pixels.astype(int) - np.asarray(shrunk).astype(int)).max() <= 6


@pytest.mark.parametrize(("longest", "expected"), [(640, 640), (330, 640), (320, 320), (81, 160)])
def test_it_never_falls_below_what_was_asked_for(longest: int, expected: int) -> None:
    small = preview(_jpeg(640, 400), longest)
    assert small is not None
    assert max(small.pixels.shape) == expected


@pytest.mark.parametrize(
    "data", [b"", b"no picture", _jpeg(64, 64)[:300], _jpeg(64, 64, mode="CMYK")]
)
def test_what_it_cannot_do_is_left_to_opening(data: bytes) -> None:
    assert preview(data, 32) is None


def test_other_kinds_are_left_to_opening() -> None:
    out = io.BytesIO()
    PIL.Image.new("RGB", (64, 64)).save(out, "PNG")
    assert preview(out.getvalue(), 32) is None
