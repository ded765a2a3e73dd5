"""The preferences: settings and shortcuts, searched as one; changes act at once. [Qt]"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.setting_editor import SettingEditor
from app.dialogs.shortcut_editor import ShortcutEditor
from app.dialogs.text_size import TARGET_PX, TallLines, resize_for_text
from app.editing.engine_shelf import EngineShelf
from app.i18n import translate
from app.settings import PAGES, ROWS, Kind, Page, Settings, SettingsStore
from app.shortcuts import ShortcutRow, changed_only

_DEVICES_ON = "removing"


class _Group(QWidget):
    """One page: its heading and its rows, of which a search leaves some."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.title = translate("Settings", page.label)
        self.editors: list[SettingEditor] = []
        self.shortcuts: ShortcutEditor | None = None
        self.heading = QLabel(self.title)
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 8)
        self.column.addWidget(self.heading)

    def filter(self, words: list[str]) -> bool:
        """Show what contains all words; whether anything does."""
        found = False
        for editor in self.editors:
            matches = not words or editor.matches(words)
            editor.setVisible(matches)
            found = found or matches
        if self.shortcuts is not None:
            found = self.shortcuts.list.filter(" ".join(words)) > 0 or found
        return found


class PreferencesDialog(QDialog):
    """All settings. There is no OK: what is changed is in force, and Reset brings it back."""

    def __init__(
        self,
        parent: QWidget | None,
        store: SettingsStore,
        shortcuts: Sequence[ShortcutRow],
        engines: EngineShelf,
    ) -> None:
        """Args:
        parent: The window.
        store: What is shown and changed.
        shortcuts: All actions, with the keys in force.
        engines: Which engines and devices there are.
        """
        super().__init__(parent)
        self._store = store
        self._engines = engines
        self._shortcut_rows = tuple(shortcuts)
        self._before_reset: Settings | None = None
        self._shown: Settings | None = None
        self._build()
        resize_for_text(self, columns=128, lines=41)
        follow, offer = self._follow, self._offer
        engines.changed.connect(offer)
        self.destroyed.connect(lambda: store.changed.disconnect(follow))
        self.destroyed.connect(lambda: engines.changed.disconnect(offer))

    def show_page(self, page_id: str) -> None:
        """Turn to a page: "general", "shortcuts", ..."""
        self.search.clear()
        self.pages.setCurrentRow([group.page.id for group in self.groups].index(page_id))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._store.changed.disconnect(self._follow)
        self._store.changed.connect(self._follow)
        self._refresh()
        self._engines.look()

    def done(self, result: int) -> None:
        """Close; a number still being typed counts."""
        for group in self.groups:
            for editor in group.editors:
                editor.commit()
        self._store.changed.disconnect(self._follow)
        self._store.flush()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter confirms a number; it does not close the window under the person's hands."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.setWindowTitle(translate("Preferences", "Preferences"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Preferences", "Search settings and shortcuts"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.groups = [self._group(page) for page in PAGES]
        self.pages = QListWidget()
        self.pages.setAccessibleName(translate("Preferences", "Pages"))
        self.pages.setItemDelegate(TallLines(self.pages))
        self.pages.addItems([group.title for group in self.groups])
        self.pages.setFixedWidth(self.pages.sizeHintForColumn(0) + 40)
        self.pages.currentRowChanged.connect(self._turn_to)
        self.nothing = QLabel(translate("Preferences", "No setting is called that."))

        column = QWidget()
        rows = QVBoxLayout(column)
        for group in self.groups:
            rows.addWidget(group, 100 if group.shortcuts is not None else 0)
        rows.addWidget(self.nothing)
        rows.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(column)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)

        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.reset_all_button = QPushButton()
        self.reset_all_button.clicked.connect(self._reset_all)
        buttons.addButton(self.reset_all_button, QDialogButtonBox.ButtonRole.ResetRole)
        for button in buttons.findChildren(QPushButton):
            button.setMinimumHeight(TARGET_PX)
            button.setAutoDefault(False)

        middle = QHBoxLayout()
        middle.addWidget(self.pages)
        middle.addWidget(self._scroll, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addLayout(middle, 1)
        layout.addWidget(buttons)
        self.pages.setCurrentRow(0)
        self._refresh()

    def _group(self, page: Page) -> _Group:
        group = _Group(page)
        for row in ROWS:
            if row.page != page.id:
                continue
            if row.kind is Kind.KEYS:
                group.shortcuts = ShortcutEditor(self._shortcuts(), self._set_shortcuts)
                group.column.addWidget(group.shortcuts)
            else:
                editor = SettingEditor(row, self._store)
                group.editors.append(editor)
                group.column.addWidget(editor)
        return group

    def _filter(self) -> None:
        """While something is searched, the matching rows of all pages stand below each other."""
        words = self.search.text().casefold().split()
        current = self.pages.currentRow()
        found_any = False
        for index, group in enumerate(self.groups):
            found = group.filter(words)
            self.pages.item(index).setHidden(not found)
            group.setVisible(found if words else index == current)
            found_any = found_any or found
            if group.page.id == _DEVICES_ON and group.isVisibleTo(self):
                self._engines.look_for_devices()  # imports a lot: not before they are to be seen
        self.nothing.setVisible(not found_any)

    def _turn_to(self, index: int) -> None:
        if self.search.text():
            self._scroll.ensureWidgetVisible(self.groups[index].heading)
        else:
            self._filter()
            self._scroll.verticalScrollBar().setValue(0)

    def _follow(self, _settings: Settings) -> None:
        if self._before_reset is not None and self._store.differing():
            self._before_reset = None
        self._refresh()

    def _refresh(self) -> None:
        """Show what has changed since the last time; a slider elsewhere asks for this often."""
        before, self._shown = self._shown, self._store.value
        for group in self.groups:
            for editor in group.editors:
                key = editor.row.key
                if before is None or getattr(before, key) != getattr(self._shown, key):
                    self._offer_in(editor)
                    editor.refresh()
            if group.shortcuts is not None and before and before.shortcuts != self._shown.shortcuts:
                group.shortcuts.set_rows(self._shortcuts())
        undo = self._before_reset is not None
        self.reset_all_button.setText(
            translate("Preferences", "&Undo reset")
            if undo
            else translate("Preferences", "&Reset all")
        )
        self.reset_all_button.setEnabled(undo or bool(self._store.differing()))

    def _offer(self) -> None:
        """Weights have come or gone, or it is known now what this computer has."""
        for group in self.groups:
            for editor in group.editors:
                self._offer_in(editor)

    def _offer_in(self, editor: SettingEditor) -> None:
        key = editor.row.key
        if key in ("engine", "device"):
            editor.set_choices(self._engines.choices(key, getattr(self._store.value, key)))

    def _reset_all(self) -> None:
        before = self._before_reset
        if before is None:
            self._before_reset = self._store.value
            self._store.reset_all()
        else:
            self._before_reset = None
            self._store.set_all({row.key: getattr(before, row.key) for row in ROWS})

    def _shortcuts(self) -> tuple[ShortcutRow, ...]:
        changed = self._store.value.shortcuts
        return tuple(
            replace(row, keys=changed.get(row.id, row.default_keys)) for row in self._shortcut_rows
        )

    def _set_shortcuts(self, rows: Sequence[ShortcutRow]) -> None:
        known = {row.id for row in rows}
        kept = {a: keys for a, keys in self._store.value.shortcuts.items() if a not in known}
        self._store.set("shortcuts", kept | changed_only(rows))
