"""What people do with the window, from the first start to the saved file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.editing.prompts import Unsaved
from app.editing.removal import options_of
from app.editing.state import WindowGeometry
from app.main_window import MainWindow
from moebius_core.inpaint import edit_zone
from moebius_core.photo import Photo, SaveOptions
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, GatedFill, paint, settled
from tests.gui.window.acting import WindowAnswers, press, shown, stroke, window_of

LEFT = Qt.MouseButton.LeftButton


def test_sample_paint_enter_undo_redo_save_reopen(qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    answers = WindowAnswers(target=(target, SaveOptions()))
    with window_of(qtbot, answers=answers) as window:
        assert window.start_page.isVisible()
        assert not window.canvas.isVisible()
        qtbot.mouseClick(window.start_page.sample_button, LEFT)
        qtbot.waitUntil(lambda: window.canvas.is_built, timeout=PATIENCE_MS)
        document = window.editor.document
        assert document is not None
        before = document.image.to_array()
        assert QApplication.focusWidget() is window.canvas
        stroke(qtbot, window, [(700, 900), (760, 940), (820, 900)])
        mask = document.mask_array()
        assert mask[900, 700] == 255
        assert mask[940, 760] == 255
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            press(qtbot, window, "Return")
        after = document.image.to_array()
        zone = edit_zone(mask, options_of(window.editor.settings.value)) > 0
        changed = (after != before).any(axis=-1)
        assert changed.any()
        assert not (changed & ~zone).any()
        assert "pixels changed" in window.status.text
        assert window.isWindowModified()
        press(qtbot, window, "Ctrl+Z")
        assert np.array_equal(document.image.to_array(), before)
        press(qtbot, window, "Ctrl+Y")
        assert np.array_equal(document.image.to_array(), after)
        press(qtbot, window, "Ctrl+Shift+S")
        settled(qtbot, window.editor)
        assert not window.isWindowModified()
        assert window.windowTitle() == "[*]out.png — Moebius"
    saved = Photo.open(target).pixels
    assert np.array_equal(saved, after)
    assert np.array_equal(saved[~zone], before[~zone])


def test_the_whole_way_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png", size=(300, 240))
    answers = WindowAnswers(files=[path])
    with window_of(qtbot, answers=answers, brush_size=20.0) as window:
        press(qtbot, window, "Ctrl+O")
        qtbot.waitUntil(lambda: window.canvas.is_built, timeout=PATIENCE_MS)
        document = window.editor.document
        assert document is not None
        press(qtbot, window, "Right")
        start = window.canvas.crosshair
        assert start is not None
        press(qtbot, window, "Right")
        press(qtbot, window, "Shift+Down")
        at = window.canvas.crosshair
        assert at is not None
        assert at.x - start.x == 1
        assert at.y - start.y == 10
        press(qtbot, window, "Space")
        assert document.mask_array()[int(at.y), int(at.x)] == 255
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            press(qtbot, window, "Return")
        for expected in (2, 3):
            with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
                press(qtbot, window, "R")
            assert window.editor.removals is not None
            assert len(window.editor.removals.variations) == expected
        assert window.variations.count() == 3
        assert window.variations.isVisible()
        press(qtbot, window, ",")
        assert window.editor.removals.shown == 1
        assert window.variations.currentRow() == 1
        press(qtbot, window, ".")
        assert window.editor.removals.shown == 2
        press(qtbot, window, "Ctrl+S")
        settled(qtbot, window.editor)
        assert np.array_equal(Photo.open(path).pixels, document.image.to_array())


def test_leaving_the_canvas_by_keyboard_and_coming_back(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        visited = [QApplication.focusWidget()]
        for _ in range(10):
            press(qtbot, window, "Ctrl+Tab")
            visited.append(QApplication.focusWidget())
            if visited[-1] is window.canvas:
                break
        assert visited[0] is window.canvas
        assert visited[-1] is window.canvas
        assert len(visited) > 4


def test_letters_typed_in_a_field_are_not_commands(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        press(qtbot, window, "E")
        assert window.editor.settings.value.tool == "eraser"
        window.remove_panel.edges.field.setFocus()
        for key in ("B", "X", "R", "Y"):
            press(qtbot, window, key)
        assert window.editor.settings.value.tool == "eraser"
        assert not window.canvas.subtract_switch
        assert not window.command_actions["split"].isChecked()
        window.history.setFocus()
        press(qtbot, window, "B")
        assert window.editor.settings.value.tool == "eraser"
        window.canvas.setFocus()
        press(qtbot, window, "B")
        assert window.editor.settings.value.tool == "brush"


def test_a_missing_file_is_told_and_the_window_stays(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        with qtbot.waitSignal(window.editor.failed, timeout=PATIENCE_MS):
            window.editor.open_paths([tmp_path / "gone.jpg"])
        assert window.messages.isVisible()
        assert "gone.jpg" in window.messages.text
        assert window.start_page.isVisible()


def _drop(window: MainWindow, data: QMimeData) -> bool:
    """Drag it over the window and let go; whether the window said it would take it."""
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), actions, data, LEFT, none)
    enter.setAccepted(False)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), actions, data, LEFT, none))
    return enter.isAccepted()


def _files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_dropped_files_make_a_filmstrip(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [write_photo(tmp_path / "x" / name) for name in ("a.png", "b.png", "c.png")]
    with window_of(qtbot) as window:
        assert _drop(window, _files(paths[0], paths[2]))
        qtbot.waitUntil(lambda: window.editor.document is not None, timeout=PATIENCE_MS)
        assert list(window.editor.filmstrip.paths) == [paths[0], paths[2]]
        assert window.filmstrip.isVisible()
        press(qtbot, window, "PgDown")
        qtbot.waitUntil(lambda: window.editor.path == paths[2], timeout=PATIENCE_MS)
        assert window.filmstrip.currentIndex().row() == 1


def test_a_dropped_folder_is_gone_through(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [write_photo(tmp_path / "x" / name) for name in ("a.png", "b.png")]
    with window_of(qtbot) as window:
        _drop(window, _files(tmp_path / "x"))
        qtbot.waitUntil(lambda: window.editor.document is not None, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: list(window.editor.filmstrip.paths) == paths, timeout=PATIENCE_MS)


def test_an_address_is_refused_without_network(qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.jpg")])
    with window_of(qtbot) as window:
        assert _drop(window, data)
        qtbot.waitUntil(window.messages.isVisible, timeout=PATIENCE_MS)
        assert "network" in window.messages.text
        assert window.editor.document is None


def test_text_is_not_taken(qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("hello")
    with window_of(qtbot) as window:
        assert not _drop(window, data)


def test_paste_asks_about_unsaved_changes(qtbot: QtBot, tmp_path: Path) -> None:
    answers = WindowAnswers(unsaved_answer=Unsaved.CANCEL)
    image = QImage(31, 17, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    with window_of(qtbot, answers=answers) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png"))
        paint(document)
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            window.editor.remove()
        QGuiApplication.clipboard().setImage(image)
        press(qtbot, window, "Ctrl+V")
        settled(qtbot, window.editor)
        assert answers.asked == ["unsaved a.png"]
        assert window.editor.document is document
        answers.unsaved_answer = Unsaved.DISCARD
        press(qtbot, window, "Ctrl+V")
        qtbot.waitUntil(lambda: window.editor.document is not document, timeout=PATIENCE_MS)
        pasted = window.editor.document
        assert pasted is not None
        assert pasted.size == (31, 17)
        assert pasted.image.to_array()[3, 3].tolist() == [0, 128, 128]


def test_nothing_to_paste_is_told(qtbot: QtBot) -> None:
    with window_of(qtbot) as window:
        QGuiApplication.clipboard().clear()
        press(qtbot, window, "Ctrl+V")
        assert "no picture" in window.messages.text


def test_the_result_is_copied(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png"))
        QGuiApplication.clipboard().clear()
        press(qtbot, window, "Ctrl+C")
        clipboard = QGuiApplication.clipboard()
        qtbot.waitUntil(lambda: not clipboard.image().isNull(), timeout=PATIENCE_MS)
        colour = clipboard.image().pixelColor(7, 5)
        expected = document.image.to_array()[5, 7].tolist()
        assert [colour.red(), colour.green(), colour.blue()] == expected


@pytest.mark.parametrize("answer", [Unsaved.CANCEL, Unsaved.DISCARD])
def test_closing_asks_about_unsaved_changes(qtbot: QtBot, tmp_path: Path, answer: Unsaved) -> None:
    answers = WindowAnswers(unsaved_answer=answer)
    with window_of(qtbot, answers=answers) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png"))
        paint(document)
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            window.editor.remove()
        assert window.close() is (answer is Unsaved.DISCARD)
        assert answers.asked == ["unsaved a.png"]


def test_save_on_closing_closes_when_it_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png")
    answers = WindowAnswers(unsaved_answer=Unsaved.SAVE)
    with window_of(qtbot, answers=answers) as window:
        document = shown(qtbot, window, path)
        paint(document)
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            window.editor.remove()
        after = document.image.to_array()
        assert not window.close()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    assert np.array_equal(Photo.open(path).pixels, after)


def test_a_removal_runs_and_is_cancelled(qtbot: QtBot, tmp_path: Path) -> None:
    engine = GatedFill()
    with window_of(qtbot, engine=engine) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png"))
        paint(document)
        before = document.mask_array()
        qtbot.mouseClick(window.remove_panel.button, LEFT)
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: window.status.is_working, timeout=PATIENCE_MS)
        assert window.history.item(window.history.count() - 1).text().endswith("running …")
        window.canvas.setFocus()
        press(qtbot, window, "Esc")
        settled(qtbot, window.editor)
        assert np.array_equal(document.mask_array(), before)
        qtbot.waitUntil(lambda: not window.status.is_working, timeout=PATIENCE_MS)


def test_history_jumps_by_click(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png"))
        for _ in range(3):
            paint(document)
            window.editor.invert_mask()
            settled(qtbot, window.editor)
        position = document.history.position
        qtbot.waitUntil(lambda: window.history.count() == position + 1, timeout=PATIENCE_MS)
        rect = window.history.visualItemRect(window.history.item(0))
        qtbot.mouseClick(window.history.viewport(), LEFT, pos=rect.center())
        assert document.history.position == 0
        assert not document.mask_array().any()


def test_holding_the_key_shows_the_original(qtbot: QtBot, tmp_path: Path) -> None:
    from app.canvas.view import Compare

    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        qtbot.keyPress(window.canvas, Qt.Key.Key_Backslash)
        assert window.canvas.compare is Compare.ORIGINAL
        qtbot.keyRelease(window.canvas, Qt.Key.Key_Backslash)
        assert window.canvas.compare is Compare.OFF
        press(qtbot, window, "Y")
        assert window.canvas.compare is Compare.SPLIT
        qtbot.keyPress(window.canvas, Qt.Key.Key_Backslash)
        assert window.canvas.compare is Compare.ORIGINAL
        window.history.setFocus()
        assert window.canvas.compare is Compare.SPLIT


def test_geometry_and_panels_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        state = window.editor.state
        window.resize(640, 500)
        window.command_actions["show-history"].trigger()
        assert not window.workspace.is_panel_shown("history")
        window.close()
        stood = state.geometry
        assert stood is not None
        assert (stood.width, stood.height) == (640, 500)
    with window_of(qtbot) as again:
        assert (again.width(), again.height()) == (640, 500)
        assert not again.workspace.is_panel_shown("history")
        assert not again.command_actions["show-history"].isChecked()


def test_a_window_of_a_screen_that_is_gone_comes_back_into_view(qtbot: QtBot) -> None:
    from app.editing.state import State

    state = State.load()
    state.geometry = WindowGeometry(9000, -4000, 700, 500, layout="nonsense")
    state.flush()
    with window_of(qtbot) as window:
        screen = QGuiApplication.primaryScreen().availableGeometry()
        assert screen.contains(window.geometry())


def test_the_context_frame_shows_while_the_slider_moves(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(400, 300)))
        paint(document)
        frames: list[object] = []
        window.canvas.set_context_frame = frames.append  # type: ignore[method-assign]
        slider = window.remove_panel.context.slider
        slider.setSliderDown(True)
        slider.setValue(slider.value() + 100)
        slider.setSliderDown(False)
        assert frames
        assert frames[-1] is not None
        qtbot.waitUntil(lambda: frames[-1] is None, timeout=PATIENCE_MS)


def test_an_uncaught_error_is_told_in_a_sentence(qtbot: QtBot) -> None:
    import sys

    from app.window.mishaps import Mishaps

    with window_of(qtbot) as window:
        hook = sys.excepthook
        sys.excepthook = lambda *_: None
        mishaps = Mishaps(window.messages.warn, Path("/logs/moebius.log"))
        try:
            sys.excepthook(ZeroDivisionError, ZeroDivisionError("x"), None)
            qtbot.waitUntil(window.messages.isVisible, timeout=PATIENCE_MS)
            assert "ZeroDivisionError" in window.messages.text
            assert "“/logs/moebius.log”" in window.messages.text
        finally:
            mishaps.close()
            sys.excepthook = hook


def test_a_click_beside_the_canvas_leaves_the_keys_to_it(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        panel = window.remove_panel
        for control in (panel.after_stroke, panel.edges.slider, window.history.viewport()):
            qtbot.mouseClick(control, LEFT)
            assert QApplication.focusWidget() is window.canvas
        qtbot.mouseClick(panel.edges.field, LEFT)
        panel.edges.field.setFocus()
        panel.edges.field.selectAll()
        qtbot.keyClicks(panel.edges.field, "9")
        qtbot.keyClick(panel.edges.field, Qt.Key.Key_Return)
        assert window.editor.settings.value.grow == 9
        assert QApplication.focusWidget() is window.canvas


def test_large_letters_cut_nothing_off(qtbot: QtBot, tmp_path: Path) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    font = application.font()
    large = application.font()
    large.setPointSizeF(font.pointSizeF() * 2)
    application.setFont(large)
    try:
        with window_of(qtbot) as window:
            window.resize(1000, 700)
            shown(qtbot, window, write_photo(tmp_path / "a.png"))
            assert window.option_bar.isVisible()
            panel = window.remove_panel
            for control in (panel.button, panel.quality, panel.edges.field, panel.after_stroke):
                assert control.width() >= control.minimumSizeHint().width()
                assert control.height() >= control.minimumSizeHint().height()
            assert (window.width(), window.height()) == (1000, 700)
    finally:
        application.setFont(font)


def test_every_control_has_a_name_and_is_large_enough(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        kinds = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QAbstractItemView)
        for control in window.findChildren(QWidget):
            is_part = isinstance(control, QScrollBar) or control.objectName().startswith("qt_")
            if not isinstance(control, kinds) or not control.isVisible() or is_part:
                continue
            interface = QAccessible.queryAccessibleInterface(control)
            assert interface.text(QAccessible.Text.Name), control
            assert control.height() >= 24, control
            assert control.width() >= 24, control


@pytest.mark.parametrize("leave", [False, True])
def test_closing_asks_while_a_removal_runs(qtbot: QtBot, tmp_path: Path, leave: bool) -> None:
    engine = GatedFill()
    answers = WindowAnswers(leave_busy=leave, unsaved_answer=Unsaved.DISCARD)
    with window_of(qtbot, engine=engine, answers=answers) as window:
        paint(shown(qtbot, window, write_photo(tmp_path / "a.png")))
        window.editor.remove()
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        assert window.close() is leave
        assert len(answers.asked) == 1


@pytest.mark.parametrize("leave", [False, True])
def test_closing_asks_while_a_batch_runs(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, leave: bool
) -> None:
    from app.dialogs.batch import BatchDialog

    answers = WindowAnswers(leave_busy=leave)
    with window_of(qtbot, answers=answers) as window:
        window.command_actions["batch"].trigger()
        dialog = window.findChild(BatchDialog)
        assert dialog is not None
        assert dialog.isVisible()
        with monkeypatch.context() as patched:
            patched.setattr(BatchDialog, "is_running", property(lambda _self: True))
            assert window.close() is leave
            assert answers.asked == ["A batch is still running."]


def test_the_split_line_goes_when_another_photo_opens(qtbot: QtBot, tmp_path: Path) -> None:
    from app.canvas.view import Compare

    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        press(qtbot, window, "Y")
        shown(qtbot, window, write_photo(tmp_path / "b.png"))
        assert window.canvas.compare is Compare.OFF
        assert not window.command_actions["split"].isChecked()


def test_closing_the_photo_leads_back_to_the_start_page(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png")
    with window_of(qtbot) as window:
        shown(qtbot, window, path)
        press(qtbot, window, "Ctrl+W")
        assert window.start_page.isVisible()
        assert window.windowTitle() == "Moebius"
        assert window.start_page.recent.item(0).text().startswith("a.png")
        rect = window.start_page.recent.visualItemRect(window.start_page.recent.item(0))
        qtbot.mouseClick(window.start_page.recent.viewport(), LEFT, pos=rect.center())
        qtbot.waitUntil(lambda: window.editor.path == path, timeout=PATIENCE_MS)


def test_the_theme_is_changed_from_the_menu(qtbot: QtBot) -> None:
    with window_of(qtbot) as window:
        window.command_actions["theme-dark"].trigger()
        assert window.editor.settings.value.theme == "dark"
        assert window.command_actions["theme-dark"].isChecked()
        assert not window.command_actions["theme-system"].isChecked()


def test_a_hidden_mask_shows_again_when_one_paints(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        hide = window.command_actions["hide-overlay"]
        press(qtbot, window, "Ctrl+H")
        assert hide.isChecked()
        press(qtbot, window, "H")
        stroke(qtbot, window, [(10, 10), (20, 20)])
        assert hide.isChecked()
        press(qtbot, window, "B")
        stroke(qtbot, window, [(10, 10), (20, 20)])
        assert not hide.isChecked()
