"""Files that other starts of the program, or the system, ask this window to open. [Qt]"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.window.drops import Dropped

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.start.single_instance import FirstInstance, Handed

_NONE = Qt.MouseButton.NoButton
_GATHERING_MS = 200
_BURST_S = 2.0
"""Several files chosen in a file manager come one by one, each from a start of its own."""


class Inbox(QObject):
    """Opens them as if they had been dropped on the window, when nothing else is in hand.

    Args:
        window: Comes to the front.
        first: Where other starts hand their files over; None: they do not.
    """

    _handed = Signal(object)

    def __init__(self, window: MainWindow, first: FirstInstance | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._first = first
        self._waiting: list[Path] = []
        self._burst: list[Path] = []
        self._burst_ends = 0.0
        self._timer = QTimer(self, singleShot=True, interval=_GATHERING_MS)
        self._timer.timeout.connect(self._open_waiting)
        self._handed.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        if first is not None:
            window.closing.connect(first.close)

    def open(self, paths: Sequence[Path]) -> None:
        """What this start was given; from now on more may come."""
        self._take(paths)
        if self._first is not None:
            self._first.receive(self._handed.emit)

    def put(self, path: Path) -> None:
        """The system asks for a file."""
        self._waiting.append(path)
        self._timer.start()

    def _receive(self, handed: Handed) -> None:
        self._waiting += handed.paths
        self._timer.start()
        self._come_to_front(handed.token)

    def _open_waiting(self) -> None:
        if not self._waiting:
            return
        if QApplication.activeModalWidget() or QApplication.mouseButtons() != _NONE:
            self._timer.start()  # a question is being answered, or a stroke drawn
            return
        paths, self._waiting = self._waiting, []
        self._take(paths)

    def _take(self, paths: Sequence[Path]) -> None:
        """Open them, with those that have come just before as long as nobody works on these."""
        if not paths:
            return
        now = time.monotonic()
        document = self._window.editor.document
        is_untouched = document is None or not document.history.steps
        in_burst = now < self._burst_ends and is_untouched
        self._burst = list(dict.fromkeys([*(self._burst if in_burst else ()), *paths]))
        self._burst_ends = now + _BURST_S
        self._window.commands.take(Dropped(tuple(self._burst)))

    def _come_to_front(self, token: str) -> None:
        window = self._window
        if token:  # Qt takes it from there, and only Wayland asks for it
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        state = window.windowState() & ~Qt.WindowState.WindowMinimized
        window.setWindowState(state | Qt.WindowState.WindowActive)
        window.raise_()
        window.activateWindow()
