"""The column beside the photo: removing, what waits for it, the variations, the history. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.i18n import translate

_LEAST_PX = 96
"""So much of each part is seen in a low window; the rest scrolls."""


class SidePanel(QWidget):
    """Sections one below the other; the history takes what height is left."""

    def __init__(
        self, *, remove: QWidget, queue: QWidget, variations: QWidget, history: QWidget
    ) -> None:
        super().__init__()
        self._sections = {
            "queue": _section(translate("SidePanel", "In work"), queue),
            "variations": _section(translate("SidePanel", "Var&iations"), variations),
            "history": _section(translate("SidePanel", "Histor&y"), history),
        }
        area = _scrolled(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area)
        column.addWidget(self._sections["queue"])
        column.addWidget(self._sections["variations"])
        column.addWidget(self._sections["history"], 1)
        column.addStretch(0)

    def show_section(self, name: str, on: bool) -> None:
        """
        Args:
            name: queue, variations or history.
        """
        self._sections[name].setVisible(on)

    def is_shown(self, name: str) -> bool:
        return not self._sections[name].isHidden()


def _section(title: str, content: QWidget) -> QWidget:
    heading = QLabel(title)
    heading.setBuddy(content)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    heading.setContentsMargins(4, 8, 4, 4)
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(6, 0, 6, 6)
    column.setSpacing(0)
    column.addWidget(heading)
    column.addWidget(content, 1)
    return section


def _scrolled(panel: QWidget) -> QScrollArea:
    """In a low window, or with large letters, the panel scrolls instead of being cut off."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(panel)
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumSize(panel.sizeHint().width() + bar, _LEAST_PX)
    return area
