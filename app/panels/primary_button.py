"""The one button that stands out: filled with the theme's accent. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolButton

_ICON_PX = 20
_GAP_PX = 8
_CORNER_PX = 5
_ACTIVE = QPalette.ColorGroup.Active


class PrimaryButton(QToolButton):
    """A wide button for an action, drawn in the colours of a selection.

    Args:
        text: Shorter than the menu's, translated.
    """

    def __init__(self, action: QAction, text: str) -> None:
        super().__init__()
        action.setIconText(text)
        self.setDefaultAction(action)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + _ICON_PX + _GAP_PX + 24
        return QSize(width, max(40, metrics.height() + 20))

    def paintEvent(self, arg__1: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        palette = self.palette()
        fill = palette.color(group, QPalette.ColorRole.Highlight)
        if self.isDown():
            fill = fill.darker(118)
        elif self.underMouse() and self.isEnabled():
            fill = fill.lighter(112)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        text = palette.color(group, QPalette.ColorRole.HighlightedText)
        if not self.isEnabled() and fill == palette.color(_ACTIVE, QPalette.ColorRole.Highlight):
            fill = palette.color(group, QPalette.ColorRole.Window)  # a palette made for contrast
            text = palette.color(group, QPalette.ColorRole.ButtonText)
            painter.setPen(text)
        painter.setBrush(fill)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _CORNER_PX, _CORNER_PX)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(self.text())
        left = max(4, (self.width() - width - _ICON_PX - _GAP_PX) // 2)
        mode = QIcon.Mode.Selected if self.isEnabled() else QIcon.Mode.Disabled
        place = QRect(left, (self.height() - _ICON_PX) // 2, _ICON_PX, _ICON_PX)
        self.icon().paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
        painter.setPen(text)
        rest = self.rect().adjusted(left + _ICON_PX + _GAP_PX, 0, -4, 0)
        aligned = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rest, int(aligned), self.text())
        painter.end()
