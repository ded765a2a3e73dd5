"""Sizes in characters and lines, so that windows and lists grow with the person's font. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem, QWidget

TARGET_PX = 24
"""What is clicked is at least as high."""

_SCREEN_SHARE = 0.9
_LINE_MARGIN_PX = 8


def resize_for_text(window: QWidget, *, columns: int, lines: int) -> None:
    """Give the window room for so many characters and lines, as far as the screen has it."""
    metrics = window.fontMetrics()
    free = window.screen().availableSize() * _SCREEN_SHARE
    window.resize(
        min(columns * metrics.averageCharWidth(), free.width()),
        min(lines * metrics.lineSpacing(), free.height()),
    )


class TallLines(QStyledItemDelegate):
    """Lines of a list or tree with some air, and easy to hit: `view.setItemDelegate(...)`."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        natural = super().sizeHint(option, index)
        return QSize(natural.width(), max(TARGET_PX, natural.height() + _LINE_MARGIN_PX))


def fixed_font() -> QFont:
    """The system's fixed-width font in the size of the other texts."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(QFontInfo(QApplication.font()).pointSizeF())
    return font
