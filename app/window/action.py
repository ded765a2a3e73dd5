"""What one thing that the editor can be told to do consists of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtGui import QAction


class Action(NamedTuple):
    """One row. Its keys act in the whole window, but plain keys (B, Enter) only on the canvas."""

    id: str
    text: str
    slot: str
    """Name of the method of `Commands`."""
    keys: tuple[str, ...] = ()
    """Portable texts ("Ctrl+E"; Qt makes it Command on macOS), the menu shows the first."""
    enabled: str = "always"
    """Name of the field of `Conditions`."""
    icon: str = ""
    argument: str = ""
    """Handed to the slot where it is not empty."""
    checkable: bool = False
    group: str = ""
    """Checkable actions of one group exclude each other."""
    is_hold: bool = False
    """Lasts as long as its key is held; the slot gets True and False."""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    context: str = "Actions"
    """Of the text's translation."""


class Menu(NamedTuple):
    """A menu of actions, separators and menus."""

    id: str
    text: str
    entries: tuple[Action | Menu | None, ...] = ()
    """None is a separator; a menu without entries is filled when it opens."""


@dataclass(frozen=True)
class Conditions:
    """What actions depend on."""

    always: bool = True
    document: bool = False
    can_undo: bool = False
    can_redo: bool = False
    mask: bool = False
    """Something is painted."""
    can_save: bool = False
    can_remove: bool = False
    running: bool = False
    """A removal runs, or something else that Escape stops."""
    result: bool = False
    """The last step is a removal that can be tried again."""
    variations: bool = False
    previous_photo: bool = False
    next_photo: bool = False
    last_mask: bool = False


def rows_of(menu: Menu) -> Iterator[Action]:
    """The menu's actions and those of the menus in it."""
    for entry in menu.entries:
        if isinstance(entry, Menu):
            yield from rows_of(entry)
        elif entry is not None:
            yield entry
