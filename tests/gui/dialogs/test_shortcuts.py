"""The shortcut sheet with real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.dialogs.shortcut_list import ShortcutList, native, portable
from app.dialogs.shortcuts import GESTURES, ShortcutSheet
from app.shortcuts import ShortcutRow

ROWS = (
    ShortcutRow("open", "&Open…", ("Ctrl+O",), ("Ctrl+O",), "File"),
    ShortcutRow("undo", "&Undo", ("Ctrl+Z",), ("Ctrl+Z",), "Edit"),
    ShortcutRow("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), (), "Edit"),
    ShortcutRow("sample", "Open Sample", (), (), "File"),
)


@pytest.fixture
def sheet(qtbot: QtBot) -> ShortcutSheet:
    shown = ShortcutSheet(None, ROWS)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def lines(sheet: ShortcutSheet) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for index in range(sheet.list.topLevelItemCount()):
        group = sheet.list.topLevelItem(index)
        if not group.isHidden():
            items = [group.child(i) for i in range(group.childCount())]
            found[group.text(0)] = [(i.text(0), i.text(1)) for i in items if not i.isHidden()]
    return found


def test_actions_with_keys_stand_under_their_menus(sheet: ShortcutSheet) -> None:
    assert not sheet.isModal()
    assert lines(sheet)["File"] == [("Open", native("Ctrl+O"))]
    assert lines(sheet)["Edit"] == [
        ("Undo", native("Ctrl+Z")),
        ("Redo", f"{native('Ctrl+Shift+Z')}    {native('Ctrl+Y')}"),
    ]
    assert len(lines(sheet)["Mouse and crosshair"]) == len(GESTURES)
    assert not any("{" in how for _, how in lines(sheet)["Mouse and crosshair"])


def test_search_by_name_key_and_menu(qtbot: QtBot, sheet: ShortcutSheet) -> None:
    assert sheet.search.hasFocus()
    qtbot.keyClicks(sheet.search, "ctrl y")
    assert {group: [name for name, _ in found] for group, found in lines(sheet).items()} == {
        "Edit": ["Redo"]
    }
    sheet.search.clear()
    qtbot.keyClicks(sheet.search, "edit undo")
    assert [name for found in lines(sheet).values() for name, _ in found] == ["Undo"]
    qtbot.keyClicks(sheet.search, "x")
    assert lines(sheet) == {}
    assert sheet.nothing.isVisible()


def test_enter_does_not_close_but_escape_does(qtbot: QtBot, sheet: ShortcutSheet) -> None:
    qtbot.keyClick(sheet.search, Qt.Key.Key_Return)
    assert sheet.isVisible()
    qtbot.keyClick(sheet.search, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_key_texts_survive_the_way_to_native_and_back() -> None:
    from PySide6.QtGui import QKeySequence

    for key in ("Ctrl+Shift+Z", "Ctrl++", "F1", "PgUp", "["):
        sequence = QKeySequence(native(key), QKeySequence.SequenceFormat.NativeText)
        assert portable(sequence) == key


def test_new_rows_keep_selection_and_place(qtbot: QtBot) -> None:
    many = [ShortcutRow(f"a{n}", f"Action {n}", ("F1",), ("F1",), "Menu") for n in range(100)]
    shown = ShortcutList()
    qtbot.addWidget(shown)
    shown.resize(300, 200)
    shown.show()
    shown.set_rows(many)
    shown.select("a80")
    place = shown.verticalScrollBar().value()
    assert place > 0
    shown.set_rows(many)
    assert shown.selected_id() == "a80"
    assert shown.verticalScrollBar().value() == place
