"""The editor end to end, without a window: open, remove, try again, undo, save."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from app.editing.removal import options_of
from moebius_core.geometry import Rect
from moebius_core.inpaint import edit_zone
from moebius_core.photo import Photo
from tests.fakes import write_photo
from tests.gui.scenes import (
    PATIENCE_MS,
    Answers,
    GatedFill,
    Listener,
    editor_of,
    opened,
    paint,
    pixels_of,
    removed,
    settled,
)


def test_open_remove_undo_redo_save_reopen(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "beach.png")
    before = Photo.open(path).pixels
    answers = Answers()
    with editor_of(answers=answers) as editor:
        told = Listener(editor)
        document = opened(qtbot, editor, path)
        assert not editor.is_modified
        mask = np.zeros((40, 48), np.uint8)
        mask[16:21, 20:26] = 255
        removed(qtbot, editor)
        after = pixels_of(document)
        changed = (after != before).any(axis=-1)
        zone = edit_zone(mask, options_of(editor.settings.value)) > 0
        assert changed.any()
        assert not (changed & ~zone).any()
        assert str(np.count_nonzero(changed)) in told.messages[-1].replace(",", "")
        assert document.mask.bounds().is_empty
        editor.undo()
        assert np.array_equal(pixels_of(document), before)
        assert np.array_equal(document.mask_array(), mask)
        editor.redo()
        assert np.array_equal(pixels_of(document), after)
        assert editor.is_modified
        editor.save()
        settled(qtbot, editor)
        assert not editor.is_modified
        assert answers.asked == ["overwrite beach.png"]
        assert np.array_equal(Photo.open(path).pixels, after)
        assert told.failures == []


def test_cancel_brings_the_mask_back(qtbot: QtBot, tmp_path: Path) -> None:
    engine = GatedFill()
    with editor_of(engine) as editor:
        told = Listener(editor)
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        before = pixels_of(document)
        paint(document)
        editor.remove()
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        assert document.mask.bounds().is_empty
        assert editor.cancel()
        settled(qtbot, editor)
        assert document.mask.bounds() == Rect(20, 16, 26, 21)
        assert np.array_equal(pixels_of(document), before)
        assert told.messages == ["Cancelled. The mask is back."]
        assert not editor.cancel()


def test_importing_the_editor_loads_nothing_that_the_first_window_does_without() -> None:
    code = (
        "import sys, app.editing.editor; "
        "print([m for m in ('cv2', 'PIL', 'moebius_core.photo', 'moebius_core.inpaint', "
        "'PySide6.QtWidgets') if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert found.stdout.decode().strip() == "[]"
