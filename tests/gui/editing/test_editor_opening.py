"""Opening: files, folders, paste, the filmstrip, what is asked before, and what fails."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.document.history import Layer
from app.editing.editor import Editor
from app.editing.prompts import Unsaved
from moebius_core.geometry import Rect
from moebius_core.photo import Photo
from tests.fakes import write_cutout, write_mask, write_photo
from tests.gui.scenes import (
    PATIENCE_MS,
    SPOT,
    Answers,
    GatedFill,
    Listener,
    editor_of,
    opened,
    paint,
    removed,
    settled,
)


def _listed(qtbot: QtBot, editor: Editor, count: int) -> None:
    qtbot.waitUntil(lambda: len(editor.filmstrip.paths) == count, timeout=PATIENCE_MS)


def test_one_photo_brings_its_folder_as_filmstrip(qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("b10.png", "b9.png", "a.png"):
        write_photo(tmp_path / name)
    write_mask(tmp_path / "a_mask.png")
    (tmp_path / "notes.txt").write_text("no photo")
    with editor_of() as editor:
        opened(qtbot, editor, tmp_path / "b9.png")
        _listed(qtbot, editor, 3)
        assert [path.name for path in editor.filmstrip.paths] == ["a.png", "b9.png", "b10.png"]
        assert editor.name == "b9.png"
        told = Listener(editor)
        editor.next_photo()
        qtbot.waitUntil(lambda: editor.name == "b10.png", timeout=PATIENCE_MS)
        editor.next_photo()
        assert told.messages == ["This is the last photo."]
        editor.go_to_photo(0)
        qtbot.waitUntil(lambda: editor.name == "a.png", timeout=PATIENCE_MS)
        editor.previous_photo()
        assert told.messages[-1] == "This is the first photo."
        assert editor.recent[0] == (tmp_path / "a.png", True)
        assert len(editor.recent) == 3


def test_several_photos_are_the_filmstrip(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [write_photo(tmp_path / name) for name in ("c.png", "a.png", "b.png")]
    with editor_of() as editor:
        opened(qtbot, editor, paths[0], paths[1])
        assert list(editor.filmstrip.paths) == paths[:2]
        assert editor.name == "c.png"
        editor.next_photo()
        qtbot.waitUntil(lambda: editor.name == "a.png", timeout=PATIENCE_MS)
        assert list(editor.filmstrip.paths) == paths[:2]


def test_a_folder_opens_its_first_photo(qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("2.png", "1.png"):
        write_photo(tmp_path / name)
    with editor_of() as editor:
        told = Listener(editor)
        opened(qtbot, editor, tmp_path)
        assert editor.name == "1.png"
        assert len(editor.filmstrip.paths) == 2
        (tmp_path / "empty").mkdir()
        editor.open_paths([tmp_path / "empty"])
        settled(qtbot, editor)
        assert "no photos" in told.failures[0][0]
        assert editor.name == "1.png"


def test_what_cannot_be_opened_is_told_and_the_present_photo_stays(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    with editor_of() as editor:
        told = Listener(editor)
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        paint(document)
        for path in (tmp_path / "b.png", tmp_path / "gone.png", Path("/no/such/drive/x.png")):
            editor.open_paths([path])
            settled(qtbot, editor)
            assert path.name in told.failures[-1][0]
        assert len(told.failures) == 3
        assert editor.document is document
        assert document.mask.bounds() == SPOT
        assert editor.recent == ((tmp_path / "a.png", True),)


def test_the_walk_goes_on_past_a_broken_photo(qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("a.png", "c.png"):
        write_photo(tmp_path / name)
    (tmp_path / "b.png").write_bytes(b"broken")
    with editor_of() as editor:
        told = Listener(editor)
        opened(qtbot, editor, tmp_path / "a.png")
        _listed(qtbot, editor, 3)
        editor.next_photo()
        settled(qtbot, editor)
        assert (editor.name, len(told.failures)) == ("a.png", 1)
        editor.next_photo()
        qtbot.waitUntil(lambda: editor.name == "c.png", timeout=PATIENCE_MS)


def test_of_several_the_first_good_one_opens_and_the_bad_one_is_told(
    qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "a.png"
    bad.write_bytes(b"broken")
    with editor_of() as editor:
        told = Listener(editor)
        opened(qtbot, editor, bad, write_photo(tmp_path / "b.png"))
        assert editor.name == "b.png"
        assert "a.png" in told.failures[0][0]


@pytest.mark.parametrize(
    ("answer", "opens"), [(Unsaved.CANCEL, False), (Unsaved.DISCARD, True), (Unsaved.SAVE, True)]
)
def test_unsaved_changes_are_asked_about_once_before_the_next_photo(
    qtbot: QtBot, tmp_path: Path, answer: Unsaved, opens: bool
) -> None:
    first, second = write_photo(tmp_path / "a.png"), write_photo(tmp_path / "b.png", seed=1)
    before = first.read_bytes()
    answers = Answers(unsaved_answer=answer)
    with editor_of(answers=answers, confirm_overwrite=False) as editor:
        opened(qtbot, editor, first)
        removed(qtbot, editor)
        editor.open_paths([second])
        settled(qtbot, editor)
        assert answers.asked == ["unsaved a.png"]
        assert editor.name == ("b.png" if opens else "a.png")
        assert editor.is_modified is not opens
    assert (first.read_bytes() == before) is (answer is not Unsaved.SAVE)


def test_when_saving_first_fails_the_photo_stays(qtbot: QtBot, tmp_path: Path) -> None:
    answers = Answers(unsaved_answer=Unsaved.SAVE)
    with editor_of(answers=answers, confirm_overwrite=False) as editor:
        told = Listener(editor)
        folder = tmp_path / "folder"
        opened(qtbot, editor, write_photo(folder / "a.png"))
        removed(qtbot, editor)
        (folder / "a.png").rename(tmp_path / "moved.png")
        folder.rmdir()
        done: list[bool] = []
        assert not editor.close_document(then=lambda: done.append(True))
        settled(qtbot, editor)
        assert "a.png" in told.failures[0][0]
        assert (editor.name, editor.is_modified, done) == ("a.png", True, [])


def test_closing_asks_and_saves_first_if_so_wanted(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png")
    answers = Answers(unsaved_answer=Unsaved.SAVE)
    with editor_of(answers=answers, confirm_overwrite=False) as editor:
        assert editor.close_document()
        document = opened(qtbot, editor, path)
        removed(qtbot, editor)
        edited = document.image.to_array()
        done: list[bool] = []
        assert not editor.close_document(then=lambda: done.append(True))
        qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)
        assert editor.document is None
        assert editor.name == ""
        assert editor.close_document()
    assert np.array_equal(Photo.open(path).pixels, edited)


def test_a_running_removal_is_asked_about_and_broken_off(qtbot: QtBot, tmp_path: Path) -> None:
    engine, answers = GatedFill(), Answers(leave_busy=False)
    with editor_of(engine, answers) as editor:
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        paint(document)
        editor.remove()
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        assert not editor.may_quit(lambda: None)
        assert answers.asked == ["A removal is still running."]
        answers.leave_busy = True
        assert editor.may_quit(lambda: None)
        assert editor.close_document()
        assert len(answers.asked) == 2


def test_a_newer_wish_overtakes(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [write_photo(tmp_path / f"{name}.png") for name in "abc"]
    with editor_of() as editor:
        shown: list[str] = []
        editor.document_changed.connect(lambda: shown.append(editor.name))
        for path in paths:
            editor.open_paths([path])
        qtbot.waitUntil(lambda: editor.name == "c.png", timeout=PATIENCE_MS)
        settled(qtbot, editor)
        assert shown == ["c.png"]


def test_edits_made_while_the_next_photo_loads_are_asked_about(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = write_photo(tmp_path / "a.png"), write_photo(tmp_path / "b.png")
    answers = Answers(unsaved_answer=Unsaved.CANCEL)
    with editor_of(answers=answers) as editor:
        document = opened(qtbot, editor, first)
        editor.open_paths([second])
        with document.edit("Restore") as edit:
            edit.write(Layer.IMAGE, Rect(0, 0, 4, 4), 9)
        settled(qtbot, editor)
        assert answers.asked == ["unsaved a.png"]
        assert editor.document is document


def test_pasted_pixels_have_a_name_and_no_file(qtbot: QtBot, tmp_path: Path) -> None:
    pixels = np.full((10, 12, 4), 255, np.uint8)
    answers = Answers()
    with editor_of(answers=answers) as editor:
        editor.open_image(pixels)
        qtbot.waitUntil(lambda: editor.document is not None, timeout=PATIENCE_MS)
        assert (editor.name, editor.path) == ("Pasted image", None)
        assert editor.document is not None
        assert editor.document.photo.alpha is None
        assert editor.recent == ()
        editor.save()
        suggested, _ = answers.suggested[0]
        assert suggested.name == "Pasted image.png"
        with_alpha = pixels.copy()
        with_alpha[0, 0, 3] = 0
        editor.open_image(with_alpha, "Shot")
        qtbot.waitUntil(lambda: editor.name == "Shot", timeout=PATIENCE_MS)
        assert editor.document.photo.has_alpha
        copies: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = []
        editor.copy_result(copies.append)
        qtbot.waitUntil(lambda: bool(copies), timeout=PATIENCE_MS)
        assert np.array_equal(copies[0], with_alpha)


def test_the_sample_is_no_file_that_could_be_overwritten(qtbot: QtBot) -> None:
    answers = Answers()
    with editor_of(answers=answers) as editor:
        editor.open_sample()
        qtbot.waitUntil(lambda: editor.document is not None, timeout=PATIENCE_MS)
        assert editor.path is None
        editor.save()
        assert answers.suggested[0][0].suffix == ".jpg"


def test_bytes_open_and_damaged_ones_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    data = write_cutout(tmp_path / "a.png").read_bytes()
    with editor_of() as editor:
        told = Listener(editor)
        editor.open_bytes(data, "dragged")
        qtbot.waitUntil(lambda: editor.name == "dragged", timeout=PATIENCE_MS)
        editor.open_bytes(b"nonsense")
        settled(qtbot, editor)
        assert len(told.failures) == 1
        assert editor.name == "dragged"


@pytest.mark.parametrize("painted", [True, False])
def test_the_mask_is_carried_over_and_scaled(qtbot: QtBot, tmp_path: Path, painted: bool) -> None:
    write_photo(tmp_path / "a.png")
    write_photo(tmp_path / "b.png", size=(96, 80))
    with editor_of(carry_mask=True, confirm_overwrite=False) as editor:
        told = Listener(editor)
        document = opened(qtbot, editor, tmp_path / "a.png")
        _listed(qtbot, editor, 2)
        if painted:
            paint(document)
            editor.next_photo()
        else:
            removed(qtbot, editor)
            editor.save_and_next()
        qtbot.waitUntil(lambda: editor.name == "b.png", timeout=PATIENCE_MS)
        assert editor.document is not None
        around = editor.document.mask.bounds()
        assert around.grown(2).contains(Rect(40, 32, 52, 42))
        assert Rect(38, 30, 54, 44).contains(around)
        assert "48 × 40" in told.messages[-1]
        assert not editor.is_modified
        editor.undo()
        assert editor.document.mask.bounds().is_empty


def test_masks_stay_behind_unless_so_set(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [write_photo(tmp_path / "a.png"), write_photo(tmp_path / "b.png")]
    with editor_of() as editor:
        paint(opened(qtbot, editor, *paths))
        editor.next_photo()
        qtbot.waitUntil(lambda: editor.name == "b.png", timeout=PATIENCE_MS)
        assert editor.document is not None
        assert editor.document.mask.bounds().is_empty


def test_recent_photos_that_are_gone_are_known_and_private_leaves_no_trace(
    qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [write_photo(tmp_path / f"{name}.png") for name in "abc"]
    with editor_of(recent_count=2) as editor:
        for path in paths:
            opened(qtbot, editor, path)
        assert [path.name for path, _ in editor.recent] == ["c.png", "b.png"]
        paths[1].unlink()
        with qtbot.waitSignal(editor.recent_changed, timeout=PATIENCE_MS):
            editor.refresh_recent()
        assert [there for _, there in editor.recent] == [True, False]
        editor.settings.set("private", True)
        assert editor.recent == ()
        opened(qtbot, editor, paths[0])
        editor.settings.set("private", False)
        assert editor.recent[0][0] == paths[2]
        editor.clear_recent()
        assert editor.recent == ()


def test_what_is_remembered_survives_the_editor(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png")
    with editor_of() as editor:
        opened(qtbot, editor, path)
    with editor_of() as editor:
        assert editor.recent == ((path, True),)
        assert editor.state.folder("open") == tmp_path


def test_no_file_is_touched_on_the_windows_thread(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive that does not answer freezes whoever asks it: `os.stat` and `open` stand for all."""
    path = write_photo(tmp_path / "a.png")
    with editor_of(carry_mask=True, confirm_overwrite=False) as editor:
        real, offenders = os.stat, list[object]()

        def watched(target: object, *args: object, **kwargs: object) -> object:
            if threading.current_thread() is threading.main_thread() and "a.png" in str(target):
                offenders.append(target)
            return real(target, *args, **kwargs)  # type: ignore[call-overload]

        monkeypatch.setattr(os, "stat", watched)
        opened(qtbot, editor, path)
        removed(qtbot, editor)
        editor.save()
        editor.refresh_recent()
        settled(qtbot, editor)
        monkeypatch.undo()
        assert offenders == []
