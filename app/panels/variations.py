"""The results of the last removal side by side, to choose from. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QWidget

from app.editing.removal import Removals
from app.editing.variations import Outcome, Variation
from app.i18n import translate
from app.panels.thumbnails import pixmap_of, shrunk, untinted
from moebius_core.geometry import Rect, Size

_SIDE_PX = 64
_LARGEST_PX = 2048
"""Of a result's surroundings so much is shrunk to a thumbnail; more would be felt."""


class VariationStrip(QListWidget):
    """A thumbnail for each result; arrow keys go through them."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("variation-strip")
        self.setAccessibleName(translate("Variations", "Variations"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setIconSize(QSize(_SIDE_PX, _SIDE_PX))
        self.setSpacing(2)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setWrapping(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(_SIDE_PX + self.fontMetrics().height() + bar + 14)
        self._pictures: dict[Outcome, QPixmap] = {}
        self.currentRowChanged.connect(self._chosen)
        self._shown = -1
        self._state: tuple[int, tuple[Outcome, ...]] = (-1, ())

    def show_variations(self, removals: Removals | None) -> None:
        """Follow what can be chosen from, and which one the photo shows."""
        variations = removals.variations if removals is not None else ()
        shown = removals.shown if removals is not None else -1
        state = (shown, tuple(variation.outcome for variation in variations))
        if state == self._state:
            return
        self._state = state
        present = {variation.outcome for variation in variations}
        self._pictures = {key: kept for key, kept in self._pictures.items() if key in present}
        with QSignalBlocker(self):
            self.clear()
            self._shown = shown
            for index, variation in enumerate(variations):
                assert removals is not None
                item = QListWidgetItem(str(index + 1))
                item.setIcon(untinted(self._picture(removals, index, variation)))
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.addItem(item)
            self.setCurrentRow(self._shown)

    def _picture(self, removals: Removals, index: int, variation: Variation) -> QPixmap:
        picture = self._pictures.get(variation.outcome)
        if picture is None:
            rect = _around(variation.outcome.rect)
            picture = pixmap_of(shrunk(removals.picture(index, rect), _SIDE_PX))
            self._pictures[variation.outcome] = picture
        return picture

    def _chosen(self, row: int) -> None:
        if row >= 0 and row != self._shown:
            self.chosen.emit(row)


def _around(rect: Rect) -> Rect:
    """The result with something around it, at most 2048 px a side."""
    wide = rect.grown(max(rect.width, rect.height) // 6)
    size = Size(min(wide.width, _LARGEST_PX), min(wide.height, _LARGEST_PX))
    left = (wide.left + wide.right - size.width) // 2
    top = (wide.top + wide.bottom - size.height) // 2
    return Rect(left, top, left + size.width, top + size.height)
