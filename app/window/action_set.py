"""The table of actions as QActions: keys, texts, icons, enabled or not, and the menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.actions import MENUS, ROWS
from app.i18n import translate
from app.looks.icons import icon
from app.shortcuts import ShortcutRow, plain_text
from app.window.action import Action, Conditions, Menu, rows_of

_TYPED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_PLAIN_BUT_WINDOW_WIDE = range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)
_PORTABLE = QKeySequence.SequenceFormat.PortableText


class ActionSet(QObject):
    """All actions of one window.

    Args:
        window: Where keys with Ctrl, Alt or a function key act.
        canvas: Where plain keys act, so that typing in a field never switches tools.
        slots: Has a method for each slot of the table.
    """

    def __init__(self, window: QWidget, canvas: QWidget, slots: object) -> None:
        super().__init__(window)
        self._window = window
        self._canvas = canvas
        self._actions: dict[str, QAction] = {}
        self._extra_shortcuts: list[QShortcut] = []
        self._keys: dict[str, tuple[str, ...]] = {}
        groups: dict[str, QActionGroup] = {}
        for row in ROWS:
            action = QAction(translate(row.context, row.text), self)
            action.setObjectName(row.id)
            action.setCheckable(row.checkable)
            action.setMenuRole(row.role)
            if row.icon:
                action.setIcon(icon(row.icon))
            if row.group:
                group = groups.setdefault(row.group, QActionGroup(self))
                group.addAction(action)
            action.triggered.connect(_call(slots, row))
            self._actions[row.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def set_keys(self, changed: Mapping[str, tuple[str, ...]]) -> None:
        """Give every action its keys: the person's where they changed them, else the table's."""
        keys = {row.id: tuple(changed.get(row.id, row.keys)) for row in ROWS}
        if keys == self._keys:
            return
        self._keys = keys
        for shortcut in self._extra_shortcuts:
            shortcut.setEnabled(False)  # at once: two of one key would both be deaf
            shortcut.deleteLater()
        self._extra_shortcuts.clear()
        for row in ROWS:
            self._bind(row, [QKeySequence(key, _PORTABLE) for key in self._keys[row.id]])

    def set_conditions(self, conditions: Conditions) -> None:
        for row in ROWS:
            self._actions[row.id].setEnabled(bool(getattr(conditions, row.enabled)))

    def hold_keys(self) -> Mapping[int, QAction]:
        """Key code -> the action that lasts as long as that key is held."""
        return {
            _combination(QKeySequence(key, _PORTABLE)).key(): self._actions[row.id]
            for row in ROWS
            if row.is_hold
            for key in self._keys[row.id]
        }

    def shortcut_rows(self) -> tuple[ShortcutRow, ...]:
        """For the shortcut sheet and the shortcut editor, in the order of the menus."""
        return tuple(
            ShortcutRow(
                row.id,
                translate(row.context, row.text),
                self._keys[row.id],
                row.keys,
                plain_text(translate("Actions", menu.text)),
            )
            for menu in MENUS
            for row in rows_of(menu)
        )

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Build the menus; those without entries of their own come back by their id."""
        found: dict[str, QMenu] = {}
        for menu in MENUS:
            self._fill(bar.addMenu(translate("Actions", menu.text)), menu, found)
        return found

    def _fill(self, qmenu: QMenu, menu: Menu, found: dict[str, QMenu]) -> None:
        qmenu.setObjectName(f"menu-{menu.id}")
        found[menu.id] = qmenu
        for entry in menu.entries:
            if entry is None:
                qmenu.addSeparator()
            elif isinstance(entry, Menu):
                self._fill(qmenu.addMenu(translate("Actions", entry.text)), entry, found)
            else:
                qmenu.addAction(self._actions[entry.id])

    def _bind(self, row: Action, keys: list[QKeySequence]) -> None:
        """A QAction acts in one place; keys that act in the other get a shortcut of their own."""
        action = self._actions[row.id]
        text = translate(row.context, row.text)
        action.setToolTip(_tool_tip(plain_text(text), keys))
        if row.is_hold:  # its key is watched for press and release, not bound
            action.setText(text + ("\t" + keys[0].toString() if keys else ""))
            return
        here = _is_plain(keys[0]) if keys else False
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(within if here else Qt.ShortcutContext.WindowShortcut)
        self._attach(action, to_window=not here)
        action.setShortcuts([key for key in keys if _is_plain(key) == here])
        for key in keys:
            if _is_plain(key) != here:
                owner = self._window if here else self._canvas
                context = Qt.ShortcutContext.WindowShortcut if here else within
                shortcut = QShortcut(key, owner, context=context)
                shortcut.activated.connect(action.trigger)
                self._extra_shortcuts.append(shortcut)

    def _attach(self, action: QAction, *, to_window: bool) -> None:
        owner, other = (self._window, self._canvas) if to_window else (self._canvas, self._window)
        other.removeAction(action)
        owner.addAction(action)


def _is_plain(key: QKeySequence) -> bool:
    """Whether the key could be meant for a text field, a list or a button."""
    if key.isEmpty():
        return False
    combination = _combination(key)
    if combination.key() in _PLAIN_BUT_WINDOW_WIDE:
        return False
    meta = Qt.KeyboardModifier.MetaModifier
    return not combination.keyboardModifiers() & (_TYPED | meta)


def _combination(key: QKeySequence) -> QKeyCombination:
    """The first of a sequence's up to four."""
    return key[0]  # pyright: ignore[reportIndexIssue]  - its stub forgets the operator


def _tool_tip(text: str, keys: list[QKeySequence]) -> str:
    return f"{text} ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})" if keys else text


def _call(slots: object, row: Action) -> Callable[[bool], object]:
    slot: Callable[..., object] = getattr(slots, row.slot)
    if row.argument:
        bound = partial(slot, row.argument)
        return (lambda on: bound(on)) if not row.group and row.checkable else lambda _on: bound()
    return slot if row.checkable else lambda _on: slot()
