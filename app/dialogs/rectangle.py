"""A rectangle by its numbers, for those who know them or do not use a pointer. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QWidget

from app.dialogs.text_size import TARGET_PX
from app.i18n import translate
from moebius_core.geometry import Rect, Size


class RectangleDialog(QDialog):
    """Left, top, width and height in photo pixels; always within the photo.

    Args:
        size: Of the photo.
        start: Shown at first; not empty, within the photo.
        takes_away: Whether the box for taking away is ticked at first.
    """

    changed = Signal(object)
    """Rect: what the numbers say now."""

    def __init__(
        self, parent: QWidget | None, size: Size, start: Rect, *, takes_away: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("RectangleDialog", "Rectangle by Numbers"))
        self._size = size
        self.left = _pixels(0, size.width - 1, start.left)
        self.top = _pixels(0, size.height - 1, start.top)
        self.across = _pixels(1, size.width - start.left, start.width)
        self.down = _pixels(1, size.height - start.top, start.height)
        self.takes_away = QCheckBox(translate("RectangleDialog", "T&ake away instead of adding"))
        self.takes_away.setMinimumHeight(TARGET_PX)
        self.takes_away.setChecked(takes_away)
        form = QFormLayout(self)
        form.addRow(translate("RectangleDialog", "From the &left:"), self.left)
        form.addRow(translate("RectangleDialog", "From the &top:"), self.top)
        form.addRow(translate("RectangleDialog", "&Width:"), self.across)
        form.addRow(translate("RectangleDialog", "&Height:"), self.down)
        form.addRow(self.takes_away)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        for field in (self.left, self.top, self.across, self.down):
            field.valueChanged.connect(self._follow)
        self.left.selectAll()

    @property
    def chosen(self) -> Rect:
        """In photo pixels, never empty."""
        left, top = self.left.value(), self.top.value()
        return Rect(left, top, left + self.across.value(), top + self.down.value())

    def _follow(self) -> None:
        """A corner further in leaves less room for width and height."""
        self.across.setMaximum(self._size.width - self.left.value())
        self.down.setMaximum(self._size.height - self.top.value())
        self.changed.emit(self.chosen)


def _pixels(low: int, high: int, value: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(low, high)
    field.setValue(value)
    field.setSuffix(translate("RectangleDialog", " px"))
    field.setMinimumHeight(TARGET_PX)
    return field
