"""Lasso, polygon, rectangle and ellipse on a document."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
import pytest

from app.tools.box import Box, ellipse_outline, rectangle_outline
from app.tools.lasso import Lasso
from app.tools.polygon import Polygon
from app.tools.tool import Modifier, Phase, Point, PointerEvent, Preview, Tool, ToolContext
from moebius_core.geometry import Rect
from tests.app.tools.gestures import context_of, document_of, drag_events, perform, stroke

LASSO, POLYGON = Lasso(), Polygon()
RECTANGLE = Box("rectangle", rectangle_outline)
ELLIPSE = Box("ellipse", ellipse_outline)

SQUARE = [(20.0, 20.0), (70.0, 20.0), (70.0, 60.0), (20.0, 60.0)]
INSIDE = Rect(20, 20, 70, 60)


def event(phase: Phase, x: float, y: float, image_px: float = 1.0) -> PointerEvent:
    return PointerEvent(phase, Point(x, y), image_px=image_px)


def clicks(*places: tuple[float, float]) -> list[PointerEvent]:
    phases = (Phase.PRESS, Phase.RELEASE, Phase.MOVE)
    return [event(phase, *place) for place in places for phase in phases]


def assert_marked(context: ToolContext, rect: Rect) -> None:
    expected = np.zeros((context.document.size.height, context.document.size.width), np.uint8)
    expected[rect.slices] = 255
    np.testing.assert_array_equal(context.document.mask_array(), expected)


@pytest.mark.parametrize("tool", [LASSO, RECTANGLE, ELLIPSE])
def test_shapes_add_subtract_undo_and_leave_no_preview(tool: Tool) -> None:
    document = document_of()
    context = context_of(document)
    points = SQUARE if tool is LASSO else [SQUARE[0], (50, 50), SQUARE[2]]
    stroke(tool, context, points)
    mask = document.mask_array()
    assert mask[40, 45] == 255
    assert not mask[INSIDE.bottom :].any()
    assert context.preview == Preview()
    smaller = [((x + 45) / 2, (y + 40) / 2) for x, y in points]
    stroke(tool, context, smaller, subtract=True)
    assert document.mask_array()[40, 45] == 0
    assert document.mask_array().any()
    assert len(document.history.steps) == 2
    document.undo()
    np.testing.assert_array_equal(document.mask_array(), mask)
    document.undo()
    assert not document.mask_array().any()


@pytest.mark.parametrize("tool", [LASSO, RECTANGLE, ELLIPSE, POLYGON])
def test_escape_leaves_nothing(tool: Tool) -> None:
    document = document_of()
    context = context_of(document)
    events = drag_events(SQUARE)
    drag = tool.drag(context, events[0])
    next(drag)
    for move in events[1:-1]:
        drag.send(move)
    assert context.preview.lines
    drag.close()
    assert context.preview == Preview()
    assert not document.mask_array().any()
    assert not document.history.steps


@pytest.mark.parametrize("tool", [LASSO, RECTANGLE, ELLIPSE])
def test_a_click_makes_no_step(tool: Tool) -> None:
    document = document_of()
    stroke(tool, context_of(document), [(40, 40)])
    assert not document.history.steps


def test_lasso_is_cut_at_the_photos_edge() -> None:
    document = document_of(120, 90)
    stroke(LASSO, context_of(document), [(-400, -300), (60, -300), (60, 500), (-400, 500)])
    assert_marked(context_of(document), Rect(0, 0, 60, 90))


def test_lasso_takes_a_round_line_as_it_is() -> None:
    document = document_of()
    places = [(60 + 30 * cos(t), 45 + 30 * sin(t)) for t in np.linspace(0, 2 * pi, 120)]
    stroke(LASSO, context_of(document), places)
    assert abs(document.mask_array().sum() / 255 - pi * 900) < 15


def test_polygon_closes_on_its_first_corner() -> None:
    context = context_of(document_of())
    done = perform(POLYGON, context, [*clicks(*SQUARE), event(Phase.PRESS, 24, 17)])
    assert done
    assert_marked(context, INSIDE)


@pytest.mark.parametrize("image_px", [0.25, 4.0])
def test_how_close_counts_in_screen_pixels(image_px: float) -> None:
    context = context_of(document_of())
    press = event(Phase.PRESS, 20 + 6 * image_px, 20, image_px)
    assert perform(POLYGON, context, [*clicks(*SQUARE), press])
    off = event(Phase.PRESS, 20 + 10 * image_px, 20, image_px)
    assert not perform(POLYGON, context, [*clicks(*SQUARE), off])


def test_polygon_closes_on_a_double_click_or_enter() -> None:
    for last in (
        [event(Phase.PRESS, 20, 60), event(Phase.DOUBLE_CLICK, 20, 60)],
        [event(Phase.DOUBLE_CLICK, 20, 60)],
        [event(Phase.PRESS, 20, 60), event(Phase.CONFIRM, 99, 5)],
    ):
        context = context_of(document_of())
        assert perform(POLYGON, context, [*clicks(*SQUARE[:3]), *last])
        assert_marked(context, INSIDE)
        assert [step.name for step in context.document.history.steps] == ["Polygon"]


def test_backspace_takes_the_last_corner_back_and_then_the_gesture() -> None:
    context = context_of(document_of())
    events = [*clicks(*SQUARE, (110, 5)), event(Phase.BACK, 0, 0), event(Phase.CONFIRM, 0, 0)]
    assert perform(POLYGON, context, events)
    assert_marked(context, INSIDE)
    context = context_of(document_of())
    assert perform(POLYGON, context, [*clicks(*SQUARE[:2]), *[event(Phase.BACK, 0, 0)] * 2])
    assert not context.document.history.steps


def test_polygons_line_follows_the_pointer_between_clicks() -> None:
    context = context_of(document_of())
    first, *rest = clicks(*SQUARE[:2])
    drag = POLYGON.drag(context, first)
    next(drag)
    for one in rest:
        drag.send(one)
    drag.send(event(Phase.MOVE, 90, 80))
    assert context.preview.lines == ((Point(20, 20), Point(70, 20), Point(90, 80)),)
    drag.close()


def test_rectangle_covers_whole_pixels() -> None:
    context = context_of(document_of())
    stroke(RECTANGLE, context, [(69.7, 60.2), (30, 30), (20.3, 19.6)])
    assert_marked(context, INSIDE)


def test_shift_makes_a_square_and_ctrl_starts_from_the_middle() -> None:
    context = context_of(document_of())
    stroke(RECTANGLE, context, [(20, 20), (70, 45)], modifiers=Modifier.SHIFT)
    assert_marked(context, Rect(20, 20, 70, 70))
    context = context_of(document_of())
    stroke(RECTANGLE, context, [(50, 40), (35, 30)], modifiers=Modifier.CTRL)
    assert_marked(context, Rect(35, 30, 65, 50))
    context = context_of(document_of())
    keys = Modifier.CTRL | Modifier.SHIFT
    stroke(RECTANGLE, context, [(50, 40), (30, 35)], modifiers=keys)
    assert_marked(context, Rect(30, 20, 70, 60))


def test_ellipse_has_the_area_of_one_and_touches_its_box() -> None:
    context = context_of(document_of())
    stroke(ELLIPSE, context, [(20, 20), (100, 60)])
    mask = context.document.mask_array()
    assert abs(mask.sum() / 255 - pi * 40 * 20) < 5
    assert mask[40, 20] > 100
    assert mask[40, 99] > 100
    box = mask[20:60, 20:100]
    np.testing.assert_allclose(box, box[::-1, ::-1], atol=6)


def test_the_preview_is_the_outline_to_be() -> None:
    context = context_of(document_of())
    press, move, _ = drag_events([(20, 20), (70, 60)])
    drag = RECTANGLE.drag(context, press)
    next(drag)
    drag.send(move)
    assert context.preview.closed
    assert [tuple(p) for p in context.preview.lines[0]] == SQUARE
    drag.close()
