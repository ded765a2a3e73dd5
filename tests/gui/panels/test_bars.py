"""Status line, restore bar, keys that are held, and what is dropped."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.language.time_left import remaining_text
from app.panels.restore_bar import RestoreBar
from app.panels.status_line import StatusLine
from app.settings import Settings
from app.window.commands import image_of, pixels_of
from app.window.drops import Dropped, is_of_use, read_drop
from app.window.hold_keys import HoldKeys
from app.window.status_texts import engine_text, photo_text
from moebius_core.engines.engine import EngineInfo
from moebius_core.geometry import Size
from tests.gui.pixels import as_rgba

LEFT = Qt.MouseButton.LeftButton


def status_of(qtbot: QtBot) -> StatusLine:
    status = StatusLine(cancel=QAction("Cancel"), zooms=[QAction("Fit")])
    qtbot.addWidget(status)
    status.show()
    return status


def test_progress_comes_late_and_goes_at_once(qtbot: QtBot) -> None:
    status = status_of(qtbot)
    assert not status.is_working
    status.set_progress(0.5, "Filling", 12.4)
    assert status.is_working
    qtbot.waitUntil(lambda: "12 s left" in status.progress_text, timeout=2000)
    status.stop_working()
    assert not status.is_working


def test_zoom_is_shown_in_percent(qtbot: QtBot) -> None:
    status = status_of(qtbot)
    status.set_zoom(0.27)
    assert status.zoom_text == "27 % ▾"
    status.set_zoom(0.0312)
    assert status.zoom_text == "3.1 % ▾"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.2, "1 s left"),
        (59.6, "60 s left"),
        (200, "3 min left"),
        (7500, "2 h 5 min left"),
    ],
)
def test_time_left(seconds: float, text: str) -> None:
    assert remaining_text(seconds) == text


def test_facts_in_words() -> None:
    size = Size(6000, 4000)
    assert photo_text(size, 0) == "6000 × 4000"
    assert photo_text(size, 0.0213) == "6000 × 4000 · 2.1 % painted"
    assert photo_text(size, 1e-6) == "6000 × 4000 · < 0.1 % painted"
    assert engine_text(Settings(quality="draft")) == "Automatic · Draft"
    asked = Settings(engine="content-fill", device="cpu")
    assert engine_text(asked) == "Content fill · CPU · Balanced"
    ran = engine_text(Settings(quality="best"), EngineInfo("content-fill"))
    assert ran == "Content fill · CPU · Best"


class _Journal(NamedTuple):
    name: str
    when: datetime


class _Editor(QObject):
    journals_found = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.restored: list[_Journal] = []
        self.discarded: list[_Journal] = []

    def restore(self, journal: _Journal) -> None:
        self.restored.append(journal)

    def discard(self, journal: _Journal) -> None:
        self.discarded.append(journal)


def test_journals_are_offered_one_by_one(qtbot: QtBot) -> None:
    editor = _Editor()
    bar = RestoreBar(editor, QAction())  # type: ignore[arg-type]
    qtbot.addWidget(bar)
    found = [_Journal(f"{letter}.jpg", datetime(2026, 5, 4, 3, 2)) for letter in "abc"]
    editor.journals_found.emit(found)

    def click(text: str) -> None:
        buttons = [
            button
            for button in bar.findChildren(QPushButton)
            if button.isVisible() and text in button.text().replace("&", "")
        ]
        qtbot.mouseClick(buttons[0], LEFT)

    assert bar.isVisible()
    assert "a.jpg" in bar.text
    assert "2" in bar.text
    click("Discard")
    assert "b.jpg" in bar.text
    click("Later")
    assert "c.jpg" in bar.text
    click("Restore")
    assert not bar.isVisible()
    assert (editor.discarded, editor.restored) == ([found[0]], [found[2]])


def test_a_crash_is_told_with_the_journals_in_one_message(qtbot: QtBot) -> None:
    editor, open_log = _Editor(), QAction()
    bar = RestoreBar(editor, open_log)  # type: ignore[arg-type]
    qtbot.addWidget(bar)
    bar.tell_of_crash(Path("/logs/moebius.log"))
    editor.journals_found.emit([_Journal("a.jpg", datetime(2026, 5, 4, 3, 2))])
    assert "a.jpg" in bar.text
    assert "“/logs/moebius.log”" in bar.text


def test_a_crash_without_edits_is_told_alone(qtbot: QtBot) -> None:
    editor, open_log = _Editor(), QAction()
    opened: list[bool] = []
    open_log.triggered.connect(lambda: opened.append(True))
    bar = RestoreBar(editor, open_log)  # type: ignore[arg-type]
    qtbot.addWidget(bar)
    editor.journals_found.emit([])
    assert not bar.isVisible()
    bar.tell_of_crash(Path("/logs/moebius.log"))
    editor.journals_found.emit([])
    assert "crashed" in bar.text
    assert "“/logs/moebius.log”" in bar.text
    (button,) = (b for b in bar.findChildren(QPushButton) if "log" in b.text())
    button.click()
    assert opened == [True]
    assert not bar.isVisible()


def test_a_held_key_acts_as_long_as_it_is_held(qtbot: QtBot) -> None:
    canvas = QWidget()
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(canvas)
    canvas.show()
    action = QAction("Hold", checkable=True)
    states: list[bool] = []
    action.toggled.connect(states.append)
    HoldKeys(canvas).set_keys({Qt.Key.Key_Backslash: action})
    qtbot.keyPress(canvas, Qt.Key.Key_Backslash, Qt.KeyboardModifier.GroupSwitchModifier)
    assert states == [True]
    qtbot.keyRelease(canvas, Qt.Key.Key_Backslash)
    assert states == [True, False]
    action.setEnabled(False)
    qtbot.keyPress(canvas, Qt.Key.Key_Backslash)
    assert states == [True, False]


def test_what_is_dropped_is_sorted_out(tmp_path: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/a.jpg")])
    assert read_drop(files) == Dropped((tmp_path,))
    assert is_of_use(files)
    picture = QMimeData()
    picture.setUrls([QUrl("https://example.org/a.jpg")])
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(0)
    picture.setImageData(image)
    assert read_drop(picture).image is not None
    assert read_drop(picture).remote == ""
    address = QMimeData()
    address.setText("https://example.org/a.jpg")
    assert read_drop(address).remote == "https://example.org/a.jpg"
    words = QMimeData()
    words.setText("just words: https://example.org")
    assert read_drop(words) == Dropped()
    assert not is_of_use(words)
    assert read_drop(None) == Dropped()


@pytest.mark.parametrize("colour", [Qt.GlobalColor.transparent, Qt.GlobalColor.darkYellow])
def test_pixels_survive_the_clipboard(qtbot: QtBot, colour: Qt.GlobalColor) -> None:
    image = QImage(5, 3, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(colour)
    pixels = pixels_of(image)
    assert pixels.shape == (3, 5, 4 if colour == Qt.GlobalColor.transparent else 3)
    assert (pixels_of(image_of(pixels)) == pixels).all()


def test_a_message_without_room_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    line = StatusLine(cancel=QAction(), zooms=[])
    qtbot.addWidget(line)
    line.resize(120, 30)
    line.show()
    line.say("short")
    assert line.text == "short"
    label = next(part for part in line.findChildren(QLabel) if part.text() == "short")
    line.say("words " * 60)
    long = as_rgba(label.grab().toImage())
    line.say("words " * 59 + "other")
    assert label.toolTip() == line.text
    assert (as_rgba(label.grab().toImage()) == long).all()  # both end before the difference
    margin = long[:, -2:, :3]
    assert (margin == margin[0, 0]).all(), "letters are cut at the edge"
