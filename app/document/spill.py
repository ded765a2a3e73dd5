"""Undo steps on disk, in a folder that dies with the document."""

from __future__ import annotations

import contextlib
import weakref
from pathlib import Path

from app import places
from app.document.claim import ClaimedFolder, remove_unclaimed
from app.document.raster import Tile, TileKey
from app.document.step import Layer
from app.document.tile_file import LayerTiles, read_tiles, write_tiles


class Spill:
    """A file a step and direction, in a folder of its own that is made when first used.

    Args:
        folder: Where that folder is made; None: in the cache folder.
    """

    def __init__(self, folder: Path | None) -> None:
        self._parent = folder
        self._claimed: ClaimedFolder | None = None
        self._sizes: dict[str, int] = {}

    @property
    def bytes_on_disk(self) -> int:
        return sum(self._sizes.values())

    def store(self, name: str, layers: LayerTiles) -> None:
        """Write tiles under a name; one that is stored already is not written again.

        Raises:
            OSError: the folder cannot be written to, or the disk is full.
        """
        if name not in self._sizes:
            self._sizes[name] = write_tiles(self._folder() / name, layers)

    def load(self, name: str) -> dict[Layer, dict[TileKey, Tile]]:
        """Raises OSError when the file is missing or damaged."""
        return read_tiles(self._folder() / name)

    def discard(self, name: str) -> None:
        """Delete what is stored under a name, if anything is."""
        if self._sizes.pop(name, None) is not None:
            with contextlib.suppress(OSError):
                (self._folder() / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Delete everything."""
        self._sizes.clear()
        if self._claimed is not None:
            self._claimed.remove()
            self._claimed = None

    def _folder(self) -> Path:
        if self._claimed is None:
            self._claimed = ClaimedFolder.create(self._parent or default_folder())
            weakref.finalize(self, self._claimed.remove)
        return self._claimed.path


def default_folder() -> Path:
    """Where documents put their undo steps unless told otherwise."""
    return places.cache_folder() / "undo"


def remove_leftovers(folder: Path | None = None) -> None:
    """Delete the undo steps of processes that crashed; for a quiet moment after the start."""
    remove_unclaimed(folder or default_folder())
