"""One entry of the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.document.raster import Patch, Tile, TileKey


class Layer(Enum):
    """What a step changed."""

    IMAGE = "image"
    MASK = "mask"


@dataclass(eq=False)
class Step:
    """One entry of the history."""

    name: str
    """For people, translated."""
    patches: dict[Layer, Patch] = field(default_factory=dict[Layer, Patch])
    """Always whole for the steps that undo and redo would move; see `Absent` for the others."""
    id: int = 0
    """Counts up over the document's life; never used twice."""
    is_pending: bool = False
    """A removal that runs: its mask is taken, its pixels are still to come."""
    image_state: int = 0
    """Number of the image that it made; another one after the step was amended."""
    is_away: bool = False
    """Its tiles are on disk; only their keys are known here."""

    def touches(self, layer: Layer) -> bool:
        return layer in self.patches

    def tiles(self) -> Iterator[Tile]:
        """Every tile that the step holds, of all layers, before and after."""
        for patch in self.patches.values():
            yield from patch.before.values()
            yield from patch.after.values()


class Absent(Mapping[TileKey, Tile]):
    """Stands for tiles that are on disk: keys, no values."""

    def __init__(self, keys: Mapping[TileKey, Tile]) -> None:
        self._keys = tuple(keys)

    def __getitem__(self, key: TileKey) -> Tile:
        raise LookupError(f"tile {key} is on disk until undo or redo come near its step")

    def __iter__(self) -> Iterator[TileKey]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
