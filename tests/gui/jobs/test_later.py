"""Many requests, one call."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from app.jobs.later import Later


def test_many_requests_are_one_call_with_the_last_action(qtbot: QtBot) -> None:
    done: list[int] = []
    later = Later(1)
    for number in range(5):
        later(lambda number=number: done.append(number))
    assert done == []
    qtbot.waitUntil(lambda: done == [4])
    later.now()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.Timer)
    assert done == [4]


def test_what_waits_is_done_at_once_when_asked_for_or_when_the_application_quits(
    qtbot: QtBot,
) -> None:
    done: list[str] = []
    later = Later(60_000)
    later(lambda: done.append("asked"))
    later.now()
    assert done == ["asked"]
    later(lambda: done.append("quit"))
    app = QCoreApplication.instance()
    assert app is not None
    app.aboutToQuit.emit()
    assert done == ["asked", "quit"]
