"""Files from other starts open as if they were dropped, and the window comes to the front."""

from __future__ import annotations

import queue
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.editing.prompts import Unsaved
from app.start.single_instance import Handed
from app.window import inbox as inbox_module
from app.window.inbox import Inbox
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS
from tests.gui.window.acting import WindowAnswers, press, shown, stroke, window_of


class FakeFirst:
    """Hands over what a test puts in."""

    def __init__(self) -> None:
        self.hand: Callable[[Handed], object] = queue.Queue().put
        self.closed = 0

    def receive(self, take: Callable[[Handed], object]) -> None:
        self.hand = take

    def close(self) -> None:
        self.closed += 1


def test_files_are_opened_and_several_starts_make_one_strip(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [write_photo(tmp_path / name) for name in ("a.png", "b.png", "c.png")]
    first = FakeFirst()
    with window_of(qtbot) as window:
        inbox = Inbox(window, first)  # type: ignore[arg-type]
        inbox.open(paths[:1])
        first.hand(Handed((paths[1],)))
        first.hand(Handed((paths[2],)))
        qtbot.waitUntil(lambda: list(window.editor.filmstrip.paths) == paths, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: not window.editor.is_busy, timeout=PATIENCE_MS)
        assert window.editor.path == paths[0]
        assert first.closed == 0
    assert first.closed >= 1


@pytest.mark.parametrize("answer", [Unsaved.CANCEL, Unsaved.DISCARD])
def test_unsaved_edits_are_asked_about(qtbot: QtBot, tmp_path: Path, answer: Unsaved) -> None:
    edited, other = write_photo(tmp_path / "a.png"), write_photo(tmp_path / "x" / "b.png")
    answers, first = WindowAnswers(unsaved_answer=answer), FakeFirst()
    with window_of(qtbot, answers=answers, brush_size=10.0) as window:
        inbox = Inbox(window, first)  # type: ignore[arg-type]
        inbox.open([edited])
        shown(qtbot, window, edited)
        stroke(qtbot, window, [(10, 10), (20, 16)])
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            press(qtbot, window, "Return")
        first.hand(Handed((other,)))
        qtbot.waitUntil(lambda: "unsaved a.png" in answers.asked, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: not window.editor.is_busy, timeout=PATIENCE_MS)
        stays = answer is Unsaved.CANCEL
        assert window.editor.path == (edited if stays else other)
        assert window.editor.is_modified == stays


def test_files_wait_while_a_question_is_open(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "_GATHERING_MS", 1)
    path = write_photo(tmp_path / "a.png")
    with window_of(qtbot) as window:
        inbox = Inbox(window)
        question = QDialog(window, modal=True)
        question.show()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is question, timeout=PATIENCE_MS)
        with qtbot.waitSignal(inbox._timer.timeout, timeout=PATIENCE_MS):
            inbox.put(path)
        assert not window.editor.is_busy
        question.close()
        question.deleteLater()
        qtbot.waitUntil(lambda: window.editor.path == path, timeout=PATIENCE_MS)


def test_a_start_without_files_brings_the_window_to_the_front(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    first = FakeFirst()
    with window_of(qtbot) as window:
        Inbox(window, first).open([])  # type: ignore[arg-type]
        window.showMinimized()
        raised: list[QObject] = []
        monkeypatch.setattr(window, "raise_", lambda: raised.append(window))
        first.hand(Handed((), "token of the desktop"))
        qtbot.waitUntil(lambda: bool(raised), timeout=PATIENCE_MS)
        assert not window.windowState() & Qt.WindowState.WindowMinimized
        assert inbox_module.os.environ["XDG_ACTIVATION_TOKEN"] == "token of the desktop"
