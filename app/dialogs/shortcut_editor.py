"""Giving actions other keys: choose one, press the keys; who has them already is told. [Qt]"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.shortcut_list import ShortcutList, native, portable
from app.dialogs.text_size import TARGET_PX
from app.i18n import translate
from app.shortcuts import ShortcutRow, conflicts, with_defaults, with_keys


class ShortcutEditor(QWidget):
    """The list of actions, and below it the keys of the one that is selected."""

    def __init__(
        self,
        rows: Sequence[ShortcutRow],
        changed: Callable[[Sequence[ShortcutRow]], object],
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        rows: All actions.
        changed: Is called with all rows after each change.
        parent: As usual.
        """
        super().__init__(parent)
        self.rows = tuple(rows)
        """All actions with the keys shown."""
        self._changed = changed
        self._wanted = ""
        """Keys that were pressed but belong to another action."""

        self.list = ShortcutList()
        self.list.setMinimumHeight(220)
        self.list.currentItemChanged.connect(self._show_action)

        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._keys = QHBoxLayout()
        self.recorder = QKeySequenceEdit()
        self.recorder.setMaximumSequenceLength(1)
        self.recorder.setClearButtonEnabled(True)
        self.recorder.setMinimumHeight(TARGET_PX)
        self.recorder.keySequenceChanged.connect(self._recorded)
        record = QLabel(translate("Shortcuts", "&New keys:"))
        record.setBuddy(self.recorder)
        self.reset_button = QPushButton(translate("Shortcuts", "&Default keys"))
        self.reset_button.clicked.connect(self._reset)
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.take_button = QPushButton(translate("Shortcuts", "&Use them here"))
        self.take_button.clicked.connect(self._take)
        for button in (self.reset_button, self.take_button):
            button.setMinimumHeight(TARGET_PX)

        recording = QHBoxLayout()
        recording.addWidget(record)
        recording.addWidget(self.recorder, 1)
        recording.addWidget(self.reset_button)
        telling = QHBoxLayout()
        telling.addWidget(self.message, 1)
        telling.addWidget(self.take_button)

        self._panel = QFrame()
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 0)
        panel.addWidget(self._name)
        panel.addLayout(self._keys)
        panel.addLayout(recording)
        panel.addLayout(telling)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._panel)
        self.set_rows(rows)
        self._show_action()

    def set_rows(self, rows: Sequence[ShortcutRow]) -> None:
        """Show other keys, after a reset for instance."""
        self.rows = tuple(rows)
        self.list.set_rows(rows)
        self._show_keys()

    def _selected(self) -> ShortcutRow | None:
        wanted = self.list.selected_id()
        return next((row for row in self.rows if row.id == wanted), None)

    def _show_action(self) -> None:
        self._tell("")
        self.recorder.clear()
        self._show_keys()

    def _show_keys(self) -> None:
        row = self._selected()
        while self._keys.count():
            item = self._keys.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for control in (self.recorder, self.reset_button):
            control.setEnabled(row is not None)
        if row is None:
            self._name.setText(translate("Shortcuts", "Select an action to change its keys."))
            return
        self.reset_button.setEnabled(row.is_changed)
        told = (
            translate("Shortcuts", "Keys of “{action}”; click one to take it away:")
            if row.keys
            else translate("Shortcuts", "“{action}” has no keys.")
        )
        self._name.setText(told.format(action=row.name))
        for key in row.keys:
            self._keys.addWidget(self._key_button(row, key))
        self._keys.addStretch(1)

    def _key_button(self, row: ShortcutRow, key: str) -> QPushButton:
        button = QPushButton(f"{native(key)}  ✕".replace("&", "&&"))
        button.setObjectName(key)
        button.setMinimumHeight(TARGET_PX)
        told = translate("Shortcuts", "Take {keys} away from “{action}”")
        button.setAccessibleName(told.format(keys=native(key), action=row.name))
        button.setToolTip(button.accessibleName())
        button.clicked.connect(lambda: self._set_keys(row, [k for k in row.keys if k != key]))
        return button

    def _recorded(self, pressed: QKeySequence) -> None:
        row, key = self._selected(), portable(pressed)
        if row is None or not key:
            return
        others = conflicts(self.rows, row.id, key)
        if not others:
            self._add(row, key)
            return
        self._wanted = key
        names = "”, “".join(other.name for other in others)
        told = translate("Shortcuts", "{keys} already belongs to “{action}”.")
        self._tell(told.format(keys=native(key), action=names), can_take=True)

    def _take(self) -> None:
        row = self._selected()
        if row is not None and self._wanted:
            self._add(row, self._wanted)
            self.recorder.setFocus()

    def _add(self, row: ShortcutRow, key: str) -> None:
        self.recorder.clear()
        self._set_keys(row, [*row.keys, key])
        told = translate("Shortcuts", "{keys} now does “{action}”.")
        self._tell(told.format(keys=native(key), action=row.name))

    def _reset(self) -> None:
        row = self._selected()
        if row is not None:
            self._apply(with_defaults(self.rows, row.id))
            self._tell("")

    def _set_keys(self, row: ShortcutRow, keys: Sequence[str]) -> None:
        self._apply(with_keys(self.rows, row.id, keys))
        self._tell("")

    def _apply(self, rows: Sequence[ShortcutRow]) -> None:
        self.set_rows(rows)
        self._changed(self.rows)

    def _tell(self, text: str, *, can_take: bool = False) -> None:
        self.message.setText(text)
        self.take_button.setVisible(can_take)
        if not can_take:
            self._wanted = ""
