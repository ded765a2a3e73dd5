"""A whole window with answers prepared, and hands for it: real mouse and key events."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.document.document import Document
from app.editing.engine_room import Opener
from app.main_window import MainWindow
from app.tools.tool import Point
from moebius_core.engines.engine import InpaintEngine
from tests.gui.scenes import PATIENCE_MS, Answers, editor_of, opened

LEFT = Qt.MouseButton.LeftButton


@dataclass
class WindowAnswers(Answers):
    """The editor's answers and the window's own."""

    folder: Path | None = None

    def open_folder(self, folder: Path | None) -> Path | None:
        self.asked.append("open folder")
        return self.folder


@contextmanager
def window_of(
    qtbot: QtBot,
    *,
    engine: InpaintEngine | None = None,
    answers: WindowAnswers | None = None,
    opener: Opener | None = None,
    **settings: object,
) -> Generator[MainWindow]:
    """A shown window with the focus; closed at the end without questions."""
    answers = answers or WindowAnswers()
    with editor_of(engine, answers, opener=opener, **settings) as editor:
        window = MainWindow(editor, answers)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=PATIENCE_MS)
        try:
            yield window
        finally:
            window.close_without_asking()
            window.deleteLater()


def shown(qtbot: QtBot, window: MainWindow, *paths: Path) -> Document:
    """Open photos and wait until the first one is on the canvas."""
    document = opened(qtbot, window.editor, *paths)
    qtbot.waitUntil(lambda: window.canvas.is_built, timeout=PATIENCE_MS)
    return document


def place(window: MainWindow, at: tuple[float, float]) -> QPoint:
    """Where a place of the photo is on the canvas."""
    viewport = window.canvas.viewport
    assert viewport is not None
    scale = window.canvas.devicePixelRatioF()
    x, y = viewport.to_view(Point(*at))
    return QPointF(x / scale, y / scale).toPoint()


def stroke(
    qtbot: QtBot,
    window: MainWindow,
    points: Sequence[tuple[float, float]],
    button: Qt.MouseButton = LEFT,
) -> None:
    """Press at the first place of the photo, move through the others, let go at the last."""
    canvas = window.canvas
    qtbot.mousePress(canvas, button, pos=place(window, points[0]))
    for point in points[1:]:
        qtbot.mouseMove(canvas, place(window, point))
    qtbot.mouseRelease(canvas, button, pos=place(window, points[-1]))


def press(qtbot: QtBot, window: MainWindow, key: str) -> None:
    """Type a key ("Ctrl+Z") into whatever has the focus."""
    from PySide6.QtGui import QKeySequence

    if QApplication.activeWindow() is None:  # off screen nobody gives it back after a dialog
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=PATIENCE_MS)
    combination = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)[0]
    target = QApplication.focusWidget() or window
    qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())
