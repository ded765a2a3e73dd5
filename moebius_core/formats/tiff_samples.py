"""The samples of grey and RGB TIFF at full depth, in every layout.

No library here reads them all: Pillow reduces 16-bit colour to 8 bits, OpenCV mixes up separate
planes and loses grey's alpha, and libtiff prints what it thinks of damaged files. But every layout
is made of strips or tiles, and a strip of interleaved RGB is also a strip of a grey picture that is
three times as wide. So OpenCV's libtiff unpacks grey, quietly, some strips at a time.
"""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from moebius_core.formats import tiff, with_opencv
from moebius_core.formats.tiff_structure import LONG, SHORT, MalformedError

_GROUP_SAMPLES = 1 << 25


class _Cells(NamedTuple):
    """The strips or tiles of one plane."""

    width: int
    """Samples across one cell."""
    height: int
    across: int
    """Cells side by side."""
    offsets: tuple[int, ...]
    lengths: tuple[int, ...]
    is_tiled: bool


def read(header: tiff.TiffHeader) -> NDArray[Any]:
    """All samples of the first picture, (H, W, samples) uint8 or uint16, not yet upright.

    Raises:
        MalformedError: cut off or damaged.
    """
    width, height = header.number(tiff.WIDTH, 0), header.number(tiff.HEIGHT, 0)
    samples = header.number(tiff.SAMPLES, 1)
    is_planar = header.number(tiff.PLANAR, 1) == 2 and samples > 1
    kind = np.uint16 if header.number(tiff.BITS, 8) == 16 else np.uint8
    if not width or not height or not samples:
        raise MalformedError("no pixels")
    found = np.empty((height, width, samples), kind)
    if is_planar:
        for index in range(samples):
            _read_plane(header, _cells(header, 1, index, samples), found[:, :, index : index + 1])
    else:
        _read_plane(header, _cells(header, samples, 0, 1), found)
    compression = header.number(tiff.COMPRESSION, tiff.NO_COMPRESSION)
    if header.number(tiff.PREDICTOR, 1) == 2 and compression != tiff.NO_COMPRESSION:
        _undo_predictor(found, header.number(tiff.TILE_WIDTH, width))
    return found


def _undo_predictor(values: NDArray[Any], tile_width: int) -> None:
    """Running sums along each row, anew in every tile, in place, wrapping around."""
    for left in range(0, values.shape[1], tile_width):
        tile = values[:, left : left + tile_width]
        np.cumsum(tile, axis=1, dtype=values.dtype, out=tile)


def _cells(header: tiff.TiffHeader, samples: int, plane: int, planes: int) -> _Cells:
    number = header.number
    width, height = number(tiff.WIDTH, 0), number(tiff.HEIGHT, 0)
    is_tiled = tiff.TILE_OFFSETS in header.main.entries
    if is_tiled:
        cell_width, cell_height = number(tiff.TILE_WIDTH, 0), number(tiff.TILE_HEIGHT, 0)
        offsets, lengths = header.numbers(tiff.TILE_OFFSETS), header.numbers(tiff.TILE_BYTES)
    else:
        cell_width, cell_height = width, min(number(tiff.ROWS_PER_STRIP, height), height)
        offsets, lengths = header.numbers(tiff.STRIP_OFFSETS), header.numbers(tiff.STRIP_BYTES)
    if cell_width < 1 or cell_height < 1:
        raise MalformedError("no strips")
    across = -(-width // cell_width)
    count = across * -(-height // cell_height)
    chosen = slice(plane * count, (plane + 1) * count)
    if len(offsets) < planes * count or len(lengths) < planes * count:
        raise MalformedError("strips missing")
    if any(at + size > len(header.data) for at, size in zip(offsets, lengths, strict=False)):
        raise MalformedError("strips cut off")
    return _Cells(
        cell_width * samples, cell_height, across, offsets[chosen], lengths[chosen], is_tiled
    )


def _read_plane(header: tiff.TiffHeader, cells: _Cells, out: NDArray[Any]) -> None:
    height, row_samples = out.shape[0], out.shape[1] * out.shape[2]
    rows_of_cells = -(-height // cells.height)
    each = max(1, _GROUP_SAMPLES // (cells.height * cells.width * cells.across))
    for first in range(0, rows_of_cells, each):
        top = first * cells.height
        bottom = min((first + each) * cells.height, height)
        numbers = range(first * cells.across, min(first + each, rows_of_cells) * cells.across)
        if header.number(tiff.COMPRESSION, tiff.NO_COMPRESSION) == tiff.NO_COMPRESSION:
            band = _plain_band(header, cells, numbers, bottom - top, out.dtype)
        else:
            band = with_opencv.decode(_grey_file(header, cells, numbers, row_samples, bottom - top))
        if band is None or band.dtype != out.dtype or band.shape[0] != bottom - top:
            raise MalformedError("strips damaged")
        out[top:bottom] = band[:, :row_samples].reshape(bottom - top, *out.shape[1:])


def _plain_band(
    header: tiff.TiffHeader, cells: _Cells, numbers: range, rows: int, kind: np.dtype[Any]
) -> NDArray[Any]:
    """Uncompressed cells put side by side and below each other."""
    stored = kind.newbyteorder("<" if header.layout.order == "<" else ">")
    band = np.empty((rows, cells.across * cells.width), kind)
    for place, number in enumerate(numbers):
        top = place // cells.across * cells.height
        left = place % cells.across * cells.width
        held = cells.height if cells.is_tiled else min(cells.height, rows - top)
        try:
            flat = np.frombuffer(header.data, stored, held * cells.width, cells.offsets[number])
        except ValueError as error:
            raise MalformedError("strip cut off") from error
        shown = flat.reshape(held, cells.width)[: rows - top]
        band[top : top + shown.shape[0], left : left + cells.width] = shown
    return band


def _grey_file(
    header: tiff.TiffHeader, cells: _Cells, numbers: range, width: int, height: int
) -> bytes:
    """A grey TIFF of its own that holds these compressed cells, without a predictor."""
    order = header.layout.order
    data = bytearray(8)
    offsets: list[int] = []
    for number in numbers:
        offsets.append(len(data))
        at = cells.offsets[number]
        data += header.data[at : at + cells.lengths[number]]
    data += bytes(len(data) & 1)
    bits = header.number(tiff.BITS, 8)
    rows: dict[int, tuple[int, ...]] = {
        tiff.WIDTH: (width,),
        tiff.HEIGHT: (height,),
        tiff.BITS: (bits,),
        tiff.COMPRESSION: (header.number(tiff.COMPRESSION, tiff.NO_COMPRESSION),),
        tiff.PHOTOMETRIC: (tiff.BLACK_IS_ZERO,),
        tiff.SAMPLES: (1,),
    }
    lengths = tuple(cells.lengths[number] for number in numbers)
    if cells.is_tiled:
        rows |= {tiff.TILE_WIDTH: (cells.width,), tiff.TILE_HEIGHT: (cells.height,)}
        rows |= {tiff.TILE_OFFSETS: tuple(offsets), tiff.TILE_BYTES: lengths}
    else:
        rows |= {tiff.ROWS_PER_STRIP: (cells.height,)}
        rows |= {tiff.STRIP_OFFSETS: tuple(offsets), tiff.STRIP_BYTES: lengths}
    table = bytearray(struct.pack(order + "H", len(rows)))
    for tag, values in sorted(rows.items()):
        is_short = tag in (tiff.BITS, tiff.COMPRESSION, tiff.PHOTOMETRIC, tiff.SAMPLES)
        raw = struct.pack(f"{order}{len(values)}{'H' if is_short else 'I'}", *values)
        if len(raw) > 4:
            at = len(data)
            data += raw
            raw = struct.pack(order + "I", at)
        head = struct.pack(order + "HHI", tag, SHORT if is_short else LONG, len(values))
        table += head + raw.ljust(4, b"\0")
    data[:8] = struct.pack(order + "2sHI", b"II" if order == "<" else b"MM", 42, len(data))
    return bytes(data + table + bytes(4))
