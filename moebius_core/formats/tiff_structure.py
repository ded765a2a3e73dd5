"""TIFF directories as EXIF blocks, TIFF files and camera raw share them: where each value lies."""

from __future__ import annotations

import struct
from dataclasses import dataclass

TYPE_BYTES = {
    **dict.fromkeys((1, 2, 6, 7), 1),
    **dict.fromkeys((3, 8), 2),
    **dict.fromkeys((4, 9, 11, 13), 4),
    **dict.fromkeys((5, 10, 12, 16, 17, 18), 8),
}
"""Bytes per value of each TIFF field type."""

SHORT, LONG, RATIONAL, UNDEFINED = 3, 4, 5, 7
EXIF_IFD, GPS_IFD, INTEROP_IFD = 0x8769, 0x8825, 0xA005

Buffer = bytes | bytearray | memoryview


class MalformedError(ValueError):
    """The bytes are no usable directory."""


@dataclass(frozen=True)
class Entry:
    """One field of a directory."""

    tag: int
    type: int
    count: int
    at: int
    """Offset of the entry itself."""
    value_at: int
    """Offset of its value, inside the entry or elsewhere."""
    is_inline: bool

    @property
    def size(self) -> int:
        """Bytes of the value."""
        return self.count * TYPE_BYTES.get(self.type, 1)

    def value(self, data: Buffer) -> bytes:
        """The raw bytes; empty when they lie outside `data`."""
        end = self.value_at + self.size
        return bytes(data[self.value_at : end]) if end <= len(data) else b""


@dataclass(frozen=True)
class Directory:
    """One IFD."""

    at: int
    entries: dict[int, Entry]
    next_at: int
    """Offset of the pointer to the next directory."""
    next: int


@dataclass(frozen=True)
class Layout:
    """How numbers are written in this file."""

    order: str
    """struct's byte order: "<" or ">"."""
    is_big: bool
    """BigTIFF: 64-bit offsets."""

    @property
    def entry_bytes(self) -> int:
        return 20 if self.is_big else 12

    def unpack(self, code: str, data: Buffer, at: int) -> int:
        """One number at `at`; MalformedError when it lies outside."""
        try:
            return int(struct.unpack_from(self.order + code, data, at)[0])
        except struct.error as error:
            raise MalformedError("offset outside the block") from error

    def ints(self, entry: Entry, data: Buffer) -> tuple[int, ...]:
        """The values of an integer field; empty when it is of another type or lies outside."""
        code = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q"}.get(entry.type)
        raw = entry.value(data)
        if code is None or not raw:
            return ()
        return struct.unpack(f"{self.order}{entry.count}{code}", raw)


def read_header(data: Buffer) -> tuple[Layout, int]:
    """The layout and the offset of the first directory.

    Raises:
        MalformedError: not a TIFF header.
    """
    head = bytes(data[:4])
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None or len(data) < 8:
        raise MalformedError("no TIFF header")
    magic = struct.unpack(order + "H", head[2:4])[0]
    layout = Layout(order, is_big=magic == 43)
    if magic not in (42, 43):
        raise MalformedError("no TIFF header")
    return layout, layout.unpack("Q", data, 8) if layout.is_big else layout.unpack("I", data, 4)


def read_directory(data: Buffer, at: int, layout: Layout) -> Directory:
    """The directory at `at`.

    Raises:
        MalformedError: it does not lie inside `data`.
    """
    count_bytes = 8 if layout.is_big else 2
    pointer_bytes = 8 if layout.is_big else 4
    if at < 8:
        raise MalformedError("directory inside the header")
    count = layout.unpack("Q" if layout.is_big else "H", data, at)
    first = at + count_bytes
    next_at = first + count * layout.entry_bytes
    if next_at > len(data):
        raise MalformedError("directory cut off")
    entries: dict[int, Entry] = {}
    for index in range(count):
        entry_at = first + index * layout.entry_bytes
        tag, kind = struct.unpack_from(layout.order + "HH", data, entry_at)
        amount = layout.unpack("Q" if layout.is_big else "I", data, entry_at + 4)
        field = entry_at + (12 if layout.is_big else 8)
        inline = amount * TYPE_BYTES.get(kind, 1) <= pointer_bytes
        pointer = "Q" if layout.is_big else "I"
        value_at = field if inline else layout.unpack(pointer, data, field)
        entries.setdefault(tag, Entry(tag, kind, amount, entry_at, value_at, inline))
    has_next = next_at + pointer_bytes <= len(data)
    following = layout.unpack("Q" if layout.is_big else "I", data, next_at) if has_next else 0
    return Directory(at, entries, next_at if has_next else 0, following)


def linked_directory(
    data: Buffer, directory: Directory, tag: int, layout: Layout
) -> Directory | None:
    """The directory that the field `tag` points to; None without one, or where it is damaged."""
    entry = directory.entries.get(tag)
    offsets = layout.ints(entry, data) if entry else ()
    try:
        return read_directory(data, offsets[0], layout) if offsets else None
    except MalformedError:
        return None
