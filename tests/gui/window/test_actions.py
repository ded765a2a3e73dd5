"""The table of actions: complete, without collisions, and every row works in every state."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.actions import MENUS, ROWS
from app.looks.icons import icon_names
from app.shortcuts import conflicts
from app.tools.toolbox import ROWS as TOOLS
from app.window.action import Conditions
from app.window.action_set import ActionSet
from app.window.commands import Commands
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, GatedFill, paint, settled
from tests.gui.window.acting import WindowAnswers, press, shown, window_of

CONDITIONS = Conditions.__dataclass_fields__
PORTABLE = QKeySequence.SequenceFormat.PortableText
NOT_HERE = {"quit"}
"""Ends the window: has a test of its own."""


def test_ids_are_unique() -> None:
    assert [i for i, count in Counter(row.id for row in ROWS).items() if count > 1] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_row_has_its_slot_condition_and_icon(row) -> None:
    assert callable(getattr(Commands, row.slot))
    assert row.enabled in CONDITIONS
    assert not row.icon or row.icon in icon_names()
    assert all(QKeySequence(key).toString(PORTABLE) == key for key in row.keys)


def test_every_tool_has_an_action() -> None:
    assert {f"tool-{tool.id}" for tool in TOOLS} <= {row.id for row in ROWS}


class _AnySlot:
    def __getattr__(self, name: str):
        return lambda *_: None


@pytest.fixture
def actions(qtbot: QtBot) -> ActionSet:
    window = QWidget()
    qtbot.addWidget(window)
    made = ActionSet(window, QWidget(window), _AnySlot())
    made.set_keys({})
    return made


def test_no_two_actions_want_the_same_key(actions: ActionSet) -> None:
    rows = actions.shortcut_rows()
    clashes = {
        (row.id, other.id, key)
        for row in rows
        for key in row.keys
        for other in conflicts(rows, row.id, key)
    }
    assert clashes == set()


def test_mnemonics_are_unique_within_a_menu() -> None:
    for menu in MENUS:
        texts = [entry.text for entry in menu.entries if entry is not None]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert [k for k, count in Counter(letters).items() if count > 1] == [], menu.id


def test_keys_can_be_changed_and_taken_away(actions: ActionSet) -> None:
    actions.set_keys({"undo": ("Ctrl+U",), "redo": (), "tool-brush": ("Ctrl+B", "1")})
    assert [key.toString() for key in actions["undo"].shortcuts()] == ["Ctrl+U"]
    assert actions["redo"].shortcuts() == []
    rows = {row.id: row for row in actions.shortcut_rows()}
    assert rows["tool-brush"].keys == ("Ctrl+B", "1")
    assert rows["tool-brush"].default_keys == ("B",)
    assert rows["undo"].is_changed
    assert not rows["save"].is_changed
    assert rows["undo"].menu == "Edit"


def test_a_changed_key_acts_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        window.editor.settings.set("shortcuts", {"tool-lasso": ("1", "Ctrl+L")})
        press(qtbot, window, "1")
        assert window.editor.settings.value.tool == "lasso"
        press(qtbot, window, "B")
        assert window.editor.settings.value.tool == "brush"
        press(qtbot, window, "L")
        assert window.editor.settings.value.tool == "brush"
        window.history.setFocus()
        press(qtbot, window, "1")
        assert window.editor.settings.value.tool == "brush"
        press(qtbot, window, "Ctrl+L")
        assert window.editor.settings.value.tool == "lasso"


@pytest.mark.parametrize("state", ["empty", "photo", "running"])
def test_every_action_runs_in_every_state(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    """Triggered whether enabled or not: a menu may be a moment late."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    monkeypatch.setattr(QDialog, "show", lambda _self: None)
    engine = GatedFill()
    answers = WindowAnswers()
    with window_of(qtbot, engine=engine, answers=answers) as window:
        if state != "empty":
            document = shown(qtbot, window, write_photo(tmp_path / "a.png"))
            paint(document)
        if state == "running":
            window.editor.remove()
            qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        for row in ROWS:
            if row.id in NOT_HERE:
                continue
            action: QAction = window.command_actions[row.id]
            action.setEnabled(True)
            action.trigger()
            if row.checkable and not row.group:
                action.setEnabled(True)
                action.trigger()
            if row.id == "reuse-mask":
                engine.gate.set()
        settled(qtbot, window.editor)
        for name in window.dialogs.open_names:
            dialog = window.dialogs.dialog(name)
            assert dialog is not None
            dialog.close()


def test_enabled_follows_the_state(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        actions = window.command_actions

        def enabled(*names: str) -> list[bool]:
            return [actions[name].isEnabled() for name in names]

        assert enabled("open", "paste", "batch") == [True] * 3
        assert enabled("save-as", "remove", "undo", "grow", "zoom-in", "close") == [False] * 6
        document = shown(qtbot, window, write_photo(tmp_path / "a.png"))
        assert enabled("save-as", "zoom-in", "close", "split") == [True] * 4
        assert enabled("remove", "save", "undo", "redo", "grow", "try-again") == [False] * 6
        paint(document)
        assert enabled("remove", "undo", "grow", "clear") == [True] * 4
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            window.editor.remove()
        assert enabled("save", "try-again", "undo", "reuse-mask") == [True] * 4
        assert enabled("remove", "redo", "next-variation", "cancel") == [False] * 4
        window.editor.undo()
        assert enabled("redo", "remove") == [True] * 2


def test_quit_closes_the_window(qtbot: QtBot) -> None:
    with window_of(qtbot) as window:
        window.command_actions["quit"].trigger()
        assert not window.isVisible()


def test_tools_exclude_each_other(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        for tool in TOOLS:
            press(qtbot, window, tool.shortcut)
            checked = [
                row.id for row in TOOLS if window.command_actions[f"tool-{row.id}"].isChecked()
            ]
            assert checked == [tool.id]


def test_full_screen_and_back(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        press(qtbot, window, "F11")
        assert window.isFullScreen()
        press(qtbot, window, "F11")
        assert not window.isFullScreen()


def test_hide_panels_leaves_only_the_photo(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        assert window.remove_panel.isVisible()
        window.command_actions["hide-panels"].trigger()
        assert not window.remove_panel.isVisible()
        assert not window.option_bar.isVisible()
        window.command_actions["hide-panels"].trigger()
        assert window.remove_panel.isVisible()


def test_brush_keys_change_the_size(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot, brush_size=50.0, brush_hardness=0.5) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        press(qtbot, window, "]")
        assert window.editor.settings.value.brush_size == 60
        press(qtbot, window, "[")
        assert window.editor.settings.value.brush_size == 50
        press(qtbot, window, "Shift+]")
        assert window.editor.settings.value.brush_hardness == pytest.approx(0.6)
        window.editor.settings.set("brush_size", 2.0)
        press(qtbot, window, "[")
        assert window.editor.settings.value.brush_size == 1
        press(qtbot, window, "[")
        assert window.editor.settings.value.brush_size == 1


def test_tab_moves_the_focus_unless_it_was_given_another_task(qtbot: QtBot, tmp_path: Path) -> None:
    from app.canvas.view import Compare

    with window_of(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        press(qtbot, window, "Tab")
        assert QApplication.focusWidget() is not window.canvas
        window.canvas.setFocus()
        window.editor.settings.set("tab_hides_panels", True)
        press(qtbot, window, "Tab")
        assert not window.remove_panel.isVisible()
        press(qtbot, window, "Tab")
        assert window.remove_panel.isVisible()
        window.editor.settings.set_all({"tab_hides_panels": False, "hold_tab_compares": True})
        qtbot.keyPress(window.canvas, Qt.Key.Key_Tab)
        assert window.canvas.compare is Compare.ORIGINAL
        qtbot.keyRelease(window.canvas, Qt.Key.Key_Tab)
        assert window.canvas.compare is Compare.OFF
        assert QApplication.focusWidget() is window.canvas
