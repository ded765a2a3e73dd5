"""Combo boxes whose choices come and go while they are shown. [Qt]"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QStyle

_SCROLL_BAR = QStyle.PixelMetric.PM_ScrollBarExtent


def refill(box: QComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    """Offer these (value, text) and show the chosen one, without a signal."""
    shown = [(box.itemData(index), box.itemText(index)) for index in range(box.count())]
    with QSignalBlocker(box):
        if shown != list(choices):
            box.clear()
            for value, text in choices:
                box.addItem(text, value)
            widest = box.view().sizeHintForColumn(0)  # the box itself may be narrower
            box.view().setMinimumWidth(widest + box.style().pixelMetric(_SCROLL_BAR))
        box.setCurrentIndex(box.findData(chosen))
