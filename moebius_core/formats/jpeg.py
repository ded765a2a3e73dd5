"""JPEG segments: what a file says besides its pixels, and how to say it again."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from moebius_core.formats import exif, xmp
from moebius_core.formats.decoded import JpegCoding
from moebius_core.formats.metadata import Metadata

_EXIF = b"Exif\0\0"
_EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_ICC = b"ICC_PROFILE\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_MAX_PAYLOAD = 65533
_APP1, _APP2, _APP11, _APP13, _APP14, _COM = 0xE1, 0xE2, 0xEB, 0xED, 0xEE, 0xFE
_START_OF_SCAN = 0xDA
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_LOST = (
    (_APP1, _EXTENDED_XMP, "The extended part of the XMP data was not kept."),
    (_APP1, b"FLIR\0", "The camera's thermal values were not kept."),
    (_APP2, b"MPF\0", "Further pictures in the file (gain map, depth, preview) were not kept."),
    (_APP11, b"JP", "The content credentials were not kept: they vouch for the unedited file."),
)
"""Segments that are told about: marker, how their content starts, and the sentence."""
_DENSITY_UNITS = {1: 1.0, 2: 2.54}

PILLOW_SAMPLING = {((1, 1),) * 3: 0, ((2, 1), (1, 1), (1, 1)): 1, ((2, 2), (1, 1), (1, 1)): 2}
"""Chroma layouts that Pillow can write, with its number for each."""


class Segment(NamedTuple):
    """Marker (second byte) and payload of one segment before the first scan."""

    marker: int
    payload: bytes
    end: int
    """Offset behind it."""


class Frame(NamedTuple):
    """The frame header."""

    marker: int
    bits: int
    width: int
    height: int
    components: tuple[tuple[int, int, int, int], ...]
    """Identifier, horizontal factor, vertical factor, table of each."""


@dataclass(frozen=True)
class JpegHeader:
    """Everything before the first scan, sorted."""

    frame: Frame | None
    adobe_transform: int | None
    restart_blocks: int
    metadata: Metadata
    notes: tuple[str, ...]

    def coding(self, tables: dict[int, list[int]]) -> JpegCoding | None:
        """How the pixels are compressed, given Pillow's tables by number; None if unusual."""
        frame = self.frame
        if frame is None or len(frame.components) not in (1, 3):
            return None
        numbers = [component[3] for component in frame.components]
        if any(number not in tables for number in numbers):
            return None
        ids = bytes(component[0] for component in frame.components)
        return JpegCoding(
            tables=tuple(tuple(tables[number]) for number in numbers),
            sampling=tuple((across, down) for _, across, down, _ in frame.components),
            is_progressive=frame.marker in _PROGRESSIVE,
            is_rgb=len(ids) == 3 and (self.adobe_transform == 0 or ids == b"RGB"),
            restart_blocks=self.restart_blocks,
        )


def segments(data: bytes) -> Iterator[Segment]:
    """The segments up to the first scan; ends quietly where the file does."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF or data[at + 1] in (0x00, 0xFF):
            at += 1
            continue
        marker = data[at + 1]
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 2
            continue
        length = struct.unpack_from(">H", data, at + 2)[0]
        if marker in (_START_OF_SCAN, 0xD9) or length < 2:
            return
        end = at + 2 + length
        yield Segment(marker, data[at + 4 : end], end)
        at = end


def read_header(data: bytes) -> JpegHeader:
    """Sort a file's segments; unknown ones are left out."""
    frame: Frame | None = None
    adobe: int | None = None
    restart = 0
    block = packet = resources = b""
    profile: dict[int, bytes] = {}
    comments: list[bytes] = []
    dpi: tuple[float, float] | None = None
    notes: dict[str, None] = {}
    end = 2
    for segment in segments(data):
        marker, payload, end = segment
        if marker in _FRAMES and frame is None:
            frame = _frame(marker, payload)
        elif marker == 0xDD and len(payload) >= 2:
            restart = struct.unpack_from(">H", payload)[0]
        elif marker == 0xE0 and payload.startswith(b"JFIF\0") and len(payload) >= 12:
            dpi = _density(payload)
        elif marker == _APP1 and payload.startswith(_EXIF):
            block = block or payload[len(_EXIF) :]
        elif marker == _APP1 and payload.startswith(xmp.JPEG_MARK):
            packet = packet or payload[len(xmp.JPEG_MARK) :]
        elif marker == _APP2 and payload.startswith(_ICC) and len(payload) > 14:
            profile[payload[12]] = payload[14:]
        elif marker == _APP13 and payload.startswith(_PHOTOSHOP):
            resources += payload[len(_PHOTOSHOP) :]
        elif marker == _APP14 and payload.startswith(b"Adobe") and len(payload) >= 12:
            adobe = payload[11]
        elif marker == _COM:
            comments.append(payload)
        else:
            lost = (
                said for known, head, said in _LOST if marker == known and payload.startswith(head)
            )
            notes.update(dict.fromkeys(lost))
    if not notes and _has_trailer(data, end):
        notes["Data behind the picture (a video, a depth map, camera notes) was not kept."] = None
    metadata = Metadata(
        icc=b"".join(profile[number] for number in sorted(profile)),
        exif=block,
        xmp=packet,
        photoshop=resources,
        dpi=dpi,
        comments=tuple(comments),
    )
    return JpegHeader(frame, adobe, restart, metadata, tuple(notes))


def with_metadata(
    encoded: memoryview, metadata: Metadata
) -> tuple[list[bytes | memoryview], list[str]]:
    """A fresh JPEG file with our segments put behind its JFIF header.

    Returns:
        The parts of the new file in order, and sentences on what did not fit.
    """
    notes: list[str] = []
    found: list[bytes | memoryview] = []
    block = metadata.exif
    if len(block) > exif.MAX_JPEG_BLOCK:
        block = b""
        notes.append("The EXIF data is too large for a JPEG file and was not kept.")
    if block:
        found.append(_segment(_APP1, _EXIF + block))
    if len(metadata.xmp) > _MAX_PAYLOAD - len(xmp.JPEG_MARK):
        notes.append("The XMP data is too large for a JPEG file and was not kept.")
    elif metadata.xmp:
        found.append(_segment(_APP1, xmp.JPEG_MARK + metadata.xmp))
    step = _MAX_PAYLOAD - len(_PHOTOSHOP)
    for at in range(0, len(metadata.photoshop), step):
        found.append(_segment(_APP13, _PHOTOSHOP + metadata.photoshop[at : at + step]))
    step = _MAX_PAYLOAD - len(_ICC) - 2
    pieces = [metadata.icc[at : at + step] for at in range(0, len(metadata.icc), step)]
    for number, piece in enumerate(pieces, 1):
        found.append(_segment(_APP2, _ICC + bytes((number, len(pieces))) + piece))
    found.extend(_segment(_COM, comment) for comment in metadata.comments)
    head = 2
    if bytes(encoded[2:4]) == b"\xff\xe0":
        head = 4 + struct.unpack_from(">H", encoded, 4)[0]
    return [encoded[:head], *found, encoded[head:]], notes


def turned(coding: JpegCoding, orientation: int) -> JpegCoding:
    """The coding for pixels that were turned upright: a quarter turn swaps rows and columns."""
    if orientation < 5:
        return coding
    order = [row + 8 * column for row in range(8) for column in range(8)]
    return replace(
        coding,
        tables=tuple(tuple(table[index] for index in order) for table in coding.tables),
        sampling=tuple((down, across) for across, down in coding.sampling),
    )


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _frame(marker: int, payload: bytes) -> Frame | None:
    if len(payload) < 6 or len(payload) < 6 + 3 * payload[5]:
        return None
    bits, height, width, count = struct.unpack_from(">BHHB", payload)
    parts = (payload[6 + 3 * index : 9 + 3 * index] for index in range(count))
    components = tuple((part[0], part[1] >> 4, part[1] & 15, part[2]) for part in parts)
    return Frame(marker, bits, width, height, components)


def _has_trailer(data: bytes, scan_at: int) -> bool:
    """Whether something follows the picture's end, which no compressed pixels can look like."""
    end = data.find(b"\xff\xd9", scan_at)
    return end >= 0 and bool(data[end + 2 :].strip(b"\0\xff\r\n"))


def _density(payload: bytes) -> tuple[float, float] | None:
    unit, across, down = struct.unpack_from(">BHH", payload, 7)
    scale = _DENSITY_UNITS.get(unit)
    return (across * scale, down * scale) if scale and across and down else None
