"""An editor with answers prepared, for tests that drive it without a window."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from app.document.document import Document
from app.document.history import Layer
from app.editing.editor import Editor
from app.editing.engine_room import Opener
from app.editing.prompts import Unsaved
from app.editing.state import State
from app.settings import Settings, SettingsStore
from moebius_core.arrays import Image, Mask
from moebius_core.engines.engine import InpaintEngine
from moebius_core.engines.selection import Device, Opened
from moebius_core.geometry import Rect, Size
from moebius_core.masks import SCALE, Fit
from moebius_core.options import InpaintOptions
from moebius_core.photo import SaveOptions
from moebius_core.progress import Progress
from tests.fakes import MeanFill

PATIENCE_MS = 20_000

SPOT = Rect(20, 16, 26, 21)
"""Where `paint` paints in a photo of `write_photo`."""


@dataclass
class Answers:
    """Prompts that answer as set, and note what they were asked."""

    unsaved_answer: Unsaved = Unsaved.CANCEL
    overwrite: bool = True
    overwrite_changed_file: bool = True
    target: tuple[Path, SaveOptions] | None = None
    files: list[Path] = field(default_factory=list[Path])
    mask: Path | None = None
    mask_to: Path | None = None
    fit: Fit | None = SCALE
    leave_busy: bool = True
    asked: list[str] = field(default_factory=list[str])
    suggested: list[tuple[Path, SaveOptions]] = field(
        default_factory=list[tuple[Path, SaveOptions]]
    )

    def unsaved(self, name: str) -> Unsaved:
        self.asked.append(f"unsaved {name}")
        return self.unsaved_answer

    def confirm_overwrite(self, path: Path) -> bool:
        self.asked.append(f"overwrite {path.name}")
        return self.overwrite

    def overwrite_changed(self, path: Path) -> bool:
        self.asked.append(f"changed {path.name}")
        return self.overwrite_changed_file

    def save_target(self, suggested: Path, options: SaveOptions) -> tuple[Path, SaveOptions] | None:
        self.asked.append("save as")
        self.suggested.append((suggested, options))
        return self.target

    def open_files(self, folder: Path | None) -> list[Path]:
        self.asked.append("open")
        return self.files

    def mask_file(self, folder: Path | None) -> Path | None:
        return self.mask

    def mask_target(self, suggested: Path) -> Path | None:
        self.asked.append(f"mask to {suggested.name}")
        return self.mask_to

    def mask_fit(self, mask: Size, photo: Size) -> Fit | None:
        self.asked.append(f"fit {mask} to {photo}")
        return self.fit

    def busy_quit(self, what: str) -> bool:
        self.asked.append(what)
        return self.leave_busy


class SeededFill(MeanFill):
    """Fills with a colour of its own for each seed."""

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        progress.report(0.5, "Filling")
        filled = image.copy()
        filled[mask > 0] = (10 + options.seed, 20, 30)
        return filled


class GatedFill(SeededFill):
    """Waits in the middle of each fill until the gate is open, listening to Cancel all the time."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.started = threading.Event()

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        progress.report(0.25, "Waiting")
        self.started.set()
        while not self.gate.wait(0.001):
            progress.report(0.25)
        return super().fill(image, mask, options, progress)


class Listener:
    """Collects what the editor tells."""

    def __init__(self, editor: Editor) -> None:
        self.messages: list[str] = []
        self.failures: list[tuple[str, str]] = []
        self.notes: list[str] = []
        editor.message.connect(self.messages.append)
        editor.failed.connect(lambda sentence, hint: self.failures.append((sentence, hint)))
        editor.opened_notes.connect(self.notes.extend)


@contextmanager
def editor_of(
    engine: InpaintEngine | None = None,
    answers: Answers | None = None,
    *,
    opener: Opener | None = None,
    **settings: object,
) -> Generator[Editor]:
    """An editor in the test's own home folder; shut down at the end.

    Args:
        engine: What runs, whatever is asked for.
        opener: Opens engines in its place.
    """
    store = SettingsStore(Settings(**{"journal": False, **settings}))  # type: ignore[arg-type]
    chosen = engine or SeededFill()

    def open_chosen(_name: str, _device: Device, **_: object) -> Opened:
        return Opened(chosen)

    editor = Editor(store, State.load(), answers or Answers(), opener=opener or open_chosen)
    try:
        yield editor
    finally:
        if isinstance(chosen, GatedFill):
            chosen.gate.set()
        editor.shut_down()
        editor.deleteLater()  # not by the garbage collector, on whatever thread it runs


def opened(qtbot: QtBot, editor: Editor, *paths: Path) -> Document:
    """Open photos and wait until the first is shown."""
    before = editor.document
    editor.open_paths(paths)
    qtbot.waitUntil(lambda: editor.document not in (None, before), timeout=PATIENCE_MS)
    assert editor.document is not None
    return editor.document


def paint(document: Document, rect: Rect = SPOT) -> None:
    """One stroke of the brush, as a rectangle."""
    with document.edit("Brush") as edit:
        edit.write(Layer.MASK, rect, 255)


def removed(qtbot: QtBot, editor: Editor, rect: Rect = SPOT) -> None:
    """Paint, remove, and wait for the result."""
    assert editor.document is not None
    paint(editor.document, rect)
    with qtbot.waitSignal(editor.removed, timeout=PATIENCE_MS):
        editor.remove()


def settled(qtbot: QtBot, editor: Editor) -> None:
    """Wait until nothing is opened, saved or removed any more."""
    qtbot.waitUntil(
        lambda: not editor.is_busy and not (editor.removals and editor.removals.is_running),
        timeout=PATIENCE_MS,
    )


def pixels_of(document: Document) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return document.image.to_array()
