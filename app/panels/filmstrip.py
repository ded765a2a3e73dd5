"""The photos that are gone through one after the other, in a row. [Qt]"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QMouseEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.editing.filmstrip import Filmstrip
from app.i18n import translate
from app.panels.thumbnails import Thumbnails, untinted

_SIDE_PX = 72
_CELL_PX = 120
_Role = Qt.ItemDataRole
_NO_INDEX = QModelIndex()


class FilmstripView(QListView):
    """One row of thumbnails, made as they come into view."""

    chosen = Signal(int)
    """The photo to open."""

    def __init__(
        self, filmstrip: Filmstrip, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("filmstrip-view")
        self.setAccessibleName(translate("Filmstrip", "Filmstrip"))
        self._filmstrip = filmstrip
        line = self.fontMetrics().height()
        self._photos = _Photos(thumbnails, QSize(_CELL_PX - 8, _SIDE_PX + line + 8), self)
        self.setModel(self._photos)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setDragEnabled(False)
        self.setIconSize(QSize(_SIDE_PX, _SIDE_PX))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setGridSize(QSize(_CELL_PX, _SIDE_PX + line + 8))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(_SIDE_PX + line + 10 + bar)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        filmstrip.changed.connect(self.refresh)
        self.destroyed.connect(lambda: filmstrip.changed.disconnect(self.refresh))
        self.refresh()

    def refresh(self) -> None:
        """Follow the filmstrip."""
        self._photos.set_paths(self._filmstrip.paths)
        if self._filmstrip.index is None:
            self.clearSelection()
            return
        index = self._photos.index(self._filmstrip.index)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The frame stands around the photo that is shown, wherever a press was let go."""
        super().mouseReleaseEvent(event)
        self.refresh()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Page keys go from photo to photo here as on the canvas."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row = (self._filmstrip.index if self._filmstrip.index is not None else -1) + step
        if 0 <= row < len(self._filmstrip.paths):
            self.chosen.emit(row)


class _Photos(QAbstractListModel):
    def __init__(self, thumbnails: Thumbnails, cell: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._cell = cell
        self._paths: Sequence[Path] = ()
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(self._show)
        self._blank = QPixmap(_SIDE_PX, _SIDE_PX)
        self._blank.fill(QColor(128, 128, 128, 60))

    def set_paths(self, paths: Sequence[Path]) -> None:
        if paths != self._paths:
            self.beginResetModel()
            self._paths = paths
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._paths)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = _Role.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        path = self._paths[index.row()]
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return path.name
        if role == _Role.ToolTipRole:
            return str(path)
        if role == _Role.SizeHintRole:
            return self._cell  # the name may be as wide as the cell, not as the picture
        if role == _Role.DecorationRole:
            return _squared(self._thumbnails.get(path) or self._blank)
        return None

    def _show(self, path: Path) -> None:
        if path in self._paths:
            index = self.index(self._paths.index(path))
            self.dataChanged.emit(index, index, [_Role.DecorationRole])


def _squared(picture: QPixmap) -> QIcon:
    """In the middle of a square, so that all names stand on one line."""
    side = max(picture.width(), picture.height())
    square = QPixmap(side, side)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.drawPixmap((side - picture.width()) // 2, (side - picture.height()) // 2, picture)
    painter.end()
    return untinted(square)
