"""Doing once, a little later, what is asked for many times: writing the settings. [Qt]"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer


class Later(QObject):
    """Calls the action it was last given when no new one came for a while, or when the app quits.

    Fits `SettingsStore(schedule=Later())`.
    """

    def __init__(self, delay_ms: int = 400, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._action: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self.now)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.now)

    def __call__(self, action: Callable[[], None]) -> None:
        self._action = action
        self._timer.start()

    def now(self) -> None:
        """Do it at once if something waits."""
        self._timer.stop()
        action, self._action = self._action, None
        if action is not None:
            action()
