"""The shortcut sheet (F1): what keys and the mouse do, searchable, open beside the work. [Qt]"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.shortcut_list import ShortcutList, native
from app.dialogs.text_size import resize_for_text
from app.i18n import QT_TRANSLATE_NOOP, translate
from app.shortcuts import ShortcutRow


class Gesture(NamedTuple):
    """Something that is no menu item; both texts have the context "Shortcuts"."""

    text: str
    how: str
    """With {ctrl}, {alt} and {shift} for the keys as this system writes them."""


GESTURES = (
    Gesture(
        QT_TRANSLATE_NOOP("Shortcuts", "Move the photo"),
        QT_TRANSLATE_NOOP("Shortcuts", "Space and drag, or middle button"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Shortcuts", "Zoom at the pointer"),
        QT_TRANSLATE_NOOP("Shortcuts", "{ctrl} and wheel"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Shortcuts", "Brush size"),
        QT_TRANSLATE_NOOP("Shortcuts", "{alt} and wheel"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Shortcuts", "Take away instead of adding"),
        QT_TRANSLATE_NOOP("Shortcuts", "Right button, or {alt} and drag"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Shortcuts", "Straight line from the last stroke"),
        QT_TRANSLATE_NOOP("Shortcuts", "{shift} and click"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Shortcuts", "Move the crosshair"),
        QT_TRANSLATE_NOOP("Shortcuts", "Arrow keys; farther with {shift}"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Shortcuts", "Paint at the crosshair"),
        QT_TRANSLATE_NOOP("Shortcuts", "Space"),
    ),
)


class ShortcutSheet(QDialog):
    """Not modal: the editor can be used beside it."""

    def __init__(self, parent: QWidget | None, rows: Sequence[ShortcutRow]) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Shortcuts", "Keyboard Shortcuts"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_for_text(self, columns=92, lines=44)

        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Shortcuts", "Search actions and keys"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.list = ShortcutList()
        self.list.set_rows([row for row in rows if row.keys])
        self.list.add_lines(
            translate("Shortcuts", "Mouse and crosshair"),
            [(translate("Shortcuts", g.text), _told(g.how)) for g in GESTURES],
        )
        self.nothing = QLabel(translate("Shortcuts", "No action or key is called that."))
        self.nothing.hide()
        self.search.textChanged.connect(self._filter)

        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in buttons.findChildren(QPushButton):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing)
        layout.addWidget(buttons)
        self.search.setFocus()

    def _filter(self, text: str) -> None:
        self.nothing.setVisible(self.list.filter(text) == 0)


def _told(how: str) -> str:
    held = {name: _modifier(name) for name in ("ctrl", "alt", "shift")}
    return translate("Shortcuts", how).format_map(held)


def _modifier(name: str) -> str:
    return native(f"{name.title()}+A").removesuffix("A").removesuffix("+")
