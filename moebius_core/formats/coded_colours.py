"""Colour spaces stated by number (ITU-T H.273), as AVIF and HEIC do and PNG's cICP chunk can."""

from __future__ import annotations

import struct

from moebius_core.formats.metadata import Chunk

NOTE = (
    "The colours are in a wide or HDR colour space that is stated by number; "
    "of the kinds written here only PNG can state it."
)
_ORDINARY_PRIMARIES = frozenset({1, 2, 5, 6})
"""BT.709 (which is sRGB's), unknown, and the two of old television, which are close to it."""
_ORDINARY_TRANSFERS = frozenset({1, 2, 6, 13})
_RGB, _FULL_RANGE = 0, 1


def chunks_for(primaries: int, transfer: int) -> tuple[Chunk, ...]:
    """The PNG chunk that states this space; nothing for sRGB and what is shown like it."""
    is_ordinary = primaries in _ORDINARY_PRIMARIES and transfer in _ORDINARY_TRANSFERS
    if is_ordinary or not (0 <= primaries <= 255 and 0 <= transfer <= 255):
        return ()
    return (Chunk(b"cICP", bytes((primaries, transfer, _RGB, _FULL_RANGE))),)


def chunks_of(data: bytes) -> tuple[Chunk, ...]:
    """The same, from the first colour box of an AVIF file."""
    at = data.find(b"colrnclx")
    if at < 0 or at + 12 > len(data):
        return ()
    return chunks_for(*struct.unpack_from(">HH", data, at + 8))
