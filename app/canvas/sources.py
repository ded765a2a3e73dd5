"""Rasters as the screen shows them: 8 bits, in the display's colours, alpha multiplied in."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from app.document.raster import TILE_PX, Raster, Tile, TileKey, tile_rect
from moebius_core.arrays import Mask
from moebius_core.geometry import Rect, Size

ToDisplay: TypeAlias = Callable[[NDArray[Any]], NDArray[np.uint8]]
"""(h, w, 3) uint8 or uint16 in the photo's colours -> (h, w, 3) uint8 in the display's."""

_CACHED_TILES = 288
"""54 MB of converted pixels: what the largest views need between 50 and 100 %."""


class PhotoSource:
    """An image raster for the screen.

    Args:
        raster: (H, W, 3) uint8 or uint16.
        alpha: (H, W) of the same depth, or None; the pixels come out multiplied by it.
        to_display: Colour transform; None when the values are the display's already.
    """

    def __init__(
        self, raster: Raster, alpha: NDArray[Any] | None, to_display: ToDisplay | None
    ) -> None:
        self.raster = raster
        self.alpha = alpha
        self.to_display = to_display
        self.channels = 4 if alpha is not None else 3
        self._converted: OrderedDict[TileKey, tuple[Tile, NDArray[np.uint8]]] = OrderedDict()

    @property
    def size(self) -> Size:
        return self.raster.size

    def read(self, rect: Rect) -> NDArray[np.uint8]:
        pixels = (
            _to_8_bit(self.raster.read(rect)) if self.to_display is None else self._cached(rect)
        )
        return self._with_alpha(pixels, rect.slices)

    def sparse(self, rect: Rect, step: int) -> NDArray[np.uint8]:
        found = _sparse(self.raster, rect, step)
        pixels = _to_8_bit(found) if self.to_display is None else self.to_display(found)
        rows, columns = _sparse_places(self.size, rect, step)
        return self._with_alpha(pixels, np.ix_(rows, columns))

    def uncached(self, raster: Raster) -> PhotoSource:
        """The same kind of source for another raster, as another thread may use it."""
        return PhotoSource(raster, self.alpha, self.to_display)

    def _with_alpha(self, pixels: NDArray[np.uint8], where: Any) -> NDArray[np.uint8]:
        if self.alpha is None:
            return pixels
        import cv2

        alpha = _to_8_bit(np.ascontiguousarray(self.alpha[where]))
        seen: Any = cv2.multiply(pixels, cv2.merge([alpha, alpha, alpha]), scale=1 / 255)
        return np.dstack([seen, alpha])

    def _cached(self, rect: Rect) -> NDArray[np.uint8]:
        out = np.empty((rect.height, rect.width, 3), np.uint8)
        for key in self.raster.keys_in(rect):
            whole = tile_rect(self.size, key)
            part = whole.intersection(rect)
            inside = part.relative_to(whole).slices
            out[part.relative_to(rect).slices] = self._converted_tile(key, part, whole, inside)
        return out

    def _converted_tile(
        self, key: TileKey, part: Rect, whole: Rect, inside: tuple[slice, slice]
    ) -> NDArray[np.uint8]:
        assert self.to_display is not None
        tile = self.raster.tile(key)
        if tile.flags.writeable or part.area * 16 < whole.area:
            return self.to_display(np.ascontiguousarray(tile[inside]))
        known = self._converted.get(key)
        if known is None or known[0] is not tile:
            known = (tile, self.to_display(np.ascontiguousarray(tile)))
            self._converted[key] = known
            if len(self._converted) > _CACHED_TILES:
                self._converted.popitem(last=False)
        self._converted.move_to_end(key)
        return known[1][inside]


class MaskSource:
    """A mask raster for the screen."""

    channels = 1

    def __init__(self, raster: Raster) -> None:
        self.raster = raster

    @property
    def size(self) -> Size:
        return self.raster.size

    def read(self, rect: Rect) -> NDArray[np.uint8]:
        return cast("NDArray[np.uint8]", self.raster.read(rect))

    def sparse(self, rect: Rect, step: int) -> NDArray[np.uint8]:
        return cast("NDArray[np.uint8]", _sparse(self.raster, rect, step))


def mask_source(mask: Mask) -> MaskSource:
    """A source for an (H, W) mask that is not a document's."""
    return MaskSource(Raster.from_array(mask))


def differing(one: Raster, other: Raster) -> list[Rect]:
    """The rectangles of the tiles that two rasters of the same size do not share."""
    return [
        tile_rect(one.size, key)
        for key in one.keys_in(one.size.rect)
        if one.tile(key) is not other.tile(key)
    ]


def _to_8_bit(values: NDArray[Any]) -> NDArray[np.uint8]:
    """65535 -> 255, rounded to the nearest: 65535 is 255 * 257."""
    if values.dtype == np.uint8:
        return cast("NDArray[np.uint8]", values)
    import cv2

    scaled: Any = cv2.convertScaleAbs(values, alpha=1 / 257)
    return cast("NDArray[np.uint8]", scaled)


def _sparse_places(size: Size, rect: Rect, step: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    rows = np.minimum(np.arange(rect.top, rect.bottom, step) + step // 2, size.height - 1)
    columns = np.minimum(np.arange(rect.left, rect.right, step) + step // 2, size.width - 1)
    return rows, columns


def _sparse(raster: Raster, rect: Rect, step: int) -> NDArray[Any]:
    rows, columns = _sparse_places(raster.size, rect, step)
    row_tiles, column_tiles = rows // TILE_PX, columns // TILE_PX
    row_stops = np.searchsorted(row_tiles, np.arange(row_tiles[-1] + 2))
    column_stops = np.searchsorted(column_tiles, np.arange(column_tiles[-1] + 2))
    first = raster.tile((0, 0))
    out = np.empty((len(rows), len(columns), *first.shape[2:]), first.dtype)
    for row in range(int(row_tiles[0]), int(row_tiles[-1]) + 1):
        ys = slice(int(row_stops[row]), int(row_stops[row + 1]))
        for column in range(int(column_tiles[0]), int(column_tiles[-1]) + 1):
            xs = slice(int(column_stops[column]), int(column_stops[column + 1]))
            tile = raster.tile((row, column))
            down = _stride(rows[ys] - row * TILE_PX, step)
            across = _stride(columns[xs] - column * TILE_PX, step)
            out[ys, xs] = tile[down][:, across]
    return out


def _stride(places: NDArray[np.intp], step: int) -> slice | NDArray[np.intp]:
    """The places as a slice, which is quicker, where the last one is not moved to the edge."""
    if len(places) and places[-1] - places[0] == step * (len(places) - 1):
        return slice(int(places[0]), int(places[-1]) + 1, step)
    return places
