"""3x3 convolutions as Winograd's F(4x4, 3x3): 36 products for each 4x4 outputs instead of 144.

arXiv 1509.09308. Input tiles and weights are transformed, multiplied channel matrix by channel
matrix for each of the 36 points, and transformed back; all exact up to rounding.

Images lie in planes: (16, C, R, T), where plane 4i + j holds the pixels at row i and column j of
every 4x4 tile. All three steps are then plain matrix products without any rearrangement.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moebius_core.export.graph import Graph

TILE = 4
PLANES = TILE * TILE
_SIDE = 6
_POINTS = _SIDE * _SIDE

_INPUT = np.array(
    [
        [4, 0, -5, 0, 1, 0],
        [0, -4, -4, 1, 1, 0],
        [0, 4, -4, -1, 1, 0],
        [0, -2, -1, 2, 1, 0],
        [0, 2, -1, -2, 1, 0],
        [0, 4, 0, -5, 0, 1],
    ],
    np.float64,
)
_WEIGHT = np.array(
    [
        [1 / 4, 0, 0],
        [-1 / 6, -1 / 6, -1 / 6],
        [-1 / 6, 1 / 6, -1 / 6],
        [1 / 24, 1 / 12, 1 / 6],
        [1 / 24, -1 / 12, 1 / 6],
        [0, 0, 1],
    ],
    np.float64,
)
_OUTPUT = np.array(
    [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]],
    np.float64,
)
_DOUBLED = np.array(
    [[1, 0, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
    np.float64,
)
"""The six inputs of a tile after nearest-neighbour doubling, from the four before it."""

_BAND_BYTES = 96 << 20
"""Larger transformed inputs are handled a band of rows at a time, to spare memory."""


def to_planes(g: Graph, x: str, width: int, side: int) -> str:
    """(1, C, S, S) -> (16, C, S/4, S/4)."""
    tiles = side // TILE
    return g.reshape(g.op("SpaceToDepth", x, blocksize=TILE), PLANES, width, tiles, tiles)


def from_planes(g: Graph, x: str, width: int, side: int) -> str:
    """(16, C, S/4, S/4) -> (1, C, S, S)."""
    tiles = side // TILE
    x = g.reshape(x, 1, PLANES * width, tiles, tiles)
    return g.op("DepthToSpace", x, blocksize=TILE)


def winograd_conv(g: Graph, x: str, name: str, given: int, width: int, side: int) -> str:
    """Planes of `given` channels -> planes of `width` channels; the image is padded with zeros.

    `name.taps` (9, width * given) and `name.bias` (width, 1, 1) are its weights.
    """
    tiles = side // TILE
    x = g.reshape(x, TILE, TILE, given, tiles, tiles)
    kernel = g.floats("winograd_input", _own_first(_INPUT))
    return _convolved(g, x, name, given, width, tiles, TILE, kernel)


def winograd_doubling_conv(g: Graph, x: str, name: str, given: int, width: int, side: int) -> str:
    """(1, given, S/2, S/2), doubled by nearest neighbours, -> planes of `width` channels, side S.

    Weights as for `winograd_conv`; the doubled image never exists.
    """
    tiles = side // TILE
    x = g.op("SpaceToDepth", x, blocksize=2)
    x = g.reshape(x, 2, 2, given, tiles, tiles)
    kernel = g.floats("winograd_doubled_input", _own_first(_INPUT @ _DOUBLED))
    return _convolved(g, x, name, given, width, tiles, 2, kernel)


def _own_first(kernel: NDArray[np.float64]) -> NDArray[np.float64]:
    """Columns in the order in which `_with_neighbours` has the pixels."""
    count = kernel.shape[1]
    return kernel[:, [*range(1, count - 1), 0, count - 1]]


def _convolved(
    g: Graph, x: str, name: str, given: int, width: int, tiles: int, block: int, kernel: str
) -> str:
    """Planes of the result.

    Args:
        x: (block, block, given, R, T): pixels by their row and column in the blocks of a tile.
        kernel: The input's transform along one side, (6, block + 2).
    """
    taps = g.weight(f"{name}.taps")
    taps = g.op("MatMul", g.floats("winograd_weight", np.kron(_WEIGHT, _WEIGHT)), taps)
    weights = g.reshape(taps, _POINTS, width, given)
    output = g.floats("winograd_output", _OUTPUT)
    bands = _bands(given, tiles)
    rows, seen = tiles // bands, block + 2
    done: list[str] = []
    for start in range(0, tiles, rows):
        band = _with_neighbours(g, x, block, 0, 3, (start, rows, tiles))
        band = g.op("MatMul", kernel, g.reshape(band, seen, block * given * rows * tiles))
        band = g.reshape(band, _SIDE, block, given, rows, tiles)
        band = _with_neighbours(g, band, block, 1, 4, (0, tiles, tiles))
        band = g.op("MatMul", kernel, g.reshape(band, _SIDE, seen, given * rows * tiles))
        band = g.reshape(band, _POINTS, given, rows * tiles)
        band = g.op("MatMul", weights, band)  # (36, width, rows * tiles)
        band = g.op("MatMul", output, g.reshape(band, _SIDE, _SIDE * width * rows * tiles))
        band = g.op("MatMul", output, g.reshape(band, TILE, _SIDE, width * rows * tiles))
        done.append(g.reshape(band, PLANES, width, rows, tiles))
    y = g.op("Concat", *done, axis=2) if bands > 1 else done[0]
    return g.op("Add", y, g.weight(f"{name}.bias"))


def _with_neighbours(
    g: Graph, x: str, block: int, pixels: int, blocks: int, band: tuple[int, int, int]
) -> str:
    """Blocks with the pixel before and the one after each, along one side of the image.

    Args:
        g, x: The graph; (..., block, ..., count of blocks, ...).
        block: Pixels in a block.
        pixels, blocks: The axes of pixels and of blocks.
        band: The first block wanted, how many, and how many there are.
    """
    start, count, total = band
    own = x if count == total else _cut(g, x, (blocks, start, start + count))
    before, after = (
        _shifted(g, x, (pixels, place), blocks, (start + step, start + step + count), total)
        for place, step in ((block - 1, -1), (0, 1))
    )
    return g.op("Concat", own, before, after, axis=pixels)


def _shifted(
    g: Graph, x: str, pixel: tuple[int, int], blocks: int, wanted: tuple[int, int], total: int
) -> str:
    """One pixel of the blocks in `wanted`, zero where there are none."""
    axis, place = pixel
    first, last = max(wanted[0], 0), min(wanted[1], total)
    part = _cut(g, x, (axis, place, place + 1), (blocks, first, last))
    margins = [0] * 10
    margins[blocks], margins[5 + blocks] = first - wanted[0], wanted[1] - last
    return g.op("Pad", part, g.ints(*margins)) if any(margins) else part


def _cut(g: Graph, x: str, *cuts: tuple[int, int, int]) -> str:
    """`x` from one entry up to another along some axes."""
    axes, starts, stops = zip(*cuts, strict=True)
    return g.op("Slice", x, g.ints(*starts), g.ints(*stops), g.ints(*axes))


def _bands(given: int, tiles: int) -> int:
    bands = 1
    while tiles % (2 * bands) == 0 and 4 * _POINTS * given * tiles**2 / bands > _BAND_BYTES:
        bands *= 2
    return bands
