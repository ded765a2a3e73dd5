"""Removals that arrive, fail or are varied while other things happen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.document.document import Document, Pixels, TakenMask
from app.document.history import Layer
from moebius_core.geometry import Rect
from moebius_core.photo import Photo

RECT, ELSEWHERE = Rect(10, 10, 40, 40), Rect(60, 10, 90, 40)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    pixels = np.full((100, 120, 3), 50, np.uint8)
    return Document(Photo(pixels=pixels), undo_budget_bytes=0, spill_folder=tmp_path)


def begin(document: Document, rect: Rect = RECT) -> TakenMask:
    with document.edit("Brush") as edit:
        edit.write(Layer.MASK, rect, 255)
    taken = document.take_mask("Remove")
    assert taken is not None
    return taken


def plain(value: int, rect: Rect = RECT) -> list[Pixels]:
    return [Pixels(rect, np.full((rect.height, rect.width, 3), value, np.uint8))]


def test_one_undo_takes_removal_and_mask_back(document: Document) -> None:
    taken = begin(document)
    assert not document.is_modified
    step = document.finish_removal(taken.step, plain(7), "Removed")
    assert step is taken.step
    assert document.is_modified
    document.undo()
    assert (document.image.to_array() == 50).all()
    assert (document.mask.read(RECT) == 255).all()
    assert not document.is_modified


def test_undone_edits_of_the_image_cannot_be_redone_over_a_removal(document: Document) -> None:
    taken = begin(document)
    with document.edit("Restore") as edit:
        edit.write(Layer.IMAGE, ELSEWHERE, 3)
    document.undo()
    document.finish_removal(taken.step, plain(7), "Removed")
    assert not document.history.can_redo
    assert document.redo() is None
    assert (document.image.read(RECT) == 7).all()


def test_undone_strokes_can_be_redone_after_a_removal(document: Document) -> None:
    taken = begin(document)
    with document.edit("Brush") as edit:
        edit.write(Layer.MASK, ELSEWHERE, 255)
    document.undo()
    document.finish_removal(taken.step, plain(7), "Removed")
    assert document.redo() is not None
    assert document.mask.bounds() == ELSEWHERE


def test_an_edit_of_the_image_in_between_keeps_the_removal_apart(document: Document) -> None:
    taken = begin(document)
    with document.edit("Restore") as edit:
        edit.write(Layer.IMAGE, ELSEWHERE, 3)
    step = document.finish_removal(taken.step, plain(7), "Removed")
    assert step is document.history.last
    assert step is not taken.step
    document.undo()
    assert (document.image.read(RECT) == 50).all()
    assert (document.image.read(ELSEWHERE) == 3).all()


def test_a_failed_removal_gives_its_mask_back_and_keeps_later_strokes(document: Document) -> None:
    taken = begin(document)
    with document.edit("Brush") as edit:
        edit.write(Layer.MASK, ELSEWHERE, 99)
    document.abandon_removal(taken.step)
    assert (document.mask.read(RECT) == 255).all()
    assert (document.mask.read(ELSEWHERE) == 99).all()
    document.jump(0)
    assert not document.mask_array().any()


def test_a_failed_removal_that_was_undone_cannot_be_redone(document: Document) -> None:
    taken = begin(document)
    document.undo()
    assert not document.history.is_done(taken.step)
    document.abandon_removal(taken.step)
    assert not document.history.can_redo
    assert (document.mask.read(RECT) == 255).all()


def test_an_undone_removal_refuses_its_result(document: Document) -> None:
    taken = begin(document)
    document.undo()
    with pytest.raises(RuntimeError, match="undone"):
        document.finish_removal(taken.step, plain(7), "Removed")


def test_another_variation_takes_the_whole_place_of_the_first(document: Document) -> None:
    document.finish_removal(begin(document).step, plain(7), "Removed")
    document.mark_saved()
    smaller = Rect(20, 20, 30, 30)
    document.amend_last(plain(9, smaller), "Again")
    assert document.is_modified
    expected = np.full((100, 120, 3), 50, np.uint8)
    expected[smaller.slices] = 9
    assert (document.image.to_array() == expected).all()
    assert document.history.position == 2
    document.undo()
    assert (document.image.to_array() == 50).all()
    document.redo()
    assert (document.image.to_array() == expected).all()


def test_saving_may_end_later_than_it_began(document: Document) -> None:
    document.finish_removal(begin(document).step, plain(7), "Removed")
    state = document.history.image_state
    document.finish_removal(begin(document, ELSEWHERE).step, plain(8, ELSEWHERE), "Removed")
    document.mark_saved(state)
    assert document.is_modified
    document.jump(2)
    assert not document.is_modified
    document.jump(0)
    assert document.is_modified
    document.jump(3)  # the next mask was painted: the image is the saved one
    assert not document.is_modified


def test_pixels_that_do_not_fit_leave_everything_as_it_was(document: Document) -> None:
    taken = begin(document)
    wrong = [*plain(7), Pixels(ELSEWHERE, np.zeros((3, 3, 3), np.uint8))]
    with pytest.raises(ValueError, match="broadcast"):
        document.finish_removal(taken.step, wrong, "Removed")
    assert (document.image.to_array() == 50).all()
    document.finish_removal(taken.step, plain(7), "Removed")
    assert (document.image.read(RECT) == 7).all()


def test_listeners_hear_of_every_place_that_changes(document: Document) -> None:
    heard: list[tuple[Layer, Rect]] = []
    document.pixels_changed.connect(lambda layer, rect: heard.append((layer, rect)))
    shown = {layer: document.raster(layer).to_array() for layer in Layer}

    def check() -> None:
        for layer, before in shown.items():
            now = document.raster(layer).to_array()
            for place, rect in heard:
                if place is layer:
                    before[rect.slices] = now[rect.slices]
            assert (before == now).all()
        heard.clear()

    taken = begin(document)
    check()
    document.finish_removal(taken.step, plain(7), "Removed")
    check()
    document.amend_last(plain(9, Rect(20, 20, 30, 30)), "Again")
    check()
    for move in (document.undo, document.undo, document.redo, document.redo):
        move()
        check()
    later = begin(document)
    begin(document, ELSEWHERE)
    document.abandon_removal(later.step)
    check()


def test_edit_ended_is_told_when_removals_may_come(document: Document) -> None:
    calls: list[bool] = []
    document.edit_ended.connect(lambda: calls.append(document.is_editing))
    taken = begin(document)
    with document.edit("Brush") as edit:
        edit.write(Layer.MASK, ELSEWHERE, 1)
        with pytest.raises(RuntimeError):
            document.finish_removal(taken.step, plain(7), "Removed")
        assert (document.mask.read(ELSEWHERE) == 1).all()
    assert calls == [False, False]


def test_wholly_overlapping_waiting_removals(document: Document) -> None:
    first, second = begin(document), begin(document)
    document.finish_removal(second.step, plain(8), "Second")
    document.finish_removal(first.step, plain(7), "First")
    assert (document.image.read(RECT) == 7).all()
    document.undo()
    assert (document.image.read(RECT) == 8).all()
    document.jump(0)
    assert (document.image.to_array() == 50).all()


def test_pieces_that_lie_close_together_are_told_as_one() -> None:
    document = Document(Photo(pixels=np.zeros((600, 600, 3), np.uint8)))
    told: list[Rect] = []
    document.pixels_changed.connect(lambda _layer, rect: told.append(rect))
    close = [Rect(x, 0, x + 100, 600) for x in range(0, 600, 100)]
    with document.edit("All") as edit:
        edit.write_all(Layer.MASK, [Pixels(rect, 255) for rect in close])
    assert told == [document.size.rect]
    told.clear()
    apart = [Rect(0, 0, 10, 10), Rect(590, 590, 600, 600)]
    with document.edit("Corners") as edit:
        edit.write_all(Layer.MASK, [Pixels(rect, 0) for rect in apart])
        edit.write_all(Layer.MASK, [])
    assert told == apart


def test_a_jump_over_many_steps_tells_once_what_looks_different() -> None:
    document = Document(Photo(pixels=np.zeros((600, 600, 3), np.uint8)))
    for at in range(8):
        with document.edit("Brush") as edit:
            edit.write(Layer.MASK, Rect(0, 70 * at, 20, 70 * at + 20), 255)
    after = document.mask_array()
    told: list[tuple[Layer, bool]] = []
    document.pixels_changed.connect(
        lambda layer, _rect: told.append((layer, bool(document.mask_array().any())))
    )
    document.jump(0)
    assert told == [(Layer.MASK, False)]
    document.jump(8)
    assert told[1:] == [(Layer.MASK, True)]
    assert (document.mask_array() == after).all()
    document.undo()
    assert len(told) == 3
