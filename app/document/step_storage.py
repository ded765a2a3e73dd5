"""Where the tiles of the undo steps live: in memory up to a budget, beyond it on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from app.document.ledger import Ledger
from app.document.raster import Patch, Tile, TileKey
from app.document.spill import Spill
from app.document.step import Absent, Layer, Step

TileOf: TypeAlias = Callable[[Layer, TileKey], Tile]
"""The tile of the present image or mask."""


@dataclass
class _Away:
    """A step whose tiles are on disk."""

    file: str | None
    kept: dict[Layer, dict[TileKey, Tile]]
    """Views into the photo and shared blanks, which cost nothing."""


class StepStorage:
    """Sends steps away and brings them back.

    Only one side of a step goes to disk: the tiles that its next move will need. The other side is
    what the document shows when that move comes, so it is taken from there.
    """

    def __init__(self, folder: Path | None, tile_of: TileOf) -> None:
        self.ledger = Ledger()
        self.spill = Spill(folder)
        self._tile_of = tile_of
        self._away: dict[int, _Away] = {}

    def added(self, step: Step) -> None:
        """A step has just been done."""
        self.ledger.hold(step.tiles())
        self.moved(step, is_done=True)

    def moved(self, step: Step, *, is_done: bool) -> None:
        """A step has been undone or done again."""
        for patch in step.patches.values():
            leaving, entering = patch if is_done else (patch.after, patch.before)
            self.ledger.show(leaving=leaving.values(), entering=entering.values())

    def revised(self, step: Step, layer: Layer, patch: Patch) -> None:
        """One layer of a done step is to have other tiles, which are shown already."""
        old = step.patches.get(layer, Patch({}, {}))
        self.ledger.hold((*patch.before.values(), *patch.after.values()))
        back = [tile for key, tile in old.before.items() if key not in patch.before]
        self.ledger.show(
            leaving=(*old.after.values(), *patch.before.values()),
            entering=(*back, *patch.after.values()),
        )
        self.ledger.release((*old.before.values(), *old.after.values()))
        self._discard_files(step)
        step.patches[layer] = patch

    def dropped(self, step: Step) -> None:
        """A step leaves the history; what it shows stays shown."""
        if not step.is_away:
            self.ledger.release(step.tiles())
        self._away.pop(step.id, None)
        self._discard_files(step)

    def send_away(self, step: Step, *, is_done: bool) -> None:
        """Put a step's tiles on disk.

        Raises:
            OSError: they cannot be written; the step stays in memory.
        """
        kept: dict[Layer, dict[TileKey, Tile]] = {}
        stored: dict[Layer, dict[TileKey, Tile]] = {}
        for layer, patch in step.patches.items():
            for key, tile in (patch.before if is_done else patch.after).items():
                place = stored if tile.flags.owndata else kept
                place.setdefault(layer, {})[key] = tile
        name = _file_of(step, is_done=is_done) if stored else None
        if name:
            self.spill.store(name, stored)
        self.ledger.release(step.tiles())
        self._away[step.id] = _Away(name, kept)
        step.is_away = True
        for layer, patch in step.patches.items():
            step.patches[layer] = Patch(Absent(patch.before), Absent(patch.after))

    def bring_back(self, step: Step, *, is_done: bool) -> None:
        """Make a step whole whose turn it is: the last done one, or the first undone one.

        Raises:
            OSError: its file is missing or damaged.
        """
        away = self._away[step.id]
        loaded = self.spill.load(away.file) if away.file else {}
        for layer, patch in step.patches.items():
            own = {**away.kept.get(layer, {}), **loaded.get(layer, {})}
            shown = {key: self._tile_of(layer, key) for key in patch.after}
            step.patches[layer] = Patch(own, shown) if is_done else Patch(shown, own)
        step.is_away = False
        del self._away[step.id]
        self.ledger.hold(step.tiles())

    def close(self) -> None:
        """Delete what is on disk."""
        self.spill.close()

    def _discard_files(self, step: Step) -> None:
        for is_done in (True, False):
            self.spill.discard(_file_of(step, is_done=is_done))


def _file_of(step: Step, *, is_done: bool) -> str:
    return f"{step.id}-{'before' if is_done else 'after'}.tiles"


def nothing_shown(_layer: Layer, key: TileKey) -> Tile:
    """For a history without a document."""
    raise LookupError(key)
