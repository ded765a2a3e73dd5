"""Small parts that several dialogs have: a line that says how it is going, and buttons. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.looks.icons import icon


class MessageLine(QWidget):
    """One sentence at a time, with a warning sign where it tells of trouble."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._label = QLabel(wordWrap=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sign)
        row.addWidget(self._label, 1)

    @property
    def text(self) -> str:
        return self._label.text()

    @property
    def is_trouble(self) -> bool:
        return self._sign.isVisible()

    def say(self, text: str, *, is_trouble: bool = False) -> None:
        """Show the text and have a screen reader read it."""
        side = self.fontMetrics().height() + 4
        self._sign.setVisible(is_trouble)
        self._sign.setPixmap(icon("warning").pixmap(side, side))
        is_new = text != self.text
        self._label.setText(text)
        if text and is_new:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._label, text))


def button(icon_name: str, text: str, tip: str = "") -> QPushButton:
    """One that Enter does not press by accident."""
    made = QPushButton(icon(icon_name), text)
    made.setAutoDefault(False)
    made.setToolTip(tip)
    return made
