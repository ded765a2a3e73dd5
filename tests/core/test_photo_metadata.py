"""What a photo carries beside its pixels: kept, put right, moved between kinds, or left out."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from moebius_core.formats import exif, photoshop
from moebius_core.photo import MetadataPolicy, Photo, SaveOptions
from tests.core.formats import samples

PICTURE = samples.picture()
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
GREY_ICC = ICC[:16] + b"GRAY" + ICC[20:]
KEEP, NO_LOCATION, STRIP = MetadataPolicy
OLD_THUMBNAIL = samples.encoded(np.full((60, 80, 3), (0, 0, 255), np.uint8), "JPEG")


def _rich_jpeg(*, orientation: int = 1) -> bytes:
    block = samples.exif_block(orientation=orientation, thumbnail=OLD_THUMBNAIL)
    icc_head = b"ICC_PROFILE\0"
    half = len(ICC) // 2
    return samples.jpeg_with(
        [
            (0xE1, b"Exif\0\0" + block),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + samples.XMP),
            (0xE2, icc_head + b"\2\2" + ICC[half:]),  # out of order on purpose
            (0xE2, icc_head + b"\1\2" + ICC[:half]),
            (0xED, b"Photoshop 3.0\0" + samples.PHOTOSHOP),
            (0xFE, b"a comment"),
        ],
        dpi=(150, 300),
    )


def _saved(photo: Photo, suffix: str, policy: MetadataPolicy = KEEP) -> tuple[bytes, Photo, str]:
    data, report = photo.encode(suffix, SaveOptions(metadata=policy))
    return data, Photo.open(data), " ".join(report.notes)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".avif"])
def test_everything_a_kind_can_carry_arrives(suffix: str) -> None:
    photo = Photo.open(_rich_jpeg())
    _, again, notes = _saved(photo, suffix)
    found = again.metadata
    assert found.icc == ICC
    assert b"Someone &amp; Co" in found.xmp
    assert b"camera's secret" in found.exif
    assert b"Maker of cameras" in found.exif
    assert exif.orientation_of(found.exif) == 1
    if suffix in (".jpg", ".png", ".tif"):
        assert photoshop.iptc_of(found.photoshop) == samples.IPTC
        assert found.dpi == pytest.approx((150, 300), rel=1e-3)
        assert "IPTC" not in notes
    else:
        assert "IPTC" in notes
        assert "resolution" in notes
    assert (found.comments == (b"a comment",)) == (suffix == ".jpg")
    assert ("comments" in notes) == (suffix != ".jpg")


def test_bmp_says_what_it_cannot_carry() -> None:
    _, again, notes = _saved(Photo.open(_rich_jpeg()), ".bmp")
    for name in ("the colour profile", "EXIF", "XMP", "IPTC", "comments"):
        assert name in notes
    assert again.metadata.dpi == pytest.approx((150, 300), rel=1e-2)


@pytest.mark.parametrize("first", [".jpg", ".png", ".tif", ".webp", ".avif", ".heic"])
@pytest.mark.parametrize("second", [".jpg", ".png", ".tif", ".webp", ".avif", ".heic"])
def test_maker_note_keeps_offset_and_bytes_between_kinds(first: str, second: str) -> None:
    photo = Photo.open(_rich_jpeg())
    note = samples.MAKER_NOTE_HEAD
    at = photo.metadata.exif.index(note)
    found = _saved(_saved(photo, first)[1], second)[1].metadata.exif
    assert found.index(note) == at
    assert found[at : at + 27] == photo.metadata.exif[at : at + 27]
    assert struct.unpack_from("<I", found, at + 8)[0] == at


def test_maker_note_in_a_tiff_file_lies_where_its_pointers_expect_it() -> None:
    photo = Photo.open(_rich_jpeg())
    data, _, _ = _saved(photo, ".tif")
    at = photo.metadata.exif.index(samples.MAKER_NOTE_HEAD)
    assert data.index(samples.MAKER_NOTE_HEAD) == at


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp"])
def test_pillow_finds_what_we_wrote(suffix: str) -> None:
    data, _, _ = _saved(Photo.open(_rich_jpeg(orientation=6)), suffix)
    with Image.open(io.BytesIO(data)) as image:
        found = image.getexif()
        assert image.size == (48, 64)
        assert found[0x010F] == "Maker of cameras"
        assert found.get(0x0112, 1) == 1
        inner = found.get_ifd(0x8769)
        assert (inner[0xA002], inner[0xA003]) == (48, 64)
        assert image.info["icc_profile"] == ICC


def test_dpi_turns_with_the_photo() -> None:
    assert Photo.open(_rich_jpeg(orientation=6)).metadata.dpi == (300, 150)
    assert Photo.open(_rich_jpeg(orientation=3)).metadata.dpi == (150, 300)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp"])
def test_no_thumbnail_shows_what_was_removed(suffix: str) -> None:
    photo = Photo.open(_rich_jpeg())
    green = photo.with_pixels(np.full_like(photo.pixels, (0, 160, 0)))
    data, again, _ = _saved(green, suffix)
    for old in (OLD_THUMBNAIL[-60:], b"OLDTHUMB"):
        assert old in _rich_jpeg()
        assert old not in data
        assert old not in again.metadata.photoshop
    if suffix == ".tif":
        assert again.notes == ()  # the thumbnail did not become a second page
        return
    block = again.metadata.exif
    start = block.index(b"\xff\xd8\xff")
    with Image.open(io.BytesIO(block[start:])) as thumbnail:
        mean = np.asarray(thumbnail).reshape(-1, 3).mean(axis=0)
    assert np.abs(mean - (0, 160, 0)).max() < 8


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".avif"])
def test_no_location_leaves_no_place_behind(suffix: str) -> None:
    data, again, _ = _saved(Photo.open(_rich_jpeg()), suffix, NO_LOCATION)
    found = again.metadata
    for word in (*samples.PLACE_WORDS, b"Rome", samples.LATITUDE):
        assert word not in data
        assert word not in found.photoshop + found.xmp
    assert b"Someone &amp; Co" in found.xmp
    assert b"camera's secret" in found.exif
    assert found.icc == ICC
    if suffix in (".jpg", ".png", ".tif"):
        assert photoshop.iptc_of(found.photoshop) == samples.iptc((5, b"Title"), (80, b"Author"))


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".avif"])
def test_strip_leaves_only_colours(suffix: str) -> None:
    photo = Photo.open(_rich_jpeg(orientation=6))
    data, again, notes = _saved(photo, suffix, STRIP)
    for word in (b"Maker of", b"secret", b"Someone", b"Author", b"a comment", samples.LATITUDE):
        assert word not in data
    assert again.metadata.icc == ICC
    assert not again.metadata.exif or b"Maker" not in again.metadata.exif
    assert again.size == (48, 64)
    assert notes == ""


PNG_TEXTS = (
    samples.png_chunk(b"cICP", b"\x0c\x0d\0\1"),
    samples.png_chunk(b"gAMA", struct.pack(">I", 45455)),
    samples.png_chunk(b"cHRM", struct.pack(">8I", *[31270, 32900] * 4)),
    samples.png_chunk(b"tEXt", b"Author\0Somebody"),
    samples.png_chunk(b"iTXt", "Title\0\0\0de\0Titel\0Größe".encode()),
    samples.png_chunk(b"tEXt", b"exif:GPSLatitude\x0048/1, 8/1"),
    samples.png_chunk(b"tEXt", b"Location\0Paris"),
)


def test_png_colour_and_text_chunks_survive_in_png() -> None:
    data, _, notes = _saved(Photo.open(samples.png_with(_png(), *PNG_TEXTS)), ".png")
    for chunk in PNG_TEXTS:
        assert chunk in data
    assert notes == ""
    assert data.index(b"cHRM") < data.index(b"IDAT")


def test_png_chunks_under_the_policies_and_in_other_kinds() -> None:
    photo = Photo.open(samples.png_with(_png(), *PNG_TEXTS))
    without, _, _ = _saved(photo, ".png", NO_LOCATION)
    assert [chunk in without for chunk in PNG_TEXTS] == [True] * 5 + [False] * 2
    bare, _, _ = _saved(photo, ".png", STRIP)
    assert [chunk in bare for chunk in PNG_TEXTS] == [True] * 3 + [False] * 4
    assert "PNG text and colour chunks" in _saved(photo, ".jpg")[2]


def _png() -> bytes:
    return samples.encoded(PICTURE, "PNG")


def _raw_profile(name: str, content: bytes) -> bytes:
    text = f"\n{name}\n{len(content):8d}\n{content.hex()}\n".encode()
    return samples.png_chunk(b"tEXt", b"Raw profile type " + name.encode() + b"\0" + text)


def test_png_raw_profiles_become_real_metadata_and_hide_no_place() -> None:
    block = samples.exif_block(orientation=6)
    data = samples.png_with(
        _png(),
        _raw_profile("exif", b"Exif\0\0" + block),
        _raw_profile("iptc", samples.PHOTOSHOP),
        _raw_profile("xmp", samples.XMP),
    )
    photo = Photo.open(data)
    assert photo.size == (48, 64)
    assert photo.metadata.exif == block
    assert photo.metadata.xmp == samples.XMP
    assert photoshop.iptc_of(photo.metadata.photoshop) == samples.IPTC
    without, again, _ = _saved(photo, ".png", NO_LOCATION)
    assert samples.LATITUDE.hex().encode() not in without
    assert b"Raw profile type exif" not in without
    assert b"Paris" not in again.metadata.photoshop + again.metadata.xmp


def test_png_raw_profiles_as_exiftool_and_imagemagick_write_them() -> None:
    """A name of two words; XMP as a JPEG segment; a colour profile."""
    iptc, segment = samples.PHOTOSHOP, b"http://ns.adobe.com/xap/1.0/\0" + samples.XMP
    texts = {
        b"iptc": b"\nIPTC profile\n%8d\n%s\n" % (len(iptc), iptc.hex().encode()),
        b"APP1": b"\ngeneric profile\n%8d\n%s\n" % (len(segment), segment.hex().encode()),
        b"icc": b"\nicc\n%8d\n%s\n" % (len(ICC), ICC.hex().encode()),
    }
    chunks = (
        samples.png_chunk(b"tEXt", b"Raw profile type " + name + b"\0" + text)
        for name, text in texts.items()
    )
    photo = Photo.open(samples.png_with(_png(), *chunks))
    assert photoshop.iptc_of(photo.metadata.photoshop) == samples.IPTC
    assert photo.metadata.xmp == samples.XMP
    assert photo.metadata.icc == ICC
    assert photo.metadata.png_chunks == ()


def test_unparsable_raw_profiles_go_where_privacy_is_asked() -> None:
    odd = samples.png_chunk(b"tEXt", b"Raw profile type APP1\0rubbish")
    photo = Photo.open(samples.png_with(_png(), odd))
    assert odd in _saved(photo, ".png")[0]
    assert odd not in _saved(photo, ".png", NO_LOCATION)[0]


@pytest.mark.parametrize("policy", [KEEP, NO_LOCATION, STRIP])
@pytest.mark.parametrize("block", [b"rubbish", b"II*\0\xff\xff\xff\x7f", b""])
def test_damaged_exif_never_stops_a_photo(policy: MetadataPolicy, block: bytes) -> None:
    photo = Photo.open(samples.jpeg_with([(0xE1, b"Exif\0\0" + block)]))
    _, again, notes = _saved(photo, ".jpg", policy)
    assert again.metadata.exif == b""
    assert ("damaged" in notes) == (policy is not STRIP and bool(block))


def test_what_is_lost_from_a_jpeg_is_said() -> None:
    photo = Photo.open(
        samples.jpeg_with(
            [
                (0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 40),
                (0xE2, b"MPF\0" + b"II*\0\x08\0\0\0\0\0"),
            ]
        )
    )
    said = " ".join(photo.notes)
    assert "extended part of the XMP" in said
    assert "gain map" in said


def test_metadata_too_large_for_jpeg_is_said() -> None:
    block = samples.exif_block(note_extra=bytes(70_000))
    big = samples.XMP.replace(b"Someone", b"S" * 70_000)
    chunks = (
        samples.png_chunk(b"eXIf", block),
        samples.png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + big),
    )
    photo = Photo.open(samples.png_with(_png(), *chunks))
    _, again, notes = _saved(photo, ".jpg")
    assert "EXIF data is too large" in notes
    assert "XMP data is too large" in notes
    assert not again.metadata.exif
    assert Photo.open(photo.encode(".png")[0]).metadata.exif


def test_large_profiles_and_resources_are_split_and_joined() -> None:
    from dataclasses import replace

    icc = ICC[:20] + bytes(150_000)
    resources = samples.resource(0x0BB7, bytes(90_000)) + samples.resource(0x0404, samples.IPTC)
    photo = Photo(pixels=PICTURE)
    photo = replace(photo, metadata=replace(photo.metadata, icc=icc, photoshop=resources))
    found = _saved(photo, ".jpg")[1].metadata
    assert found.icc == icc
    assert found.photoshop == resources


def test_a_grey_profile_goes_with_grey_only() -> None:
    grey = samples.encoded(PICTURE[:, :, 0].copy(), "PNG", icc_profile=GREY_ICC)
    photo = Photo.open(grey)
    assert _saved(photo, ".png")[1].metadata.icc == GREY_ICC
    _, again, notes = _saved(photo, ".webp")
    assert again.metadata.icc == b""
    assert "profile does not fit" in notes


def test_converted_colours_get_a_new_profile_and_exif_says_so() -> None:
    cmyk = Image.new("CMYK", (32, 32), (0, 200, 200, 0))
    exif_bytes = b"Exif\0\0" + samples.exif_block()
    photo = Photo.open(samples.encoded(cmyk, "JPEG", exif=exif_bytes))
    _, again, _ = _saved(photo, ".jpg")
    assert again.metadata.icc[16:20] == b"RGB "
    held = Image.Exif()
    held.load(b"Exif\0\0" + again.metadata.exif)
    assert held.get_ifd(0x8769)[0xA001] == 1


def test_tiff_fields_travel_to_jpeg_and_structure_does_not() -> None:
    source = samples.encoded(
        PICTURE,
        "TIFF",
        compression="tiff_lzw",
        tiffinfo={270: "A view", 315: "Someone", 274: 8, 282: 240.0, 283: 240.0, 296: 2},
    )
    photo = Photo.open(source)
    assert photo.size == (48, 64)
    data, again, _ = _saved(photo, ".jpg")
    with Image.open(io.BytesIO(data)) as image:
        found = dict(image.getexif())
    assert found[270] == "A view"
    assert found[315] == "Someone"
    assert found[274] == 1
    assert not {259, 273, 278, 279} & set(found)
    assert again.metadata.dpi == pytest.approx((240, 240))


def test_camera_raw_keeps_its_descriptive_exif() -> None:
    photo = Photo.open(samples.dng())
    assert b"Maker" in photo.metadata.exif
    data, _, _ = _saved(photo, ".tif")
    with Image.open(io.BytesIO(data)) as image:
        found = dict(image.getexif())
    assert found[271] == "Maker"
    assert not [tag for tag in found if tag >= 50_000]


@pytest.mark.parametrize("per_metre", [1, 0xFFFFFFFF])
def test_an_unbelievable_resolution_is_forgotten(per_metre: int) -> None:
    chunk = samples.png_chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    photo = Photo.open(samples.png_with(_png(), chunk))
    assert photo.metadata.dpi is None
    assert photo.encode(".tif")[0]
