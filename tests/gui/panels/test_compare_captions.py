"""The signs over the photo that say what is compared."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.canvas.view import Compare
from app.main_window import MainWindow
from app.panels.compare_captions import CompareCaptions
from tests.fakes import write_photo
from tests.gui.window.acting import press, shown, window_of


def texts(window: MainWindow) -> list[str]:
    captions = window.canvas.findChild(CompareCaptions)
    assert captions is not None
    return [sign.text() for sign in (captions.left, captions.right) if sign.isVisible()]


def test_each_comparison_says_what_is_seen(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        assert texts(window) == []
        press(qtbot, window, "Y")
        assert texts(window) == ["Original", "Edited"]
        press(qtbot, window, "Shift+Y")
        assert texts(window) == ["Before the last edit"]
        press(qtbot, window, "Shift+Y")
        assert texts(window) == ["Original", "Edited"]
        window.commands.show_original(True)
        assert texts(window) == ["Original"]
        window.commands.show_original(False)
        press(qtbot, window, "Y")
        assert texts(window) == []


def test_a_side_that_is_too_narrow_has_no_sign(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        window.canvas.set_compare(Compare.SPLIT)
        window.canvas.set_split(0.01)
        assert texts(window) == ["Edited"]
        window.canvas.set_split(0.99)
        assert texts(window) == ["Original"]
        window.editor.close_document()
        assert texts(window) == []
