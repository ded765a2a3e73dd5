"""Telling a screen reader what happened, since it does not watch the status bar. [Qt]"""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have `text` read out; nothing happens where no screen reader listens."""
    if not text or not QAccessible.isActive():
        return
    kind = getattr(QtGui, "QAccessibleAnnouncementEvent", None)  # since Qt 6.8
    if kind is not None:
        QAccessible.updateAccessibility(kind(widget, text))
        return
    widget.setAccessibleDescription(text)
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
