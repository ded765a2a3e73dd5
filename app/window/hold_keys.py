"""Keys that do something as long as they are held, while the canvas has the focus. [Qt]"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget


class HoldKeys(QObject):
    """Checks an action when its key goes down, and unchecks it when the key comes up.

    Losing the focus lets go of everything: the release would go elsewhere.
    """

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._keys: Mapping[int, QAction] = {}
        self._held: dict[int, QAction] = {}
        canvas.installEventFilter(self)

    def set_keys(self, keys: Mapping[int, QAction]) -> None:
        """
        Args:
            keys: Key code -> checkable action.
        """
        self._release_all()
        self._keys = keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            self._release_all()
        if not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.KeyPress and event.key() in self._keys:
            action = self._keys[event.key()]
            if not event.isAutoRepeat() and action.isEnabled() and not action.isChecked():
                self._held[event.key()] = action
                action.trigger()
            return True
        if kind == QEvent.Type.KeyRelease and event.key() in self._held:
            if not event.isAutoRepeat():
                _let_go(self._held.pop(event.key()))
            return True
        return False

    def _release_all(self) -> None:
        for action in self._held.values():
            _let_go(action)
        self._held.clear()


def _let_go(action: QAction) -> None:
    if action.isChecked():
        action.trigger()
