"""The dialogs that ask where and how to save, and the other questions."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.prompts import DialogPrompts
from app.dialogs.save_as import SaveAsDialog
from app.editing.prompts import Unsaved
from moebius_core.geometry import Size
from moebius_core.masks import SCALE, Fit
from moebius_core.photo import MetadataPolicy, SaveOptions
from tests.gui.scenes import PATIENCE_MS

Button = QMessageBox.StandardButton


def dialog_of(qtbot: QtBot, path: Path, options: SaveOptions | None = None) -> SaveAsDialog:
    dialog = SaveAsDialog(None, path, options or SaveOptions())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_was_suggested_is_what_comes_out(qtbot: QtBot, tmp_path: Path) -> None:
    options = SaveOptions(metadata=MetadataPolicy.NO_LOCATION, quality=81)
    dialog = dialog_of(qtbot, tmp_path / "a_removed.jpg", options)
    assert dialog.path == tmp_path / "a_removed.jpg"
    assert dialog.options == options
    assert dialog.name.selectedText() == "a_removed"


def test_typing_a_suffix_chooses_the_format_and_back(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path / "a.jpg")
    dialog.name.setText("b.TIFF")
    assert dialog.format.currentText().startswith("TIFF")
    assert not dialog.quality.isEnabled()
    dialog.format.setCurrentIndex(dialog.format.findText("PNG", Qt.MatchFlag.MatchStartsWith))
    dialog.format.activated.emit(dialog.format.currentIndex())
    assert dialog.path == tmp_path / "b.png"
    dialog.name.setText("version 1.2")
    assert dialog.path == tmp_path / "version 1.2.png"


def test_quality_counts_only_where_there_is_one(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path / "a.jpg", SaveOptions(quality=70))
    assert dialog.options.quality == 70
    dialog.name.setText("a.png")
    assert dialog.options.quality is None
    dialog.name.setText("a.jpg")
    dialog.as_source.setChecked(True)
    assert dialog.options.quality is None


@pytest.mark.parametrize("name", ["", "  ", "..", "a/b.jpg", "a.gif", "a.cr2"])
def test_names_that_cannot_be_are_told_before_saving(
    qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    dialog = dialog_of(qtbot, tmp_path / "a.jpg")
    dialog.name.setText(name)
    assert not dialog.save_button.isEnabled()


def test_a_whole_path_may_be_typed(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    dialog = dialog_of(qtbot, tmp_path / "a.jpg")
    dialog.name.setText(str(tmp_path / "other" / "b"))
    assert dialog.save_button.isEnabled()
    assert dialog.path == tmp_path / "other" / "b.jpg"
    for wrong in (tmp_path / "none" / "b.jpg", tmp_path / "other"):
        dialog.name.setText(str(wrong))
        assert not dialog.save_button.isEnabled()


@pytest.mark.parametrize("answer", [Button.Yes, Button.No])
def test_an_existing_file_is_replaced_only_when_told_so(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Button
) -> None:
    (tmp_path / "a.jpg").write_bytes(b"precious")
    asked: list[object] = []

    def question(*arguments: object) -> Button:
        asked.append(arguments)
        return answer

    monkeypatch.setattr(QMessageBox, "question", question)
    dialog = dialog_of(qtbot, tmp_path / "a.jpg")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(asked))
    assert dialog.isVisible() is (answer is Button.No)
    dialog.name.setText("b.jpg")
    if answer is Button.No:
        dialog.save_button.click()
        qtbot.waitUntil(lambda: not dialog.isVisible())
        assert dialog.result() == SaveAsDialog.DialogCode.Accepted
        assert len(asked) == 1


def test_a_drive_that_does_not_answer_can_be_cancelled(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, looked_for = threading.Event(), threading.Event()

    def slow(_path: object) -> bool:
        looked_for.set()
        return gate.wait(PATIENCE_MS / 1000)

    monkeypatch.setattr(os.path, "exists", slow)
    dialog = dialog_of(qtbot, tmp_path / "a.jpg")
    try:
        dialog.save_button.click()
        qtbot.waitUntil(looked_for.is_set)
        assert dialog.isVisible()
        assert not dialog.save_button.isEnabled()
        dialog.reject()
        assert dialog.result() == SaveAsDialog.DialogCode.Rejected
    finally:
        gate.set()


@pytest.fixture
def prompts(qtbot: QtBot) -> DialogPrompts:
    made = DialogPrompts()
    made.window = QWidget()
    qtbot.addWidget(made.window)
    made.window.show()
    return made


def while_open(act: Callable[[QMessageBox], object]) -> None:
    """Do it with the box that comes up next."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box.isVisible():
            act(box)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def pressing(qtbot: QtBot, key: Qt.Key) -> Callable[[QMessageBox], None]:
    return lambda box: qtbot.keyClick(box, key)


@pytest.mark.parametrize(
    ("button", "meaning"),
    [
        (Button.Save, Unsaved.SAVE),
        (Button.Discard, Unsaved.DISCARD),
        (Button.Cancel, Unsaved.CANCEL),
    ],
)
def test_unsaved_changes(prompts: DialogPrompts, button: Button, meaning: Unsaved) -> None:
    while_open(lambda box: box.button(button).click())
    assert prompts.unsaved("a.jpg") is meaning


def test_escape_and_enter_are_the_safe_answers(qtbot: QtBot, prompts: DialogPrompts) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        for ask in (
            lambda: prompts.confirm_overwrite(Path("a.jpg")),
            lambda: prompts.overwrite_changed(Path("a.jpg")),
            lambda: prompts.busy_quit("A removal is running."),
        ):
            while_open(pressing(qtbot, key))
            assert ask() is False
    while_open(pressing(qtbot, Qt.Key.Key_Escape))
    assert prompts.unsaved("a.jpg") is Unsaved.CANCEL


def test_the_other_button_says_yes(prompts: DialogPrompts) -> None:
    while_open(lambda box: box.buttons()[0].click())
    assert prompts.confirm_overwrite(Path("a.jpg")) is True


@pytest.mark.parametrize(
    ("index", "fit"), [(0, SCALE), (1, Fit(anchor=(0, 0))), (2, Fit(anchor=(0.5, 0.5))), (3, None)]
)
def test_how_a_mask_fits(prompts: DialogPrompts, index: int, fit: Fit | None) -> None:
    texts = ["Stretch", "Top", "Centre", "Cancel"]

    def choose(box: QMessageBox) -> None:
        plain = {button.text().replace("&", ""): button for button in box.buttons()}
        next(button for text, button in plain.items() if text.startswith(texts[index])).click()

    while_open(choose)
    assert prompts.mask_fit(Size(3, 4), Size(30, 40)) == fit
