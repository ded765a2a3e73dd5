"""A ring in the accent colour around the button that the keyboard is at. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QFocusFrame,
    QScrollBar,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

_WIDTH = 2.0
_ROUNDING = 4.0
_RINGED = (QAbstractButton, QAbstractSlider, QComboBox, QTabBar)
"""Fields and lists show the focus themselves, in the style's own way."""


class FocusRing(QObject):
    """Moves one ring to whatever gets the focus. A child of the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: _Frame | None = None
        app.focusChanged.connect(self._move)

    def _move(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._frame is not None and isValid(self._frame):  # its window may be gone
            self._frame.hide()
            self._frame.deleteLater()
        self._frame = None
        if isinstance(now, _RINGED) and not isinstance(now, QScrollBar):
            self._frame = _Frame(now)


class _Frame(QFocusFrame):
    """Lies over its widget's parent and lets the mouse through."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget.window())
        self.setWidget(widget)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), _WIDTH))
        inset = _WIDTH / 2
        outline = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(outline, _ROUNDING, _ROUNDING)
        painter.end()
