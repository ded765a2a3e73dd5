"""Every window as a screen reader, a keyboard and an unsteady hand meet it, in every language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMenuBar,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QStyle,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.dialogs.batch import BatchDialog
from app.dialogs.prompts import DialogPrompts
from app.dialogs.rectangle import RectangleDialog
from app.dialogs.save_as import SaveAsDialog
from app.dialogs.weights import WeightsDialog
from app.dialogs.weights_parts import ask_remove
from app.editing.state import State
from app.language.translations import Translations
from app.looks.outlines import reduces_motion
from app.looks.theme import apply_theme, reduce_motion
from app.panels import announce as announcing
from app.panels.message_bar import Answer
from app.settings import Settings
from moebius_core.geometry import Rect, Size
from moebius_core.photo import SaveOptions
from tests.app.benches import shelf_of
from tests.core.weights.making import write_graphs
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, GatedFill, paint, removed, settled
from tests.gui.window.acting import press, shown, window_of

LEAST_PX = 24
LANGUAGES = ("en", "de", "zh_CN")
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
SPEECHLESS = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    apply_theme(qapp, "light")
    translations = Translations(qapp)
    translations.use(request.param)
    yield request.param
    translations.remove()


def controls_of(window: QWidget) -> Iterator[QWidget]:
    """What is visible and can be operated, without the parts that Qt puts inside."""
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or not widget.isVisible():
            continue
        parent = widget.parentWidget()
        is_part = (
            isinstance(widget, (QHeaderView, QScrollBar))
            or widget.objectName().startswith("qt_")
            or isinstance(parent, (QAbstractSpinBox, QComboBox, QKeySequenceEdit, QLineEdit))
            or type(parent).__name__ == "QTabBar"
            or not widget.isEnabled()
        )
        if not is_part and widget.window() is window.window():
            yield widget


def complaints_about(window: QWidget) -> list[str]:
    """Nameless, without a role, too small, or with a mnemonic that another one has."""
    found: list[str] = []
    for control in controls_of(window):
        interface = QAccessible.queryAccessibleInterface(control)
        name = interface.text(QAccessible.Text.Name)
        what = f"{type(control).__name__} “{name}” {control.objectName()}"
        if not name.strip():
            found.append(f"no name: {what} in {_path(control)}")
        if interface.role() in SPEECHLESS:
            found.append(f"no role: {what}")
        if min(control.width(), control.height()) < LEAST_PX:
            found.append(f"{control.width()} × {control.height()}: {what} in {_path(control)}")
    for key, texts in _mnemonics(window).items():
        if len(texts) > 1:
            found.append(f"{key}: {texts}")
    for label in window.findChildren(QLabel):
        buddy = cast(QWidget | None, label.buddy())
        if label.isVisible() and _key(label.text()) and buddy is None:
            found.append(f"no buddy: {label.text()}")
    return found


def _path(widget: QWidget) -> str:
    names: list[str] = []
    parent = widget.parentWidget()
    while parent is not None:
        names.append(parent.objectName() or type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(names[:4])


def _key(text: str) -> str:
    return QKeySequence.mnemonic(text).toString()


def _mnemonics(window: QWidget) -> dict[str, list[str]]:
    """Key -> the texts that claim it at the same time."""
    texts: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or widget.window() is not window:
            continue
        if isinstance(widget, (QAbstractButton, QLabel)):
            texts.append(widget.text())
        elif isinstance(widget, QGroupBox):
            texts.append(widget.title())
        elif isinstance(widget, QTabBar):
            texts.extend(widget.tabText(index) for index in range(widget.count()))
        elif isinstance(widget, QMenuBar):
            texts.extend(action.text() for action in widget.actions())
    claims: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        if key := _key(text):
            claims[key].append(text)
    return claims


def test_the_window_in_all_its_states(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    found: list[str] = []
    photos = [write_photo(tmp_path / name, size=(90, 70)) for name in ("a.png", "b.png")]
    engine = GatedFill()
    engine.gate.set()
    with window_of(qtbot, engine=engine) as window:
        window.resize(1000, 700)
        found += complaints_about(window)
        window.editor.engines.look()
        qtbot.waitUntil(window.offer.isVisible, timeout=PATIENCE_MS)
        window.editor.state.add_recent(photos[0])
        window.editor.refresh_recent()
        found += complaints_about(window)
        document = shown(qtbot, window, *photos)
        window.editor.engines.networks = ("places2",)
        window.editor.engines.changed.emit()
        assert window.remove_panel.engine.isVisible()
        for tool in ("hand", "object", "wand", "restore", "brush"):
            window.editor.settings.set("tool", tool)
            found += complaints_about(window)
        removed(qtbot, window.editor)
        settled(qtbot, window.editor)
        window.editor.try_again()
        settled(qtbot, window.editor)
        qtbot.waitUntil(window.variations.isVisible, timeout=PATIENCE_MS)
        assert window.filmstrip.isVisible()
        window.messages.ask("Sentence.", "Hint.", (Answer("Answer", lambda: None),))
        found += complaints_about(window)
        engine.gate.clear()
        engine.started.clear()
        paint(document)
        window.editor.remove()
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: window.status.is_working, timeout=PATIENCE_MS)
        found += complaints_about(window)
        engine.gate.set()
        settled(qtbot, window.editor)
    assert not found, "\n".join(sorted(set(found)))


def test_the_dialogs_of_the_menu(qtbot: QtBot, language: str) -> None:
    found: list[str] = []
    with window_of(qtbot) as window:
        for name in ("preferences", "shortcuts", "about"):
            getattr(window.dialogs, f"open_{name}")()
            dialog = window.dialogs.dialog(name)
            assert dialog is not None
            qtbot.waitUntil(dialog.isVisible, timeout=PATIENCE_MS)
            found += [f"{name}: {text}" for text in _in_all_pages(dialog)]
            dialog.close()
    assert not found, "\n".join(sorted(set(found)))


def test_the_weights_window(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    found: list[str] = []
    dialog = WeightsDialog(None, lambda then: then())
    qtbot.addWidget(dialog)
    dialog.show_now()
    qtbot.waitUntil(lambda: dialog.row is not None, timeout=PATIENCE_MS)
    found += complaints_about(dialog)
    dialog.work.import_from(write_graphs(tmp_path / "mine"))
    qtbot.waitUntil(lambda: dialog.cancel.isVisible(), timeout=PATIENCE_MS)
    found += complaints_about(dialog)
    qtbot.waitUntil(lambda: dialog.row is not None and dialog.row.id == "mine", timeout=PATIENCE_MS)
    qtbot.waitUntil(dialog.remove.isEnabled, timeout=PATIENCE_MS)
    found += complaints_about(dialog)
    dialog.shut_down()
    assert not found, "\n".join(sorted(set(found)))


def _in_all_pages(dialog: QDialog) -> list[str]:
    from app.dialogs.preferences import PreferencesDialog

    found = complaints_about(dialog)
    tabs = dialog.findChild(QTabWidget)
    if isinstance(tabs, QTabWidget):
        for index in range(tabs.count()):
            tabs.setCurrentIndex(index)
            found += complaints_about(dialog)
    elif isinstance(dialog, PreferencesDialog):
        for index in range(dialog.pages.count()):
            dialog.pages.setCurrentRow(index)
            found += complaints_about(dialog)
    return found


def test_saving_the_batch_and_the_rectangle(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    saving = SaveAsDialog(None, tmp_path / "a_removed.jpg", SaveOptions())
    batch = BatchDialog(
        None,
        settings=Settings(),
        state=State.load(),
        engines=shelf_of(),
        current_mask=np.zeros((4, 4), np.uint8),
        folder=tmp_path,
    )
    rectangle = RectangleDialog(None, Size(90, 70), Rect(3, 4, 50, 60))
    found: list[str] = []
    for dialog in (saving, batch, rectangle):
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(dialog.isVisible, timeout=PATIENCE_MS)
        found += complaints_about(dialog)
    for index in range(batch.form.masks.count()):
        batch.form.masks.setCurrentIndex(index)
        found += complaints_about(batch)
    for index in range(batch.form.fit.count()):
        batch.form.fit.setCurrentIndex(index)
        found += complaints_about(batch)
    batch.shut_down()
    assert not found, "\n".join(sorted(set(found)))


def test_the_questions(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    found: list[str] = []

    def look(box: QMessageBox) -> int:
        qtbot.addWidget(box)
        box.show()
        qtbot.waitUntil(box.isVisible, timeout=PATIENCE_MS)
        found.extend(complaints_about(box))
        box.hide()
        return int(QMessageBox.StandardButton.Cancel)

    monkeypatch.setattr(QMessageBox, "exec", look)
    prompts = DialogPrompts()
    prompts.unsaved("a.jpg")
    prompts.confirm_overwrite(tmp_path / "a.jpg")
    prompts.overwrite_changed(tmp_path / "a.jpg")
    prompts.busy_quit("A batch is still running.")
    parent = QWidget()
    qtbot.addWidget(parent)
    ask_remove(parent, "Remove?", "It is gone then.")
    prompts.mask_fit(Size(3, 4), Size(5, 6))
    assert not found, "\n".join(sorted(set(found)))


def test_what_happens_is_read_out(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def tell(_widget: QWidget, text: str) -> None:
        told.append(text)

    for place in ("main_window", "panels.message_bar", "panels.option_bar", "panels.status_line"):
        monkeypatch.setattr(f"app.{place}.announce", tell)
    engine = GatedFill()
    with window_of(qtbot, engine=engine) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png"))
        assert "a.png" in told
        press(qtbot, window, "E")
        assert told[-1] == "Eraser"
        press(qtbot, window, "L")
        assert told[-1].startswith("Lasso – ")
        paint(document)
        window.editor.remove()
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        press(qtbot, window, "Esc")
        settled(qtbot, window.editor)
        assert told[-1].startswith("Cancelled")
        engine.gate.set()
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            window.editor.remove()
        settled(qtbot, window.editor)
        assert told[-1].startswith("Removed")
        window.editor.failed.emit("It went wrong.", "Try something else.")
        assert told[-1] == "It went wrong. Try something else."


def test_a_screen_reader_gets_an_announcement(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[QAccessibleEvent] = []

    class Listening:
        Event = QAccessible.Event
        isActive = staticmethod(lambda: True)
        updateAccessibility = staticmethod(sent.append)

    monkeypatch.setattr(announcing, "QAccessible", Listening)
    label = QLabel()
    qtbot.addWidget(label)
    announcing.announce(label, "")
    announcing.announce(label, "Removed.")
    assert len(sent) == 1
    assert sent[0].object() is label


@pytest.mark.parametrize("language", ["de"], indirect=True)
def test_the_canvas_tells_what_it_shows(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    del language
    with window_of(qtbot) as window:
        interface = QAccessible.queryAccessibleInterface(window.canvas)
        document = shown(qtbot, window, write_photo(tmp_path / "a.png"))
        qtbot.waitUntil(
            lambda: "0,0 %" in interface.text(QAccessible.Text.Description), timeout=PATIENCE_MS
        )
        assert interface.text(QAccessible.Text.Name)
        before = window.canvas.accessibleDescription()
        paint(document)
        qtbot.waitUntil(
            lambda: window.canvas.accessibleDescription() != before, timeout=PATIENCE_MS
        )
        assert "." not in window.canvas.accessibleDescription()


def test_tab_leaves_the_canvas_and_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        visited: list[QWidget | None] = [QApplication.focusWidget()]
        assert visited[0] is window.canvas
        for _ in range(60):
            window.focusNextChild()
            visited.append(QApplication.focusWidget())
            if visited[-1] is window.canvas:
                break
        assert visited[-1] is window.canvas
        rest = visited[1:-1]
        assert len(set(rest)) == len(rest) > 5
        assert window.remove_panel.quality in rest
        assert window.history in rest


def test_nothing_moves_by_itself_where_that_is_not_wanted(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, "light")
    with window_of(qtbot) as window:
        bar = window.status.findChild(QProgressBar)
        assert isinstance(bar, QProgressBar)
        window.status.start_working("Opening")
        assert bar.maximum() == 0  # Qt lets it run to and fro
        try:
            reduce_motion(qapp, True)
            assert reduces_motion(window)
            assert not qapp.isEffectEnabled(Qt.UIEffect.UI_FadeTooltip)
            window.status.start_working("Opening")
            assert bar.maximum() > 0
        finally:
            reduce_motion(qapp, False)
        assert not reduces_motion(window)


def test_boxes_grow_with_the_letters(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, "light")
    box = QCheckBox("Box")
    qtbot.addWidget(box)
    metric = QStyle.PixelMetric.PM_IndicatorHeight
    small = box.style().pixelMetric(metric, None, box)
    font = box.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    box.setFont(font)
    assert box.style().pixelMetric(metric, None, box) > 1.5 * small
