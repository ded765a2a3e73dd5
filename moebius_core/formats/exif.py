"""EXIF blocks changed in place.

Maker notes hold offsets counted from the start of the block. Rewriting the block moves them and
breaks what the camera wrote; so nothing here ever moves: values are overwritten where they stand,
removed ones are zeroed, and a longer thumbnail goes behind everything else.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from moebius_core.arrays import Image
from moebius_core.formats import maker_note
from moebius_core.formats.thumbnail import thumbnail_jpeg
from moebius_core.formats.tiff_structure import (
    EXIF_IFD,
    GPS_IFD,
    LONG,
    SHORT,
    Directory,
    Entry,
    Layout,
    MalformedError,
    linked_directory,
    read_directory,
    read_header,
)
from moebius_core.geometry import Size

MAX_JPEG_BLOCK = 65533 - 6
"""Largest EXIF block a JPEG segment holds."""

ORIENTATION, COLOUR_SPACE, MAKER_NOTE = 0x0112, 0xA001, 0x927C
WIDTH_TAGS, HEIGHT_TAGS = (0x0100, 0xA002), (0x0101, 0xA003)
_THUMB_AT, _THUMB_BYTES, _STRIP_AT, _STRIP_BYTES = 0x0201, 0x0202, 0x0111, 0x0117
_RESOLUTIONS, _UNIT = (0x011A, 0x011B), 0x0128
_UNIT_INCHES = {2: 1.0, 3: 2.54}
_GEO_TIFF_TAGS = (33550, 33920, 33922, 34264, 34735, 34736, 34737)
_NESTED_TAGS = (700, 33723, 34377)
"""XMP, IPTC and Photoshop resources inside EXIF, whose places nobody would look for."""
_PREFIX = b"Exif\0\0"

DAMAGED_NOTE = "The EXIF data is damaged and was not kept."
PREVIEW_NOTE = (
    "The camera's own notes hold a preview picture that still shows the photo as it was; "
    "save with the metadata stripped to leave it out."
)


class Patched(NamedTuple):
    """A changed block (empty: not kept) and sentences on what was lost."""

    block: bytes
    notes: tuple[str, ...]


def without_prefix(block: bytes) -> bytes:
    """The block from its TIFF header on; some files put "Exif\\0\\0" before it."""
    return block[6:] if block.startswith(_PREFIX) else block


def orientation_of(block: bytes) -> int:
    """1..8 as in the EXIF standard; 1 when there is none or it makes no sense."""
    try:
        layout, first = read_header(block)
        entry = read_directory(block, first, layout).entries.get(ORIENTATION)
    except MalformedError:
        return 1
    values = layout.ints(entry, block) if entry else ()
    return values[0] if len(values) == 1 and 1 <= values[0] <= 8 else 1


def dpi_of(block: bytes) -> tuple[float, float] | None:
    """Horizontal and vertical pixels per inch; None when they are not given."""
    try:
        layout, first = read_header(block)
        entries = read_directory(block, first, layout).entries
    except MalformedError:
        return None
    unit = entries.get(_UNIT)
    scale = _UNIT_INCHES.get((layout.ints(unit, block) or (2,))[0] if unit else 2)
    found: list[float] = []
    for tag in _RESOLUTIONS:
        raw = entries[tag].value(block) if tag in entries else b""
        if scale is None or len(raw) != 8:
            return None
        top, bottom = struct.unpack(layout.order + "II", raw)
        if not top or not bottom:
            return None
        found.append(top / bottom * scale)
    return found[0], found[1]


def patched(
    block: bytes, *, size: Size, thumbnail_source: Image | None, drop_location: bool
) -> Patched:
    """The block for upright pixels of `size`, every other byte where and what it was.

    Args:
        block: From the TIFF header on.
        size: Of the saved photo.
        thumbnail_source: (h, w, 3) uint8 picture to make a new thumbnail from where the block has
            one; None takes the thumbnail out.
        drop_location: Also zero and unlink the GPS directory with all its values, GeoTIFF fields,
            and XMP and IPTC where they hide inside.
    """
    try:
        return _patched(bytearray(block), size, thumbnail_source, drop_location)
    except MalformedError:
        return Patched(b"", (DAMAGED_NOTE,))


def _patched(
    data: bytearray, size: Size, thumbnail_source: Image | None, drop_location: bool
) -> Patched:
    layout, first = read_header(data)
    if layout.is_big:
        raise MalformedError("EXIF is never BigTIFF")
    main = read_directory(data, first, layout)
    exif = linked_directory(data, main, EXIF_IFD, layout)
    notes: list[str] = []
    if main.next:
        _renew_thumbnail(data, main, layout, thumbnail_source)
        main = read_directory(data, first, layout)
    for directory in (main, exif):
        if directory:
            _set_size(data, directory, layout, size)
            _overwrite(data, directory.entries.get(ORIENTATION), layout, 1)
    note = exif.entries.get(MAKER_NOTE) if exif else None
    if drop_location:
        if note:
            maker_note.erase_places(data, note, layout)
        _drop_location(data, first, layout)
    if note and b"\xff\xd8\xff" in note.value(data):
        notes.append(PREVIEW_NOTE)
    return Patched(bytes(data), tuple(notes))


def without_thumbnail(block: bytes) -> bytes:
    """The block with its thumbnail zeroed and unlinked; empty when it is damaged."""
    data = bytearray(block)
    try:
        layout, first = read_header(data)
        main = read_directory(data, first, layout)
        if main.next:
            _renew_thumbnail(data, main, layout, None)
    except MalformedError:
        return b""
    return bytes(data)


def without_orientation(block: bytes) -> bytes:
    """The block with its orientation unlinked, for files that state it elsewhere."""
    data = bytearray(block)
    try:
        layout, first = read_header(data)
        main = read_directory(data, first, layout)
    except MalformedError:
        return block
    if ORIENTATION in main.entries:
        _remove_entry(data, main, main.entries[ORIENTATION], layout)
    return bytes(data)


def set_srgb(block: bytes) -> bytes:
    """The block with its ColorSpace, where it has one, saying sRGB."""
    data = bytearray(block)
    try:
        layout, first = read_header(data)
        exif = linked_directory(data, read_directory(data, first, layout), EXIF_IFD, layout)
    except MalformedError:
        return block
    if exif:
        _overwrite(data, exif.entries.get(COLOUR_SPACE), layout, 1)
    return bytes(data)


def _overwrite(data: bytearray, entry: Entry | None, layout: Layout, value: int) -> None:
    if entry is None or entry.count != 1 or entry.type not in (SHORT, LONG):
        return
    if entry.type == LONG:
        struct.pack_into(layout.order + "I", data, entry.value_at, value)
    elif value <= 0xFFFF:
        struct.pack_into(layout.order + "H", data, entry.value_at, value)
    else:  # the inline field has four bytes: a SHORT that is too narrow becomes a LONG
        struct.pack_into(layout.order + "HII", data, entry.at + 2, LONG, 1, value)


def _set_size(data: bytearray, directory: Directory, layout: Layout, size: Size) -> None:
    for tags, value in ((WIDTH_TAGS, size.width), (HEIGHT_TAGS, size.height)):
        for tag in tags:
            _overwrite(data, directory.entries.get(tag), layout, value)


def _renew_thumbnail(
    data: bytearray, main: Directory, layout: Layout, source: Image | None
) -> None:
    """Replace the picture that the second directory describes, or zero and unlink it."""
    try:
        second = read_directory(data, main.next, layout)
    except MalformedError:
        struct.pack_into(layout.order + "I", data, main.next_at, 0)
        return
    offset, length = (_one(data, second, tag, layout) for tag in (_THUMB_AT, _THUMB_BYTES))
    _zero_strips(data, second, layout)
    new = b""
    if 0 < offset < offset + length <= len(data):
        old = bytes(data[offset : offset + length])
        data[offset : offset + length] = bytes(length)
        new = thumbnail_jpeg(source, old=old, limit=length) if source is not None else b""
    if not new:
        struct.pack_into(layout.order + "I", data, main.next_at, 0)
        return
    if len(new) > length:
        offset = len(data) + (len(data) & 1)
        if offset + len(new) > MAX_JPEG_BLOCK:
            struct.pack_into(layout.order + "I", data, main.next_at, 0)
            return
        data.extend(bytes(offset + len(new) - len(data)))
    data[offset : offset + len(new)] = new
    for tag, value in ((_THUMB_AT, offset), (_THUMB_BYTES, len(new)), (ORIENTATION, 1)):
        _overwrite(data, second.entries.get(tag), layout, value)


def _zero_strips(data: bytearray, second: Directory, layout: Layout) -> None:
    """An uncompressed thumbnail's pixels; it is not made anew."""
    entries = second.entries
    if _STRIP_AT not in entries or _STRIP_BYTES not in entries:
        return
    offsets = layout.ints(entries[_STRIP_AT], data)
    lengths = layout.ints(entries[_STRIP_BYTES], data)
    for offset, length in zip(offsets, lengths, strict=False):
        if 8 <= offset < offset + length <= len(data):
            data[offset : offset + length] = bytes(length)


def _one(data: bytearray, directory: Directory, tag: int, layout: Layout) -> int:
    entry = directory.entries.get(tag)
    values = layout.ints(entry, data) if entry else ()
    return values[0] if len(values) == 1 else 0


def _drop_location(data: bytearray, first: int, layout: Layout) -> None:
    """Zero the GPS directory (wherever it is linked) and other places; unlink what was zeroed.

    Raises:
        MalformedError: something points to a GPS directory that cannot be read, so that it cannot
            be erased either.
    """
    offsets = [first]
    main = read_directory(data, first, layout)
    if main.next:
        offsets.append(main.next)
    if EXIF_IFD in main.entries:
        offsets.extend(layout.ints(main.entries[EXIF_IFD], data)[:1])
    for offset in offsets:
        for tag in (GPS_IFD, *_GEO_TIFF_TAGS, *_NESTED_TAGS):
            entry = read_directory(data, offset, layout).entries.get(tag)
            if entry is None:
                continue
            if tag == GPS_IFD:
                pointer = layout.ints(entry, data)
                if not pointer:
                    raise MalformedError("GPS pointer of a wrong type")
                _zero_directory(data, pointer[0], layout)
            else:
                _zero_value(data, entry)
            _remove_entry(data, read_directory(data, offset, layout), entry, layout)


def _zero_directory(data: bytearray, offset: int, layout: Layout) -> None:
    directory = read_directory(data, offset, layout)
    for entry in directory.entries.values():
        _zero_value(data, entry)
    end = max(directory.next_at, offset + 2 + 12 * layout.unpack("H", data, offset))
    data[offset:end] = bytes(end - offset)


def _zero_value(data: bytearray, entry: Entry) -> None:
    end = min(entry.value_at + entry.size, len(data))
    if 8 <= entry.value_at < end:
        data[entry.value_at : end] = bytes(end - entry.value_at)


def _remove_entry(data: bytearray, directory: Directory, entry: Entry, layout: Layout) -> None:
    count = layout.unpack("H", data, directory.at)
    end = directory.at + 2 + count * 12 + 4
    end = min(end, len(data))
    tail = bytes(data[entry.at + 12 : end])
    data[entry.at : end] = tail + bytes(12)
    struct.pack_into(layout.order + "H", data, directory.at, count - 1)
