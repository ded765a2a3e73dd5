"""The preferences with real clicks and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QColorDialog,
    QComboBox,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.dialogs.preferences import PreferencesDialog
from app.dialogs.setting_editor import SettingEditor
from app.dialogs.shortcut_editor import ShortcutEditor
from app.editing.engine_shelf import EngineShelf
from app.settings import DEFAULTS, PAGES, ROWS, Kind, SettingsStore
from app.shortcuts import ShortcutRow
from tests.app.benches import Bench, shelf_of

ACTIONS = (
    ShortcutRow("undo", "&Undo", ("Ctrl+Z",), ("Ctrl+Z",), "Edit"),
    ShortcutRow("redo", "&Redo", ("Ctrl+Y",), ("Ctrl+Y",), "Edit"),
    ShortcutRow("export", "&Export Copy…", (), (), "File"),
)
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def store() -> SettingsStore:
    return SettingsStore.load()


@pytest.fixture
def dialog(qtbot: QtBot, store: SettingsStore) -> PreferencesDialog:
    shown = PreferencesDialog(None, store, ACTIONS, shelf_of())
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    return shown


def editor(dialog: PreferencesDialog, key: str) -> SettingEditor:
    row = next(row for row in ROWS if row.key == key)
    dialog.show_page(row.page)
    return next(e for g in dialog.groups for e in g.editors if e.row is row)


def shortcuts(dialog: PreferencesDialog) -> ShortcutEditor:
    dialog.show_page("shortcuts")
    found = dialog.groups[-1].shortcuts
    assert found is not None
    return found


def visible(dialog: PreferencesDialog) -> list[str]:
    return [e.row.key for g in dialog.groups for e in g.editors if e.isVisible()]


def test_each_setting_stands_on_its_page(dialog: PreferencesDialog) -> None:
    for page in PAGES:
        dialog.show_page(page.id)
        expected = [row.key for row in ROWS if row.page == page.id and row.kind is not Kind.KEYS]
        assert visible(dialog) == expected
        assert [g.page.id for g in dialog.groups if g.isVisible()] == [page.id]


def test_a_click_on_a_page_turns_to_it(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    place = dialog.pages.visualItemRect(dialog.pages.item(2)).center()
    qtbot.mouseClick(dialog.pages.viewport(), _LEFT, pos=place)
    assert "engine" in visible(dialog)


def test_a_switch_acts_at_once_and_can_be_reset(
    qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore
) -> None:
    row = editor(dialog, "private")
    assert isinstance(row.control, QCheckBox)
    assert not row.reset_button.isVisible()
    row.control.setFocus()
    qtbot.keyClick(row.control, Qt.Key.Key_Space)
    assert store.value.private
    assert SettingsStore.load(store.path).value.private
    qtbot.mouseClick(row.reset_button, _LEFT)
    assert not store.value.private
    assert not row.control.isChecked()
    assert not row.reset_button.isVisible()


def test_a_choice_by_keyboard(
    qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore
) -> None:
    row = editor(dialog, "quality")
    assert isinstance(row.control, QComboBox)
    row.control.setFocus()
    qtbot.keyClick(row.control, Qt.Key.Key_Down)
    assert store.value.quality == "best"


def test_a_number_typed_counts_when_it_is_confirmed(
    qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore
) -> None:
    control = editor(dialog, "grow").control
    assert isinstance(control, QAbstractSpinBox)
    control.setFocus()
    control.selectAll()
    qtbot.keyClicks(control, "27")
    assert store.value.grow == DEFAULTS.grow
    qtbot.keyClick(control, Qt.Key.Key_Return)
    assert store.value.grow == 27
    assert dialog.isVisible()


def test_a_number_still_being_typed_counts_on_closing(
    qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore
) -> None:
    control = editor(dialog, "overlay_opacity").control
    assert isinstance(control, QAbstractSpinBox)
    control.setFocus()
    control.selectAll()
    qtbot.keyClicks(control, "60")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert store.value.overlay_opacity == 0.6


def test_a_colour_is_chosen_in_the_colour_dialog(
    qtbot: QtBot,
    dialog: PreferencesDialog,
    store: SettingsStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from PySide6.QtGui import QColor

    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor("#00ff10"))
    row = editor(dialog, "overlay_colour")
    qtbot.mouseClick(row.control, _LEFT)
    assert store.value.overlay_colour == "#00ff10"
    assert isinstance(row.control, QPushButton)
    assert "#00ff10" in row.control.text()


def test_search_finds_settings_of_all_pages_by_label_help_and_choice(
    qtbot: QtBot, dialog: PreferencesDialog
) -> None:
    qtbot.keyClicks(dialog.search, "pixels photo")
    assert visible(dialog) == ["brush_size"]
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "mask")
    assert {"carry_mask", "overlay_colour", "fill_loops"} <= set(visible(dialog))
    shown = [not dialog.pages.item(i).isHidden() for i in range(len(PAGES))]
    assert shown == [False, True, True, True, False, False]
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "hatching")
    assert visible(dialog) == ["overlay_pattern"]
    dialog.search.clear()
    assert visible(dialog) == [row.key for row in ROWS if row.page == "general"]


def test_search_finds_shortcuts_and_says_when_there_is_nothing(
    qtbot: QtBot, dialog: PreferencesDialog
) -> None:
    qtbot.keyClicks(dialog.search, "export")
    assert visible(dialog) == []
    assert dialog.groups[-1].isVisible()
    qtbot.keyClicks(dialog.search, " xyzzy")
    assert dialog.nothing.isVisible()
    assert not any(group.isVisible() for group in dialog.groups)


def test_changes_made_elsewhere_are_shown(dialog: PreferencesDialog, store: SettingsStore) -> None:
    row = editor(dialog, "wheel_zooms")
    store.set("wheel_zooms", True)
    assert isinstance(row.control, QCheckBox)
    assert row.control.isChecked()
    assert row.reset_button.isVisible()


def test_reset_all_and_back(qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore) -> None:
    assert not dialog.reset_all_button.isEnabled()
    store.set_all({"grow": 9, "shortcuts": {"undo": ("F5",)}})
    before = store.value
    qtbot.mouseClick(dialog.reset_all_button, _LEFT)
    assert store.value == DEFAULTS
    qtbot.mouseClick(dialog.reset_all_button, _LEFT)
    assert store.value == before
    qtbot.mouseClick(dialog.reset_all_button, _LEFT)
    store.set("feather", 1)
    qtbot.mouseClick(dialog.reset_all_button, _LEFT)
    assert store.value == DEFAULTS


def test_the_wheel_scrolls_past_a_control_without_changing_it(
    dialog: PreferencesDialog, store: SettingsStore
) -> None:
    control = editor(dialog, "grow").control
    dialog.search.setFocus()
    for focused, expected in ((False, DEFAULTS.grow), (True, DEFAULTS.grow + 1)):
        if focused:
            control.setFocus()
        middle = QPointF(control.rect().center())
        wheel = QWheelEvent(
            middle,
            control.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(control, wheel)
        assert store.value.grow == expected


def test_keys_are_recorded(qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore) -> None:
    keys = shortcuts(dialog)
    keys.list.select("export")
    keys.recorder.setFocus()
    qtbot.keyClick(keys.recorder, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(keys.recorder, Qt.Key.Key_F7)
    assert store.value.shortcuts == {"export": ("Ctrl+E", "F7")}
    assert "F7" in keys.message.text()
    assert keys.recorder.keySequence().isEmpty()


def test_keys_of_another_action_are_refused_in_words_until_they_are_taken(
    qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore
) -> None:
    keys = shortcuts(dialog)
    keys.list.select("export")
    keys.recorder.setFocus()
    qtbot.keyClick(keys.recorder, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert store.value.shortcuts == {}
    assert "Ctrl+Z" in keys.message.text()
    assert "Undo" in keys.message.text()
    qtbot.mouseClick(keys.take_button, _LEFT)
    assert store.value.shortcuts == {"undo": (), "export": ("Ctrl+Z",)}
    assert not keys.take_button.isVisible()


def test_another_action_forgets_the_conflict(
    qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore
) -> None:
    keys = shortcuts(dialog)
    keys.list.select("export")
    keys.recorder.setFocus()
    qtbot.keyClick(keys.recorder, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    keys.list.select("redo")
    assert keys.message.text() == ""
    assert not keys.take_button.isVisible()


def test_a_key_is_taken_away_and_the_default_comes_back(
    qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore
) -> None:
    keys = shortcuts(dialog)
    keys.list.select("undo")
    button = keys.findChild(QPushButton, "Ctrl+Z")
    assert button is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert store.value.shortcuts == {"undo": ()}
    qtbot.mouseClick(keys.reset_button, _LEFT)
    assert store.value.shortcuts == {}
    assert keys.list.selected_id() == "undo"


def test_shortcuts_of_actions_unknown_here_are_kept(qtbot: QtBot, store: SettingsStore) -> None:
    store.set("shortcuts", {"of a later version": ("F9",)})
    dialog = PreferencesDialog(None, store, ACTIONS, shelf_of())
    qtbot.addWidget(dialog)
    dialog.show()
    keys = shortcuts(dialog)
    keys.list.select("export")
    qtbot.keyClick(keys.recorder, Qt.Key.Key_F7)
    assert store.value.shortcuts == {"of a later version": ("F9",), "export": ("F7",)}


def test_every_control_is_named_and_large_enough(dialog: PreferencesDialog) -> None:
    for page in PAGES:
        dialog.show_page(page.id)
        QApplication.processEvents()
        for group in (g for g in dialog.groups if g.isVisible()):
            buddies = {label.buddy() for label in group.findChildren(QLabel) if label.buddy()}
            for row in group.editors:
                control = row.control
                assert control.accessibleName()
                assert control.accessibleDescription()
                assert isinstance(control, QCheckBox) or control in buddies
                assert control.height() >= 24, row.row.key
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisible() and button.window() is dialog and isinstance(button, QPushButton):
            assert button.height() >= 24, button.text()


def test_tab_reaches_every_control_of_a_page(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    dialog.show_page("removing")
    wanted = {e.control for g in dialog.groups for e in g.editors if e.isVisible()}
    dialog.search.setFocus()
    reached: set[QWidget] = set()
    for _ in range(40):
        focused = dialog.focusWidget()
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert wanted | {dialog.search, dialog.pages} <= reached


def test_a_closed_dialog_no_longer_listens(
    qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore
) -> None:
    row = editor(dialog, "wheel_zooms")
    dialog.close()
    store.set("wheel_zooms", True)
    assert isinstance(row.control, QCheckBox)
    assert not row.control.isChecked()
    dialog.show()
    assert row.control.isChecked()


def test_the_recorder_is_no_trap(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    keys = shortcuts(dialog)
    keys.list.select("export")
    keys.recorder.setFocus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert not keys.recorder.isAncestorOf(dialog.focusWidget())
    assert dialog.focusWidget() is not keys.recorder


def test_a_change_made_elsewhere_leaves_recorded_keys_and_search_alone(
    qtbot: QtBot, dialog: PreferencesDialog, store: SettingsStore
) -> None:
    keys = shortcuts(dialog)
    keys.list.select("undo")
    keys.recorder.setFocus()
    qtbot.keyClick(keys.recorder, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    store.set("grow", 9)
    assert keys.list.selected_id() == "undo"
    assert keys.take_button.isVisible()
    store.set("shortcuts", {"redo": ("F6",)})
    assert [row.keys for row in keys.rows if row.id == "redo"] == [("F6",)]


def test_engines_and_devices_follow_what_there_is(qtbot: QtBot, store: SettingsStore) -> None:
    shelf = shelf_of()
    dialog = PreferencesDialog(None, store, ACTIONS, shelf)
    qtbot.addWidget(dialog)
    dialog.show()
    engine, device = editor(dialog, "engine").control, editor(dialog, "device").control
    assert isinstance(engine, QComboBox)
    assert isinstance(device, QComboBox)
    assert engine.findData("moebius") < 0
    assert device.findData("cuda") < 0
    shelf.networks, shelf.devices = ("places2",), ("cpu", "cuda")
    shelf.changed.emit()
    engine.setCurrentIndex(engine.findText("Moebius (places2)"))
    device.setCurrentIndex(device.findText("Graphics card (CUDA)"))
    assert (store.value.engine, store.value.device) == ("moebius:places2", "cuda")
    again = SettingsStore.load(store.path)
    assert (again.value.engine, again.value.device) == ("moebius:places2", "cuda")
    assert again.notes == ()
    shelf.networks = ()
    shelf.changed.emit()
    assert engine.currentText() == "Moebius (places2) – not installed"
    dialog.search.setText("not installed")
    assert "engine" in visible(dialog)
    store.reset("engine")
    assert engine.currentData() == "auto"
    assert engine.findText("Moebius (places2) – not installed") < 0


def test_an_engine_of_a_file_edited_by_hand_is_checked(store: SettingsStore) -> None:
    assert store.path is not None
    store.path.parent.mkdir(parents=True, exist_ok=True)
    store.path.write_text('engine = "moebius:../x"\ndevice = "quantum"\n')
    again = SettingsStore.load(store.path)
    assert (again.value.engine, again.value.device) == ("auto", "auto")
    assert len(again.notes) == 2


def test_devices_are_looked_for_when_they_are_to_be_seen(
    qtbot: QtBot, store: SettingsStore
) -> None:
    bench = Bench()
    shelf = EngineShelf(bench.submit)
    dialog = PreferencesDialog(None, store, ACTIONS, shelf)
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(bench.jobs) == 1  # which weights there are
    dialog.show_page("view")
    assert len(bench.jobs) == 1
    dialog.show_page("removing")
    dialog.show_page("general")
    dialog.show_page("removing")
    assert len(bench.jobs) == 2
