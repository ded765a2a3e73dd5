"""An EXIF block made from a TIFF file, whose fields are scattered over the whole file."""

from __future__ import annotations

import struct
from typing import NamedTuple

from moebius_core.formats.tiff_structure import (
    EXIF_IFD,
    GPS_IFD,
    INTEROP_IFD,
    LONG,
    TYPE_BYTES,
    Directory,
    Layout,
    linked_directory,
)

_MAKER_NOTE = 0x927C
_LAST_PINNED_OFFSET = 60_000
_MAX_FIELD_BYTES = 1 << 20
_STRUCTURAL = frozenset(
    {
        *(254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 277, 278, 279, 280, 281),
        *(284, 288, 289, 290, 291, 292, 293, 297, 301, 317, 320, 321, 322, 323, 324, 325, 330),
        *(332, 333, 334, 336, 337, 338, 339, 340, 341, 342, 343, 344, 345, 346, 347, 351),
        *(512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 559, 700),
        *(33421, 33422, 33723, 34377, 34675, 37398, 37399, 37724, EXIF_IFD, GPS_IFD),
    }
)
"""Fields that describe how the pixels are stored, or that are carried elsewhere."""


class Field(NamedTuple):
    """A field with its raw value in the file's byte order."""

    tag: int
    type: int
    amount: int
    raw: bytes


def is_structural(tag: int) -> bool:
    """Whether a field belongs to the old pixels (or to a raw file's) and is not carried over."""
    return tag in _STRUCTURAL or 50000 <= tag <= 53000


def build(data: bytes, main: Directory, layout: Layout, *, keep_maker_note: bool = True) -> bytes:
    """A block with the descriptive fields of `main` and its EXIF, GPS and Interop directories.

    A maker note keeps its offset, which its own pointers count from, when that is possible.
    """
    exif = linked_directory(data, main, EXIF_IFD, layout)
    gps = linked_directory(data, main, GPS_IFD, layout)
    interop = linked_directory(data, exif, INTEROP_IFD, layout) if exif else None
    fields = [field for field in _fields(data, main) if not is_structural(field.tag)]
    if not fields and exif is None and gps is None:
        return b""
    note = exif.entries.get(_MAKER_NOTE) if exif and keep_maker_note else None
    pinned = (note.value_at, note.size) if note and not note.is_inline else None
    if pinned and not 8 <= pinned[0] <= _LAST_PINNED_OFFSET:
        pinned = None
    space = _Space(layout.order, pinned)
    nested: list[Field] = []
    if exif:
        left_out = {INTEROP_IFD} if keep_maker_note else {INTEROP_IFD, _MAKER_NOTE}
        inner = [field for field in _fields(data, exif) if field.tag not in left_out]
        if interop:
            inner.append(_pointer(layout, INTEROP_IFD, space.directory(_fields(data, interop))))
        nested.append(_pointer(layout, EXIF_IFD, space.directory(inner)))
    if gps:
        nested.append(_pointer(layout, GPS_IFD, space.directory(_fields(data, gps))))
    return space.finish(space.directory([*fields, *nested]))


class _Space:
    """Bytes handed out from the start of the block, around the pinned maker note."""

    def __init__(self, order: str, pinned: tuple[int, int] | None) -> None:
        self._order = order
        self._pinned = pinned
        self._data = bytearray((b"II*\0" if order == "<" else b"MM\0*") + bytes(4))

    def directory(self, fields: list[Field]) -> int:
        """Write a directory with its values; returns its offset."""
        rows = bytearray(struct.pack(self._order + "H", len(fields)))
        for tag, kind, amount, raw in sorted(fields):
            value = raw.ljust(4, b"\0")
            if len(raw) > 4:
                is_note = tag == _MAKER_NOTE and self._pinned is not None
                at = self._pinned[0] if is_note and self._pinned else self._take(len(raw))
                self._put(at, raw)
                value = struct.pack(self._order + "I", at)
            rows += struct.pack(self._order + "HHI", tag, kind, amount) + value
        at = self._take(len(rows) + 4)
        self._put(at, bytes(rows) + bytes(4))
        return at

    def finish(self, first: int) -> bytes:
        struct.pack_into(self._order + "I", self._data, 4, first)
        return bytes(self._data)

    def _take(self, length: int) -> int:
        start = len(self._data) + (len(self._data) & 1)
        if self._pinned:
            note, size = self._pinned
            if start < note + size and start + length > note:
                start = note + size + ((note + size) & 1)
        return start

    def _put(self, at: int, raw: bytes) -> None:
        if at + len(raw) > len(self._data):
            self._data.extend(bytes(at + len(raw) - len(self._data)))
        self._data[at : at + len(raw)] = raw


def _fields(data: bytes, directory: Directory) -> list[Field]:
    found: list[Field] = []
    for entry in directory.entries.values():
        raw = entry.value(data) if entry.size <= _MAX_FIELD_BYTES else b""
        if entry.type in TYPE_BYTES and entry.type <= 13 and raw:
            found.append(Field(entry.tag, entry.type, entry.count, raw))
    return found


def _pointer(layout: Layout, tag: int, offset: int) -> Field:
    return Field(tag, LONG, 1, struct.pack(layout.order + "I", offset))
