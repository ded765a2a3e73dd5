"""Tiles in a file: undo steps that left the memory, and the journal.

A signature; per tile a head and its payload (constant tiles: one pixel; masks: zlib; images as they
are, since compressing them takes longer than the disk); a CRC-32 of all that.
"""

from __future__ import annotations

import contextlib
import errno
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.document.raster import Tile, TileKey, uniform_value
from app.document.step import Layer

LayerTiles: TypeAlias = Mapping[Layer, Mapping[TileKey, Tile]]

_SIGNATURE = b"MoebiusTiles1\n"
_HEAD = struct.Struct("<BIIHHBBBI")  # layer, row, column, h, w, channels, item size, coding, length
_CRC = struct.Struct("<I")
_LAYERS = (Layer.IMAGE, Layer.MASK)
_RAW, _ZLIB, _CONSTANT = range(3)


def write_tiles(path: Path, layers: LayerTiles) -> int:
    """Write tiles as a new file; how many bytes it has.

    Raises:
        OSError: as the system says; nothing of the file is left.
    """
    crc = size = 0
    try:
        with path.open("wb") as file:
            for part in _parts(layers):
                file.write(part)
                crc = zlib.crc32(part, crc)
                size += len(part)
            file.write(_CRC.pack(crc))
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    return size + _CRC.size


def read_tiles(path: Path) -> dict[Layer, dict[TileKey, Tile]]:
    """What `write_tiles` wrote: frozen tiles that own their memory, constant ones as views.

    Raises:
        OSError: missing, unreadable, torn or damaged.
    """
    data = path.read_bytes()
    end = len(data) - _CRC.size
    if not data.startswith(_SIGNATURE) or end < len(_SIGNATURE):
        raise OSError(errno.EIO, "no file of tiles", str(path))
    if zlib.crc32(memoryview(data)[:end]) != _CRC.unpack_from(data, end)[0]:
        raise OSError(errno.EIO, "damaged tiles", str(path))
    layers: dict[Layer, dict[TileKey, Tile]] = {}
    at = len(_SIGNATURE)
    while at < end:
        layer, row, column, *form, length = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        tile = _decoded(memoryview(data)[at : at + length], form)
        layers.setdefault(_LAYERS[layer], {})[row, column] = tile
        at += length
    return layers


def _parts(layers: LayerTiles) -> Iterator[bytes | memoryview]:
    yield _SIGNATURE
    for layer, tiles in layers.items():
        for (row, column), tile in tiles.items():
            coding, payload = _encoded(tile)
            height, width = tile.shape[:2]
            channels = tile.shape[2] if tile.ndim == 3 else 0
            form = (height, width, channels, tile.itemsize, coding)
            yield _HEAD.pack(_LAYERS.index(layer), row, column, *form, len(payload))
            yield payload


def _encoded(tile: NDArray[Any]) -> tuple[int, bytes | memoryview]:
    first = tile[0, 0]
    if uniform_value(tile) is not None:
        return _CONSTANT, first.tobytes()
    if np.array_equal(first, tile[-1, -1]) and (tile == first).all():
        return _CONSTANT, first.tobytes()
    content = np.ascontiguousarray(tile).reshape(-1).view(np.uint8).data
    return (_ZLIB, zlib.compress(content, 1)) if tile.ndim == 2 else (_RAW, content)


def _decoded(payload: memoryview, form: list[int]) -> Tile:
    height, width, channels, item_size, coding = form
    shape = (height, width, channels) if channels else (height, width)
    dtype = np.dtype(f"u{item_size}")
    if coding == _CONSTANT:
        return np.broadcast_to(np.frombuffer(payload, dtype).reshape(shape[2:]).copy(), shape)
    content = zlib.decompress(payload) if coding == _ZLIB else payload
    tile = np.frombuffer(content, dtype).reshape(shape).copy()
    tile.flags.writeable = False
    return tile
