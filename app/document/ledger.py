"""What the undo steps cost: each tile counted once, and only where nobody else needs it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.document.raster import Tile


@dataclass
class _Account:
    tile: Tile
    """Held here so that its id stays its own."""
    holders: int = 0
    is_shown: bool = False

    @property
    def cost(self) -> int:
        return self.tile.nbytes if self.holders and not self.is_shown else 0


class Ledger:
    """Bytes that would be free if no step held them.

    A tile that is part of the present image or mask costs nothing, nor does a view into the photo
    as opened or into the shared blank: those do not own their memory.
    """

    def __init__(self) -> None:
        self.bytes = 0
        self._accounts: dict[int, _Account] = {}

    def hold(self, tiles: Iterable[Tile]) -> None:
        """A step has these tiles."""
        for tile in tiles:
            self._change(tile, holders=1)

    def release(self, tiles: Iterable[Tile]) -> None:
        """A step has them no longer."""
        for tile in tiles:
            self._change(tile, holders=-1)

    def show(self, *, leaving: Iterable[Tile], entering: Iterable[Tile]) -> None:
        """The present image and mask have changed by these tiles."""
        for tile in leaving:
            self._change(tile, is_shown=False)
        for tile in entering:
            self._change(tile, is_shown=True)

    def _change(self, tile: Tile, *, holders: int = 0, is_shown: bool | None = None) -> None:
        if not tile.flags.owndata:
            return
        account = self._accounts.setdefault(id(tile), _Account(tile))
        self.bytes -= account.cost
        account.holders += holders
        account.is_shown = account.is_shown if is_shown is None else is_shown
        self.bytes += account.cost
        if not account.holders and not account.is_shown:
            del self._accounts[id(tile)]
