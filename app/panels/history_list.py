"""The steps of the photo, to look at and to jump to. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.document.document import Document
from app.i18n import translate

_LEAST_PX = 72


class HistoryList(QListWidget):
    """One line a step; what could be redone is grey, what is still being computed says so."""

    jumped = Signal(int)
    """So many steps are to be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history-list")
        self.setAccessibleName(translate("History", "History"))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(_LEAST_PX)
        self._document: Document | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._rebuild)
        self.currentRowChanged.connect(self._chosen)

    def set_document(self, document: Document | None) -> None:
        if self._document is not None:
            self._document.history.changed.disconnect(self.refresh)
        self._document = document
        if document is not None:
            document.history.changed.connect(self.refresh)
        self._rebuild()

    def refresh(self) -> None:
        """Follow the history soon; many changes at once cost one rebuild."""
        self._later.start()

    def _rebuild(self) -> None:
        with QSignalBlocker(self):
            self.clear()
            if self._document is None:
                return
            history = self._document.history
            self.addItem(_item(translate("History", "Opened"), is_pending=False))
            grey = self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
            for index, step in enumerate(history.steps):
                item = _item(step.name, is_pending=step.is_pending)
                if index >= history.position:
                    item.setForeground(grey)
                self.addItem(item)
            self.setCurrentRow(history.position)
            self.scrollToItem(self.item(history.position))

    def _chosen(self, row: int) -> None:
        if self._document is not None and row >= 0 and row != self._document.history.position:
            self.jumped.emit(row)


def _item(text: str, *, is_pending: bool) -> QListWidgetItem:
    if is_pending:
        text = translate("History", "{name} – running …").format(name=text)
    item = QListWidgetItem(text)
    font = item.font()
    font.setItalic(is_pending)
    item.setFont(font)
    item.setSizeHint(QSize(0, max(24, QFontMetrics(font).height() + 8)))
    return item
