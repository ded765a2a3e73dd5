"""Removing through the editor: the queue while one goes on working, variations, settings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.document.history import Layer
from app.editing.announcements import outcome_text
from app.editing.removal import Outcome
from app.tools.tool import Deferred
from moebius_core.engines.engine import EngineInfo
from moebius_core.geometry import Rect
from moebius_core.inpaint import inpaint
from moebius_core.options import InpaintOptions, Quality
from moebius_core.photo import Photo
from moebius_core.progress import Progress
from tests.fakes import FailingFill, write_photo
from tests.gui.scenes import (
    PATIENCE_MS,
    SPOT,
    GatedFill,
    Listener,
    SeededFill,
    editor_of,
    opened,
    paint,
    pixels_of,
    removed,
    settled,
)

OTHER = Rect(4, 4, 10, 9)


def _mask(*rects: Rect) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    mask = np.zeros((40, 48), np.uint8)
    for rect in rects:
        mask[rect.slices] = 255
    return mask


def test_while_one_runs_the_next_mask_is_painted_and_queued(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png")
    engine = GatedFill()
    with editor_of(engine) as editor:
        document = opened(qtbot, editor, path)
        paint(document)
        editor.remove()
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        paint(document, OTHER)
        assert document.mask.bounds() == OTHER
        editor.remove()
        assert editor.removals is not None
        assert editor.removals.waiting == 1
        engine.gate.set()
        settled(qtbot, editor)
        first = inpaint(Photo.open(path).pixels, _mask(SPOT), SeededFill())
        assert np.array_equal(pixels_of(document), inpaint(first, _mask(OTHER), SeededFill()))
        editor.undo()
        assert np.array_equal(document.mask_array(), _mask(OTHER))
        editor.undo()
        editor.undo()
        assert np.array_equal(pixels_of(document), Photo.open(path).pixels)
        assert np.array_equal(document.mask_array(), _mask(SPOT))


def test_undo_during_the_run_cancels(qtbot: QtBot, tmp_path: Path) -> None:
    engine = GatedFill()
    with editor_of(engine) as editor:
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        paint(document)
        editor.remove()
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        editor.undo()
        settled(qtbot, editor)
        assert np.array_equal(document.mask_array(), _mask(SPOT))
        assert not document.history.can_redo
        assert not editor.is_modified


def test_trying_again_and_choosing_then_undo_gives_the_original_bytes(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_photo(tmp_path / "a.png")
    before = Photo.open(path).pixels
    with editor_of() as editor:
        told = Listener(editor)
        document = opened(qtbot, editor, path)
        editor.try_again()
        assert "no removal" in told.messages[-1]
        removed(qtbot, editor)
        for _ in range(2):
            with qtbot.waitSignal(editor.removed, timeout=PATIENCE_MS):
                editor.try_again()
        editor.step_variation(-1)
        expected = inpaint(before, _mask(SPOT), SeededFill(), InpaintOptions(seed=1))
        assert np.array_equal(pixels_of(document), expected)
        editor.show_variation(0)
        assert editor.removals is not None
        assert editor.removals.shown == 0
        editor.undo()
        assert np.array_equal(pixels_of(document), before)
        editor.undo()
        assert not document.history.can_undo


def test_the_outcome_says_what_ran_and_counts_exactly(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png")
    with editor_of(quality="best", grow=0, feather=0) as editor:
        told = Listener(editor)
        outcomes: list[Outcome] = []
        editor.removed.connect(outcomes.append)
        document = opened(qtbot, editor, path)
        removed(qtbot, editor)
        (outcome,) = outcomes
        changed = (pixels_of(document) != Photo.open(path).pixels).any(axis=-1)
        assert outcome.pixels_changed == np.count_nonzero(changed) == SPOT.area
        assert outcome.quality is Quality.BEST
        assert editor.engine_room.info == outcome.info
        assert told.messages[-1] == (
            "Removed in 0.0 s with mean on CPU. 30 pixels changed; all others are untouched."
        )


def test_the_engine_is_called_by_its_name_for_people() -> None:
    outcome = Outcome(30, 1.0, EngineInfo("content-fill"), Quality.BEST, 0, SPOT)
    assert "with Content fill on CPU" in outcome_text(outcome)


def test_progress_is_told_while_it_runs(qtbot: QtBot, tmp_path: Path) -> None:
    engine = GatedFill()
    with editor_of(engine) as editor:
        told: list[tuple[float, str, object]] = []
        editor.progressed.connect(lambda *report: told.append(report))
        paint(opened(qtbot, editor, write_photo(tmp_path / "a.png")))
        editor.remove()
        qtbot.waitUntil(lambda: "Waiting" in [text for _, text, _ in told], timeout=PATIENCE_MS)
        engine.gate.set()
        settled(qtbot, editor)
        assert told[0][2] is None


def test_a_bug_in_the_engine_is_told_and_the_mask_is_back(qtbot: QtBot, tmp_path: Path) -> None:
    with editor_of(FailingFill()) as editor:
        told = Listener(editor)
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        paint(document)
        editor.remove()
        settled(qtbot, editor)
        assert len(told.failures) == 1
        assert document.mask.bounds() == SPOT


def test_without_a_mask_it_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    with editor_of() as editor:
        told = Listener(editor)
        editor.remove()
        opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        editor.remove()
        assert told.messages == ["Paint over what should go, then remove it."]


@pytest.mark.parametrize("is_set", [True, False])
def test_remove_after_each_stroke(qtbot: QtBot, tmp_path: Path, is_set: bool) -> None:
    with editor_of(remove_after_stroke=is_set) as editor:
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        editor.gesture_finished(changed=False)
        paint(document)
        editor.gesture_finished(changed=True)
        settled(qtbot, editor)
        assert editor.is_modified is is_set
        assert document.mask.bounds().is_empty is is_set


def test_work_that_a_tool_has_put_off_is_done_aside_and_then_applied(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with editor_of(remove_after_stroke=True) as editor:
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        busy: list[str] = []
        editor.busy.connect(busy.append)
        assert editor.tool_context is not None
        editor.tool_context.deferred = Deferred(
            name="Selecting object",
            work=lambda _progress: SPOT,
            apply=lambda rect: paint(document, rect),
        )
        editor.gesture_finished(changed=False)
        assert editor.tool_context.deferred is None
        with qtbot.waitSignal(editor.removed, timeout=PATIENCE_MS):
            assert document.mask.bounds().is_empty
        assert busy == ["Selecting object"]
        assert [step.name for step in document.history.steps] == ["Brush", "Remove"]


def test_put_off_work_that_fails_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with editor_of() as editor:
        told = Listener(editor)
        opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        assert editor.tool_context is not None
        editor.tool_context.deferred = Deferred(
            name="Selecting", work=lambda _progress: 1 // 0, apply=lambda _found: None
        )
        editor.gesture_finished(changed=False)
        settled(qtbot, editor)
        assert len(told.failures) == 1
        assert not editor.cancel()


def test_put_off_work_waits_for_the_stroke_and_forgets_a_closed_photo(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with editor_of() as editor:
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        applied: list[int] = []
        assert editor.tool_context is not None
        editor.tool_context.deferred = Deferred("Selecting", lambda _p: 1, applied.append)
        with document.edit("Brush") as edit:
            edit.write(Layer.MASK, OTHER, 255)
            editor.gesture_finished(changed=False)
            settled(qtbot, editor)
            assert applied == []
        assert applied == [1]
        editor.tool_context.deferred = Deferred("Selecting", lambda _p: 2, applied.append)
        editor.gesture_finished(changed=False)
        editor.close_document()
        settled(qtbot, editor)
        assert applied == [1]


def test_the_context_frame_is_that_of_the_removal(qtbot: QtBot, tmp_path: Path) -> None:
    seen: list[tuple[int, ...]] = []

    class Spy(SeededFill):
        def fill(self, image, mask, options, progress):  # type: ignore[no-untyped-def]
            seen.append(image.shape[:2])
            return super().fill(image, mask, options, progress)

    with editor_of(Spy()) as editor:
        assert editor.context_frame() is None
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png", size=(700, 500)))
        assert editor.context_frame() is None
        rect = Rect(300, 200, 400, 300)
        paint(document, rect)
        frame = editor.context_frame()
        assert frame is not None
        assert frame.contains(rect)
        editor.settings.set("context", 2.0)
        wider = editor.context_frame()
        assert wider is not None
        assert wider.area > frame.area
        with qtbot.waitSignal(editor.removed, timeout=PATIENCE_MS):
            editor.remove()
        assert seen == [(wider.height, wider.width)]


def test_history_moves(qtbot: QtBot, tmp_path: Path) -> None:
    with editor_of() as editor:
        told = Listener(editor)
        editor.undo()
        editor.redo()
        document = opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        removed(qtbot, editor)
        editor.undo()
        assert told.messages[-1] == "Undone: Remove"
        editor.redo()
        assert told.messages[-1] == "Done again: Remove"
        editor.jump(0)
        assert document.mask.bounds().is_empty
        assert not editor.is_modified
        editor.jump(2)
        assert editor.is_modified


def test_cancel_stops_what_a_tool_has_put_off(qtbot: QtBot, tmp_path: Path) -> None:
    def endless(progress: Progress) -> None:
        while True:
            progress.report(0.5)

    with editor_of() as editor:
        told = Listener(editor)
        opened(qtbot, editor, write_photo(tmp_path / "a.png"))
        assert editor.tool_context is not None
        editor.tool_context.deferred = Deferred("Selecting", endless, lambda _found: None)
        editor.gesture_finished(changed=False)
        assert editor.cancel()
        settled(qtbot, editor)
        assert not editor.cancel()
        assert told.failures == []
