"""Parts of the weights window: the list, what is told of one set, and the question. [Qt]"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.text_size import TallLines
from app.dialogs.weights_rows import RowState, WeightsRow, facts, size_text, state_text
from app.i18n import translate

_ID = Qt.ItemDataRole.UserRole
_TITLE, _SIZE, _STATE = 1, 2, 3


class WeightsList(QTreeWidget):
    """One line a set; what is here stands out."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("Weights", "Weights"))
        self.setHeaderLabels(
            [
                translate("Weights", "Name"),
                translate("Weights", "What it is"),
                translate("Weights", "Size"),
                translate("Weights", "On this computer"),
            ]
        )
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setItemDelegate(TallLines(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)

    @property
    def chosen(self) -> str:
        """Id of the current line; "" without one."""
        items = self.selectedItems()
        return items[0].data(0, _ID) if items else ""

    def choose(self, name: str) -> bool:
        """Go to the line of this id; whether there is one."""
        for item in self._items():
            if item.data(0, _ID) == name:
                self.setCurrentItem(item)
                return True
        return False

    def show_rows(self, rows: Sequence[WeightsRow], chosen: str) -> None:
        """List these; the line of the id `chosen` is current, or else the first."""
        self.clear()
        self.addTopLevelItems([_item(row) for row in rows])
        if rows and not self.choose(chosen):
            self.choose(rows[0].id)

    def texts(self) -> dict[str, list[str]]:
        """Id -> what stands in its line."""
        columns = range(self.columnCount())
        return {item.data(0, _ID): [item.text(c) for c in columns] for item in self._items()}

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.topLevelItem(index) for index in range(self.topLevelItemCount()))
        return [item for item in items if item is not None]


class WeightsDetails(QGroupBox):
    """Licence, source and needs of one set, with room for buttons below."""

    def __init__(self) -> None:
        super().__init__()
        self._title = QLabel(wordWrap=True)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._facts = QFormLayout()
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.buttons = QHBoxLayout()
        column = QVBoxLayout(self)
        column.addWidget(self._title)
        column.addLayout(self._facts)
        column.addLayout(self.buttons)

    @property
    def text(self) -> str:
        """All that is told."""
        return "\n".join(label.text() for label in self.findChildren(QLabel) if label.text())

    def show_row(self, row: WeightsRow | None) -> None:
        self._title.setText(row.title if row else "")
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, text in facts(row) if row else ():
            label = QLabel(text, wordWrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addRow(f"{name}:", label)


def ask_remove(parent: QWidget, text: str, consequence: str) -> bool:
    """Whether weights are really to be deleted."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(parent.windowTitle())
    box.setText(text)
    box.setInformativeText(consequence)
    yes = box.addButton(translate("Weights", "&Remove"), QMessageBox.ButtonRole.DestructiveRole)
    no = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return cast("object", box.clickedButton()) is yes


def first_path(event: QDropEvent) -> Path | None:
    """The first file or folder that is dropped."""
    urls = event.mimeData().urls()
    local = next((url.toLocalFile() for url in urls if url.isLocalFile()), "")
    return Path(local) if local else None


def _item(row: WeightsRow) -> QTreeWidgetItem:
    size = size_text(row.bytes) if row.bytes else ""
    item = QTreeWidgetItem([row.id, row.title, size, state_text(row)])
    item.setData(0, _ID, row.id)
    item.setToolTip(_TITLE, row.title)
    item.setTextAlignment(_SIZE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if row.state is RowState.WHOLE:
        font = item.font(_STATE)
        font.setBold(True)
        item.setFont(_STATE, font)
    return item
