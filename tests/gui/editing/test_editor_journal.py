"""After a crash: what was accepted comes back through the editor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from app.document.journal import FoundJournal, find_journals
from app.editing.prompts import Unsaved
from moebius_core.photo import Photo
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, SPOT, Answers, Listener, editor_of, removed, settled

CRASH = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from moebius_core.geometry import Rect
from tests.gui.scenes import SeededFill, editor_of, paint

app = QCoreApplication([])
with editor_of(SeededFill(), journal=True) as editor:
    def paint_and_remove():
        paint(editor.document)
        editor.remove()
    def die(_outcome):
        paint(editor.document, Rect(2, 2, 6, 6))
        os._exit(7)
    editor.document_changed.connect(paint_and_remove)
    editor.removed.connect(die)
    editor.open_paths([Path(sys.argv[1])])
    app.exec()
"""


def _crashed(path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", CRASH, str(path)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert found.returncode == 7, found.stderr.decode()


def test_a_killed_editor_loses_no_accepted_edit(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png")
    before = Photo.open(path).pixels
    _crashed(path)
    with editor_of(journal=True, confirm_overwrite=False) as editor:
        told = Listener(editor)
        with qtbot.waitSignal(editor.journals_found, timeout=PATIENCE_MS) as found:
            editor.find_journals()
        (journal,) = found.args[0]
        assert isinstance(journal, FoundJournal)
        assert (journal.path, journal.is_modified) == (path, True)
        editor.restore(journal)
        qtbot.waitUntil(lambda: editor.document is not None, timeout=PATIENCE_MS)
        document = editor.document
        assert document is not None
        assert (editor.name, editor.path, editor.is_modified) == ("a.png", path, True)
        assert [step.name for step in document.history.steps] == ["Brush", "Remove", "Brush"]
        restored = document.image.to_array()
        assert (restored != before).any()
        assert document.mask_array()[2:6, 2:6].all()
        editor.jump(1)
        assert np.array_equal(document.image.to_array(), before)
        assert document.mask.bounds() == SPOT
        editor.jump(3)
        editor.save()
        settled(qtbot, editor)
        assert np.array_equal(Photo.open(path).pixels, restored)
        assert told.failures == []


def test_a_photo_without_a_file_keeps_its_name(qtbot: QtBot) -> None:
    with editor_of(journal=True) as editor:
        editor.open_image(np.full((32, 40, 3), 90, np.uint8), "Holiday")
        qtbot.waitUntil(lambda: editor.document is not None, timeout=PATIENCE_MS)
        removed(qtbot, editor)
        document = editor.document
        assert document is not None
        document.leave()
        (journal,) = find_journals()
        assert (journal.path, journal.name) == (None, "Holiday")


def test_a_discarded_journal_is_gone(qtbot: QtBot, tmp_path: Path, own_home: Path) -> None:
    _crashed(write_photo(tmp_path / "a.png"))
    with editor_of() as editor:
        with qtbot.waitSignal(editor.journals_found, timeout=PATIENCE_MS) as found:
            editor.find_journals()
        editor.discard(found.args[0][0])
        qtbot.waitUntil(lambda: not list(own_home.rglob("about.json")), timeout=PATIENCE_MS)
    assert find_journals() == []


def test_closing_leaves_no_journal(qtbot: QtBot, tmp_path: Path, own_home: Path) -> None:
    with editor_of(answers=Answers(unsaved_answer=Unsaved.DISCARD), journal=True) as editor:
        editor.open_paths([write_photo(tmp_path / "a.png")])
        qtbot.waitUntil(lambda: editor.document is not None, timeout=PATIENCE_MS)
        removed(qtbot, editor)
        assert list(own_home.rglob("about.json"))
        assert editor.close_document()
    assert not list(own_home.rglob("about.json"))


def test_the_end_of_the_session_keeps_the_journal_and_a_given_up_photo_does_not(
    qtbot: QtBot, tmp_path: Path, own_home: Path
) -> None:
    path = write_photo(tmp_path / "a.png")
    answers = Answers(unsaved_answer=Unsaved.DISCARD)
    for asks_first in (True, False):
        with editor_of(answers=answers, journal=True) as editor:
            editor.open_paths([path])
            qtbot.waitUntil(lambda: editor.document is not None, timeout=PATIENCE_MS)
            removed(qtbot, editor)
            if asks_first:
                assert editor.may_quit(lambda: None)
        assert len(find_journals()) == (0 if asks_first else 1)
