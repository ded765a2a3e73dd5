"""A whole session in a process of its own, driven by its own events: run by test_session.

    python -m tests.gui.stories.session WHAT PHOTO

It tells each connection to a network that anything in the process asks for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from app.application import Session, make_application
from app.support.log_file import LogFile
from moebius_core.engines.selection import Opened
from tests.gui.scenes import GatedFill, SeededFill

_LONGEST_MS = 40_000
LEFT = Qt.MouseButton.LeftButton
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")


def tell(text: str) -> None:
    print(text, flush=True)


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK and "127.0.0.1" not in str(arguments):  # Windows makes socket pairs so
        tell(f"network {event}")


class Story:
    """Opens the photo, paints, removes, and goes on as `what` says."""

    def __init__(self, session: Session, what: str) -> None:
        self._session = session
        self._window = session.window
        self._canvas = session.window.canvas
        self._what = what
        self._has_begun = False
        session.editor.document_changed.connect(self._photo_is_there)
        session.editor.removed.connect(lambda _outcome: QTimer.singleShot(0, self._removed))
        session.editor.progressed.connect(self._progressed)

    def _photo_is_there(self) -> None:
        if self._session.editor.document is not None and not self._has_begun:
            self._has_begun = True  # a saved photo is told of, too
            self._when(lambda: self._canvas.is_built, self._paint_and_remove)

    def _paint_and_remove(self) -> None:
        self._window.activateWindow()
        self._stroke(QPoint(-20, -20))
        tell(f"painted {self._session.editor.document.mask.bounds()}")  # type: ignore[union-attr]
        QTest.keyClick(self._canvas, Qt.Key.Key_Return)

    def _progressed(self) -> None:
        if self._what == "killed while it runs":
            self._what = ""
            tell("ready")

    def _removed(self) -> None:
        if self._what == "killed in a stroke":
            self._stroke(QPoint(60, 60))
            QTest.mousePress(self._canvas, LEFT, pos=self._canvas.rect().center())
            tell("ready")
        elif self._what == "saved":
            QTest.keyClick(self._canvas, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
            self._when(lambda: not self._session.editor.is_modified, self._window.close)

    def _stroke(self, offset: QPoint) -> None:
        at = self._canvas.rect().center() + offset
        QTest.mousePress(self._canvas, LEFT, pos=at)
        QTest.mouseMove(self._canvas, at + QPoint(12, 0))
        QTest.mouseRelease(self._canvas, LEFT, pos=at + QPoint(12, 0))

    def _when(self, ready: Callable[[], bool], then: Callable[[], object]) -> None:
        if ready():
            then()
        else:
            QTimer.singleShot(5, lambda: self._when(ready, then))


def main() -> None:
    what, photo = sys.argv[1:]
    sys.addaudithook(_audit)
    engine = GatedFill() if what == "killed while it runs" else SeededFill()
    app = make_application(["moebius"])
    session = Session(app, LogFile(), opener=lambda *_, **__: Opened(engine))
    session.store.set("confirm_overwrite", False)
    session.store.set("brush_size", 10.0)
    _story = Story(session, what)
    session.start([Path(photo)])
    QTimer.singleShot(_LONGEST_MS, lambda: os._exit(9))
    code = app.exec()
    session.end()
    tell(f"qt network {'PySide6.QtNetwork' in sys.modules}")
    tell(f"code {code}")
    os._exit(code)


if __name__ == "__main__":
    main()
