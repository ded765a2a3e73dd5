import gc
import weakref
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.canvas.view import CanvasView, Compare, OverlayStyle
from app.document.document import Document, Pixels
from app.document.history import Layer
from moebius_core.geometry import Rect
from tests.gui.canvas.bed import LEFT, NO_BUTTON, Bed, as_array, photo_of

HOLE = Rect(200, 200, 400, 400)


def remove(document: Document, rect: Rect, value: int) -> None:
    with document.edit("Brush") as edit:
        edit.write(Layer.MASK, rect, 255)
    taken = document.take_mask("Remove")
    assert taken is not None
    filled = np.full((rect.height, rect.width, 3), value, np.uint8)
    document.finish_removal(taken[0], [Pixels(rect, filled)], "Remove")


@pytest.mark.parametrize("zoom", [0.3, 0.5, 0.7, 1.0, 1.5, 2.0])
def test_what_is_shown_follows_edits_undo_and_redo(bed: Bed, zoom: float, qtbot: QtBot) -> None:
    bed.view.zoom_to(zoom)
    states = [bed.grab()]
    for rect, value in ((HOLE, 255), (Rect(390, 290, 500, 330), 0)):
        remove(bed.document, rect, value)
        states.append(bed.grab())
    with bed.document.edit("Brush") as edit:
        edit.write(Layer.MASK, Rect(381, 283, 427, 309), 255)
    states.append(bed.grab())
    assert all((one != other).any() for one, other in pairwise(states))
    for position in (0, 5, 2, 4, 5):
        bed.document.jump(position)
        shown = states[{0: 0, 2: 1, 4: 2, 5: 3}[position]]
        np.testing.assert_array_equal(bed.grab(), shown)
    fresh = CanvasView()
    qtbot.addWidget(fresh, before_close_func=lambda view: view.set_document(None))
    fresh.resize(400, 300)
    fresh.set_document(bed.document)
    fresh.grab()
    qtbot.waitUntil(lambda: fresh.is_built)
    fresh.zoom_to(zoom)
    np.testing.assert_array_equal(as_array(fresh.grab().toImage()), bed.grab())


@pytest.mark.parametrize("zoom", [0.13, 0.3, 0.7, 1.5, 1.9])
def test_all_that_an_edit_changes_is_drawn_anew(bed: Bed, zoom: float) -> None:
    bed.view.zoom_to(zoom)
    bed.grab()
    for shift in range(9):
        left, top = 361 + shift, 283 + shift
        with bed.document.edit("Brush") as edit:
            edit.write(Layer.MASK, Rect(left, top, left + 7, top + 5), 255)
        shown = bed.grab()
        bed.view.set_overlay(OverlayStyle())  # draws the whole view anew
        np.testing.assert_array_equal(bed.grab(), shown)
        bed.document.undo()
        bed.grab()


def test_edits_while_the_pyramid_is_built_are_not_lost(qtbot: QtBot) -> None:
    view = CanvasView()
    qtbot.addWidget(view, before_close_func=lambda widget: widget.set_document(None))
    view.resize(400, 300)
    document = Document(photo_of(value=0))
    view.set_document(document)
    assert not view.is_built
    remove(document, HOLE, 200)
    view.grab()
    with qtbot.waitSignal(view.picture_built):
        pass
    shown = as_array(view.grab().toImage())
    assert (shown[110:190, 110:190] == 200).all()
    assert not shown[10:90].any()


def test_the_first_picture_comes_before_the_pyramid(qtbot: QtBot) -> None:
    view = CanvasView()
    qtbot.addWidget(view, before_close_func=lambda widget: widget.set_document(None))
    view.resize(400, 300)
    view.set_document(Document(photo_of(value=77)))
    assert not view.is_built
    assert (as_array(view.grab().toImage())[20:-20, 20:-20] == 77).all()


def test_holding_compare_shows_the_original_without_the_mask(bed: Bed) -> None:
    original = bed.grab()
    remove(bed.document, HOLE, 255)
    with bed.document.edit("Brush") as edit:
        edit.write(Layer.MASK, Rect(500, 100, 600, 200), 255)
    edited = bed.grab()
    bed.view.set_compare(Compare.ORIGINAL)
    np.testing.assert_array_equal(bed.grab(), original)
    bed.view.set_compare(Compare.OFF)
    np.testing.assert_array_equal(bed.grab(), edited)


def test_only_the_last_edit_is_taken_away(bed: Bed) -> None:
    remove(bed.document, HOLE, 255)
    once = bed.grab()
    remove(bed.document, Rect(500, 300, 700, 500), 0)
    with bed.document.edit("Brush") as edit:
        edit.write(Layer.MASK, Rect(0, 0, 50, 50), 255)
    bed.view.set_compare(Compare.LAST_EDIT)
    np.testing.assert_array_equal(bed.grab(), once)
    bed.document.undo()
    bed.document.undo()
    bed.document.undo()
    original = bed.grab()
    assert (original != once).any()
    bed.view.set_compare(Compare.OFF)
    np.testing.assert_array_equal(bed.grab(), once)


def test_split_has_the_original_on_the_left_and_its_line_is_dragged(bed: Bed) -> None:
    original = bed.grab()
    remove(bed.document, Rect(0, 0, 800, 600), 255)
    edited = bed.grab()
    bed.view.set_compare(Compare.SPLIT)
    for line in (200, 300, 120):
        bed.leave()
        shown = bed.grab()
        np.testing.assert_array_equal(shown[:100, : line - 20], original[:100, : line - 20])
        np.testing.assert_array_equal(shown[:100, line + 20 :], edited[:100, line + 20 :])
        assert (shown[:, line - 1 : line + 1] != edited[:, line - 1 : line + 1]).any()
        if line != 120:
            bed.move(line, 60, NO_BUTTON)
            assert bed.view.cursor().shape() == Qt.CursorShape.SplitHCursor
            goal = 300 if line == 200 else 120
            bed.stroke((line, 60), (goal - 9, 70), (goal, 70))
    assert bed.tool.events == []
    bed.press(30, 30, LEFT)
    assert bed.tool.events
    bed.view.cancel_gesture()


def test_the_split_stays_while_zooming_and_panning(bed: Bed) -> None:
    remove(bed.document, Rect(0, 0, 800, 600), 255)
    bed.view.set_compare(Compare.SPLIT)
    bed.view.zoom_to(1.0)
    bed.grab()
    bed.view.pan_by(37, -20)
    shown = bed.grab()
    assert (shown[:100, 220:] == 255).all()
    assert (shown[:100, :180] < 255).any()


def test_edits_show_right_of_the_line(bed: Bed) -> None:
    bed.view.set_compare(Compare.SPLIT)
    bed.view.set_split(0.25)
    remove(bed.document, Rect(0, 0, 800, 600), 255)
    shown = bed.grab()
    assert (shown[:100, 120:] == 255).all()
    assert (shown[:100, :80] < 255).any()


def test_the_overlay_can_be_styled_and_hidden(bed: Bed) -> None:
    plain = bed.grab()
    with bed.document.edit("Brush") as edit:
        edit.write(Layer.MASK, HOLE, 255)
    pictures = [bed.grab()]
    for pattern in ("dots", "none"):
        bed.view.set_overlay(OverlayStyle(pattern=pattern))
        pictures.append(bed.grab())
    for one in range(3):
        for other in range(one):
            assert (pictures[one] != pictures[other]).any()
    bed.view.set_overlay(OverlayStyle(visible=False))
    np.testing.assert_array_equal(bed.grab(), plain)


def test_a_closed_document_is_let_go(bench: Callable[..., Bed]) -> None:
    bed = bench()
    bed.view.set_document(None)
    assert not bed.document.pixels_changed._listeners
    assert not bed.document.history.changed._listeners
    assert bed.view.document is None
    remove(bed.document, HOLE, 0)


def test_pictures_that_were_shown_take_no_memory_afterwards(qtbot: QtBot) -> None:
    view = CanvasView()
    qtbot.addWidget(view, before_close_func=lambda view: view.set_document(None))
    view.resize(400, 300)
    view.show()
    pixels: list[weakref.ref[np.ndarray]] = []
    for has_time in (True, False, True):
        photo = photo_of()
        pixels.append(weakref.ref(photo.pixels))
        view.set_document(Document(photo))
        del photo
        if has_time:
            qtbot.waitUntil(lambda: view.is_built)
    gc.collect()
    assert [reference() is None for reference in pixels] == [True, True, False]
