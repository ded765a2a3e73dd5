"""A rectangle by its numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.dialogs.rectangle import RectangleDialog
from moebius_core.geometry import Rect, Size


def dialog_of(qtbot: QtBot, start: Rect, **options: bool) -> RectangleDialog:
    dialog = RectangleDialog(None, Size(200, 100), start, **options)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_begins_with_what_it_was_given(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, Rect(3, 5, 40, 30), takes_away=True)
    assert dialog.chosen == Rect(3, 5, 40, 30)
    assert dialog.takes_away.isChecked()


def test_typed_numbers_are_told_and_stay_within_the_photo(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, Rect(0, 0, 200, 100))
    told: list[Rect] = []
    dialog.changed.connect(told.append)
    dialog.left.selectAll()
    qtbot.keyClicks(dialog.left, "150")
    assert told[-1] == dialog.chosen == Rect(150, 0, 200, 100)
    dialog.down.selectAll()
    qtbot.keyClicks(dialog.down, "7")
    assert dialog.chosen == Rect(150, 0, 200, 7)
    dialog.top.setValue(1000)
    assert dialog.chosen == Rect(150, 99, 200, 100)
    qtbot.keyClick(dialog.down, Qt.Key.Key_Return)
    assert dialog.result() == RectangleDialog.DialogCode.Accepted


def test_a_photo_of_one_pixel(qtbot: QtBot) -> None:
    dialog = RectangleDialog(None, Size(1, 1), Rect(0, 0, 1, 1))
    qtbot.addWidget(dialog)
    dialog.left.setValue(5)
    assert dialog.chosen == Rect(0, 0, 1, 1)
