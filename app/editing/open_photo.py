"""The one photo on the screen, with all that lives as long as it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.document.document import Document
from app.document.raster import Raster
from app.editing.after_edits import AfterEdits
from app.editing.engine_room import EngineRoom
from app.editing.loaded import Loaded
from app.editing.removal import Removals, Submit
from app.editing.signature import Signature
from app.settings import Settings
from app.tools.tool import ToolContext

if TYPE_CHECKING:
    from moebius_core.photo import SaveOptions


@dataclass(frozen=True)
class Target:
    """The file that “Save” writes."""

    path: Path
    signature: Signature | None
    """Of the file as we read or wrote it; None: unknown."""
    options: SaveOptions | None = None
    """Chosen with “Save As”; None: as the settings say."""
    is_original: bool = False
    """Opened, and never written by us."""


@dataclass(eq=False)
class OpenPhoto:
    """A document, its name, its file and its removals."""

    document: Document
    name: str
    """What to call it: “beach.jpg”."""
    removals: Removals
    tool_context: ToolContext
    after_edits: AfterEdits
    path: Path | None = None
    """The file it was opened from or saved as."""
    target: Target | None = None
    """None: saving asks for a name."""

    @classmethod
    def made_of(
        cls,
        loaded: Loaded,
        engine_room: EngineRoom,
        submit: Submit,
        settings: Callable[[], Settings],
    ) -> OpenPhoto:
        """What has been read, ready to be edited.

        Args:
            submit: Takes the removals' jobs.
            settings: The settings as they are now.
        """
        document = loaded.document
        return cls(
            document,
            loaded.name,
            Removals(document, engine_room, submit, settings),
            ToolContext(document),
            AfterEdits(document),
            loaded.path,
            Target(loaded.path, loaded.signature, is_original=True)
            if loaded.path is not None and loaded.is_writable
            else None,
        )

    def mask_to_carry(self) -> Raster | None:
        """The painted mask, else the one that the last removal took; None: neither."""
        if self.document.mask.bounds().is_empty:
            return self.removals.last_mask
        return self.document.mask.snapshot()
