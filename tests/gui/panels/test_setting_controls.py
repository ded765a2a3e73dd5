"""Controls that show a setting and change it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.option_bar import OptionBar
from app.panels.setting_controls import Scale, SettingCheck, SettingChoice, SettingSlider
from app.settings import SettingsStore
from app.tools.toolbox import ROWS

SIZE = Scale(1, 5000, " px", is_logarithmic=True)
PERCENT = Scale(0, 1, " %", factor=100)


@given(
    st.integers(0, 1000),
    st.sampled_from(
        [SIZE, PERCENT, Scale(0, 255), Scale(0.25, 4, decimals=2, is_logarithmic=True)]
    ),
)
def test_positions_stay_within_the_range(position: int, scale: Scale) -> None:
    value = scale.value(position)
    assert scale.low <= value <= scale.high
    assert scale.position(scale.low) == 0
    assert scale.position(scale.high) == 1000


@given(st.integers(0, 999))
def test_a_higher_position_is_no_smaller_value(position: int) -> None:
    assert SIZE.value(position) <= SIZE.value(position + 1)
    assert PERCENT.value(position) <= PERCENT.value(position + 1)


def test_slider_and_field_follow_the_setting(qtbot: QtBot) -> None:
    store = SettingsStore()
    slider = SettingSlider(store, "brush_size", "&Size", SIZE)
    qtbot.addWidget(slider)
    store.set("brush_size", 1234.0)
    assert slider.field.value() == 1234
    assert slider.slider.value() == SIZE.position(1234)
    assert slider.field.accessibleName() == "Size"


def test_typing_a_number_sets_exactly_that(qtbot: QtBot) -> None:
    store = SettingsStore()
    slider = SettingSlider(store, "brush_size", "&Size", SIZE)
    qtbot.addWidget(slider)
    slider.field.selectAll()
    qtbot.keyClicks(slider.field, "37")
    assert store.value.brush_size == 80
    qtbot.keyClick(slider.field, Qt.Key.Key_Return)
    assert store.value.brush_size == 37
    assert slider.field.value() == 37


def test_arrow_keys_move_the_slider(qtbot: QtBot) -> None:
    store = SettingsStore()
    slider = SettingSlider(store, "wand_tolerance", "&Tolerance", Scale(0, 255))
    qtbot.addWidget(slider)
    qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    assert store.value.wand_tolerance > 24
    assert isinstance(store.value.wand_tolerance, int)


def test_percent_is_shown_and_the_share_is_stored(qtbot: QtBot) -> None:
    store = SettingsStore()
    slider = SettingSlider(store, "brush_hardness", "&Hardness", PERCENT)
    qtbot.addWidget(slider)
    slider.field.setValue(35)
    assert store.value.brush_hardness == pytest.approx(0.35)


def test_check_and_choice_both_ways(qtbot: QtBot) -> None:
    store = SettingsStore()
    check = SettingCheck(store, "fill_loops", "Fill &loops")
    choice = SettingChoice(store, "quality", "Quality", (("draft", "D"), ("balanced", "B")))
    qtbot.addWidget(check)
    qtbot.addWidget(choice)
    assert check.isChecked()
    assert choice.currentText() == "B"
    check.click()
    choice.setCurrentIndex(0)
    assert (store.value.fill_loops, store.value.quality) == (False, "draft")
    store.set_all({"fill_loops": True, "quality": "balanced"})
    assert check.isChecked()
    assert choice.currentText() == "B"


def test_a_control_that_is_gone_listens_no_more(qtbot: QtBot) -> None:
    store = SettingsStore()
    check = SettingCheck(store, "fill_loops", "Fill &loops")
    gone: list[bool] = []
    check.destroyed.connect(lambda: gone.append(True))
    check.deleteLater()
    qtbot.waitUntil(lambda: gone == [True])
    store.set("fill_loops", False)


@pytest.mark.parametrize("tool", ROWS, ids=lambda row: row.id)
def test_the_option_bar_shows_what_matters_to_the_tool(qtbot: QtBot, tool) -> None:
    store = SettingsStore()
    bar = OptionBar(store)
    qtbot.addWidget(bar)
    bar.show()
    store.set("tool", tool.id)
    for name in ("size", "hardness", "pressure_to_size", "fill_loops", "wand_tolerance"):
        assert bar.control(name).isVisible() is (name in tool.options)
