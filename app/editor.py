"""The logic behind the window: one photo being edited, where it comes from and where it goes. [Qt]

No widgets and no dialogs: questions go through `Prompts`, news through signals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.document.document import Document
from app.engine_room import EngineRoom, Opener
from app.filmstrip import Filmstrip
from app.prompts import Prompts
from app.removal import Removals
from app.settings import SettingsStore
from app.state import State
from app.tools.tool import ToolContext
from moebius_core.engines.selection import open_engine
from moebius_core.geometry import Rect

if TYPE_CHECKING:
    from moebius_core.photo import SaveOptions


class Editor(QObject):
    """What actions, panels and the canvas talk to. Every method belongs to the window's thread."""

    document_changed = Signal()
    """Another document, or none, is shown now."""
    state_changed = Signal()
    """Anything that enables or checks an action may be different now."""
    message = Signal(str)
    """For the status bar and the screen reader."""
    failed = Signal(str, str)
    """(what happened, what to do about it or "")."""
    busy = Signal(str)
    """Opening or saving has begun: what is being done."""
    idle = Signal()
    """Nothing is being opened or saved any more."""
    opened_notes = Signal(list)
    """Sentences (list[str]) on what opening converted or left behind."""
    progressed = Signal(float, str, object)
    """The running removal: 0..1, what is being done, seconds left or None."""
    removed = Signal(object)
    """`Outcome` of a removal that is finished."""
    journals_found = Signal(list)
    """list[FoundJournal]: what `find_journals` found."""
    recent_changed = Signal()
    """`recent` is different now."""

    def __init__(
        self,
        settings: SettingsStore,
        state: State,
        prompts: Prompts,
        *,
        opener: Opener = open_engine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.state = state
        self.prompts = prompts
        self.document: Document | None = None
        self.tool_context: ToolContext | None = None
        self.removals: Removals | None = None
        self.filmstrip = Filmstrip()
        self.engine_room = EngineRoom(opener)

    @property
    def name(self) -> str:
        """What the photo is called, for the title: "beach.jpg"; "" without a photo."""
        raise NotImplementedError

    @property
    def is_modified(self) -> bool:
        """Whether leaving would lose something."""
        raise NotImplementedError

    @property
    def is_busy(self) -> bool:
        """Whether something is being opened or saved."""
        raise NotImplementedError

    @property
    def recent(self) -> Sequence[tuple[Path, bool]]:
        """(photo, whether it is there), newest first, as many as the settings say."""
        raise NotImplementedError

    def refresh_recent(self) -> None:
        """Look in the background which recent photos are still there; `recent_changed` follows."""

    def clear_recent(self) -> None: ...

    def warm_up(self) -> None:
        """Load in the background what the first photo will need: call it once the window shows."""

    def ask_open(self) -> None:
        """Ask for photos and open them."""

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open the first one. One photo: its folder becomes the filmstrip; several: these do."""

    def open_sample(self) -> None: ...

    def open_image(self, pixels: NDArray[Any], name: str = "") -> None:
        """Edit pixels that no file holds: (H, W, 3|4) uint8 from the clipboard."""

    def open_bytes(self, data: bytes, name: str = "") -> None:
        """Edit an encoded picture that is no file here: dragged from a browser."""

    def close_document(self, then: Callable[[], object] | None = None) -> bool:
        """Close the photo, after asking about unsaved changes.

        Args:
            then: Called afterwards when the answer was to save first, which takes a while.

        Returns:
            Whether it is closed now.
        """
        raise NotImplementedError

    def may_quit(self, then: Callable[[], object]) -> bool:
        """Whether the program may end now; it asks about unsaved changes and running work.

        Args:
            then: Called once it may when the person chose to save first.
        """
        raise NotImplementedError

    def shut_down(self) -> None:
        """Stop all work and write what is to be remembered. The last call."""

    def next_photo(self) -> None: ...

    def previous_photo(self) -> None: ...

    def go_to_photo(self, index: int) -> None:
        """Open that photo of the filmstrip."""

    def save(self) -> None:
        """Write the file the photo came from, or ask for a name where that cannot be."""

    def ask_save_as(self) -> None: ...

    def save_as(self, path: Path, options: SaveOptions) -> None:
        """Write the photo to a new file, which is its file from then on."""

    def ask_export_copy(self) -> None: ...

    def export_copy(self, path: Path, options: SaveOptions) -> None:
        """Write a copy; the photo keeps its own file."""

    def save_and_next(self) -> None:
        """Save when anything was changed, then open the next photo."""

    def copy_result(self, then: Callable[[NDArray[Any]], object]) -> None:
        """Hand over the photo as (H, W, 3|4) uint8, made on a worker thread."""

    def undo(self) -> None: ...

    def redo(self) -> None: ...

    def jump(self, position: int) -> None:
        """Go to the state after so many steps of the history."""

    def remove(self) -> None:
        """Remove what is painted."""

    def cancel(self) -> bool:
        """Cancel the running removal; whether there was one."""
        raise NotImplementedError

    def cancel_all(self) -> None:
        """Cancel the running and all queued removals."""

    def try_again(self) -> None:
        """The last removal once more with another seed."""

    def show_variation(self, index: int) -> None: ...

    def step_variation(self, step: int) -> None: ...

    def gesture_finished(self, changed: bool) -> None:
        """A tool's gesture is over: does what the tool has put off, and removes if so set."""

    def context_frames(self) -> Sequence[Rect]:
        """What the engine would look at for the present mask; empty without one."""
        raise NotImplementedError

    def context_frame(self) -> Rect | None:
        """The smallest rectangle around all `context_frames`."""
        raise NotImplementedError

    def grow_mask(self) -> None: ...

    def shrink_mask(self) -> None: ...

    def feather_mask(self) -> None: ...

    def invert_mask(self) -> None: ...

    def clear_mask(self) -> None: ...

    def ask_open_mask(self) -> None: ...

    def open_mask(self, path: Path) -> None:
        """Add a mask from a file."""

    def ask_save_mask(self) -> None: ...

    def save_mask(self, path: Path) -> None: ...

    def reuse_last_mask(self) -> None:
        """Paint the mask of the last removal again."""

    def find_journals(self) -> None:
        """Look for edits that a crash left behind; `journals_found` follows."""

    def restore(self, journal: Any) -> None: ...

    def discard(self, journal: Any) -> None: ...
