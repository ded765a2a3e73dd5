"""Writing TIFF, exact at 8 and 16 bits.

The EXIF block, which is itself a TIFF structure, becomes the beginning of the file: so all its
offsets, maker notes included, stay what they were. Pixels and a new directory follow.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import UnsupportedPhotoError
from moebius_core.formats import exif, exif_from_tiff, photoshop, tiff
from moebius_core.formats.metadata import Metadata
from moebius_core.formats.tiff_structure import (
    LONG,
    RATIONAL,
    SHORT,
    UNDEFINED,
    Layout,
    MalformedError,
    read_directory,
    read_header,
)

_STRIP_BYTES = 1 << 20
_LEVEL = 5
_DEFLATE, _HORIZONTAL = 8, 2
_BYTE = 1
_MAX_FILE = (1 << 32) - (1 << 20)
_ORIENTATION = 274
_DPI_SCALE = 10_000


class _Row(NamedTuple):
    """One field; `raw` is its value, or None where `field` holds the four bytes to copy."""

    tag: int
    type: int
    amount: int
    raw: bytes | None
    field: bytes = b""


def encode(
    planes: NDArray[Any], metadata: Metadata, *, has_alpha: bool, is_compressed: bool
) -> list[bytes]:
    """The parts of a TIFF file.

    Args:
        planes: (H, W, channels) uint8 or uint16: grey, grey + alpha, RGB or RGBA; the alpha is
            unassociated.
        metadata: Written with it.
        has_alpha: Whether the last channel is alpha.
        is_compressed: Deflate with a predictor; else plain.

    Raises:
        UnsupportedPhotoError: more than 4 GB.
    """
    head, copied, layout = _head(exif.without_thumbnail(metadata.exif) if metadata.exif else b"")
    height, width, channels = planes.shape
    rows_per_strip = max(1, _STRIP_BYTES // (width * channels * planes.itemsize))
    strips: list[bytes] = []
    for top in range(0, height, rows_per_strip):
        strips.append(_strip(planes[top : top + rows_per_strip], layout.order, is_compressed))
    offsets: list[int] = []
    at = len(head)
    for strip in strips:
        offsets.append(at)
        at += len(strip)
    if at > _MAX_FILE:
        raise UnsupportedPhotoError(
            "This photo needs more than 4 GB as TIFF, the most that such a file holds.",
            "Save it as PNG instead.",
        )
    order = layout.order
    table = {row.tag: row for row in copied}
    for row in (
        _numbers(order, tiff.WIDTH, width),
        _numbers(order, tiff.HEIGHT, height),
        _shorts(order, tiff.BITS, *[8 * planes.itemsize] * channels),
        _shorts(order, tiff.COMPRESSION, _DEFLATE if is_compressed else tiff.NO_COMPRESSION),
        _shorts(order, tiff.PHOTOMETRIC, tiff.BLACK_IS_ZERO if channels < 3 else tiff.RGB),
        _numbers(order, tiff.STRIP_OFFSETS, *offsets),
        _shorts(order, _ORIENTATION, 1),
        _shorts(order, tiff.SAMPLES, channels),
        _numbers(order, tiff.ROWS_PER_STRIP, min(rows_per_strip, height)),
        _numbers(order, tiff.STRIP_BYTES, *map(len, strips)),
        _shorts(order, tiff.PLANAR, 1),
        *((_shorts(order, tiff.PREDICTOR, _HORIZONTAL),) if is_compressed else ()),
        *((_shorts(order, tiff.EXTRA_SAMPLES, tiff.UNASSOCIATED),) if has_alpha else ()),
        *_metadata_rows(order, metadata),
    ):
        table[row.tag] = row
    padding = bytes(at & 1)
    directory = _directory(sorted(table.values()), at + len(padding), layout.order)
    struct.pack_into(order + "I", head, 4, at + len(padding) + directory.offset)
    return [bytes(head), *strips, padding, directory.data]


class _Written(NamedTuple):
    data: bytes
    offset: int
    """Of the directory inside `data`."""


def _head(block: bytes) -> tuple[bytearray, list[_Row], Layout]:
    """The beginning of the file, and the fields of the block's own directory."""
    try:
        layout, first = read_header(block)
        main = read_directory(block, first, layout)
    except MalformedError:
        return bytearray(b"II*\0" + bytes(4)), [], Layout("<", is_big=False)
    linked = (0x8769, 0x8825)
    rows = [
        _Row(entry.tag, entry.type, entry.count, None, block[entry.at + 8 : entry.at + 12])
        for entry in main.entries.values()
        if entry.tag in linked or not exif_from_tiff.is_structural(entry.tag)
    ]
    return bytearray(block + bytes(len(block) & 1)), rows, layout


def _strip(band: NDArray[Any], order: str, is_compressed: bool) -> bytes:
    if is_compressed:
        differences = band.copy()
        differences[:, 1:] -= band[:, :-1]
        band = differences
    kind = np.dtype(f"{order}u{band.itemsize}")
    raw = band.astype(kind, copy=False).tobytes()
    return zlib.compress(raw, _LEVEL) if is_compressed else raw


def _metadata_rows(order: str, metadata: Metadata) -> list[_Row]:
    rows: list[_Row] = []
    if metadata.dpi:
        across, down = (round(value * _DPI_SCALE) for value in metadata.dpi)
        for tag, value in ((tiff.X_RESOLUTION, across), (tiff.Y_RESOLUTION, down)):
            rows.append(_Row(tag, RATIONAL, 1, struct.pack(order + "II", value, _DPI_SCALE)))
        rows.append(_shorts(order, tiff.RESOLUTION_UNIT, 2))
    iptc = photoshop.iptc_of(metadata.photoshop)
    for tag, kind, raw in (
        (tiff.XMP, _BYTE, metadata.xmp),
        (tiff.IPTC, UNDEFINED, iptc),
        (tiff.PHOTOSHOP, _BYTE, photoshop.without_iptc(metadata.photoshop)),
        (tiff.ICC, UNDEFINED, metadata.icc),
    ):
        if raw:
            rows.append(_Row(tag, kind, len(raw), raw))
    return rows


def _directory(rows: list[_Row], start: int, order: str) -> _Written:
    values = bytearray()
    table = bytearray(struct.pack(order + "H", len(rows)))
    for row in rows:
        field = row.field
        if row.raw is not None and len(row.raw) <= 4:
            field = row.raw.ljust(4, b"\0")
        elif row.raw is not None:
            field = struct.pack(order + "I", start + len(values))
            values += row.raw + bytes(len(row.raw) & 1)
        table += struct.pack(order + "HHI", row.tag, row.type, row.amount) + field
    return _Written(bytes(values + table + bytes(4)), len(values))


def _numbers(order: str, tag: int, *values: int) -> _Row:
    return _Row(tag, LONG, len(values), struct.pack(f"{order}{len(values)}I", *values))


def _shorts(order: str, tag: int, *values: int) -> _Row:
    return _Row(tag, SHORT, len(values), struct.pack(f"{order}{len(values)}H", *values))
