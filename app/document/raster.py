"""A large image in tiles that are never changed once they are shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import size_of
from moebius_core.geometry import Rect, Size

TILE_PX = 256

TileKey: TypeAlias = tuple[int, int]
"""(row, column) of a tile."""

Tile: TypeAlias = NDArray[Any]
"""(h, w) or (h, w, channels), read-only once shared; h and w are 256 except at the far edges.

One that owns its memory came from an edit; views belong to the photo, or show one value everywhere
(`uniform_value`).
"""


class Patch(NamedTuple):
    """The tiles that one edit replaced: references, so the unchanged rest costs nothing."""

    before: Mapping[TileKey, Tile]
    after: Mapping[TileKey, Tile]

    @property
    def is_empty(self) -> bool:
        return not self.after


class Raster:
    """An image that is edited in place for its owner and shared for free with everybody else.

    Outside an edit all tiles are frozen, and `snapshot` costs one dictionary copy. Inside one
    (`begin` .. `commit`/`roll_back`) a tile is copied when it is first written to.
    """

    def __init__(self, size: Size, tiles: dict[TileKey, Tile]) -> None:
        self.size = size
        self._tiles = tiles
        self._before: dict[TileKey, Tile] | None = None

    @classmethod
    def from_array(cls, array: NDArray[Any]) -> Raster:
        """Tiles are views of `array`, which must not be changed afterwards.

        Args:
            array: (H, W) or (H, W, channels) of any dtype.
        """
        frozen = array.view()
        frozen.flags.writeable = False
        size = size_of(array)
        return cls(size, {key: frozen[tile_rect(size, key).slices] for key in all_keys(size)})

    @classmethod
    def blank(cls, size: Size) -> Raster:
        """(H, W) uint8 of zeros, which takes no memory."""
        tiles: dict[TileKey, Tile] = {}
        for key in all_keys(size):
            rect = tile_rect(size, key)
            tiles[key] = _uniform((rect.height, rect.width), np.dtype(np.uint8), 0)
        return cls(size, tiles)

    @property
    def dtype(self) -> np.dtype[Any]:
        return self._tiles[0, 0].dtype

    @property
    def is_editing(self) -> bool:
        return self._before is not None

    def tile(self, key: TileKey) -> Tile:
        """The tile itself, not a copy: only to be read, and not kept during an edit."""
        return self._tiles[key]

    def fits(self, key: TileKey, tile: Tile) -> bool:
        """Whether a tile is of the shape and depth that belongs there."""
        own = self._tiles.get(key)
        return own is not None and own.shape == tile.shape and own.dtype == tile.dtype

    def keys_in(self, rect: Rect) -> Iterator[TileKey]:
        """Keys of the tiles that `rect` touches, row by row."""
        return keys_in(rect.intersection(self.size.rect))

    def read(self, rect: Rect) -> NDArray[Any]:
        """A contiguous copy of the pixels in `rect`, which is clipped to the image."""
        rect = rect.intersection(self.size.rect)
        first = self._tiles[0, 0]
        out = np.empty((rect.height, rect.width, *first.shape[2:]), first.dtype)
        for key in keys_in(rect):
            whole = tile_rect(self.size, key)
            part = whole.intersection(rect)
            tile = self._tiles[key]
            value = uniform_value(tile)
            inside = tile[part.relative_to(whole).slices] if value is None else value
            out[part.relative_to(rect).slices] = inside
        return out

    def to_array(self) -> NDArray[Any]:
        """The whole image as one contiguous copy."""
        return self.read(self.size.rect)

    def snapshot(self) -> Raster:
        """The image as it is now, whatever happens to this one later. Any thread may read it.

        Inside an edit: the image as it was when the edit began.
        """
        return Raster(self.size, {**self._tiles, **(self._before or {})})

    def begin(self) -> None:
        """Start an edit."""
        if self._before is not None:
            raise RuntimeError("this raster is being edited already")
        self._before = {}

    def write(self, rect: Rect, values: NDArray[Any] | int) -> Rect:
        """Replace the pixels in `rect`, inside an edit.

        Args:
            rect: Clipped to the image.
            values: The pixels of the unclipped `rect`, or one value for all of them.

        Returns:
            The rectangle that was written.
        """
        if self._before is None:
            raise RuntimeError("writing to a raster needs an edit")
        seen = rect.intersection(self.size.rect)
        for key in keys_in(seen):
            whole = tile_rect(self.size, key)
            part = whole.intersection(seen)
            new = values if isinstance(values, int) else values[part.relative_to(rect).slices]
            if part == whole:
                self._replace_tile(key, new)
            else:
                self._writable(key)[part.relative_to(whole).slices] = new
        return seen

    def clear_tile(self, key: TileKey) -> None:
        """Set a whole tile to zero, inside an edit."""
        tile = self._tiles[key]
        self.put_tile(key, _uniform(tile.shape, tile.dtype, 0))

    def put_tile(self, key: TileKey, tile: Tile) -> None:
        """Put a frozen tile in place without copying it, inside an edit."""
        if self._before is None:
            raise RuntimeError("writing to a raster needs an edit")
        self._before.setdefault(key, self._tiles[key])
        self._tiles[key] = tile

    def occupied(self, within: Rect | None = None) -> list[TileKey]:
        """Keys of the tiles that hold anything but zeros, row by row."""
        keys = self._tiles if within is None else self.keys_in(within)
        return [key for key in keys if not _is_blank(self._tiles[key])]

    def uniform_in(self, rect: Rect) -> int | None:
        """The one value of all tiles that `rect` touches, where that can be told at a glance."""
        values = {uniform_value(self._tiles[key]) for key in self.keys_in(rect)}
        return values.pop() if len(values) == 1 else None

    def bounds(self) -> Rect:
        """The smallest rectangle that holds every pixel that is not zero; empty without any."""
        keys = self.occupied()
        if not keys:
            return Rect(0, 0, 0, 0)
        rows, columns = {row for row, _ in keys}, {column for _, column in keys}
        rim = {min(rows), max(rows)}, {min(columns), max(columns)}
        bounds = Rect(0, 0, 0, 0)
        for key in keys:
            if key[0] in rim[0] or key[1] in rim[1]:
                rect = tile_rect(self.size, key)
                bounds = bounds.union(_occupied_part(self._tiles[key]).translated(*rect[:2]))
        return bounds

    def rect_of(self, *keys: TileKey) -> Rect:
        """The smallest rectangle that holds these tiles."""
        if not keys:
            return Rect(0, 0, 0, 0)
        rows, columns = [row for row, _ in keys], [column for _, column in keys]
        first = tile_rect(self.size, (min(rows), min(columns)))
        return first.union(tile_rect(self.size, (max(rows), max(columns))))

    def commit(self) -> Patch:
        """End the edit; its tiles are frozen, and those that look as before are not in it."""
        before = self._before
        if before is None:
            raise RuntimeError("there is no edit to commit")
        self._before = None
        for key, old in tuple(before.items()):
            tile = self._tiles[key]
            tile.flags.writeable = False
            if _are_equal(old, tile):
                self._tiles[key] = before.pop(key)
            elif tile.ndim == 2:
                self._tiles[key] = _condensed(tile)
        return Patch(before, {key: self._tiles[key] for key in before})

    def roll_back(self) -> Rect:
        """End the edit and take it back; the rectangle that changed."""
        before = self._before
        if before is None:
            raise RuntimeError("there is no edit to take back")
        self._before = None
        return self.replace(before)

    def replace(self, tiles: Mapping[TileKey, Tile]) -> Rect:
        """Put other tiles in place, as undo and redo do; the rectangle that they cover."""
        if self._before is not None:
            raise RuntimeError("tiles cannot be replaced during an edit")
        self._tiles.update(tiles)
        return self.rect_of(*tiles)

    def _replace_tile(self, key: TileKey, values: NDArray[Any] | int) -> None:
        old = self._tiles[key]
        if isinstance(values, int) and old.ndim == 2:
            self.put_tile(key, _uniform(old.shape, old.dtype, values))
        else:
            new = np.empty(old.shape, old.dtype)
            new[...] = values
            self.put_tile(key, new)

    def _writable(self, key: TileKey) -> Tile:
        assert self._before is not None
        tile = self._tiles[key]
        self._before.setdefault(key, tile)
        if not tile.flags.writeable:
            tile = self._tiles[key] = tile.copy()
        return tile


def tile_rect(size: Size, key: TileKey) -> Rect:
    """The pixels of a tile."""
    top, left = key[0] * TILE_PX, key[1] * TILE_PX
    return Rect(left, top, min(left + TILE_PX, size.width), min(top + TILE_PX, size.height))


def keys_in(rect: Rect) -> Iterator[TileKey]:
    """Keys of the tiles that a rectangle inside the image touches."""
    if rect.is_empty:
        return
    for row in range(rect.top // TILE_PX, -(-rect.bottom // TILE_PX)):
        for column in range(rect.left // TILE_PX, -(-rect.right // TILE_PX)):
            yield row, column


def all_keys(size: Size) -> Iterator[TileKey]:
    """Keys of all tiles of an image."""
    return keys_in(size.rect)


def uniform_value(tile: Tile) -> int | None:
    """The value of a mask's tile that shows the same memory everywhere; None for all others."""
    return int(tile[0, 0]) if tile.ndim == 2 and tile.strides == (0, 0) else None


def _uniform(shape: tuple[int, ...], dtype: np.dtype[Any], value: int) -> Tile:
    return np.broadcast_to(np.array(value, dtype), shape)


def _condensed(tile: Tile) -> Tile:
    """The same mask tile, without memory of its own where all its pixels are alike."""
    first = tile[0, 0]
    if uniform_value(tile) is None and first == tile[-1, -1] and (tile == first).all():
        return _uniform(tile.shape, tile.dtype, int(first))
    return tile


def _is_blank(tile: Tile) -> bool:
    value = uniform_value(tile)
    return not tile.any() if value is None else value == 0


def _are_equal(one: Tile, other: Tile) -> bool:
    values = uniform_value(one), uniform_value(other)
    if None not in values:
        return values[0] == values[1]
    return np.array_equal(one[0], other[0]) and np.array_equal(one, other)


def _occupied_part(tile: Tile) -> Rect:
    """The smallest rectangle of a tile that holds every pixel that is not zero."""
    rows, columns = np.flatnonzero(tile.any(axis=1)), np.flatnonzero(tile.any(axis=0))
    return Rect(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
