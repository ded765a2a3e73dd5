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
from app.document.raster import Raster
from app.editing.announcements import Announcements
from app.editing.context_frames import around, context_frames
from app.editing.copying import copy_of
from app.editing.desk import Desk
from app.editing.engine_room import EngineRoom, Opener
from app.editing.engine_shelf import EngineShelf
from app.editing.filmstrip import Filmstrip
from app.editing.leaving import Leaving
from app.editing.loaded import Loaded, import_what_photos_need, restored
from app.editing.mask_commands import MaskCommands
from app.editing.open_photo import OpenPhoto
from app.editing.opening import Opening
from app.editing.prompts import Prompts
from app.editing.put_off import PutOff
from app.editing.recent import RecentPhotos
from app.editing.removal import Removal, Removals, options_of
from app.editing.saving import Saving
from app.editing.state import State
from app.i18n import translate
from app.jobs.job import Job
from app.jobs.runner import Runner
from app.language.error_texts import translated
from app.settings import Settings, SettingsStore
from app.tools.tool import ToolContext
from moebius_core.engines.selection import open_engine
from moebius_core.geometry import Rect
from moebius_core.progress import Progress

if TYPE_CHECKING:
    from app.document.journal import FoundJournal
    from moebius_core.photo import SaveOptions

LONGEST_WAIT_S = 5.0
"""For a drive that does not answer, when the program ends."""


class Editor(QObject):
    """What actions, panels and the canvas talk to. Every method belongs to the window's thread."""

    document_changed = Signal()
    """Another document, or none, is shown now."""
    previewed = Signal(object)
    """`Preview` of the photo that is being opened; None: it does not come."""
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
    """list[FoundJournal]: what `find_journals` found, perhaps nothing."""
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
        self.engine_room = EngineRoom(opener)
        self.filmstrip = Filmstrip()
        self._photo: OpenPhoto | None = None
        self._removing = Runner("removals", self)
        self._files = Runner("files", self)
        self._aside = Runner("aside", self)
        self.engines = EngineShelf(self._aside.submit)
        desk = Desk(
            store=settings,
            state=state,
            prompts=prompts,
            submit=self._files.submit,
            submit_aside=self._aside.submit,
            busy=self.busy.emit,
            message=self.message.emit,
            failed=self.failed.emit,
        )
        self._desk = desk
        self._masks = MaskCommands(desk)
        self._saving = Saving(desk, self._renamed)
        self._leaving = Leaving(desk, self._saving, lambda: self._photo)
        self._opening = Opening(desk, self.filmstrip, self._leaving, self.previewed.emit)
        self._put_off = PutOff(desk, self._deferred_done)
        self._recent = RecentPhotos(desk, self.recent_changed.emit)
        self._files.idle.connect(self._now_idle)
        state.changed.connect(lambda: self._aside.submit(Job(work=lambda _: state.flush())))
        settings.changed.connect(self._settings_changed)
        self.filmstrip.changed.connect(self.state_changed.emit)
        for event in (self.engine_room.changed, self.engines.changed):
            event.connect(self.state_changed.emit)

    @property
    def document(self) -> Document | None:
        return self._photo.document if self._photo else None

    @property
    def tool_context(self) -> ToolContext | None:
        return self._photo.tool_context if self._photo else None

    @property
    def removals(self) -> Removals | None:
        return self._photo.removals if self._photo else None

    @property
    def name(self) -> str:
        """What the photo is called, for the title: "beach.jpg"; "" without a photo."""
        return self._photo.name if self._photo else ""

    @property
    def path(self) -> Path | None:
        """The file of the photo; None where it has none."""
        return self._photo.path if self._photo else None

    @property
    def is_modified(self) -> bool:
        """Whether the image differs from what the file holds."""
        return self._photo is not None and self._photo.document.is_modified

    @property
    def is_busy(self) -> bool:
        """Whether something is being opened or saved."""
        return self._files.is_busy

    @property
    def recent(self) -> Sequence[tuple[Path, bool]]:
        """(photo, whether it is there), newest first, as many as the settings say."""
        return self._recent.photos

    def refresh_recent(self) -> None:
        """Look in the background which recent photos are still there; `recent_changed` follows."""
        self._recent.refresh()

    def clear_recent(self) -> None:
        self.state.clear_recent()

    def warm_up(self) -> None:
        """Load in the background what the first photo will need: call it once the window shows."""
        self._aside.submit(Job(work=lambda _progress: import_what_photos_need()))

    def ask_open(self) -> None:
        """Ask for photos and open them."""
        folder = self.path.parent if self.path else self.state.folder("open")
        self.open_paths(self.prompts.open_files(folder))

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open the first one. One photo: its folder becomes the filmstrip; several: these do."""
        if paths:
            self._opening.paths([path.absolute() for path in paths], self._show)

    def open_sample(self) -> None:
        self._opening.sample(self._show)

    def open_image(self, pixels: NDArray[Any], name: str = "") -> None:
        """Edit pixels that no file holds: (H, W, 3|4) uint8 from the clipboard."""
        self._opening.pixels(pixels, name, self._show)

    def open_bytes(self, data: bytes, name: str = "") -> None:
        """Edit an encoded picture that is no file here: dragged from a browser."""
        self._opening.encoded(data, name, self._show)

    def close_document(self, then: Callable[[], object] | None = None) -> bool:
        """Close the photo, after asking about unsaved changes.

        Args:
            then: Called afterwards when the answer was to save first, which takes a while.

        Returns:
            Whether it is closed now.
        """

        def close_and_go_on() -> None:
            self._set_photo(None)
            if then is not None:
                then()

        return self._leaving.leave(lambda: self._set_photo(None), later=close_and_go_on)

    def may_quit(self, then: Callable[[], object]) -> bool:
        """Whether the program may end now; it asks about unsaved changes and running work.

        Args:
            then: Called once it may, when a file has to be written first.
        """
        if self._saving.running:
            self.message.emit(translate("Editor", "Waiting for the file to be written."))
            self._saving.when_written(then)
            return False
        return self._leaving.leave(lambda: None, later=then)

    def shut_down(self) -> None:
        """Stop all work and write what is to be remembered. The last call.

        Unsaved changes that nobody was asked about (the system ends the session) stay in the
        journal.
        """
        photo = self._photo
        if photo is not None and self._leaving.would_lose(photo):
            photo.removals.close()
            photo.document.leave()
        else:
            self._set_photo(None)
        self._removing.shut_down(last=self.engine_room.close, timeout_s=2 * LONGEST_WAIT_S)
        self._files.shut_down(timeout_s=LONGEST_WAIT_S)
        self._aside.shut_down(timeout_s=LONGEST_WAIT_S)
        self.state.flush()

    def next_photo(self) -> None:
        self._go(1, translate("Editor", "This is the last photo."))

    def previous_photo(self) -> None:
        self._go(-1, translate("Editor", "This is the first photo."))

    def go_to_photo(self, index: int) -> None:
        """Open that photo of the filmstrip."""
        path = self.filmstrip.paths[index]
        if path != self.filmstrip.current:
            self._opening.paths([path], self._show, mask=self._mask_to_carry())

    def save(self) -> None:
        """Write the file the photo came from, or ask for a name where that cannot be."""
        if self._photo:
            self._saving.save(self._photo)

    def ask_save_as(self) -> None:
        if self._photo:
            self._saving.ask_save_as(self._photo)

    def save_as(self, path: Path, options: SaveOptions) -> None:
        """Write the photo to a new file, which is its file from then on."""
        if self._photo:
            self._saving.save_as(self._photo, path, options)

    def ask_export_copy(self) -> None:
        if self._photo:
            self._saving.ask_export_copy(self._photo)

    def export_copy(self, path: Path, options: SaveOptions) -> None:
        """Write a copy; the photo keeps its own file."""
        if self._photo:
            self._saving.export_copy(self._photo, path, options)

    def save_and_next(self) -> None:
        """Save when anything was changed, then open the next photo."""
        if self._photo and self._photo.document.is_modified:
            self._saving.save(self._photo, self.next_photo)
        else:
            self.next_photo()

    def copy_result(self, then: Callable[[NDArray[Any]], object]) -> None:
        """Hand over the photo as (H, W, 3|4) uint8, made on a worker thread."""
        if self._photo is not None:
            work = copy_of(self._photo.document)
            self._desk.run(translate("Editor", "Copying"), work, then)

    def undo(self) -> None:
        step = self._photo.document.undo() if self._photo else None
        if step is not None:
            self.message.emit(translate("Editor", "Undone: {step}").format(step=step.name))

    def redo(self) -> None:
        step = self._photo.document.redo() if self._photo else None
        if step is not None:
            self.message.emit(translate("Editor", "Done again: {step}").format(step=step.name))

    def jump(self, position: int) -> None:
        """Go to the state after so many steps of the history."""
        if self._photo:
            self._photo.document.jump(position)

    def remove(self) -> None:
        """Remove what is painted."""
        photo = self._photo
        if photo and not photo.document.is_editing and not photo.removals.remove():
            self.message.emit(translate("Editor", "Paint over what should go, then remove it."))

    def put_engine_away(self, then: Callable[[], object]) -> None:
        """Close the engine after what it is doing, so that its files are free; then go on."""
        close = self.engine_room.close
        self._removing.submit(Job(work=lambda _: close(), done=lambda _: then(), cancelled=then))

    @property
    def can_cancel(self) -> bool:
        """Whether a removal runs, or a tool is working something out."""
        photo = self._photo
        return self._put_off.is_running or (photo is not None and photo.removals.is_running)

    def cancel(self, removal: Removal | None = None) -> bool:
        """Cancel that removal; None: the running one, else what a tool is working out.

        Returns whether there was any."""
        if self._photo is not None and self._photo.removals.cancel(removal):
            return True
        return removal is None and self._put_off.cancel()

    def cancel_all(self) -> None:
        """Cancel the running and all queued removals."""
        if self._photo:
            self._photo.removals.cancel_all()

    def try_again(self) -> None:
        """The last removal once more with another seed."""
        if self._photo and not self._photo.removals.try_again():
            self.message.emit(translate("Editor", "There is no removal to try again."))

    def show_variation(self, index: int) -> None:
        if self._photo:
            self._photo.removals.show(index)

    def step_variation(self, step: int) -> None:
        if self._photo:
            self._photo.removals.step_variation(step)

    def gesture_finished(self, changed: bool) -> None:
        """A tool's gesture is over: does what the tool has put off, and removes if so set."""
        photo = self._photo
        if photo is None:
            return
        if self._put_off.take(photo):
            self.state_changed.emit()
        elif changed:
            self._remove_if_so_set(photo)

    def context_frames(self) -> Sequence[Rect]:
        """What the engine would look at for the present mask; empty without one."""
        if self._photo is None:
            return ()
        settings = self.settings.value
        info = self.engine_room.info_of(settings.engine, settings.device)
        region_px = self.engines.region_px(settings.engine, info)
        return context_frames(self._photo.document, options_of(settings), region_px)

    def context_frame(self) -> Rect | None:
        """The smallest rectangle around all `context_frames`; None without a mask."""
        return around(self.context_frames())

    def grow_mask(self, px: int | None = None) -> None:
        """By `px` pixels; None: a little, as fits the photo's size. The next two likewise."""
        if self._photo:
            self._masks.grow(self._photo, px)

    def shrink_mask(self, px: int | None = None) -> None:
        if self._photo:
            self._masks.shrink(self._photo, px)

    def feather_mask(self, px: int | None = None) -> None:
        if self._photo:
            self._masks.feather(self._photo, px)

    def invert_mask(self) -> None:
        if self._photo:
            self._masks.invert(self._photo)

    def clear_mask(self) -> None:
        if self._photo:
            self._masks.clear(self._photo)

    def mark_rectangle(self, rect: Rect, *, subtract: bool = False) -> None:
        """Paint a rectangle of the photo's pixels, or take it away."""
        if self._photo:
            self._masks.rectangle(self._photo, rect, subtract=subtract)

    def ask_open_mask(self) -> None:
        if self._photo:
            self._masks.ask_open(self._photo)

    def open_mask(self, path: Path) -> None:
        """Put a file's mask in the place of the painted one."""
        if self._photo:
            self._masks.open(self._photo, path)

    def ask_save_mask(self) -> None:
        if self._photo:
            self._masks.ask_save(self._photo)

    def save_mask(self, path: Path) -> None:
        """Write the mask as a grey PNG."""
        if self._photo:
            self._masks.save(self._photo, path)

    def reuse_last_mask(self) -> None:
        """Paint the mask of the last removal again."""
        if self._photo:
            self._masks.reuse_last(self._photo)

    def find_journals(self) -> None:
        """Look for edits that a crash left behind; `journals_found` follows."""

        def work(_progress: Progress) -> list[FoundJournal]:
            from app.document.journal import find_journals

            return find_journals()

        self._aside.submit(Job(work=work, done=self.journals_found.emit))

    def restore(self, journal: FoundJournal) -> None:
        """Go on with what a crash left, with all its steps."""
        settings = self.settings.value
        doing = translate("Editor", "Restoring “{name}”").format(name=journal.name)
        self._opening.other(doing, lambda _progress: restored(journal, settings), self._show)

    def discard(self, journal: FoundJournal) -> None:
        """Delete what a crash left."""
        self._aside.submit(Job(work=lambda _progress: journal.discard()))

    def _go(self, step: int, at_the_end: str) -> None:
        path = self.filmstrip.neighbour(step)
        if path is None:
            self.message.emit(at_the_end)
        else:
            self._opening.paths([path], self._show, mask=self._mask_to_carry())

    def _mask_to_carry(self) -> Raster | None:
        carries = self._photo is not None and self.settings.value.carry_mask
        return self._photo.mask_to_carry() if self._photo and carries else None

    def _deferred_done(self, photo: OpenPhoto, apply: Callable[[], object]) -> None:
        if photo is self._photo:
            apply()
            self._remove_if_so_set(photo)

    def _remove_if_so_set(self, photo: OpenPhoto) -> None:
        if self.settings.value.remove_after_stroke:
            photo.removals.remove()

    def _show(self, loaded: Loaded) -> None:
        settings = self.settings.value
        photo = OpenPhoto.made_of(
            loaded, self.engine_room, self._removing.submit, lambda: self.settings.value
        )
        Announcements(self, photo, lambda: photo is self._photo)
        if loaded.path is not None:
            self.state.remember_folder("open", loaded.path.parent)
            if not settings.private:
                self.state.add_recent(loaded.path)
        self._set_photo(photo)
        self.opened_notes.emit([translated(note) for note in photo.document.photo.notes])
        if loaded.mask is not None:
            self._masks.carry(photo, loaded.mask, loaded.mask_from)

    def _set_photo(self, photo: OpenPhoto | None) -> None:
        old, self._photo = self._photo, photo
        if old is None and photo is None:
            return
        self.document_changed.emit()
        self.state_changed.emit()
        if old is not None:
            old.removals.close()
            old.document.close()

    def _renamed(self) -> None:
        self.document_changed.emit()
        self.state_changed.emit()

    def _now_idle(self) -> None:
        self.idle.emit()
        self.state_changed.emit()

    def _settings_changed(self, settings: Settings) -> None:
        if self._photo is not None:
            self._photo.document.history.budget_bytes = settings.undo_budget_mb * 2**20
        self.recent_changed.emit()
        self.state_changed.emit()
