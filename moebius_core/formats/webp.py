"""WebP chunks: what a file says besides its pixels."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from moebius_core.formats import exif
from moebius_core.formats.metadata import Metadata


class WebpHeader(NamedTuple):
    """What the chunks say."""

    is_lossless: bool
    is_animated: bool
    metadata: Metadata


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and content of each chunk, first the outer ones."""
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)


def read_header(data: bytes) -> WebpHeader:
    """Sort a file's chunks."""
    found: dict[bytes, bytes] = {}
    for kind, content in chunks(data):
        found.setdefault(kind, content)
    frame = found.get(b"ANMF", b"")[16:20]
    return WebpHeader(
        is_lossless=b"VP8L" in found or frame == b"VP8L",
        is_animated=b"ANMF" in found,
        metadata=Metadata(
            icc=found.get(b"ICCP", b""),
            exif=exif.without_prefix(found.get(b"EXIF", b"")),
            xmp=found.get(b"XMP ", b""),
        ),
    )
