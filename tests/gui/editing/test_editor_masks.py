"""Masks as a whole: change them, load, save, and use the last one again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.editing.editor import Editor
from moebius_core.geometry import Rect
from moebius_core.masks import Fit, open_mask
from tests.fakes import write_mask, write_photo
from tests.gui.scenes import (
    SPOT,
    Answers,
    Listener,
    editor_of,
    opened,
    paint,
    removed,
    settled,
)


def test_growing_shrinking_inverting_clearing_are_steps(qtbot: QtBot, tmp_path: Path) -> None:
    with editor_of() as editor:
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        paint(document)
        editor.grow_mask()
        assert document.mask.bounds() == SPOT.grown(2)
        editor.shrink_mask(3)
        assert document.mask.bounds() == SPOT.grown(-1)
        editor.invert_mask()
        assert document.mask.bounds() == document.size.rect
        editor.feather_mask()
        assert 0 < document.mask_array()[SPOT.grown(-1).slices].min() < 255
        editor.clear_mask()
        assert document.mask.bounds().is_empty
        for _ in range(5):
            editor.undo()
        assert document.mask.bounds() == SPOT
        assert not editor.is_modified


@pytest.mark.parametrize(
    "command", [Editor.grow_mask, Editor.shrink_mask, Editor.feather_mask, Editor.clear_mask]
)
def test_without_a_mask_it_says_so(qtbot: QtBot, tmp_path: Path, command: object) -> None:
    with editor_of() as editor:
        told = Listener(editor)
        opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        command(editor)  # type: ignore[operator]
        assert told.messages == ["There is no mask to change."]


def test_a_change_in_the_middle_of_a_stroke_comes_after_it(qtbot: QtBot, tmp_path: Path) -> None:
    with editor_of() as editor:
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        with document.edit("Brush"):
            editor.invert_mask()
            assert document.mask.bounds().is_empty
        assert document.mask.bounds() == document.size.rect


def test_saved_and_loaded_again(qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "a_mask.png"
    answers = Answers(mask=target, mask_to=target)
    with editor_of(answers=answers) as editor:
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        editor.ask_save_mask()
        assert answers.asked == []
        paint(document)
        editor.ask_save_mask()
        settled(qtbot, editor)
        assert answers.asked == ["mask to a_mask.png"]
        assert np.array_equal(open_mask(target), document.mask_array())
        editor.clear_mask()
        editor.ask_open_mask()
        settled(qtbot, editor)
        assert document.mask.bounds() == SPOT
        assert document.history.last is not None
        assert document.history.last.name == "Load mask"


@pytest.mark.parametrize(
    ("fit", "expected"),
    [
        (Fit(scale=True), Rect(10, 8, 20, 18)),
        (Fit(anchor=(0.0, 0.0)), Rect(5, 4, 10, 9)),
        (None, Rect(0, 0, 0, 0)),
    ],
)
def test_a_mask_of_another_size_is_asked_about(
    qtbot: QtBot, tmp_path: Path, fit: Fit | None, expected: Rect
) -> None:
    mask = write_mask(tmp_path / "m.png", size=(24, 20), box=(5, 4, 5, 5))
    answers = Answers(fit=fit)
    with editor_of(answers=answers) as editor:
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        editor.open_mask(mask)
        settled(qtbot, editor)
        assert answers.asked == ["fit 24 × 20 to 48 × 40"]
        found = document.mask.bounds()
        assert found == expected or found.grown(-1) == expected or expected.grown(1) == found


def test_a_mask_that_cannot_be_read_or_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"no mask")
    with editor_of() as editor:
        told = Listener(editor)
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        paint(document)
        editor.open_mask(tmp_path / "bad.png")
        editor.save_mask(tmp_path / "no such folder" / "m.png")
        settled(qtbot, editor)
        assert ["bad.png" in told.failures[0][0], "m.png" in told.failures[1][0]] == [True] * 2
        assert document.mask.bounds() == SPOT


def test_the_last_mask_is_painted_again_beside_what_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    with editor_of() as editor:
        told = Listener(editor)
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        editor.reuse_last_mask()
        assert told.messages == ["Nothing has been removed so far."]
        removed(qtbot, editor)
        paint(document, Rect(2, 2, 5, 5))
        editor.reuse_last_mask()
        expected = np.zeros((40, 48), np.uint8)
        expected[SPOT.slices] = 255
        expected[2:5, 2:5] = 255
        assert np.array_equal(document.mask_array(), expected)


def test_without_a_photo_nothing_happens(qtbot: QtBot, tmp_path: Path) -> None:
    with editor_of() as editor:
        told = Listener(editor)
        for command in (
            *(editor.grow_mask, editor.shrink_mask, editor.feather_mask, editor.invert_mask),
            *(editor.clear_mask, editor.ask_open_mask, editor.ask_save_mask, editor.save),
            *(editor.reuse_last_mask, editor.ask_save_as, editor.ask_export_copy),
            *(editor.remove, editor.try_again, editor.cancel_all, editor.cancel),
        ):
            command()
        editor.open_mask(tmp_path / "m.png")
        editor.save_mask(tmp_path / "m.png")
        editor.show_variation(0)
        editor.step_variation(1)
        editor.jump(1)
        editor.gesture_finished(changed=True)
        assert (told.messages, told.failures, editor.is_busy) == ([], [], False)
