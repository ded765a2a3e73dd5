"""Help ▸ Check for Updates: what it says, and that it asks only then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.support.updates import FEED_VARIABLE
from tests.app.support.test_updates import PAGE, Feed, feed_server
from tests.gui.scenes import PATIENCE_MS
from tests.gui.window.acting import window_of


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Feed]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with feed_server() as running:
        monkeypatch.setenv(FEED_VARIABLE, running.url)
        yield running


def _message(qtbot: QtBot, window: MainWindow) -> str:
    window.command_actions["check-updates"].trigger()
    qtbot.waitUntil(window.messages.isVisible, timeout=PATIENCE_MS)
    return window.messages.text


def test_a_newer_version_is_told_and_its_page_opened_on_demand(
    qtbot: QtBot, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).url()))
    with window_of(qtbot) as window:
        assert feed.asked == []
        assert "Moebius 2.0 is available; this is 0.1.0." in _message(qtbot, window)
        assert opened == []
        (button,) = (b for b in window.messages.findChildren(QPushButton) if "page" in b.text())
        button.click()
    assert opened == [PAGE]


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (200, b'{"tag_name": "v0.1", "html_url": "https://example.org"}', "the newest version"),
        (500, b"", "refuses to answer (code 500). Try again later."),
    ],
)
def test_nothing_new_and_trouble_are_told(
    qtbot: QtBot, feed: Feed, status: int, body: bytes, told: str
) -> None:
    feed.status, feed.body = status, body
    with window_of(qtbot) as window:
        assert told in _message(qtbot, window)


def test_a_copy_that_knows_no_feed_says_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.window.update_check.release_feed", lambda: "")
    with window_of(qtbot) as window:
        told = _message(qtbot, window)
    assert "does not know where versions are published" in told
    assert "version 0.1.0" in told


def test_closing_does_not_wait_for_an_answer(qtbot: QtBot, feed: Feed) -> None:
    feed.is_slow = True
    with window_of(qtbot) as window:
        window.command_actions["check-updates"].trigger()
        qtbot.waitUntil(lambda: len(feed.asked) == 1, timeout=PATIENCE_MS)
        window.command_actions["check-updates"].trigger()
    assert len(feed.asked) == 1
