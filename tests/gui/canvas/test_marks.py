import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.canvas.overlays import SMALLEST_RING_PX
from app.tools.tool import Cursor, Point, Preview
from moebius_core.geometry import Rect
from tests.gui.canvas.bed import NO_BUTTON, Bed, Stamp, photo_of


def hover(bed: Bed, x: float, y: float) -> None:
    bed.move(x - 1, y, NO_BUTTON)
    bed.move(x, y, NO_BUTTON)


def difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.abs(one.astype(int) - other).max(axis=2)


@pytest.mark.parametrize("value", [0, 128, 255])
@pytest.mark.parametrize(("zoom", "size"), [(0.5, 200.0), (1.0, 60.0), (2.0, 41.0), (8.0, 12.0)])
def test_the_ring_stands_where_the_brush_paints_and_is_seen(
    bench: Callable[..., Bed], value: int, zoom: float, size: float
) -> None:
    bed = bench(photo_of(value=value))
    bed.view.set_pixel_grid(False)
    bed.view.set_options(replace(bed.context.options, size=size))
    bed.view.zoom_to(zoom)
    plain = bed.grab()
    hover(bed, 200, 150)
    seen = difference(bed.grab(), plain)
    radius = size * zoom / 2
    for angle in np.linspace(0, 2 * math.pi, 16, endpoint=False):
        x, y = 200 + radius * math.cos(angle), 150 + radius * math.sin(angle)
        assert seen[int(y) - 1 : int(y) + 2, int(x) - 1 : int(x) + 2].max() >= 75
    rows, columns = np.nonzero(seen > 40)
    far = np.hypot(columns + 0.5 - 200, rows + 0.5 - 150)
    assert far.min() >= radius - 3
    assert far.max() <= radius + 3


def test_the_ring_has_a_light_and_a_dark_tone(bench: Callable[..., Bed]) -> None:
    bed = bench(photo_of(value=128))
    plain = bed.grab().astype(int)
    hover(bed, 200, 150)
    change = bed.grab().astype(int) - plain
    assert change.max() > 80
    assert change.min() < -60


def test_the_ring_leaves_no_traces(bed: Bed) -> None:
    hover(bed, 10, 10)
    shown = bed.grab()
    for x in range(20, 390, 7):
        bed.move(x, 150, NO_BUTTON)
        bed.grab()
    hover(bed, 10, 10)
    np.testing.assert_array_equal(bed.grab(), shown)


def test_a_tiny_brush_has_a_cross(bench: Callable[..., Bed]) -> None:
    bed = bench(photo_of(value=255))
    bed.view.set_options(replace(bed.context.options, size=2.0 * (SMALLEST_RING_PX - 1)))
    hover(bed, 200, 150)
    rows, columns = np.nonzero(difference(bed.grab(), np.full_like(bed.grab(), 255)) > 60)
    near = np.hypot(columns - 200, rows - 150) < 20
    assert np.ptp(columns[near]) >= 12
    assert (np.minimum(abs(columns[near] - 200), abs(rows[near] - 150)) <= 2).all()


def test_a_ring_only_where_a_brush_is_used(bed: Bed) -> None:
    bed.use(Stamp(cursor=Cursor.CROSS))
    plain = bed.grab()
    hover(bed, 200, 150)
    np.testing.assert_array_equal(bed.grab(), plain)


def test_previews_of_tools_are_drawn_and_go(bed: Bed) -> None:
    bed.use(Stamp(cursor=Cursor.CROSS))
    plain = bed.grab()
    bed.context.preview = Preview(
        [[Point(200, 200), Point(600, 200), Point(400, 500)]], closed=True
    )
    bed.move(5, 5, NO_BUTTON)
    bed.move(6, 5, NO_BUTTON)
    seen = difference(bed.grab(), plain)
    assert seen[100, 110:290].min() > 0
    assert seen[150, 200] == 0
    bed.context.preview = Preview()
    bed.move(7, 5, NO_BUTTON)
    np.testing.assert_array_equal(bed.grab(), plain)


def test_the_context_frame_is_dashed_in_two_tones(bench: Callable[..., Bed]) -> None:
    bed = bench(photo_of(value=128))
    plain = bed.grab()
    bed.view.set_context_frame(Rect(200, 100, 600, 500))
    edge = bed.grab()[50, 102:298, 0]
    assert {0, 255} <= set(edge.tolist())
    bed.view.set_context_frame(None)
    np.testing.assert_array_equal(bed.grab(), plain)


def test_removals_that_run_have_a_calmer_pattern_and_a_bar(bench: Callable[..., Bed]) -> None:
    bed = bench(photo_of(value=60))
    plain = bed.grab()
    mask = np.zeros((600, 800), np.uint8)
    mask[100:300, 200:600] = 255
    bed.view.set_busy_mask(mask, 0.25)
    busy = bed.grab()
    changed = difference(busy, plain) > 0
    assert changed[55:145, 105:295].all()
    assert not changed[:48].any()
    assert not changed[153:].any()
    assert len(np.unique(busy[55:140, 105:295].reshape(-1, 3), axis=0)) == 2
    assert busy[147, 110].min() > 200
    assert busy[147, 290].max() < 100
    bed.view.set_busy_mask(mask, 1.0)
    assert bed.grab()[147, 290].min() > 200
    bed.view.set_busy_mask(None)
    np.testing.assert_array_equal(bed.grab(), plain)


def test_the_surround_can_be_set(bench: Callable[..., Bed], qtbot: QtBot) -> None:
    bed = bench(photo_of(800, 400))
    bed.view.set_surround(QColor(33, 34, 35))
    assert tuple(bed.grab()[2, 2]) == (33, 34, 35)
    bed.view.set_document(None)
    assert tuple(bed.grab()[2, 2]) == (33, 34, 35)
