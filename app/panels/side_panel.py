"""The column beside the photo: removing, what waits for it, the variations, the history. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
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
        area = _Scrolled(remove)
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


class _Scrolled(QScrollArea):
    """In a low window, or with large letters, the panel scrolls instead of being cut off."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._panel = panel
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(panel)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the panel is now; Qt's own remembers how it was at first."""
        return self._panel.sizeHint()

    def eventFilter(self, arg__1: QObject, arg__2: QEvent) -> bool:  # noqa: N802 - Qt's name
        if arg__1 is self._panel and arg__2.type() == QEvent.Type.LayoutRequest:
            self._fit()  # a row of the panel has come or gone
        return super().eventFilter(arg__1, arg__2)

    def _fit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumSize(self._panel.sizeHint().width() + bar, _LEAST_PX)
        self.updateGeometry()
