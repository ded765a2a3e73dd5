"""What the window tells besides the photo: frames, announcements, the strip of what was dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from app.panels import status_line
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, GatedFill, settled
from tests.gui.window.acting import press, shown, stroke, window_of


def test_a_screen_reader_hears_of_removals_and_cancels(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(status_line, "announce", lambda _widget, text: heard.append(text))
    engine = GatedFill()
    with window_of(qtbot, engine=engine, brush_size=10.0) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png", size=(200, 150)))
        stroke(qtbot, window, [(50, 50), (80, 60)])
        press(qtbot, window, "Return")
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        press(qtbot, window, "Esc")
        settled(qtbot, window.editor)
        assert heard[-1].startswith("Cancelled")
        engine.gate.set()
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            press(qtbot, window, "Return")
        assert heard[-1].startswith("Removed")


def test_an_announcement_reaches_the_screen_reader(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", sent.append)
    with window_of(qtbot) as window:
        sent.clear()
        window.say("Hello")
        assert len(sent) == 1


def test_the_edges_slider_shows_the_frame_too(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot, brush_size=10.0) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png", size=(400, 300)))
        stroke(qtbot, window, [(150, 150), (180, 160)])
        frames: list[object] = []
        window.canvas.set_context_frame = frames.append  # type: ignore[method-assign]
        slider = window.remove_panel.edges.slider
        slider.setSliderDown(True)
        slider.setValue(slider.value() + 200)
        assert frames
        assert frames[-1] is not None
        slider.setSliderDown(False)
        qtbot.waitUntil(lambda: frames[-1] is None, timeout=PATIENCE_MS)


def test_folders_and_files_together_make_one_strip(qtbot: QtBot, tmp_path: Path) -> None:
    first = [write_photo(tmp_path / "x" / name) for name in ("a.png", "b.png")]
    second, single = write_photo(tmp_path / "y" / "c.png"), write_photo(tmp_path / "z" / "d.png")
    with window_of(qtbot) as window:
        window.editor.open_paths([tmp_path / "x", tmp_path / "y", single])
        qtbot.waitUntil(lambda: window.editor.document is not None, timeout=PATIENCE_MS)
        assert list(window.editor.filmstrip.paths) == [*first, second, single]
