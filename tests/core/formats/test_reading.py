"""Details of single kinds that the libraries get wrong, leave out or only tell on stderr."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from moebius_core.errors import PhotoTooLargeError, UnsupportedPhotoError
from moebius_core.formats import tiff, with_pillow
from moebius_core.photo import MetadataPolicy, Photo, SaveOptions
from tests.core.formats import samples

PICTURE = samples.picture()
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _small_grey_png(bits: int, key: int) -> bytes:
    """One row that holds every grey of `bits` bits, with one of them transparent."""
    levels = 1 << bits
    row = "".join(f"{value:0{bits}b}" for value in range(levels))
    packed = int(row, 2).to_bytes(len(row) // 8 or 1, "big") if len(row) >= 8 else b"\x40"
    data = samples.png_of(
        np.frombuffer(packed, np.uint8).reshape(1, -1, 1),
        0,
        samples.png_chunk(b"tRNS", struct.pack(">H", key)),
    )
    header = struct.pack(">IIBBBBB", levels, 1, bits, 0, 0, 0, 0)
    return data[:8] + samples.png_chunk(b"IHDR", header) + data[33:]


@pytest.mark.parametrize("bits", [1, 2, 4])
@pytest.mark.parametrize("brightest", [False, True])
def test_the_transparent_grey_of_a_small_png(bits: int, brightest: bool) -> None:
    levels = 1 << bits
    key = levels - 1 if brightest else 1 % levels
    photo = Photo.open(_small_grey_png(bits, key))
    assert photo.alpha is not None
    assert photo.pixels[0, :, 0].tolist() == [v * 255 // (levels - 1) for v in range(levels)]
    assert photo.alpha[0].tolist() == [0 if v == key else 255 for v in range(levels)]


def _tiff_said_to_be(compression: int) -> bytes:
    data = bytearray(samples.encoded(PICTURE, "TIFF", compression="tiff_lzw"))
    entry = tiff.parse(bytes(data)).main.entries[tiff.COMPRESSION]
    struct.pack_into("<H", data, entry.value_at, compression)
    return bytes(data)


@pytest.mark.parametrize("compression", [50001, 34712, 34661, 34887, 9999])
def test_a_tiff_compression_that_is_not_read_is_no_damage(
    compression: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnsupportedPhotoError, match=f"compression.*{compression}"):
        Photo.open(_tiff_said_to_be(compression))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["lzma", "zstd", "jpeg", "tiff_adobe_deflate", "packbits"])
def test_tiff_compressions_that_are_read(name: str) -> None:
    photo = Photo.open(samples.encoded(PICTURE, "TIFF", compression=name))
    assert np.abs(photo.pixels.astype(int) - PICTURE).mean() < (8 if name == "jpeg" else 0.001)


@pytest.mark.parametrize("name", ["group3", "group4", "tiff_ccitt"])
def test_fax_compressions_are_read(name: str) -> None:
    drawn = np.zeros((48, 64), bool)
    drawn[10:20, 5:50] = True
    photo = Photo.open(samples.encoded(Image.fromarray(drawn), "TIFF", compression=name))
    assert np.array_equal(photo.pixels[:, :, 0] == 255, drawn)


@pytest.mark.parametrize("kind", ["assocalpha", "unassalpha"])
def test_cmyk_with_transparency_is_refused_in_words(kind: str) -> None:
    import tifffile  # comes with scikit-image

    out = io.BytesIO()
    values = samples.noise((20, 30, 5), deep=False)
    tifffile.imwrite(out, values, photometric="separated", extrasamples=[kind], metadata=None)
    with pytest.raises(UnsupportedPhotoError, match="CMYK TIFF with transparency"):
        Photo.open(out.getvalue())


def _bmp_with_profile(profile: bytes, *, length: int) -> bytes:
    plain = samples.encoded(PICTURE, "BMP")
    pixels = plain[54:]
    info = struct.pack("<I", 124) + plain[18:54] + bytes(16) + b"DEBM" + bytes(124 - 60)
    data = bytearray(plain[:14] + info + pixels + profile)
    struct.pack_into("<I", data, 2, len(data))
    struct.pack_into("<I", data, 10, 14 + 124)
    struct.pack_into("<II", data, 14 + 112, 124 + len(pixels), length)
    return bytes(data)


def test_a_profile_inside_a_bmp_is_kept_and_a_cut_off_one_is_not() -> None:
    photo = Photo.open(_bmp_with_profile(ICC, length=len(ICC)))
    assert np.array_equal(photo.pixels, PICTURE)
    assert photo.metadata.icc == ICC
    assert Photo.open(photo.encode(".png")[0]).metadata.icc == ICC
    assert Photo.open(_bmp_with_profile(ICC, length=len(ICC) + 1)).metadata.icc == b""


def test_xmp_inside_a_gif_is_kept() -> None:
    found = Image.fromarray(PICTURE).convert("P")
    data = samples.encoded(found, "GIF")
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    block = b"\x21\xff\x0bXMP DataXMP" + samples.XMP + trailer
    start = 13 + 3 * (2 << (data[10] & 7))
    photo = Photo.open(data[:start] + block + data[start:])
    assert np.array_equal(photo.pixels, np.asarray(found.convert("RGB")))
    again = Photo.open(photo.encode(".png", SaveOptions(metadata=MetadataPolicy.NO_LOCATION))[0])
    assert b"Someone &amp; Co" in again.metadata.xmp
    assert b"Paris" not in again.metadata.xmp


def test_a_gif_that_is_damaged_behind_its_first_frame_opens() -> None:
    frames = [Image.fromarray(samples.picture(seed=n)).convert("P") for n in range(3)]
    data = samples.encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    first = np.asarray(frames[0].convert("RGB"))
    alone = len(samples.encoded(frames[0], "GIF"))
    for length in range(alone + 60, len(data)):
        photo = Photo.open(data[:length])
        assert np.array_equal(photo.pixels, first)
        assert any("first frame" in note for note in photo.notes)


@pytest.mark.parametrize("trailer", [b"\0\0\0\x18ftypmp42" + bytes(64), b"SEFH" + bytes(20)])
def test_what_follows_the_picture_of_a_jpeg_is_said_to_be_lost(trailer: bytes) -> None:
    photo = Photo.open(samples.jpeg_with([]) + trailer)
    assert any("behind the picture" in note for note in photo.notes)
    assert np.array_equal(photo.pixels, Photo.open(samples.jpeg_with([])).pixels)


@pytest.mark.parametrize("padding", [b"", bytes(100), b"\xff\xff", b"\r\n"])
def test_padding_behind_a_jpeg_is_no_loss(padding: bytes) -> None:
    thumbnail = samples.encoded(samples.picture(16, 12), "JPEG")
    block = samples.exif_block(thumbnail=thumbnail)
    data = samples.jpeg_with([(0xE1, b"Exif\0\0" + block)], progressive=True)
    assert Photo.open(data + padding).notes == ()


def test_iptc_in_a_tiff_has_a_type_that_readers_know() -> None:
    photo = Photo.open(samples.jpeg_with([(0xED, b"Photoshop 3.0\0" + samples.PHOTOSHOP)]))
    written = tiff.parse(photo.encode(".tif")[0])
    assert written.main.entries[tiff.IPTC].type == 7
    assert written.content(tiff.IPTC) == samples.IPTC
    with Image.open(io.BytesIO(photo.encode(".tif")[0])) as found:
        assert found.tag_v2[tiff.IPTC] == samples.IPTC


def _jpeg_segments_lost(marker: int, payload: bytes) -> str:
    return " ".join(Photo.open(samples.jpeg_with([(marker, payload)])).notes)


def test_segments_that_are_not_kept_are_told() -> None:
    assert "content credentials" in _jpeg_segments_lost(0xEB, b"JP\0\1\0\0\0\1" + bytes(40))
    assert "thermal" in _jpeg_segments_lost(0xE1, b"FLIR\0\1\0\0" + bytes(40))
    assert _jpeg_segments_lost(0xEC, b"Ducky\0\1\0\4\0\0\0<") == ""


def _with_colours(data: bytes, primaries: int, transfer: int) -> bytes:
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">HH", primaries, transfer) + data[at + 4 :]


@pytest.mark.parametrize(("primaries", "transfer"), [(9, 16), (9, 18), (12, 13)])
@pytest.mark.parametrize("kind", ["AVIF", "HEIC"])
def test_wide_colours_stated_by_number_stay_stated(
    kind: str, primaries: int, transfer: int
) -> None:
    if kind == "AVIF":
        data = samples.encoded(PICTURE, "AVIF")
    else:
        data = Photo(pixels=PICTURE).encode(".heic")[0]
    ordinary = Photo.open(data)
    assert ordinary.metadata.png_chunks == ()
    assert ordinary.notes == ()
    photo = Photo.open(_with_colours(data, primaries, transfer))
    assert any("HDR" in note for note in photo.notes)
    assert photo.writable_suffix() == ".png"
    for policy in MetadataPolicy:
        written = photo.encode(".png", SaveOptions(metadata=policy))[0]
        assert samples.png_chunk(b"cICP", bytes((primaries, transfer, 0, 1))) in written
    assert any("colour chunks" in note for note in photo.encode(".jpg")[1].notes)


def test_a_grey_photo_with_a_colour_profile_is_a_colour_png() -> None:
    grey = Image.fromarray(PICTURE[:, :, 0])
    photo = Photo.open(samples.encoded(grey, "JPEG", icc_profile=ICC))
    with Image.open(io.BytesIO(photo.encode(".png")[0])) as found:
        assert found.mode == "RGB"
        assert found.info["icc_profile"] == ICC
        assert np.array_equal(np.asarray(found), photo.pixels)
    with Image.open(io.BytesIO(photo.encode(".jpg")[0])) as found:
        assert found.mode == "L"


def test_the_size_limit_holds_for_heic_and_camera_raw() -> None:
    for data in (Photo(pixels=PICTURE).encode(".heic")[0], samples.dng()):
        with pytest.raises(PhotoTooLargeError):
            Photo.open(data, max_megapixels=0.002)


def test_further_pictures_in_a_heic_are_told() -> None:
    import pillow_heif

    out = io.BytesIO()
    several = pillow_heif.from_pillow(Image.fromarray(PICTURE))
    several.add_from_pillow(Image.fromarray(PICTURE[::-1].copy()))
    several.save(out)
    photo = Photo.open(out.getvalue())
    assert any("holds 2 pictures" in note for note in photo.notes)


@pytest.mark.parametrize("lossless", [False, True])
def test_a_moving_webp_tells_whether_it_is_lossless(lossless: bool) -> None:
    frames = [Image.fromarray(samples.picture(seed=n)) for n in range(2)]
    data = samples.encoded(
        frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=lossless
    )
    assert Photo.open(data).facts.is_lossless == lossless


def test_the_first_of_two_exif_segments_counts() -> None:
    first, second = samples.exif_block(orientation=6), samples.exif_block(orientation=1)
    data = samples.jpeg_with([(0xE1, b"Exif\0\0" + first), (0xE1, b"Exif\0\0" + second)])
    photo = Photo.open(data)
    assert photo.metadata.exif == first
    assert photo.size == (48, 64)


def test_restart_markers_are_written_again() -> None:
    photo = Photo.open(samples.encoded(PICTURE, "JPEG", restart_marker_blocks=4))
    assert b"\xff\xdd\0\4\0\4" in photo.encode(".jpg")[0]


def test_pillows_own_limit_comes_back_when_the_last_user_is_done() -> None:
    before = Image.MAX_IMAGE_PIXELS
    limit = with_pillow._PillowLimit()
    with limit.lifted():
        with limit.lifted():
            assert Image.MAX_IMAGE_PIXELS is None
        assert Image.MAX_IMAGE_PIXELS is None
    assert before == Image.MAX_IMAGE_PIXELS


def test_the_thumbnail_of_a_16_bit_photo_has_its_colours() -> None:
    old = samples.encoded(np.zeros((60, 80, 3), np.uint8), "JPEG")
    red = np.broadcast_to(np.array((51_999, 10_240, 10_250), np.uint16), (48, 64, 3))
    photo = Photo.open(samples.jpeg_with([(0xE1, b"Exif\0\0" + samples.exif_block(thumbnail=old))]))
    deep = Photo(pixels=np.ascontiguousarray(red), metadata=photo.metadata)
    block = Photo.open(deep.encode(".png")[0]).metadata.exif
    with Image.open(io.BytesIO(block[block.index(b"\xff\xd8\xff") :])) as found:
        shown = np.asarray(found.convert("RGB")).mean(axis=(0, 1))
    assert np.abs(shown - (203, 40, 40)).max() < 3
    assert b"\xff\xd8\xff" not in deep.encode(".tif")[0][: len(block)]


def test_a_png_never_has_both_a_profile_and_the_srgb_chunk() -> None:
    srgb = samples.png_chunk(b"sRGB", b"\0")
    plain = samples.encoded(PICTURE, "PNG")
    assert srgb in Photo.open(samples.png_with(plain, srgb)).encode(".png")[0]
    both = samples.png_with(samples.encoded(PICTURE, "PNG", icc_profile=ICC), srgb)
    written = Photo.open(both).encode(".png")[0]
    assert srgb not in written
    assert b"iCCP" in written
