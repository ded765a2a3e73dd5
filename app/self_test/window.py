"""The window, shown and worked with by events, and its languages; each in its own process. [Qt]"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from app.application import Session, make_application
from app.bench.canvas_timing import drain, drain_until
from app.canvas.view import CanvasView
from app.i18n import translate
from app.language.translations import ENGLISH, LANGUAGES, Translations
from app.self_test.report import CheckError
from app.support.log_file import LogFile
from moebius_core.engines.names import CONTENT_FILL

_PATIENCE_S = 70.0
_BRUSH_PX = 40.0
_FEWEST_COLOURS = 100
_STROKE = (QPoint(-30, -10), QPoint(0, 0), QPoint(30, 10))


def window(_folder: Path) -> str:
    """Show it, open the sample photo, paint a stroke with the mouse, remove it, look at it."""
    log_file = LogFile()
    started = time.perf_counter()
    session = Session(make_application(["moebius"]), log_file)
    try:
        watch = _PaintWatch(session.window)
        session.start(())
        _wait(lambda: watch.has_painted)
        shown_after = time.perf_counter() - started
        removed_px = _worked(session)
        colours = _colours(session.window.grab().toImage())
        if colours < _FEWEST_COLOURS:
            raise CheckError(f"The window is blank: {colours} colours.")
    finally:
        session.window.close_without_asking()
        drain()
        session.end()
        log_file.close()
    platform = QGuiApplication.platformName()
    return f"{platform}: painted after {shown_after:.2f} s, a stroke changed {removed_px} pixels"


def translations(_folder: Path) -> str:
    """Every language has its own texts, ours and Qt's."""
    app = make_application(["moebius"])
    found = Translations(app)
    for language in LANGUAGES:
        if found.use(language) != language:
            raise CheckError(f"{language} became {found.language}.")
        texts = translate("Actions", "&Open…"), app.translate("QPlatformTheme", "Cancel")
        if language != ENGLISH and ("&Open…" in texts or "Cancel" in texts):
            raise CheckError(f"{language} has no texts: {texts}.")
    found.remove()
    return " ".join(LANGUAGES)


def _worked(session: Session) -> int:
    """How many pixels of the photo a removal has changed."""
    view, editor = session.window.canvas, session.editor
    removed: list[object] = []
    editor.removed.connect(removed.append)
    for key, value in (("engine", CONTENT_FILL), ("tool", "brush"), ("brush_size", _BRUSH_PX)):
        session.store.set(key, value)
    session.window.command_actions["open-sample"].trigger()
    _wait(lambda: view.document is not None and view.is_built)
    document = view.document
    assert document is not None
    before = document.image.to_array()
    _stroke(view)
    if not document.mask.occupied():
        raise CheckError("The mouse painted no mask.")
    session.window.command_actions["remove"].trigger()
    _wait(lambda: bool(removed))
    drain()
    return int((document.image.to_array() != before).any(axis=-1).sum())


def _wait(until: Callable[[], bool]) -> None:
    drain_until(until, timeout_s=_PATIENCE_S)


def _stroke(view: CanvasView) -> None:
    """Press, move and release the left button around the middle of the canvas."""
    first, *rest = (QPointF(view.rect().center() + offset) for offset in _STROKE)
    _mouse(view, QEvent.Type.MouseButtonPress, first)
    for at in rest:
        _mouse(view, QEvent.Type.MouseMove, at)
    _mouse(view, QEvent.Type.MouseButtonRelease, rest[-1])
    drain()


def _mouse(view: CanvasView, kind: QEvent.Type, at: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    keys = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, view.mapToGlobal(at), button, held, keys)
    QApplication.sendEvent(view, event)


def _colours(image: QImage) -> int:
    """How many there are in every fourth pixel of the picture."""
    places = ((x, y) for y in range(0, image.height(), 4) for x in range(0, image.width(), 4))
    return len({image.pixel(x, y) for x, y in places})


class _PaintWatch(QObject):
    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.has_painted = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's
        self.has_painted |= event.type() == QEvent.Type.Paint
        return False
