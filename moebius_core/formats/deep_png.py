"""Writing 16-bit PNG, which Pillow cannot: filtered rows, deflated band by band."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from moebius_core.formats import png
from moebius_core.formats.metadata import Metadata

_COLOUR_TYPES = {1: png.GREY, 2: png.GREY_ALPHA, 3: png.RGB, 4: png.RGBA}
_LEVEL = 4
_BAND_BYTES = 4 * 1024 * 1024
_UP = 2


def encode(planes: NDArray[np.uint16], metadata: Metadata) -> list[bytes]:
    """The parts of a PNG file.

    Args:
        planes: (H, W, channels): grey, grey + alpha, RGB or RGBA.
        metadata: Written between header and pixels.
    """
    height, width, channels = planes.shape
    header = struct.pack(">IIBBBBB", width, height, 16, _COLOUR_TYPES[channels], 0, 0, 0)
    parts = [png.SIGNATURE, png.chunk(b"IHDR", header), *png.metadata_chunks(metadata)]
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, 15, 9, zlib.Z_FILTERED)
    rows = max(1, _BAND_BYTES // (width * channels * 2))
    above = np.zeros((1, width * channels * 2), np.uint8)
    for top in range(0, height, rows):
        raw = planes[top : top + rows].astype(">u2").view(np.uint8).reshape(-1, above.shape[1])
        filtered = np.empty((raw.shape[0], raw.shape[1] + 1), np.uint8)
        filtered[:, 0] = _UP
        np.subtract(raw, np.concatenate((above, raw[:-1])), out=filtered[:, 1:])
        above = raw[-1:]
        if content := deflate.compress(filtered.tobytes()):
            parts.append(png.chunk(b"IDAT", content))
    return [*parts, png.chunk(b"IDAT", deflate.flush()), png.chunk(b"IEND", b"")]
