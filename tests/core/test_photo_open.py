"""Opening: by content, at full depth, upright, colours in RGB, and what is said about it."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from moebius_core.errors import UnsupportedPhotoError
from moebius_core.photo import (
    DEFAULT_MAX_MEGAPIXELS,
    Photo,
    readable_suffixes,
    writable_suffixes,
)
from tests.core.formats import samples

PICTURE = samples.picture()


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP", "JPEG", "WEBP", "AVIF", "GIF"])
def test_content_counts_and_not_the_name(tmp_path: Path, kind: str) -> None:
    settings = {"lossless": True} if kind == "WEBP" else {}
    path = tmp_path / "wrong-name.txt"
    path.write_bytes(samples.encoded(PICTURE, kind, **settings))
    photo = Photo.open(path)
    assert photo.facts.kind.name == kind
    assert photo.size == (64, 48)
    assert photo.path == path
    assert photo.alpha is None
    assert photo.pixels.flags.c_contiguous
    assert photo.pixels.dtype == np.uint8
    limit = {"JPEG": 30, "AVIF": 30, "GIF": 60}.get(kind, 0)
    assert np.abs(photo.pixels.astype(int) - PICTURE).max() <= limit


@pytest.mark.parametrize(
    "settings",
    [{}, {"progressive": True}, {"keep_rgb": True}, {"subsampling": 2, "restart_marker_blocks": 3}],
)
@pytest.mark.parametrize("size", [(64, 48), (1, 1), (17, 333), (999, 15)])
def test_jpeg_pixels_are_those_of_pillow(settings: dict, size: tuple[int, int]) -> None:
    data = samples.encoded(samples.picture(*size), "JPEG", **settings)
    with Image.open(io.BytesIO(data)) as image:
        expected = np.asarray(image)
    assert np.array_equal(Photo.open(data).pixels, expected)
    assert np.array_equal(Photo.open(data + b"trailing bytes" * 9).pixels, expected)


def test_bytes_and_text_paths(tmp_path: Path) -> None:
    data = samples.encoded(PICTURE, "PNG")
    (tmp_path / "ünï 🌻.png").write_bytes(data)
    assert np.array_equal(Photo.open(data).pixels, PICTURE)
    assert np.array_equal(Photo.open(str(tmp_path / "ünï 🌻.png")).pixels, PICTURE)


@pytest.mark.parametrize("height", [1, 63, 64, 65, 200])
def test_bands_are_joined_without_a_seam(height: int) -> None:
    values = samples.noise((height, 37, 3), deep=False)
    assert np.array_equal(Photo.open(samples.encoded(values, "PNG")).pixels, values)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "TIFF16", "PNG16"])
def test_orientation_is_applied_once(orientation: int, kind: str) -> None:
    block = samples.exif_block(orientation=orientation)
    upright = Image.new("RGB", (40, 24), (250, 250, 250))
    upright.paste((200, 0, 0), (0, 0, 20, 12))
    upright.paste((0, 0, 200), (20, 12, 40, 24))
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    stored = upright if back is None else upright.transpose(back)
    if kind == "TIFF16":
        deep = np.asarray(stored).astype(np.uint16) * 257
        data = _tiff(deep, orientation=orientation)
    elif kind == "PNG16":
        deep = np.asarray(stored).astype(np.uint16) * 257
        data = samples.png_of(deep, 2, samples.png_chunk(b"eXIf", block))
    elif kind == "TIFF":
        data = samples.encoded(stored, "TIFF", tiffinfo={274: orientation})
    else:
        data = samples.encoded(stored, kind, exif=b"Exif\0\0" + block, quality=95)
    photo = Photo.open(data)
    scale = 257 if kind.endswith("16") else 1
    difference = np.abs(photo.pixels.astype(int) // scale - np.asarray(upright))
    assert photo.size == (40, 24)
    assert difference.mean() < 4
    again = Photo.open(photo.encode(".png")[0])
    assert np.array_equal(again.pixels, photo.pixels)


def test_alpha_is_turned_with_the_pixels() -> None:
    values = samples.noise((30, 20, 4), deep=False)
    exif = b"Exif\0\0" + samples.exif_block(orientation=6)
    photo = Photo.open(samples.encoded(values, "PNG", exif=exif))
    assert photo.alpha is not None
    assert np.array_equal(photo.alpha, np.rot90(values[:, :, 3], -1))
    assert np.array_equal(photo.pixels, np.rot90(values[:, :, :3], -1))


def test_grey_bilevel_and_palette() -> None:
    grey = Photo.open(samples.encoded(PICTURE[:, :, 0].copy(), "PNG"))
    assert grey.is_grey
    assert np.array_equal(grey.pixels, np.repeat(PICTURE[:, :, :1], 3, axis=2))
    bilevel = Photo.open(samples.encoded(Image.fromarray(PICTURE[:, :, 0] > 100), "PNG"))
    assert set(np.unique(bilevel.pixels)) == {0, 255}
    assert bilevel.is_grey
    palette = Image.fromarray(PICTURE).quantize(17)
    found = Photo.open(samples.encoded(palette, "PNG"))
    assert np.array_equal(found.pixels, np.asarray(palette.convert("RGB")))
    assert found.alpha is None
    see_through = Photo.open(samples.encoded(palette, "PNG", transparency=3))
    assert see_through.alpha is not None
    assert np.array_equal(see_through.alpha == 0, np.asarray(palette) == 3)


def test_grey_with_alpha() -> None:
    values = samples.noise((20, 30, 2), deep=False)
    photo = Photo.open(samples.encoded(Image.fromarray(values, "LA"), "PNG"))
    assert photo.is_grey
    assert photo.alpha is not None
    assert np.array_equal(photo.alpha, values[:, :, 1])
    assert np.array_equal(photo.pixels[:, :, 2], values[:, :, 0])


@pytest.mark.parametrize(("channels", "colour_type"), [(1, 0), (2, 4), (3, 2), (4, 6)])
def test_png_of_16_bits_is_exact(channels: int, colour_type: int) -> None:
    values = samples.noise((21, 33, channels), deep=True)
    photo = Photo.open(samples.png_of(values, colour_type))
    assert photo.pixels.dtype == np.uint16
    assert photo.is_grey == (channels < 3)
    colours = values[:, :, : 1 if channels < 3 else 3]
    assert np.array_equal(photo.pixels, np.broadcast_to(colours, photo.pixels.shape))
    assert (photo.alpha is not None) == (channels in (2, 4))
    if photo.alpha is not None:
        assert np.array_equal(photo.alpha, values[:, :, -1])


@pytest.mark.parametrize(("channels", "colour_type"), [(1, 0), (3, 2)])
def test_png_of_16_bits_with_a_transparent_colour(channels: int, colour_type: int) -> None:
    values = samples.noise((21, 33, channels), deep=True)
    key = samples.png_chunk(b"tRNS", values[4, 5].astype(">u2").tobytes())
    photo = Photo.open(samples.png_of(values, colour_type, key))
    assert photo.alpha is not None
    assert photo.alpha.dtype == np.uint16
    assert photo.alpha[4, 5] == 0
    assert np.array_equal(photo.pixels[4, 5], np.broadcast_to(values[4, 5], 3))
    assert np.count_nonzero(photo.alpha == 0) == np.count_nonzero(
        (values == values[4, 5]).all(axis=2)
    )


def _tiff(values: np.ndarray, **settings: object) -> bytes:
    import tifffile  # comes with scikit-image

    out = io.BytesIO()
    orientation = settings.pop("orientation", None)
    tags = [(274, "H", 1, orientation)] if orientation else []
    tifffile.imwrite(out, values, extratags=tags, **({"photometric": "rgb"} | settings))
    return out.getvalue()


@pytest.mark.parametrize("byteorder", "<>")
@pytest.mark.parametrize("planar", ["contig", "separate"])
@pytest.mark.parametrize("compression", [None, "zlib", "predictor"])
@pytest.mark.parametrize("tile", [None, (32, 16)])
@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("deep", [False, True])
def test_tiff_layouts_are_exact(byteorder, planar, compression, tile, channels, deep) -> None:
    values = samples.noise((37, 51, channels), deep=deep)
    data = _tiff(
        values if planar == "contig" else np.moveaxis(values, 2, 0).copy(),
        byteorder=byteorder,
        planarconfig=planar,
        compression="zlib" if compression else None,
        predictor=compression == "predictor" or None,
        tile=tile,
        extrasamples=["unassalpha"] if channels == 4 else None,
        bigtiff=channels == 4 and planar == "contig",
    )
    photo = Photo.open(data)
    assert photo.pixels.dtype == values.dtype
    assert np.array_equal(photo.pixels, values[:, :, :3])
    assert (photo.alpha is None) == (channels == 3)
    if photo.alpha is not None:
        assert np.array_equal(photo.alpha, values[:, :, 3])


@pytest.mark.parametrize("compression", [5, 8, 32773])
def test_tiff_of_16_bits_in_lzw_deflate_and_packbits(compression: int) -> None:
    import cv2

    values = samples.noise((37, 51, 3), deep=True)
    settings = [cv2.IMWRITE_TIFF_COMPRESSION, compression, cv2.IMWRITE_TIFF_PREDICTOR, 2]
    _, data = cv2.imencode(".tif", values[:, :, ::-1].copy(), settings)
    assert np.array_equal(Photo.open(data.tobytes()).pixels, values)


def test_tiff_in_many_groups_of_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moebius_core.formats.tiff_samples._GROUP_SAMPLES", 1000)
    values = samples.noise((97, 51, 3), deep=True)
    for settings in ({"rowsperstrip": 5}, {"tile": (16, 32)}):
        for compression in (None, "zlib"):
            data = _tiff(
                values, compression=compression, predictor=True if compression else None, **settings
            )
            assert np.array_equal(Photo.open(data).pixels, values)


@pytest.mark.parametrize("byteorder", "<>")
def test_tiff_grey_of_16_bits(byteorder: str) -> None:
    values = samples.noise((20, 31, 2), deep=True)
    both = _tiff(
        values,
        photometric="minisblack",
        byteorder=byteorder,
        planarconfig="contig",
        extrasamples=["unassalpha"],
    )
    photo = Photo.open(both)
    assert photo.is_grey
    assert np.array_equal(photo.pixels[:, :, 1], values[:, :, 0])
    assert photo.alpha is not None
    assert np.array_equal(photo.alpha, values[:, :, 1])
    white = Photo.open(_tiff(values[:, :, 0], photometric="miniswhite", byteorder=byteorder))
    assert np.array_equal(white.pixels[:, :, 0], 65535 - values[:, :, 0])


def test_tiff_alpha_multiplied_into_the_colours_is_separated_and_said() -> None:
    colours = samples.noise((20, 30, 3), deep=True)
    alpha = np.linspace(40_000, 65_535, 30).astype(np.uint16) * np.ones((20, 1), np.uint16)
    stored = (colours.astype(np.uint64) * alpha[..., None] + 32767) // 65535
    data = _tiff(np.dstack((stored.astype(np.uint16), alpha)), extrasamples=["assocalpha"])
    photo = Photo.open(data)
    assert np.abs(photo.pixels.astype(int) - colours).max() <= 1
    assert any("multiplied" in note for note in photo.notes)


def test_further_tiff_channels_are_said_to_be_lost() -> None:
    values = samples.noise((20, 30, 4), deep=True)
    photo = Photo.open(_tiff(values, extrasamples=["unspecified"]))
    assert photo.alpha is None
    assert any("further channels" in note for note in photo.notes)


def test_moving_and_many_paged_files_give_their_first_picture_and_a_note() -> None:
    frames = [Image.fromarray(PICTURE), Image.fromarray(PICTURE[::-1].copy())]
    for kind in ("GIF", "WEBP", "PNG", "TIFF", "AVIF"):
        settings = {"lossless": True} if kind == "WEBP" else {}
        data = samples.encoded(frames[0], kind, save_all=True, append_images=frames[1:], **settings)
        photo = Photo.open(data)
        assert np.abs(photo.pixels.astype(int) - PICTURE).mean() < 12, kind
        assert any("first" in note for note in photo.notes), kind
    assert not Photo.open(samples.encoded(PICTURE, "PNG")).notes


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_goes_through_its_own_profile(kind: str) -> None:
    cyan = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    data = samples.encoded(cyan, kind, icc_profile=samples.cmyk_profile())
    photo = Photo.open(data)
    # The made-up profile says that cyan ink is a middle grey: the plain formula says blue-green.
    assert np.ptp(photo.pixels[8, 8].astype(int)) < 12
    assert photo.notes == ("CMYK was converted to sRGB through its profile.",)
    assert photo.metadata.icc[16:20] == b"RGB "


def test_an_unusable_cmyk_profile_is_said_to_be_unusable() -> None:
    cyan = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    photo = Photo.open(samples.encoded(cyan, "JPEG", icc_profile=b"rubbish" * 40))
    assert any("its profile is unusable" in note for note in photo.notes)
    assert np.ptp(photo.pixels[8, 8].astype(int)) > 100


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_without_a_profile_is_converted_and_said(kind: str) -> None:
    cmyk = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    photo = Photo.open(samples.encoded(cmyk, kind))
    assert photo.pixels[8, 8, 0] > 200
    assert photo.pixels[8, 8, 1:].max() < 40
    assert any("CMYK" in note and "no profile" in note for note in photo.notes)
    assert photo.metadata.icc[16:20] == b"RGB "
    assert photo.facts.jpeg is None


def test_lab_is_converted_through_littlecms() -> None:
    srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    source = ImageCms.profileToProfile(Image.fromarray(PICTURE), srgb, lab, outputMode="LAB")
    assert source is not None
    photo = Photo.open(samples.encoded(source, "TIFF"))
    assert np.abs(photo.pixels.astype(int) - PICTURE).mean() < 3
    assert any("LAB was converted" in note for note in photo.notes)


def test_tiff_of_12_bits_is_spread_over_16() -> None:
    values = np.array([[0, 1, 2048, 4095]] * 2, np.uint16)
    packed = bytearray()
    for row in values:
        for first, second in row.reshape(-1, 2):
            packed += bytes((first >> 4, (first & 15) << 4 | second >> 8, second & 255))
    tags = {256: 4, 257: 2, 258: 12, 259: 1, 262: 1, 273: 8, 277: 1, 278: 2, 279: len(packed)}
    padded = bytes(packed) + bytes(len(packed) & 1)
    table = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    head = b"II*\0" + struct.pack("<I", 8 + len(padded))
    photo = Photo.open(head + padded + struct.pack("<H", len(tags)) + table + bytes(4))
    assert photo.pixels[0, :, 0].tolist() == [0, 16, 32776, 65535]


@pytest.mark.parametrize("bits", [10, 12])
def test_avif_of_more_bits_keeps_them(bits: int) -> None:
    import cv2

    top = (1 << bits) - 1
    ramp = np.linspace(0, top, 64).astype(np.uint16) * np.ones((64, 1), np.uint16)
    settings = [cv2.IMWRITE_AVIF_DEPTH, bits, cv2.IMWRITE_AVIF_QUALITY, 100]
    _, data = cv2.imencode(".avif", np.dstack([ramp] * 3), settings)
    photo = Photo.open(data.tobytes())
    assert photo.pixels.dtype == np.uint16
    assert photo.pixels.max() == 65535
    assert len(np.unique(photo.pixels)) == 64
    assert photo.writable_suffix() == ".png"


@pytest.mark.parametrize("deep", [False, True])
def test_heic(deep: bool) -> None:
    import pillow_heif

    values = samples.picture(deep=deep)
    mode = "RGB;16" if deep else "RGB"
    picture = pillow_heif.from_bytes(mode, (64, 48), values.tobytes())
    out = io.BytesIO()
    picture.save(out, quality=-1, chroma=444, exif=b"Exif\0\0" + samples.exif_block())
    photo = Photo.open(out.getvalue())
    assert photo.pixels.dtype == values.dtype
    assert np.abs(photo.pixels.astype(int) - values).max() <= (150 if deep else 3)
    assert photo.metadata.exif.startswith(b"II*\0")
    assert photo.writable_suffix() == ".png"


def test_camera_raw_is_told_by_its_tags_and_developed(tmp_path: Path) -> None:
    path = tmp_path / "looks-like.tif"
    path.write_bytes(samples.dng())
    photo = Photo.open(path)
    assert photo.pixels.dtype == np.uint16
    assert photo.size == (64, 48)
    assert photo.pixels[:, 60].mean() > photo.pixels[:, 4].mean()
    assert any("white balance" in note for note in photo.notes)
    assert photo.writable_suffix() == ".png"


@pytest.mark.parametrize(
    ("module", "extra", "data"),
    [
        ("pillow_heif", "heif", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("rawpy", "raw", b"FUJIFILMCCD-RAW 0201"),
    ],
)
def test_a_missing_extra_is_named(monkeypatch, module: str, extra: str, data: bytes) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UnsupportedPhotoError) as caught:
        Photo.open(data)
    assert f'pip install "moebius[{extra}]"' in str(caught.value)


def test_readable_suffixes_depend_on_the_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {".jpg", ".png", ".tif", ".heic", ".dng", ".avif"} <= readable_suffixes()
    monkeypatch.setattr("moebius_core.photo.find_spec", lambda _name: None)
    assert not {".heic", ".dng"} & readable_suffixes()


def test_writable_suffixes_are_those_that_can_be_encoded(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = Photo(pixels=samples.picture(8, 8))
    for suffix in readable_suffixes():
        try:
            photo.encode(suffix)
        except UnsupportedPhotoError:
            assert suffix not in writable_suffixes()
        else:
            assert suffix in writable_suffixes()
    monkeypatch.setattr("moebius_core.photo.find_spec", lambda _name: None)
    assert ".heic" not in writable_suffixes()
    assert {".jpg", ".png", ".tif", ".webp", ".avif", ".bmp"} <= writable_suffixes()


def test_importing_photo_loads_no_image_library() -> None:
    code = (
        "import sys, moebius_core.photo\n"
        "print([m for m in ('cv2', 'PIL', 'rawpy', 'pillow_heif', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_limit_is_stated() -> None:
    assert DEFAULT_MAX_MEGAPIXELS == 500
