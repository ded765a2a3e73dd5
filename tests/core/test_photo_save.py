"""Saving: exact where the kind allows it, else with as little loss as possible, and said so."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from moebius_core.errors import BadInputError, UnsupportedPhotoError
from moebius_core.photo import Photo, SaveOptions, readable_suffixes, writable_suffixes
from tests.core.formats import samples

PICTURE = samples.picture(160, 112)


def _jpeg(**settings) -> bytes:
    return samples.encoded(PICTURE, "JPEG", **settings)


def _reopened(photo: Photo, suffix: str, **options) -> tuple[Photo, tuple[str, ...]]:
    data, report = photo.encode(suffix, SaveOptions(**options))
    assert report.size_bytes == len(data)
    assert report.path is None
    return Photo.open(data), report.notes


@settings(max_examples=40, deadline=None)
@given(
    st.booleans(),
    st.sampled_from([1, 2, 3, 4]),
    st.sampled_from([".png", ".tif"]),
    st.integers(1, 70),
    st.integers(1, 70),
    st.integers(0, 1000),
)
def test_depth_grey_and_alpha_survive_exactly(deep, channels, suffix, width, height, seed) -> None:
    values = samples.noise((height, width, channels), deep=deep, seed=seed)
    photo = Photo.open(samples.png_of(values, {1: 0, 2: 4, 3: 2, 4: 6}[channels]))
    again, notes = _reopened(photo, suffix)
    assert np.array_equal(again.pixels, photo.pixels)
    assert again.pixels.dtype == photo.pixels.dtype
    assert again.is_grey == (channels < 3)
    assert (again.alpha is None) == (channels in (1, 3))
    if photo.alpha is not None:
        assert np.array_equal(again.alpha, photo.alpha)
    assert notes == ()


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_other_programs_read_our_16_bit_files(kind: str, channels: int) -> None:
    import cv2
    import tifffile

    values = samples.noise((33, 41, channels), deep=True)
    photo = Photo.open(samples.png_of(values, {1: 0, 2: 4, 3: 2, 4: 6}[channels]))
    data, _ = photo.encode("." + kind.lower())
    if kind == "TIFF":
        found = tifffile.imread(io.BytesIO(data))
        assert np.array_equal(found.reshape(values.shape), values)
    elif channels != 2:
        found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
        order = {1: [0], 3: [2, 1, 0], 4: [2, 1, 0, 3]}[channels]
        assert np.array_equal(found.reshape(values.shape)[:, :, order], values)


def test_tall_16_bit_png_is_filtered_across_bands() -> None:
    values = np.repeat(samples.noise((3000, 1, 3), deep=True), 500, axis=1)
    photo = Photo(pixels=values)
    assert np.array_equal(_reopened(photo, ".png")[0].pixels, values)


@pytest.mark.parametrize("suffix", [".png", ".tif", ".webp", ".bmp"])
def test_8_bit_kinds_are_exact(suffix: str) -> None:
    photo = Photo.open(samples.encoded(samples.noise((31, 47, 3), deep=False), "PNG"))
    assert np.array_equal(_reopened(photo, suffix)[0].pixels, photo.pixels)


def test_lossless_webp_keeps_colours_under_full_transparency() -> None:
    values = samples.noise((31, 47, 4), deep=False)
    values[:, :20, 3] = 0
    photo = Photo.open(samples.encoded(values, "PNG"))
    again, notes = _reopened(photo, ".webp")
    assert np.array_equal(again.pixels, values[:, :, :3])
    assert np.array_equal(again.alpha, values[:, :, 3])
    assert again.facts.is_lossless
    assert not notes


def test_lossy_webp_stays_lossy_and_close() -> None:
    photo = Photo.open(samples.encoded(PICTURE, "WEBP", quality=80))
    assert not photo.facts.is_lossless
    again, _ = _reopened(photo, ".webp")
    assert not again.facts.is_lossless
    assert np.abs(again.pixels.astype(int) - photo.pixels).mean() < 3


@pytest.mark.parametrize("quality", [50, 83, 97])
@pytest.mark.parametrize("subsampling", [0, 1, 2])
@pytest.mark.parametrize("progressive", [False, True])
def test_jpeg_reuses_tables_and_subsampling(quality, subsampling, progressive) -> None:
    data = _jpeg(quality=quality, subsampling=subsampling, progressive=progressive)
    photo = Photo.open(data)
    new, report = photo.encode(".jpg")
    with Image.open(io.BytesIO(data)) as old, Image.open(io.BytesIO(new)) as found:
        assert found.quantization == old.quantization
        assert [c[1:3] for c in found.layer] == [c[1:3] for c in old.layer]
        assert bool(found.info.get("progressive")) == progressive
    assert report.notes == ()


@pytest.mark.parametrize("subsampling", [0, 2])
def test_unedited_jpeg_blocks_lose_next_to_nothing(subsampling: int) -> None:
    photo = Photo.open(_jpeg(quality=80, subsampling=subsampling))
    pixels = photo.pixels.copy()
    pixels[32:48, 64:80] = 0
    again, _ = _reopened(photo.with_pixels(pixels), ".jpg")
    difference = np.abs(again.pixels.astype(int) - photo.pixels)
    difference[16:64, 48:96] = 0
    assert difference.max() <= 4
    assert difference.mean() < 0.1
    careless = photo.encode(".jpg", SaveOptions(quality=76))[0]
    worse = np.abs(Photo.open(careless).pixels.astype(int) - photo.pixels)
    assert worse.mean() > 3 * difference.mean()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turned_jpegs_lose_next_to_nothing_either(orientation: int) -> None:
    block = samples.exif_block(orientation=orientation)
    tables = [[6 + 2 * (i % 8) + 9 * (i // 8) for i in range(64)]] * 2  # rows unlike columns
    data = _jpeg(qtables=tables, subsampling=2, exif=b"Exif\0\0" + block)
    photo = Photo.open(data)
    again, _ = _reopened(photo, ".jpg")
    assert np.abs(again.pixels.astype(int) - photo.pixels).mean() < 0.4  # 1.6 with tables unturned


def test_jpeg_stored_as_rgb_stays_so() -> None:
    photo = Photo.open(_jpeg(quality=85, keep_rgb=True))
    assert photo.facts.jpeg is not None
    assert photo.facts.jpeg.is_rgb
    new, _ = photo.encode(".jpg")
    with Image.open(io.BytesIO(new)) as found:
        assert found.info["adobe_transform"] == 0
    assert np.abs(Photo.open(new).pixels.astype(int) - photo.pixels).max() <= 2


def test_three_tables_of_odd_numbers_stay_with_their_channels() -> None:
    tables = [[3] * 64, [9] * 64, [14] * 64]
    photo = Photo.open(_jpeg(qtables=tables))
    again, _ = _reopened(photo, ".jpg")
    assert [t[0] for t in again.facts.jpeg.tables] == [t[0] for t in photo.facts.jpeg.tables]


def test_subsampling_that_cannot_be_written_becomes_full_with_a_note() -> None:
    import cv2

    settings = [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_440]
    _, data = cv2.imencode(".jpg", PICTURE[:, :, ::-1].copy(), settings)
    photo = Photo.open(data.tobytes())
    assert photo.facts.jpeg.sampling[0] == (1, 2)
    again, notes = _reopened(photo, ".jpg")
    assert again.facts.jpeg.sampling == ((1, 1),) * 3
    assert any("subsampling" in note for note in notes)
    assert np.abs(again.pixels.astype(int) - photo.pixels).mean() < 0.8


def test_a_source_that_is_no_jpeg_gets_quality_95_and_full_colour() -> None:
    photo = Photo.open(samples.encoded(PICTURE, "PNG"))
    new, _ = photo.encode(".jpg")
    with Image.open(io.BytesIO(new)) as found:
        assert [c[1:3] for c in found.layer] == [(1, 1)] * 3
        tables = found.quantization
    with Image.open(io.BytesIO(_jpeg(quality=95))) as expected:
        assert tables == expected.quantization


def test_quality_is_obeyed_and_checked() -> None:
    photo = Photo.open(_jpeg(quality=90))
    sizes = [len(photo.encode(".jpg", SaveOptions(quality=q))[0]) for q in (20, 60, 95)]
    assert sizes == sorted(sizes)
    for bad in (0, 101):
        with pytest.raises(BadInputError, match="quality must be 1 to 100"):
            SaveOptions(quality=bad)


def test_grey_jpeg_stays_grey_with_its_table() -> None:
    photo = Photo.open(samples.encoded(PICTURE[:, :, 0].copy(), "JPEG", quality=70))
    new, _ = photo.encode(".jpg")
    with Image.open(io.BytesIO(new)) as found:
        assert found.mode == "L"
    coloured = photo.pixels.copy()
    coloured[0, 0] = (255, 0, 0)
    with Image.open(io.BytesIO(photo.with_pixels(coloured).encode(".png")[0])) as found:
        assert found.mode == "RGB"


@pytest.mark.parametrize(
    ("image", "mode", "words"),
    [
        (Image.fromarray(PICTURE).quantize(9), "RGB", "full colour"),
        (Image.fromarray(PICTURE[:, :, 0] > 99), "L", "256 levels"),
    ],
)
def test_palette_and_bilevel_are_saved_wider_with_a_note(image, mode: str, words: str) -> None:
    photo = Photo.open(samples.encoded(image, "PNG"))
    new, report = photo.encode(".png")
    with Image.open(io.BytesIO(new)) as found:
        assert found.mode == mode
        assert np.array_equal(np.asarray(found), np.asarray(image.convert(mode)))
    assert any(words in note for note in report.notes)


@pytest.mark.parametrize("suffix", [".jpg", ".bmp"])
def test_alpha_lost_is_said_and_colours_stay(suffix: str) -> None:
    values = samples.noise((16, 16, 4), deep=False)
    values[:, :, :3] = (10, 200, 90)
    photo = Photo.open(samples.encoded(values, "PNG"))
    again, notes = _reopened(photo, suffix)
    assert any("no transparency" in note for note in notes)
    assert np.abs(again.pixels.astype(int) - (10, 200, 90)).max() <= 3


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".bmp", ".avif", ".heic"])
def test_depth_lost_is_said_and_rounded(suffix: str) -> None:
    photo = Photo(pixels=np.full((64, 64, 3), 51 * 257 + 140, np.uint16))
    again, notes = _reopened(photo, suffix)
    assert any("16-bit photo was reduced" in note for note in notes)
    assert np.abs(again.pixels.astype(int) - 52).max() <= 2


@pytest.mark.parametrize("suffix", [".gif", ".dng", ".cr2", ".xyz", ""])
def test_kinds_that_cannot_be_written_name_others(suffix: str) -> None:
    with pytest.raises(UnsupportedPhotoError) as caught:
        Photo(pixels=PICTURE).encode(suffix)
    assert "png" in str(caught.value).lower()


def test_a_name_without_extension_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedPhotoError, match="The name has no extension"):
        Photo(pixels=PICTURE).save(tmp_path / "photo")


def test_heic_without_an_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moebius_core.formats.heif.can_write", lambda: False)
    with pytest.raises(UnsupportedPhotoError, match="PNG or TIFF"):
        Photo(pixels=PICTURE).encode(".heic")


def test_the_bundled_program_reads_heic_and_does_not_write_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert ".heic" not in writable_suffixes()
    assert ".heic" in readable_suffixes()
    with pytest.raises(UnsupportedPhotoError, match="PNG or TIFF"):
        Photo(pixels=PICTURE).encode(".heic")


def test_sides_too_long_for_the_kind() -> None:
    photo = Photo(pixels=np.zeros((2, 70000, 3), np.uint8))
    for suffix in (".jpg", ".webp", ".avif"):
        with pytest.raises(UnsupportedPhotoError, match="pixels a side"):
            photo.encode(suffix)
    assert Photo.open(photo.encode(".png")[0]).size == (70000, 2)


@pytest.mark.parametrize(("suffix", "most"), [(".jpg", 65500), (".webp", 16383), (".avif", 32768)])
def test_the_longest_sides_that_can_be_written(suffix: str, most: int) -> None:
    photo = Photo(pixels=np.zeros((1, most, 3), np.uint8))
    assert Photo.open(photo.encode(suffix)[0]).size == (most, 1)
    with pytest.raises(UnsupportedPhotoError, match=f"at most {most} pixels a side"):
        Photo(pixels=np.zeros((1, most + 1, 3), np.uint8)).encode(suffix)


def test_an_avif_that_nothing_could_open_again_is_not_written() -> None:
    one = np.zeros((1, 1, 3), np.uint8)
    huge = Photo(pixels=np.broadcast_to(one, (16384, 16385, 3)))  # takes no memory
    with pytest.raises(UnsupportedPhotoError, match="at most 268 megapixels"):
        huge.encode(".avif")


def test_tiff_keeps_being_uncompressed() -> None:
    plain = Photo.open(samples.encoded(PICTURE, "TIFF"))
    packed = Photo.open(samples.encoded(PICTURE, "TIFF", compression="tiff_lzw"))
    with Image.open(io.BytesIO(plain.encode(".tif")[0])) as found:
        assert found.info["compression"] == "raw"
    with Image.open(io.BytesIO(packed.encode(".tif")[0])) as found:
        assert found.info["compression"] == "tiff_adobe_deflate"
        assert np.array_equal(np.asarray(found), PICTURE)


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("JPEG", ".jpg"),
        ("PNG", ".png"),
        ("TIFF", ".tif"),
        ("WEBP", ".webp"),
        ("BMP", ".bmp"),
        ("AVIF", ".avif"),
        ("GIF", ".png"),
    ],
)
def test_writable_suffix_without_a_name(kind: str, suffix: str) -> None:
    assert Photo.open(samples.encoded(PICTURE, kind)).writable_suffix() == suffix


def test_writable_suffix_keeps_the_own_spelling_unless_it_lies(tmp_path) -> None:
    for name, expected in (("a.JPEG", ".jpeg"), ("a.png", ".jpg"), ("a", ".jpg")):
        (tmp_path / name).write_bytes(_jpeg())
        assert Photo.open(tmp_path / name).writable_suffix() == expected


def test_with_pixels_checks_and_without_alpha_drops() -> None:
    photo = Photo.open(samples.encoded(samples.noise((8, 9, 4), deep=False), "PNG"))
    assert photo.without_alpha().alpha is None
    assert photo.alpha is not None
    for wrong in (np.zeros((9, 8, 3), np.uint8), np.zeros((8, 9, 3), np.uint16)):
        with pytest.raises(BadInputError, match="must stay"):
            photo.with_pixels(wrong)


def test_saving_changes_no_input() -> None:
    photo = Photo.open(samples.png_of(samples.noise((20, 20, 4), deep=True), 6))
    before = (photo.pixels.copy(), photo.alpha.copy())
    for suffix in (".png", ".tif", ".jpg", ".webp", ".avif", ".bmp"):
        photo.encode(suffix)
    assert np.array_equal(photo.pixels, before[0])
    assert np.array_equal(photo.alpha, before[1])


def test_a_read_only_and_a_sliced_array_can_be_saved() -> None:
    values = samples.noise((40, 40, 3), deep=False)
    values.flags.writeable = False
    photo = Photo(pixels=values)
    edited = photo.with_pixels(values[::-1])
    assert np.array_equal(_reopened(edited, ".png")[0].pixels, values[::-1])
    assert edited.encode(".jpg")[0]


def test_a_photo_is_compared_by_identity_and_shown_briefly() -> None:
    photo = Photo(pixels=PICTURE)
    assert photo == photo
    assert photo != Photo(pixels=PICTURE)
    assert len(repr(photo)) < 500
