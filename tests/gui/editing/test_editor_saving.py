"""Saving: what is written where, what is asked, and every way in which it can fail."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from pytestqt.qtbot import QtBot

from app.document.history import Layer
from app.editing.editor import Editor
from app.editing.prompts import Unsaved
from app.editing.removal import options_of
from moebius_core import system
from moebius_core.formats.metadata import MetadataPolicy
from moebius_core.geometry import Rect
from moebius_core.inpaint import edit_zone
from moebius_core.photo import Photo, SaveOptions
from tests.fakes import read_pixels, write_photo
from tests.gui.scenes import (
    PATIENCE_MS,
    SPOT,
    Answers,
    Listener,
    editor_of,
    opened,
    pixels_of,
    removed,
    settled,
)


def _zone(
    editor: Editor, shape: tuple[int, int] = (40, 48)
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    mask = np.zeros(shape, np.uint8)
    mask[SPOT.slices] = 255
    return edit_zone(mask, options_of(editor.settings.value)) > 0


@pytest.mark.parametrize("suffix", [".png", ".tif", ".bmp"])
def test_outside_the_edit_zone_the_file_holds_the_same_pixels(
    qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    path = write_photo(tmp_path / f"a{suffix}")
    before = read_pixels(path)
    with editor_of(confirm_overwrite=False) as editor:
        opened(qtbot, editor, path)
        removed(qtbot, editor)
        editor.save()
        settled(qtbot, editor)
        after = read_pixels(path)
        zone = _zone(editor)
    assert np.array_equal(after[~zone], before[~zone])
    assert not np.array_equal(after, before)


def test_16_bit_photos_stay_16_bit(qtbot: QtBot, tmp_path: Path) -> None:
    deep = np.random.default_rng(0).integers(9000, 50000, (40, 48, 3), np.uint16)
    path = tmp_path / "deep.png"
    Photo(pixels=deep).save(path)
    with editor_of(confirm_overwrite=False) as editor:
        opened(qtbot, editor, path)
        removed(qtbot, editor)
        editor.save()
        settled(qtbot, editor)
        zone = _zone(editor)
    found = Photo.open(path).pixels
    assert found.dtype == np.uint16
    assert np.array_equal(found[~zone], deep[~zone])


def test_the_original_is_overwritten_only_after_asking_once(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png")
    before = path.read_bytes()
    answers = Answers(overwrite=False)
    with editor_of(answers=answers) as editor:
        opened(qtbot, editor, path)
        removed(qtbot, editor)
        editor.save()
        settled(qtbot, editor)
        assert path.read_bytes() == before
        assert editor.is_modified
        assert editor.settings.value.confirm_overwrite
        answers.overwrite = True
        editor.save()
        settled(qtbot, editor)
        assert path.read_bytes() != before
        assert not editor.settings.value.confirm_overwrite
        opened(qtbot, editor, write_photo(tmp_path / "b.png"))
        removed(qtbot, editor)
        editor.save()
        settled(qtbot, editor)
        assert answers.asked == ["overwrite a.png"] * 2


def test_nothing_is_written_when_nothing_has_changed(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.jpg")
    before = path.stat().st_mtime_ns, path.read_bytes()
    with editor_of() as editor:
        told = Listener(editor)
        opened(qtbot, editor, path)
        editor.save()
        settled(qtbot, editor)
        assert told.messages == ["Nothing has changed since the last save."]
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_save_as_becomes_the_photos_file(qtbot: QtBot, tmp_path: Path) -> None:
    original = write_photo(tmp_path / "a.jpg")
    before = original.read_bytes()
    target = tmp_path / "sub" / "other.png"
    target.parent.mkdir()
    answers = Answers(target=(target, SaveOptions(metadata=MetadataPolicy.STRIP)))
    with editor_of(answers=answers, metadata="no-location", save_quality=81) as editor:
        told = Listener(editor)
        opened(qtbot, editor, original)
        removed(qtbot, editor)
        editor.ask_save_as()
        settled(qtbot, editor)
        assert answers.suggested == [
            (
                tmp_path / "a_removed.jpg",
                SaveOptions(metadata=MetadataPolicy.NO_LOCATION, quality=81),
            )
        ]
        assert (editor.name, editor.path, editor.is_modified) == ("other.png", target, False)
        assert str(target) in told.messages[-1]
        assert editor.recent[0][0] == target
        assert editor.state.folder("save") == target.parent
        removed(qtbot, editor, Rect(2, 2, 8, 8))
        editor.save()
        settled(qtbot, editor)
        assert editor.document is not None
        assert np.array_equal(read_pixels(target), pixels_of(editor.document))
        assert answers.asked == ["save as"]
        editor.ask_save_as()
        assert answers.suggested[-1][1].metadata is MetadataPolicy.STRIP
    assert original.read_bytes() == before


def test_a_copy_leaves_the_photo_modified_and_with_its_own_file(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_photo(tmp_path / "a.png")
    answers = Answers(target=(tmp_path / "copy.jpg", SaveOptions()))
    with editor_of(answers=answers) as editor:
        opened(qtbot, editor, path)
        removed(qtbot, editor)
        editor.ask_export_copy()
        settled(qtbot, editor)
        assert (tmp_path / "copy.jpg").exists()
        assert (editor.path, editor.is_modified) == (path, True)


def test_kinds_that_are_only_read_go_to_save_as(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    PIL.Image.new("RGB", (48, 40), (90, 120, 30)).save(path)
    misnamed = write_photo(tmp_path / "b.png").rename(tmp_path / "b.jpg")
    answers = Answers()
    with editor_of(answers=answers) as editor:
        for photo, suggested in ((path, "a_removed.png"), (misnamed, "b_removed.png")):
            opened(qtbot, editor, photo)
            removed(qtbot, editor)
            editor.save()
            assert answers.suggested[-1][0] == tmp_path / suggested
            assert editor.is_modified
            editor.undo()
        assert answers.asked == ["save as", "save as"]


def test_what_is_edited_during_the_save_stays_unsaved(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_photo(tmp_path / "a.png")
    with editor_of(confirm_overwrite=False) as editor:
        document = opened(qtbot, editor, path)
        removed(qtbot, editor)
        at_save = pixels_of(document)
        editor.save()
        with document.edit("Restore") as edit:
            edit.write(Layer.IMAGE, Rect(0, 0, 4, 4), 5)
        settled(qtbot, editor)
        assert editor.is_modified
        assert np.array_equal(read_pixels(path), at_save)
        editor.undo()
        assert not editor.is_modified


def _full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _read_only(*_: object, **__: object) -> None:
    raise OSError(errno.EROFS, "Read-only file system")


def _vanished(*_: object, **__: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize(
    ("failing", "words"),
    [(_full_disk, "disk is full"), (_read_only, "read-only"), (_vanished, "Input/output")],
)
def test_a_save_that_fails_says_why_and_loses_nothing(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failing: object,
    words: str,
) -> None:
    path = write_photo(tmp_path / "a.png")
    before = path.read_bytes()
    with editor_of(confirm_overwrite=False) as editor:
        told = Listener(editor)
        document = opened(qtbot, editor, path)
        removed(qtbot, editor)
        edited = pixels_of(document)
        with monkeypatch.context() as patch:
            patch.setattr(system, "_create_beside", failing)
            editor.save()
            settled(qtbot, editor)
        ((sentence, hint),) = told.failures
        assert "a.png" in sentence
        assert words in sentence
        assert hint
        assert editor.is_modified
        assert np.array_equal(pixels_of(document), edited)
        assert path.read_bytes() == before
        editor.save()
        settled(qtbot, editor)
        assert not editor.is_modified
    assert np.array_equal(read_pixels(path), edited)


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_file_that_another_program_has_changed_is_asked_about(
    qtbot: QtBot, tmp_path: Path, overwrite: bool
) -> None:
    path = write_photo(tmp_path / "a.png")
    answers = Answers(overwrite_changed_file=overwrite)
    with editor_of(answers=answers, confirm_overwrite=False) as editor:
        document = opened(qtbot, editor, path)
        removed(qtbot, editor)
        write_photo(path, seed=9, size=(50, 50))
        theirs = path.read_bytes()
        editor.save()
        settled(qtbot, editor)
        assert answers.asked == ["changed a.png"]
        assert editor.is_modified is not overwrite
        if overwrite:
            assert np.array_equal(read_pixels(path), pixels_of(document))
            removed(qtbot, editor, Rect(2, 2, 8, 8))
            editor.save()
            settled(qtbot, editor)
            assert answers.asked == ["changed a.png"]
        else:
            assert path.read_bytes() == theirs


def test_a_file_that_was_deleted_is_simply_written_again(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png")
    with editor_of(confirm_overwrite=False) as editor:
        opened(qtbot, editor, path)
        removed(qtbot, editor)
        path.unlink()
        editor.save()
        settled(qtbot, editor)
        assert not editor.is_modified
    assert path.exists()


def test_what_was_lost_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    deep = np.full((40, 48, 3), 30000, np.uint16)
    Photo(pixels=deep).save(tmp_path / "deep.png")
    with editor_of() as editor:
        told = Listener(editor)
        opened(qtbot, editor, tmp_path / "deep.png")
        editor.save_as(tmp_path / "flat.jpg", SaveOptions())
        settled(qtbot, editor)
        assert "16-bit" in told.messages[-1]


def test_quitting_waits_for_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png")
    with editor_of(confirm_overwrite=False) as editor:
        document = opened(qtbot, editor, path)
        removed(qtbot, editor)
        editor.save()
        ready: list[bool] = []
        assert not editor.may_quit(lambda: ready.append(True))
        qtbot.waitUntil(lambda: bool(ready), timeout=PATIENCE_MS)
        assert editor.may_quit(lambda: None)
        assert np.array_equal(read_pixels(path), pixels_of(document))


def test_save_and_next(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [write_photo(tmp_path / f"{name}.png") for name in "abc"]
    before = [path.read_bytes() for path in paths]
    with editor_of(confirm_overwrite=False) as editor:
        opened(qtbot, editor, *paths)
        removed(qtbot, editor)
        editor.save_and_next()
        qtbot.waitUntil(lambda: editor.name == "b.png", timeout=PATIENCE_MS)
        editor.save_and_next()
        qtbot.waitUntil(lambda: editor.name == "c.png", timeout=PATIENCE_MS)
    assert [path.read_bytes() == old for path, old in zip(paths, before, strict=True)] == [
        False,
        True,
        True,
    ]


def test_saving_twice_in_a_row_is_no_change_by_another_program(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_photo(tmp_path / "a.png")
    answers = Answers()
    with editor_of(answers=answers, confirm_overwrite=False) as editor:
        document = opened(qtbot, editor, path)
        for value in (5, 6):
            with document.edit("Restore") as edit:
                edit.write(Layer.IMAGE, Rect(0, 0, 4, 4), value)
            editor.save()
        settled(qtbot, editor)
        assert answers.asked == []
        assert not editor.is_modified
        assert np.array_equal(read_pixels(path), pixels_of(document))


def test_edits_made_while_saving_before_closing_are_asked_about(
    qtbot: QtBot, tmp_path: Path
) -> None:
    answers = Answers(unsaved_answer=Unsaved.SAVE)
    with editor_of(answers=answers, confirm_overwrite=False) as editor:
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        removed(qtbot, editor)
        closed: list[bool] = []
        assert not editor.close_document(then=lambda: closed.append(True))
        with document.edit("Restore") as edit:
            edit.write(Layer.IMAGE, Rect(0, 0, 4, 4), 5)
        answers.unsaved_answer = Unsaved.CANCEL
        settled(qtbot, editor)
        assert answers.asked == ["unsaved a.png"] * 2
        assert closed == []
        assert editor.document is document
