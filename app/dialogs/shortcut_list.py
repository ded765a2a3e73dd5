"""Actions and their keys in a tree grouped by menu, filtered by what is typed. [Qt]"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.dialogs.text_size import TallLines
from app.i18n import translate
from app.shortcuts import ShortcutRow

_ID = Qt.ItemDataRole.UserRole
_FORMATS = QKeySequence.SequenceFormat


def native(key: str) -> str:
    """A portable key text as this system writes it: "Strg+Z" on German Windows, "⌘Z" on macOS."""
    return QKeySequence(key, _FORMATS.PortableText).toString(_FORMATS.NativeText)


def portable(keys: QKeySequence) -> str:
    """Keys as the settings keep them, the same on every system and in every language."""
    return keys.toString(_FORMATS.PortableText)


class ShortcutList(QTreeWidget):
    """Two columns, action and keys; a heading for each menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderLabels([translate("Shortcuts", "Action"), translate("Shortcuts", "Keys")])
        self.setAccessibleName(translate("Shortcuts", "Actions and their keys"))
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformRowHeights(True)
        self.setItemDelegate(TallLines(self))
        header = self.header()
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._items: dict[str, QTreeWidgetItem] = {}
        self._filter = ""

    def set_rows(self, rows: Sequence[ShortcutRow]) -> None:
        """Show these actions; the selection stays where it can."""
        selected, scrolled = self.selected_id(), self.verticalScrollBar().value()
        self.clear()
        self._items.clear()
        self._groups.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for row in rows:
            if row.menu not in groups:
                groups[row.menu] = self._group(row.menu)
            item = QTreeWidgetItem([row.name, "    ".join(native(key) for key in row.keys)])
            item.setData(0, _ID, row.id)
            font = item.font(1)
            font.setBold(row.is_changed)
            item.setFont(1, font)
            item.setToolTip(1, translate("Shortcuts", "Changed by you") if row.is_changed else "")
            self._add(groups[row.menu], item)
            self._items[row.id] = item
        self.expandAll()
        self.filter(self._filter)
        if selected in self._items and not self._items[selected].isHidden():
            self.select(selected)
        self.verticalScrollBar().setValue(scrolled)

    def add_lines(self, group: str, lines: Sequence[tuple[str, str]]) -> None:
        """Add lines that are no actions: what it does, and how."""
        heading = self._group(group)
        for line in lines:
            item = QTreeWidgetItem(list(line))
            item.setToolTip(1, line[1])
            self._add(heading, item)
        heading.setExpanded(True)

    def filter(self, text: str) -> int:
        """Show only actions whose name, menu or keys contain all words; returns how many."""
        self._filter = text
        words = text.casefold().split()
        count = 0
        for group, items in self._groups:
            shown = 0
            for item in items:
                told = f"{group.text(0)} {item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not all(word in told for word in words))
                shown += not item.isHidden()
            group.setHidden(shown == 0)
            count += shown
        current = self.currentItem()
        if current is not None and current.isHidden():
            self.setCurrentItem(None)  # pyright: ignore[reportArgumentType] - None is allowed
        return count

    def selected_id(self) -> str:
        """Id of the action that is selected; empty when none is."""
        item = self.currentItem()
        found = item.data(0, _ID) if item is not None else None
        return found if isinstance(found, str) else ""

    def select(self, action_id: str) -> None:
        self.setCurrentItem(self._items[action_id])
        self.scrollToItem(self._items[action_id])

    def _add(self, group: QTreeWidgetItem, item: QTreeWidgetItem) -> None:
        group.addChild(item)
        next(items for heading, items in self._groups if heading is group).append(item)

    def _group(self, name: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem([name, ""])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        self.addTopLevelItem(group)
        self._groups.append((group, []))
        group.setFirstColumnSpanned(True)
        return group
