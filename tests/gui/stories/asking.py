"""Answering the dialogs that come up, as a person would: with keys, in the dialog itself."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.prompts import DialogPrompts
from app.main_window import MainWindow
from tests.fakes import MeanFill
from tests.gui.scenes import PATIENCE_MS
from tests.gui.window.acting import window_of

_LOOK_EVERY_MS = 5


@contextmanager
def real_window(
    qtbot: QtBot, *, engine: MeanFill | None = None, **settings: object
) -> Generator[MainWindow]:
    """A window that asks with its real dialogs."""
    prompts = DialogPrompts()
    with window_of(qtbot, engine=engine, answers=prompts, **settings) as window:  # type: ignore[arg-type]
        prompts.window = window
        watch = QTimer(window, interval=PATIENCE_MS)
        watch.timeout.connect(_close_what_nobody_answers)
        watch.start()
        yield window


def _close_what_nobody_answers() -> None:
    """So that an unexpected question fails a test instead of hanging it."""
    if isinstance(dialog := QApplication.activeModalWidget(), QDialog):
        dialog.reject()


def answer(act: Callable[[QWidget], object]) -> list[str]:
    """Do it with the dialog that comes up next; the list then holds that dialog's text."""
    met: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(_LOOK_EVERY_MS, look)
            return
        text: object = getattr(dialog, "text", None)
        met.append(text() if callable(text) else dialog.windowTitle())
        act(dialog)

    QTimer.singleShot(0, look)
    return met


def typing(qtbot: QtBot, text: str) -> Callable[[QWidget], None]:
    """Write into the dialog's name field, and confirm; again while it is not ready for that."""

    def act(dialog: QWidget) -> None:
        if QApplication.activeModalWidget() is not dialog:
            return
        field = dialog.findChild(QLineEdit, "fileNameEdit") or dialog.findChild(QLineEdit)
        assert field is not None
        if field.text() == text:
            qtbot.keyClick(field, Qt.Key.Key_Return)
        else:
            field.setFocus()
            field.selectAll()
            qtbot.keyClicks(field, text)
        QTimer.singleShot(_LOOK_EVERY_MS, lambda: act(dialog))

    return act


def pressing(qtbot: QtBot, key: Qt.Key) -> Callable[[QWidget], None]:
    return lambda dialog: qtbot.keyClick(dialog, key)


def clicking(qtbot: QtBot, label: str) -> Callable[[QWidget], None]:
    """Press the button with this text."""

    def act(dialog: QWidget) -> None:
        buttons = dialog.findChildren(QAbstractButton)
        button = next(b for b in buttons if b.text().replace("&", "") == label)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    return act
