"""The About window: licences, authors, and diagnostics that can be copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from app.dialogs.about import AboutDialog, screen_lines
from app.support.diagnostics import gather
from app.support.licences import samples


@pytest.fixture
def asked_for() -> list[str]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, asked_for: list[str]) -> AboutDialog:
    def open_url(*_: object) -> bool:
        raise AssertionError("an address was opened without a click")

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    report = gather(settings={"grow": 9}, screens=screen_lines(), log=["the last line"])
    shown = AboutDialog(None, report, lambda: asked_for.append("log"))
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_diagnostics_are_copied(qtbot: QtBot, dialog: AboutDialog) -> None:
    dialog.tabs.setCurrentIndex(3)
    assert dialog.report.isReadOnly()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.report.toPlainText()
    assert "grow = 9" in copied
    assert "screen: " in copied
    assert "the last line" in copied


def test_the_log_is_found_from_here(
    qtbot: QtBot, dialog: AboutDialog, asked_for: list[str]
) -> None:
    dialog.tabs.setCurrentIndex(3)
    qtbot.mouseClick(dialog.log_button, Qt.MouseButton.LeftButton)
    assert asked_for == ["log"]


def test_each_part_shows_its_licence(qtbot: QtBot, dialog: AboutDialog) -> None:
    dialog.tabs.setCurrentIndex(1)
    page = dialog.licences
    assert "Apache License" in page.text.toPlainText()
    page.list.setFocus()
    seen: list[str] = []
    for part in page.components:
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
        assert part.name in page.facts.text()
        assert part.url in page.facts.text()
        seen.append(page.text.toPlainText())
    assert all(len(text) > 20 for text in seen)


def test_the_authors_of_the_samples_are_named(dialog: AboutDialog) -> None:
    dialog.tabs.setCurrentIndex(2)
    browser = dialog.tabs.currentWidget()
    assert isinstance(browser, QTextBrowser)
    for sample in samples():
        assert sample.author in browser.toPlainText()
        assert sample.licence in browser.toPlainText()


def test_pages_are_turned_and_the_window_closed_by_keys(qtbot: QtBot, dialog: AboutDialog) -> None:
    dialog.tabs.tabBar().setFocus()
    qtbot.keyClick(dialog.tabs.tabBar(), Qt.Key.Key_Right)
    assert dialog.tabs.currentIndex() == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
