"""The little that BMP and GIF files say besides their pixels, and that Pillow does not tell."""

from __future__ import annotations

import struct


def bmp_profile(data: bytes) -> bytes:
    """The profile embedded in a BMP of the fifth version; empty without one."""
    if len(data) < 134 or data[14:18] != b"\x7c\0\0\0" or data[70:74] != b"DEBM":
        return b""
    offset, length = struct.unpack_from("<II", data, 126)
    profile = data[14 + offset : 14 + offset + length]
    return profile if len(profile) == length else b""


def gif_xmp(data: bytes) -> bytes:
    """The packet in an application block, which ends in a run of all byte values downwards."""
    _, head, rest = data.partition(b"\x21\xff\x0bXMP DataXMP")
    packet, end, _ = rest.partition(b"\x01\xff\xfe\xfd\xfc")
    return packet if head and end else b""
