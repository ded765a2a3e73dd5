"""What goes wrong is told in one sentence; nothing half-written is left, nothing is printed."""

from __future__ import annotations

import contextlib
import errno
import os
import pickle
import random
import struct
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moebius_core.errors import (
    MoebiusError,
    PhotoTooLargeError,
    SaveError,
    UnreadablePhotoError,
    UnsupportedPhotoError,
)
from moebius_core.photo import Photo
from tests.core.formats import samples

PICTURE = samples.noise((80, 90, 3), deep=False)
DEEP_PNG = samples.png_of(samples.noise((80, 90, 3), deep=True), 2)


def _files() -> dict[str, bytes]:
    deep_tiff = Photo(pixels=samples.noise((80, 90, 3), deep=True)).encode(".tif")[0]
    kinds = {
        kind: samples.encoded(PICTURE, kind)
        for kind in ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF", "AVIF")
    }
    lzw = samples.encoded(PICTURE, "TIFF", compression="tiff_lzw")
    progressive = samples.encoded(PICTURE, "JPEG", progressive=True)
    return kinds | {
        "LZW": lzw,
        "progressive": progressive,
        "deep PNG": DEEP_PNG,
        "deep TIFF": deep_tiff,
        "HEIC": Photo(pixels=PICTURE).encode(".heic")[0],
    }


FILES = _files()


def _is_one_sentence(error: MoebiusError) -> bool:
    return error.sentence.endswith(".") and "\n" not in error.sentence


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.7, 0.97])
def test_cut_off_files(name: str, part: float, capfd: pytest.CaptureFixture[str]) -> None:
    data = FILES[name]
    with pytest.raises(UnreadablePhotoError) as caught:
        Photo.open(data[: max(30, int(len(data) * part))])
    assert _is_one_sentence(caught.value)
    assert "cut off" in str(caught.value) or "damaged" in str(caught.value)
    if name not in ("GIF", "AVIF", "HEIC"):
        assert "cut off" in str(caught.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_never_crash_or_print(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(name)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(25):
            data = bytearray(FILES[name])
            for _ in range(dice.choice((1, 3, 30))):
                data[dice.randrange(len(data))] = dice.randrange(256)
            with contextlib.suppress(MoebiusError):
                Photo.open(bytes(data))
    assert capfd.readouterr() == ("", "")


def test_cut_off_camera_raw(capfd: pytest.CaptureFixture[str]) -> None:
    data = samples.dng()
    for part in (0.2, 0.6, 0.99):
        with pytest.raises(UnreadablePhotoError, match="cut off"):
            Photo.open(data[: int(len(data) * part)])
    assert capfd.readouterr() == ("", "")


def test_png_whose_pixels_end_early_is_told_without_noise(
    capfd: pytest.CaptureFixture[str],
) -> None:
    short = samples.png_of(samples.noise((80, 90, 3), deep=True), 2, rows=40)
    with pytest.raises(UnreadablePhotoError):
        Photo.open(short)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"just a text, no picture at all", "is not a picture of a known kind"),
        (b"%PDF-1.7 and more", "is not a picture of a known kind"),
        (b"\xff\xd8\xff", "cut off"),
    ],
)
def test_what_is_no_picture(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    with pytest.raises(UnreadablePhotoError, match=words) as caught:
        Photo.open(path)
    assert "photo.jpg" in str(caught.value)


def test_missing_folder_and_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadablePhotoError, match="there is no such file"):
        Photo.open(tmp_path / "gone.jpg")
    with pytest.raises(UnreadablePhotoError, match="it is a folder"):
        Photo.open(tmp_path)

    def locked(*_arguments: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "locked")

    monkeypatch.setattr("builtins.open", locked)
    with pytest.raises(UnreadablePhotoError, match="another program has locked it"):
        Photo.open(tmp_path / "a.jpg")


@pytest.mark.parametrize("mode", ["I", "F"])
def test_32_bit_is_refused_not_reduced(mode: str) -> None:
    with pytest.raises(UnsupportedPhotoError, match="32-bit"):
        Photo.open(samples.encoded(Image.new(mode, (8, 8)), "TIFF"))


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.uint32, np.int16, np.float64])
def test_deep_colour_tiffs_are_refused(kind: type) -> None:
    import io

    import tifffile

    out = io.BytesIO()
    tifffile.imwrite(out, np.ones((8, 9, 3), kind), photometric="rgb")
    with pytest.raises(UnsupportedPhotoError, match="32-bit, signed or floating"):
        Photo.open(out.getvalue())


def test_12_bit_jpeg_is_refused() -> None:
    data = bytearray(samples.encoded(PICTURE, "JPEG"))
    data[data.index(b"\xff\xc0") + 4] = 12
    with pytest.raises(UnsupportedPhotoError, match="12 bits per channel"):
        Photo.open(bytes(data))


def _claims(width: int, height: int) -> list[bytes]:
    """Tiny files that promise a huge picture."""
    png = bytearray(samples.encoded(PICTURE, "PNG"))
    jpeg = bytearray(samples.encoded(PICTURE, "JPEG"))
    deep = bytearray(DEEP_PNG)
    for data in (png, deep):
        struct.pack_into(">II", data, 16, width, height)
        struct.pack_into(">I", data, 29, zlib.crc32(data[12:29]))
    struct.pack_into(
        ">HH", jpeg, jpeg.index(b"\xff\xc0") + 5, min(height, 65500), min(width, 65500)
    )
    return [bytes(png), bytes(jpeg), bytes(deep)]


def test_the_bomb_limit_is_checked_before_decoding() -> None:
    before = Image.MAX_IMAGE_PIXELS
    for data in _claims(60_000, 50_000):
        with pytest.raises(PhotoTooLargeError) as caught:
            Photo.open(data)
        text = str(caught.value)
        assert "megapixels" in text
        assert "500" in text
        assert "--max-megapixels" in text
    assert before == Image.MAX_IMAGE_PIXELS


def test_the_limit_can_be_moved_and_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    data = samples.encoded(PICTURE, "PNG")
    with pytest.raises(PhotoTooLargeError, match=r"above the limit of 0\.005"):
        Photo.open(data, max_megapixels=0.005)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)  # a host program's own limit
    for name, content in FILES.items():
        assert Photo.open(content, max_megapixels=None).size == (90, 80), name
    assert Image.MAX_IMAGE_PIXELS == 100


def test_a_photo_above_pillows_own_limit_opens_and_saves(tmp_path: Path) -> None:
    side = 14_000  # 196 megapixels: Pillow itself refuses at 179
    grey = np.zeros((side, side), np.uint8)
    path = tmp_path / "large.png"
    path.write_bytes(samples.encoded(grey, "PNG", compress_level=1))
    photo = Photo.open(path)
    assert photo.size.megapixels == 196
    assert photo.size == (side, side)


def test_saving_is_atomic_and_the_source_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(FILES["JPEG"])
    photo = Photo.open(path)

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match="the disk is full"):
        photo.save(path)
    assert path.read_bytes() == FILES["JPEG"]
    assert [p.name for p in tmp_path.iterdir()] == ["photo.jpg"]
    monkeypatch.undo()
    report = photo.save(path)
    assert report.path == path
    assert report.size_bytes == path.stat().st_size
    assert report.format == "JPEG"
    assert [p.name for p in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_failing_encoder_is_a_save_error(tmp_path: Path, monkeypatch) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise OSError("encoder error -2")

    photo = Photo.open(FILES["JPEG"])
    monkeypatch.setattr(Image.Image, "save", fail)
    with pytest.raises(SaveError, match="could not be encoded as JPEG"):
        photo.save(tmp_path / "a.jpg")
    assert not list(tmp_path.iterdir())


def test_long_unicode_names_end_to_end(tmp_path: Path) -> None:
    folder = tmp_path / ("ordner " * 16) / ("папка" * 20) / "🌻" / ("x" * 100)
    folder.mkdir(parents=True)
    target = folder / ("写真🌻" * 12 + ".png")
    assert len(str(target)) > 260
    Photo(pixels=PICTURE).save(target)
    assert np.array_equal(Photo.open(target).pixels, PICTURE)
    assert [p.name for p in folder.iterdir()] == [target.name]


def test_photos_cross_process_borders() -> None:
    photo = Photo.open(FILES["JPEG"])
    again = pickle.loads(pickle.dumps(photo))
    assert np.array_equal(again.pixels, photo.pixels)
    assert again.facts == photo.facts
