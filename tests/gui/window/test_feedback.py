"""What the window says, and what it no longer says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.actions import MENUS
from app.i18n import translate
from app.language.translations import Translations
from app.looks.theme import ThemeName, apply_theme
from app.main_window import MainWindow
from tests.fakes import write_photo
from tests.gui.pixels import as_rgba
from tests.gui.scenes import PATIENCE_MS, GatedFill, paint
from tests.gui.window.acting import press, shown, stroke, window_of

HINT = "Paint over what should go, then press Enter."
LEFT = Qt.MouseButton.LeftButton


def test_painting_on_makes_the_last_message_old(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        stroke(qtbot, window, [(10, 10), (14, 12)])
        assert window.status.text == HINT
        press(qtbot, window, "Ctrl+Z")
        assert window.status.text == "Undone: Brush"
        stroke(qtbot, window, [(10, 10), (14, 12)])
        assert window.status.text == ""


def test_while_something_runs_no_old_message_stands_beside_it(qtbot: QtBot, tmp_path: Path) -> None:
    engine = GatedFill()
    with window_of(qtbot, engine=engine) as window:
        paint(shown(qtbot, window, write_photo(tmp_path / "a.png")))
        assert window.status.text == HINT
        press(qtbot, window, "Return")
        qtbot.waitUntil(lambda: "Waiting" in window.status.progress_text, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: window.status.text == "", timeout=PATIENCE_MS)
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            engine.gate.set()
        assert "pixels changed" in window.status.text


def test_going_through_variations_says_which_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        paint(shown(qtbot, window, write_photo(tmp_path / "a.png")))
        for key in ("Return", "R"):
            with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
                press(qtbot, window, key)
        press(qtbot, window, ",")
        assert window.status.text == "Variation 1 of 2"
        press(qtbot, window, ".")
        assert window.status.text == "Variation 2 of 2"


def test_a_fresh_photo_is_met_with_the_brush(qtbot: QtBot, tmp_path: Path) -> None:
    """The tool is kept from the last time; a restore brush finds nothing on a new photo."""
    with window_of(qtbot, tool="restore") as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"), write_photo(tmp_path / "b.png"))
        assert window.editor.settings.value.tool == "brush"
        press(qtbot, window, "L")
        with qtbot.waitSignal(window.editor.document_changed, timeout=PATIENCE_MS):
            press(qtbot, window, "PgDown")
        assert window.editor.settings.value.tool == "lasso"


def test_restoring_where_nothing_was_changed_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png"))
        press(qtbot, window, "T")
        stroke(qtbot, window, [(10, 10), (14, 12)])
        assert not document.history.steps
        assert "nothing to restore" in window.status.text


@pytest.mark.parametrize("language", ["en", "de", "zh_CN"])
def test_no_letter_with_alt_has_two_meanings(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    """Alt+H opened no menu as long as a field of the option bar wanted it, too."""
    app = QApplication.instance()
    assert app is not None
    translations = Translations(app)
    translations.use(language)
    try:
        with window_of(qtbot) as window:
            shown(qtbot, window, write_photo(tmp_path / "a.png"))
            window.workspace.set_useful("variations", True)
            menus = [translate("Actions", menu.text) for menu in MENUS]
            for tool in ("brush", "wand", "lasso"):
                window.editor.settings.set("tool", tool)
                letters = Counter(
                    letter for t in [*menus, *_texts(window)] for letter in _letter(t)
                )
                assert [letter for letter, count in letters.items() if count > 1] == [], tool
    finally:
        translations.remove()


def _texts(window: MainWindow) -> list[str]:
    labels = [label for label in window.findChildren(QLabel) if label.buddy()]
    buttons = window.findChildren(QAbstractButton)
    return [widget.text() for widget in (*labels, *buttons) if widget.isVisible()]


def _letter(text: str) -> list[str]:
    place = text.replace("&&", "").find("&")
    return [] if place < 0 else [text.replace("&&", "")[place + 1].lower()]


def test_the_zoom_follows_the_theme(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    themes: tuple[ThemeName, ...] = ("light", "dark")
    shades = dict[str, int]()
    apply_theme(qapp, "light")
    try:
        with window_of(qtbot) as window:
            shown(qtbot, window, write_photo(tmp_path / "a.png"))
            buttons = window.status.findChildren(QToolButton)
            zoom = next(b for b in buttons if b.text() == window.status.zoom_text)
            for theme in themes:
                apply_theme(qapp, theme)
                pixels = as_rgba(zoom.grab().toImage())[6:-6, 6:-6, :3]
                shades[theme] = int(pixels.max() if theme == "dark" else pixels.min())
    finally:
        apply_theme(qapp, "system")
    assert shades["light"] < 90
    assert shades["dark"] > 160


def test_the_filmstrip_shows_what_was_saved(qtbot: QtBot, tmp_path: Path) -> None:
    first = write_photo(tmp_path / "a.png")
    write_photo(tmp_path / "b.png", red=True)

    def picture(window: MainWindow) -> QImage | None:
        index = window.filmstrip.model().index(0, 0)
        image = index.data(Qt.ItemDataRole.DecorationRole).pixmap(144, 144).toImage()
        is_there = image.pixelColor(image.rect().center()).alpha() == 255
        return image if is_there else None

    with window_of(qtbot) as window:
        document = shown(qtbot, window, first)
        qtbot.waitUntil(lambda: window.filmstrip.model().rowCount() == 2, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: picture(window) is not None, timeout=PATIENCE_MS)
        before = picture(window)
        paint(document)
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            press(qtbot, window, "Return")
        press(qtbot, window, "Ctrl+S")
        qtbot.waitUntil(lambda: not document.is_modified, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: picture(window) not in (None, before), timeout=PATIENCE_MS)
