"""3x3 convolutions as Winograd's F(4x4, 3x3): 36 products for each 4x4 outputs instead of 144.

arXiv 1509.09308. Input tiles and weights are transformed, multiplied channel matrix by channel
matrix for each of the 36 points, and transformed back; all three are exact up to rounding.

Images lie in planes: (16, C, R, T), where plane 4i + j holds the pixels at row i and column j of
every 4x4 tile. All three steps are then plain matrix products without any rearrangement.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from moebius_core.export.graph import Graph

TILE = 4
PLANES = TILE * TILE
_POINTS = 36

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

_BAND_BYTES = 48 << 20
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
    x = g.op("Pad", x, g.ints(0, 0, 1, 1, 0, 0, 1, 1))
    seen = [((pixel - 1) % TILE, (pixel - 1) // TILE + 1) for pixel in range(6)]
    return _convolved(g, x, name, given, width, side // TILE, seen, TILE, "input", _INPUT)


def winograd_doubling_conv(g: Graph, x: str, name: str, given: int, width: int, side: int) -> str:
    """(1, given, S/2, S/2), doubled by nearest neighbours, -> planes of `width` channels, side S.

    Weights as for `winograd_conv`; the doubled image never exists.
    """
    half = side // 4 + 1  # pairs of pixels, padding included
    x = g.op("Pad", x, g.ints(0, 0, 1, 1, 0, 0, 1, 1))
    x = g.reshape(g.op("SpaceToDepth", x, blocksize=2), 4, given, half, half)
    seen = [(pixel % 2, pixel // 2) for pixel in range(4)]
    kernel = _INPUT @ _DOUBLED
    return _convolved(g, x, name, given, width, side // TILE, seen, 2, "doubled_input", kernel)


def _convolved(
    g: Graph,
    x: str,
    name: str,
    given: int,
    width: int,
    tiles: int,
    seen: Sequence[tuple[int, int]],
    block: int,
    kernel_name: str,
    kernel: NDArray[np.floating],
) -> str:
    """Planes of the result.

    Args:
        x: (block * block, given, R, T) padded planes.
        seen: For each pixel of an input tile along a side, its plane's number and by how many
            tiles it is shifted.
        kernel: The input's transform along one side, (6, len(seen)).
    """
    taps = g.op(
        "MatMul", g.floats("winograd_weight", _both_ways(_WEIGHT)), g.weight(f"{name}.taps")
    )
    weights = g.reshape(taps, _POINTS, width, given)
    before = g.floats(f"winograd_{kernel_name}", _both_ways(kernel))
    after = g.floats("winograd_output", _both_ways(_OUTPUT))
    bands = _bands(given, tiles)
    rows = tiles // bands
    done: list[str] = []
    for start in range(0, tiles, rows):
        pixels = [
            _shifted(g, x, block * plane + column_plane, (start + down, across), (rows, tiles))
            for plane, down in seen
            for column_plane, across in seen
        ]
        band = g.reshape(g.op("Concat", *pixels, axis=0), len(pixels), given * rows * tiles)
        band = g.reshape(g.op("MatMul", before, band), _POINTS, given, rows * tiles)
        band = g.op("MatMul", weights, band)  # (36, width, rows * tiles)
        band = g.op("MatMul", after, g.reshape(band, _POINTS, width * rows * tiles))
        done.append(g.reshape(band, PLANES, width, rows, tiles))
    y = g.op("Concat", *done, axis=2) if bands > 1 else done[0]
    return g.op("Add", y, g.weight(f"{name}.bias"))


def _shifted(g: Graph, x: str, plane: int, start: tuple[int, int], size: tuple[int, int]) -> str:
    """(1, C, rows, columns) of one plane from `start` on."""
    first = g.ints(plane, *start)
    last = g.ints(plane + 1, start[0] + size[0], start[1] + size[1])
    return g.op("Slice", x, first, last, g.ints(0, 2, 3))


def _both_ways(matrix: NDArray[np.floating]) -> NDArray[np.floating]:
    """What `matrix` does to the columns and to the rows of a square, (m * m, n * n)."""
    return np.kron(matrix, matrix)


def _bands(given: int, tiles: int) -> int:
    bands = 1
    while tiles % (2 * bands) == 0 and 4 * _POINTS * given * tiles**2 / bands > _BAND_BYTES:
        bands *= 2
    return bands
