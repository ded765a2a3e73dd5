"""Photoshop image resources ("8BIM" blocks) and the IPTC fields inside them."""

from __future__ import annotations

import struct
from typing import NamedTuple

_SIGNATURES = (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR")
IPTC_ID, IPTC_DIGEST_ID = 0x0404, 0x0425
_THUMBNAIL_IDS = frozenset({0x0409, 0x040C})
_REPEATED_IDS = frozenset({0x0422, 0x0423, 0x0424, 0x040F})
"""EXIF, XMP and ICC copies: they are kept in their own places."""
_LOCATION_DATASETS = frozenset({26, 27, 90, 92, 95, 100, 101})
"""Record 2: content location, city, sublocation, province, country."""


class Resource(NamedTuple):
    """One image resource."""

    signature: bytes
    id: int
    name: bytes
    """Pascal string with its length byte, unpadded."""
    data: bytes


def parse(block: bytes) -> tuple[Resource, ...]:
    """The resources up to the first that is damaged."""
    found: list[Resource] = []
    at = 0
    while block[at : at + 4] in _SIGNATURES and at + 7 <= len(block):
        number = struct.unpack_from(">H", block, at + 4)[0]
        name = block[at + 6 : at + 7 + block[at + 6]]
        data_at = at + 6 + _even(len(name))
        if data_at + 4 > len(block):
            break
        length = struct.unpack_from(">I", block, data_at)[0]
        data = block[data_at + 4 : data_at + 4 + length]
        if len(data) < length:
            break
        found.append(Resource(block[at : at + 4], number, name, data))
        at = data_at + 4 + _even(length)
    return tuple(found)


def build(resources: tuple[Resource, ...]) -> bytes:
    """The resources as one block."""
    out = bytearray()
    for item in resources:
        out += item.signature + struct.pack(">H", item.id)
        out += item.name.ljust(_even(len(item.name)), b"\0")
        out += struct.pack(">I", len(item.data)) + item.data.ljust(_even(len(item.data)), b"\0")
    return bytes(out)


def from_iptc(iptc: bytes) -> bytes:
    """A block that holds nothing but these IPTC records."""
    return build((Resource(b"8BIM", IPTC_ID, b"\0", iptc),)) if iptc else b""


def iptc_of(block: bytes) -> bytes:
    """The IPTC records of a block; empty when it has none."""
    return next((item.data for item in parse(block) if item.id == IPTC_ID), b"")


def without_iptc(block: bytes) -> bytes:
    """The block without IPTC, for files that keep IPTC elsewhere."""
    return build(tuple(item for item in parse(block) if item.id != IPTC_ID))


def patched(block: bytes, *, drop_location: bool) -> bytes:
    """The block without thumbnails and second copies of EXIF, XMP and ICC.

    Args:
        block: Image resources.
        drop_location: Also remove the IPTC fields that name a place.
    """
    kept: list[Resource] = []
    for item in parse(block):
        if item.id in _THUMBNAIL_IDS or item.id in _REPEATED_IDS:
            continue
        if drop_location and item.id == IPTC_DIGEST_ID:
            continue  # a checksum of the fields as they were
        if drop_location and item.id == IPTC_ID:
            kept.append(item._replace(data=_without_location(item.data)))
        else:
            kept.append(item)
    return build(tuple(kept))


def _without_location(iptc: bytes) -> bytes:
    """IPTC datasets without those that name a place; what follows a damaged one is dropped."""
    out = bytearray()
    at = 0
    while at + 5 <= len(iptc) and iptc[at] == 0x1C:
        record, dataset, length = struct.unpack_from(">BBH", iptc, at + 1)
        head = 5
        if length & 0x8000:
            width = length & 0x7FFF
            head += width
            length = int.from_bytes(iptc[at + 5 : at + 5 + width], "big")
        end = at + head + length
        if end > len(iptc):
            break
        if not (record == 2 and dataset in _LOCATION_DATASETS):
            out += iptc[at:end]
        at = end
    return bytes(out)


def _even(length: int) -> int:
    return length + (length & 1)
