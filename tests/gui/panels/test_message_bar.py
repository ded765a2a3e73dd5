"""Messages that neither block nor get lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.panels.message_bar import Answer, MessageBar

LEFT = Qt.MouseButton.LeftButton


def bar_of(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_hidden_until_there_is_something_to_say(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    assert not bar.isVisible()
    bar.warn("“a.jpg” cannot be read.", "Is the drive connected?")
    assert bar.isVisible()
    assert bar.text == "“a.jpg” cannot be read. Is the drive connected?"
    bar.note("All is well.")
    assert bar.text == "All is well."


def test_dismissed_by_key(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    bar.warn("x")
    with qtbot.waitSignal(bar.dismissed):
        qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_markup_in_a_file_name_is_shown_as_it_is(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    bar.warn("<b>bold</b>.jpg is gone.")
    assert bar.text == "<b>bold</b>.jpg is gone."


def test_an_answer_closes_the_bar_and_acts(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    acted: list[str] = []
    answers = (
        Answer("&Yes", lambda: acted.append("yes")),
        Answer("&No", lambda: acted.append("no")),
    )
    bar.ask("Really?", "", answers)
    buttons = bar.findChildren(QPushButton)
    assert [button.text() for button in buttons] == ["&Yes", "&No"]
    qtbot.mouseClick(buttons[1], LEFT)
    assert acted == ["no"]
    assert not bar.isVisible()
    bar.note("Later")
    assert [button for button in bar.findChildren(QPushButton) if button.isVisible()] == []


def test_an_answer_may_ask_the_next_question(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    bar.ask("One?", "", (Answer("Next", lambda: bar.ask("Two?", "", ())),))
    qtbot.mouseClick(bar.findChildren(QPushButton)[0], LEFT)
    assert bar.isVisible()
    assert bar.text == "Two?"


def test_a_covered_message_comes_back(qtbot: QtBot) -> None:
    bar = bar_of(qtbot)
    bar.note("First")
    bar.warn("Second")
    bar.warn("Second")
    assert bar.text == "Second"
    bar.dismiss()
    assert bar.text == "First"
    bar.dismiss()
    assert not bar.isVisible()
    bar.note("First")
    bar.warn("Second")
    bar.clear()
    assert not bar.isVisible()
    bar.note("Third")
    bar.dismiss()
    assert not bar.isVisible()
