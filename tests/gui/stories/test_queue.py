"""Painting on while a removal runs: what waits, and giving up one of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from moebius_core.photo import Photo
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, GatedFill, settled
from tests.gui.window.acting import press, shown, stroke, window_of

LEFT = Qt.MouseButton.LeftButton
PLACES = ((40.0, 30.0), (160.0, 30.0), (40.0, 110.0))


def _queue_three(qtbot: QtBot, window: MainWindow, engine: GatedFill) -> None:
    """Paint and press Enter three times; the first runs, the others wait."""
    for x, y in PLACES:
        stroke(qtbot, window, [(x, y), (x + 12, y)])
        press(qtbot, window, "Return")
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
    assert window.editor.removals is not None
    assert window.editor.removals.waiting == 2


def test_while_one_runs_the_next_are_painted_and_all_come_out(qtbot: QtBot, tmp_path: Path) -> None:
    engine = GatedFill()
    path = write_photo(tmp_path / "a.png", size=(200, 150))
    with window_of(qtbot, engine=engine, brush_size=10.0, confirm_overwrite=False) as window:
        document = shown(qtbot, window, path)
        before = document.image.to_array()
        _queue_three(qtbot, window, engine)
        viewport = window.canvas.viewport
        press(qtbot, window, "Ctrl++")
        assert window.canvas.viewport != viewport
        assert np.array_equal(document.image.to_array(), before)
        engine.gate.set()
        settled(qtbot, window.editor)
        after = document.image.to_array()
        for x, y in PLACES:
            assert (after[int(y), int(x)] != before[int(y), int(x)]).any()
        steps = [step.name for step in document.history.steps]
        assert steps == ["Brush", "Remove"] * 3
        for _ in steps:
            press(qtbot, window, "Ctrl+Z")
        assert np.array_equal(document.image.to_array(), before)
        for _ in steps:
            press(qtbot, window, "Ctrl+Shift+Z")
        assert np.array_equal(document.image.to_array(), after)
        press(qtbot, window, "Ctrl+S")
        settled(qtbot, window.editor)
    assert np.array_equal(Photo.open(path).pixels, after)


def test_each_waiting_removal_has_a_cancel_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    engine = GatedFill()
    with window_of(qtbot, engine=engine, brush_size=10.0) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(200, 150)))
        before = document.image.to_array()
        stroke(qtbot, window, [(100, 75), (101, 75)])
        press(qtbot, window, "Return")
        assert not window.workspace.is_panel_shown("queue")
        press(qtbot, window, "Ctrl+Z")
        settled(qtbot, window.editor)
        _queue_three(qtbot, window, engine)
        assert window.workspace.is_panel_shown("queue")
        assert [line.text for line in window.queue.lines][1:] == ["Waiting", "Waiting"]
        second = window.queue.lines[1].button
        assert second.accessibleName() == "Cancel removal 2"
        second.setFocus()
        qtbot.keyClick(second, Qt.Key.Key_Space)
        assert len(window.queue.lines) == 2
        assert QApplication.focusWidget() is window.queue.lines[1].button
        at = [(int(y) + 1, int(x) + 1) for x, y in PLACES]
        assert document.mask_array()[at[1]] == 255
        assert document.mask_array()[at[2]] == 0
        qtbot.mouseClick(window.queue.lines[0].button, LEFT)
        qtbot.waitUntil(lambda: not window.workspace.is_panel_shown("queue"), timeout=PATIENCE_MS)
        assert document.mask_array()[at[0]] == 255
        engine.gate.set()
        settled(qtbot, window.editor)
        after = document.image.to_array()
        assert [bool((after[place] != before[place]).any()) for place in at] == [False, False, True]
