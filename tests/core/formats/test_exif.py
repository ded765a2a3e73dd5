from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from moebius_core.formats import exif
from moebius_core.formats.tiff_structure import read_directory, read_header
from moebius_core.geometry import Size
from tests.core.formats import samples

SIZE = Size(640, 480)
RED = np.full((60, 80, 3), (200, 30, 30), np.uint8)
BLUE = np.full((60, 80, 3), (30, 30, 200), np.uint8)


def _patched(block: bytes, *, drop_location: bool = False, source=RED) -> exif.Patched:
    return exif.patched(block, size=SIZE, thumbnail_source=source, drop_location=drop_location)


def _pillow(block: bytes) -> Image.Exif:
    found = Image.Exif()
    found.load(b"Exif\0\0" + block)
    return found


def _thumbnail(block: bytes) -> tuple[bytes, int]:
    """The thumbnail's bytes and the orientation stated for it."""
    layout, first = read_header(block)
    second = read_directory(block, read_directory(block, first, layout).next, layout)
    offset, length, orientation = (
        layout.ints(second.entries[tag], block)[0] for tag in (0x0201, 0x0202, 0x0112)
    )
    return block[offset : offset + length], orientation


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_read_and_set_to_one(order: str, orientation: int) -> None:
    block = samples.exif_block(order=order, orientation=orientation)
    assert exif.orientation_of(block) == orientation
    new = _patched(block).block
    assert exif.orientation_of(new) == 1
    assert len(new) == len(block)


@pytest.mark.parametrize("order", "<>")
def test_only_orientation_and_size_change(order: str) -> None:
    block = samples.exif_block(order=order, orientation=6)
    new = _patched(block).block
    changed = [at for at in range(len(block)) if block[at] != new[at]]
    assert 0 < len(changed) <= 2 + 4 + 2
    found = _pillow(new).get_ifd(0x8769)
    assert (found[0xA002], found[0xA003]) == (640, 480)


@pytest.mark.parametrize("drop_location", [False, True])
@pytest.mark.parametrize("order", "<>")
def test_maker_note_keeps_bytes_and_offset(order: str, drop_location: bool) -> None:
    thumbnail = samples.encoded(BLUE, "JPEG", quality=20)
    block = samples.exif_block(order=order, orientation=3, thumbnail=thumbnail)
    at = block.index(samples.MAKER_NOTE_HEAD)
    assert struct.unpack_from(order + "I", block, at + 8)[0] == at  # the sample is honest
    new = _patched(block, drop_location=drop_location).block
    assert new.index(samples.MAKER_NOTE_HEAD) == at
    assert new[at : at + 27] == block[at : at + 27]


def test_a_width_too_large_for_a_short_becomes_a_long() -> None:
    block = samples.exif_block()
    new = exif.patched(block, size=Size(7, 70000), thumbnail_source=None, drop_location=False).block
    assert _pillow(new).get_ifd(0x8769)[0xA003] == 70000


@pytest.mark.parametrize("order", "<>")
def test_location_is_erased_not_only_unlinked(order: str) -> None:
    block = samples.exif_block(order=order)
    latitude = struct.pack(order + "6I", *struct.unpack("<6I", samples.LATITUDE))
    assert latitude in block
    new = _patched(block, drop_location=True).block
    assert latitude not in new
    assert b"N\0\0\0" not in new[block.index(latitude) - 60 :]
    found = _pillow(new)
    assert 0x8825 not in found
    assert found[0x010F] == "Maker of cameras"
    assert found.get_ifd(0x8769)[0x9003] == "2024:05:06 07:08:09"


@pytest.mark.parametrize("tag", [700, 33723, 34377])
def test_xmp_and_iptc_inside_exif_hide_no_place(tag: int) -> None:
    content = b"...Paris..."
    head = struct.pack("<2sHIH", b"II", 42, 8, 2)
    orientation = struct.pack("<HHII", 0x0112, 3, 1, 6)
    nested = struct.pack("<HHII", tag, 1, len(content), 38)
    rows = sorted((orientation, nested), key=lambda row: struct.unpack_from("<H", row))
    block = head + b"".join(rows) + bytes(4) + content
    assert b"Paris" in _patched(block).block
    found = _patched(block, drop_location=True).block
    assert b"Paris" not in found
    assert exif.orientation_of(found) == 1
    assert len(found) == len(block)


def test_location_kept_unless_asked() -> None:
    assert samples.LATITUDE in _patched(samples.exif_block()).block


def test_an_unreadable_gps_directory_costs_the_whole_block_when_privacy_is_asked() -> None:
    block = bytearray(samples.exif_block())
    layout, first = read_header(block)
    entry = read_directory(block, first, layout).entries[0x8825]
    struct.pack_into("<I", block, entry.value_at, 0xFFFFFF)
    result = _patched(bytes(block), drop_location=True)
    assert result == exif.Patched(b"", (exif.DAMAGED_NOTE,))
    assert _patched(bytes(block)).block


@pytest.mark.parametrize("quality", [5, 95])
def test_thumbnail_is_made_anew(quality: int) -> None:
    old = samples.encoded(samples.noise((60, 80, 3), deep=False), "JPEG", quality=quality)
    if quality == 5:
        old = samples.encoded(BLUE, "JPEG", quality=5)
    block = samples.exif_block(orientation=6, thumbnail=old)
    new = _patched(block, source=samples.noise((300, 400, 3), deep=False)).block
    assert old not in new
    assert old[200:] not in new
    jpeg, orientation = _thumbnail(new)
    with Image.open(io.BytesIO(jpeg)) as thumbnail:
        thumbnail.load()
        assert thumbnail.size == (80, 60)
    assert orientation == 1


def test_thumbnail_shows_the_saved_pixels() -> None:
    block = samples.exif_block(thumbnail=samples.encoded(BLUE, "JPEG"))
    jpeg, _ = _thumbnail(_patched(block, source=RED).block)
    with Image.open(io.BytesIO(jpeg)) as thumbnail:
        mean = np.asarray(thumbnail).reshape(-1, 3).mean(axis=0)
    assert abs(mean - (200, 30, 30)).max() < 6


def test_thumbnail_that_cannot_be_made_is_erased() -> None:
    old = samples.encoded(BLUE, "JPEG")
    new = exif.without_thumbnail(samples.exif_block(thumbnail=old))
    assert old not in new
    assert old[300:340] not in new
    layout, first = read_header(new)
    assert read_directory(new, first, layout).next == 0


def test_preview_inside_the_maker_note_is_reported() -> None:
    block = samples.exif_block(note_extra=b"\xff\xd8\xff\xe0preview")
    assert exif.PREVIEW_NOTE in _patched(block).notes
    assert not _patched(samples.exif_block()).notes


def test_srgb_is_stated_after_a_conversion() -> None:
    new = exif.set_srgb(samples.exif_block())
    assert _pillow(new).get_ifd(0x8769)[0xA001] == 1


def test_resolution() -> None:
    assert exif.dpi_of(samples.exif_block()) == (300, 300)
    assert exif.dpi_of(b"nonsense") is None


@pytest.mark.parametrize("block", [b"", b"II*\0", b"XX*\0\0\0\0\0", b"II*\0\xff\xff\xff\x7f"])
def test_damaged_blocks_are_dropped_with_a_note(block: bytes) -> None:
    assert _patched(block) == exif.Patched(b"", (exif.DAMAGED_NOTE,))
    assert exif.orientation_of(block) == 1


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=12),
    st.integers(10, 500),
    st.booleans(),
)
def test_no_damage_crashes(changes: list[tuple[int, int]], length: int, drop: bool) -> None:
    old = samples.encoded(BLUE, "JPEG", quality=20)
    block = bytearray(samples.exif_block(thumbnail=old)[:length])
    for at, value in changes:
        if at < len(block):
            block[at] = value
    result = _patched(bytes(block), drop_location=drop)
    assert result.block or result.notes
    exif.dpi_of(bytes(block))
    exif.set_srgb(bytes(block))
    exif.without_thumbnail(bytes(block))
