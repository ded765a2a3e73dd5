"""What the editor may ask the person; the window answers with dialogs, tests with fixed answers."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from moebius_core.geometry import Size

if TYPE_CHECKING:
    from moebius_core.masks import Fit
    from moebius_core.photo import SaveOptions


class Unsaved(Enum):
    """What to do with changes that no file holds."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()
    """Stay with the present photo."""


class Prompts(Protocol):
    """Every question the editor asks. Each call returns when the person has answered."""

    def unsaved(self, name: str) -> Unsaved:
        """The photo called `name` has unsaved changes and is about to be left."""
        ...

    def confirm_overwrite(self, path: Path) -> bool:
        """The opened original is about to be replaced for the first time."""
        ...

    def overwrite_changed(self, path: Path) -> bool:
        """Another program has changed the file since it was opened; write over it all the same?"""
        ...

    def save_target(self, suggested: Path, options: SaveOptions) -> tuple[Path, SaveOptions] | None:
        """Where and how to save; None: not at all. Asks itself before it names an existing file."""
        ...

    def open_files(self, folder: Path | None) -> list[Path]:
        """Photos to open, looked for in `folder` first; empty: none."""
        ...

    def mask_file(self, folder: Path | None) -> Path | None:
        """A mask to load."""
        ...

    def mask_target(self, suggested: Path) -> Path | None:
        """Where to save the mask (PNG)."""
        ...

    def mask_fit(self, mask: Size, photo: Size) -> Fit | None:
        """How a mask of another size meets the photo; None: do not load it."""
        ...

    def busy_quit(self, what: str) -> bool:
        """`what` ("A removal is still running.") would be broken off: leave all the same?"""
        ...
