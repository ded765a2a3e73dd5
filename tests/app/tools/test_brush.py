"""Brush and eraser on a document."""

from __future__ import annotations

import itertools
from math import hypot

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.history import Layer
from app.document.raster import TILE_PX
from app.tools.brush import Brush
from app.tools.tool import Modifier, Point
from moebius_core.geometry import Rect
from tests.app.tools.gestures import context_of, document_of, drag_events, perform, stroke

Places = list[tuple[float, float]]

BRUSH = Brush()
ERASER = Brush("eraser", erases=True)

paths = st.lists(st.tuples(st.floats(-60, 180), st.floats(-60, 150)), min_size=1, max_size=8)


def distance_to_path(points: Places, width: int, height: int) -> np.ndarray:
    """Distance of every pixel's centre to the nearest point of a dense walk along the path."""
    walk: Places = [points[0]]
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        steps = max(1, int(hypot(bx - ax, by - ay) * 2))
        walk += [(ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps) for i in range(steps + 1)]
    y, x = np.mgrid[:height, :width] + 0.5
    best = np.full((height, width), np.inf)
    for px, py in walk:
        np.minimum(best, (x - px) ** 2 + (y - py) ** 2, out=best)
    return np.sqrt(best)


@settings(max_examples=40, deadline=None)
@given(paths, st.floats(2, 40))
def test_fast_strokes_have_no_gaps_and_nothing_beside(points: Places, size: float) -> None:
    document = document_of(120, 90)
    stroke(BRUSH, context_of(document, size=size, fill_loops=False), points)
    away = distance_to_path(points, 120, 90)
    mask = document.mask_array()
    assert (mask[away <= size / 2 - 0.6] == 255).all()
    assert (mask[away >= size / 2 + 0.6] == 0).all()


def test_a_click_is_one_dab_and_one_step() -> None:
    document = document_of()
    stroke(BRUSH, context_of(document, size=20.0), [(60, 45)])
    assert abs(int((document.mask_array() > 127).sum()) - np.pi * 100) < 8
    assert [step.name for step in document.history.steps] == ["Brush"]
    document.undo()
    assert not document.mask_array().any()
    document.redo()
    assert document.mask_array()[45, 60] == 255


def test_size_one_marks_exactly_the_pixel() -> None:
    document = document_of()
    stroke(BRUSH, context_of(document, size=1.0), [(60.9, 45.1)])
    assert np.argwhere(document.mask_array()).tolist() == [[45, 60]]


def test_escape_takes_the_stroke_back() -> None:
    document = document_of()
    context = context_of(document, size=20.0)
    stroke(BRUSH, context, [(20, 20)])
    before = document.mask_array()
    drag = BRUSH.drag(context, drag_events([(60, 45)])[0])
    next(drag)
    drag.send(drag_events([(60, 45), (100, 45)])[1])
    assert document.mask_array()[45, 80] == 255
    drag.close()
    assert not document.is_editing
    np.testing.assert_array_equal(document.mask_array(), before)
    assert len(document.history.steps) == 1
    assert context.last_point == Point(20, 20)


def test_soft_strokes_do_not_build_up() -> None:
    once, often = document_of(), document_of()
    stroke(BRUSH, context_of(once, size=40.0, hardness=0.0), [(30, 45), (90, 45)])
    places: Places = [(x, 45.0) for x in range(30, 91)]
    stroke(BRUSH, context_of(often, size=40.0, hardness=0.0), places)
    difference = once.mask_array().astype(int) - often.mask_array()
    assert abs(difference).max() <= 1


@pytest.mark.parametrize("tool", [BRUSH, ERASER])
def test_subtracting_takes_away_and_leaves_the_rest(tool: Brush) -> None:
    document = document_of()
    context = context_of(document, size=30.0)
    stroke(BRUSH, context, [(20, 45), (100, 45)])
    before = document.mask_array()
    stroke(tool, context, [(60, 10), (60, 80)], subtract=tool is BRUSH)
    mask = document.mask_array()
    assert not mask[45, 47:74].any()
    assert (mask[45, 30:44] == 255).all()
    assert (mask <= before).all()
    assert document.history.steps[-1].name == "Erase"


def test_a_stroke_without_effect_is_no_step() -> None:
    document = document_of()
    context = context_of(document, size=30.0)
    stroke(ERASER, context, [(20, 45), (100, 45)])
    assert not document.history.steps
    stroke(BRUSH, context, [(60, 45)])
    stroke(BRUSH, context, [(60, 45)])
    assert len(document.history.steps) == 1


def test_pressure_changes_the_width_only_when_asked() -> None:
    places: Places = [(20, 45), (100, 45)]
    for wanted, widths in ((True, (6, 30)), (False, (30, 30))):
        document = document_of()
        context = context_of(document, size=30.0, pressure_to_size=wanted)
        stroke(BRUSH, context, places, pressures=[0.2, 1.0])
        mask = document.mask_array() > 127
        assert (int(mask[:, 20].sum()), int(mask[:, 99].sum())) == pytest.approx(widths, abs=1)


def test_pressing_harder_on_the_spot_makes_a_larger_dab() -> None:
    document = document_of()
    context = context_of(document, size=40.0, pressure_to_size=True)
    stroke(BRUSH, context, [(60, 45), (60, 45)], pressures=[0.3, 0.9])
    assert int((document.mask_array() > 127)[45].sum()) == 36


def test_shift_draws_a_straight_line_from_the_last_place() -> None:
    document = document_of()
    context = context_of(document, size=9.0)
    stroke(BRUSH, context, [(10, 10)], modifiers=Modifier.SHIFT)
    assert not document.mask_array()[40:].any(), "there is no last place to come from yet"
    stroke(BRUSH, context, [(100, 80)], modifiers=Modifier.SHIFT)
    mask = document.mask_array()
    assert all(mask[10 + 70 * i // 90, 10 + i] == 255 for i in range(90))
    assert context.last_point == Point(100, 80)


def test_shift_on_the_last_place_itself_is_a_dab() -> None:
    document = document_of()
    context = context_of(document, size=9.0)
    stroke(BRUSH, context, [(50, 50)])
    document.undo()
    stroke(BRUSH, context, [(50, 50)], modifiers=Modifier.SHIFT)
    assert document.mask_array()[50, 50] == 255


def test_strokes_outside_the_photo_change_nothing_and_across_it_are_cut() -> None:
    document = document_of(100, 80)
    context = context_of(document, size=20.0)
    stroke(BRUSH, context, [(-50, -50), (-300, 900)])
    assert not document.history.steps
    stroke(BRUSH, context, [(-500, 40), (600, 40)])
    assert (document.mask_array()[31:49] == 255).all()


def test_only_tiles_near_the_stroke_are_touched() -> None:
    document = document_of(2048, 2048)
    told: list[Rect] = []
    document.pixels_changed.connect(lambda layer, rect: told.append(rect))
    stroke(BRUSH, context_of(document, size=40.0), [(100, 100), (1900, 1900)])
    tiles = document.history.steps[0].patches[Layer.MASK].after
    assert {abs(row - column) for row, column in tiles} <= {0, 1}
    assert len(tiles) <= 3 * 2048 // TILE_PX
    assert all(max(rect.width, rect.height) <= TILE_PX for rect in told)


def test_the_gesture_goes_on_until_the_release() -> None:
    document = document_of()
    events = drag_events([(10, 10), (20, 20), (30, 30)])
    drag = BRUSH.drag(context_of(document), events[0])
    next(drag)
    for event in events[1:-1]:
        drag.send(event)
    assert document.is_editing
    with pytest.raises(StopIteration):
        drag.send(events[-1])
    assert not document.is_editing
    assert perform(BRUSH, context_of(document), events)
