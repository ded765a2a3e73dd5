"""Which strokes fill what they go round."""

from __future__ import annotations

import itertools
from math import cos, hypot, pi, radians, sin

import numpy as np
import pytest

from app.tools.brush import Brush
from tests.app.tools.gestures import context_of, document_of, stroke

Places = list[tuple[float, float]]

BRUSH = Brush()


def arc(start: float, stop: float, radius: float = 100.0, count: int = 80) -> Places:
    turns = np.linspace(radians(start), radians(stop), count)
    return [(150 + radius * cos(turn), 150 + radius * sin(turn)) for turn in turns]


def dense(corners: Places, step: float = 6.0) -> Places:
    """A mouse's events along straight lines."""
    places: Places = []
    for (ax, ay), (bx, by) in itertools.pairwise(corners):
        count = max(1, int(hypot(bx - ax, by - ay) / step))
        places += [(ax + (bx - ax) * i / count, ay + (by - ay) * i / count) for i in range(count)]
    return [*places, corners[-1]]


def zigzag(legs: int, height: float = 180.0) -> Places:
    return [(40 + 220 * i / legs, 60 + (height if i % 2 else 0)) for i in range(legs + 1)]


def filled(places: Places, *, size: float = 16.0, hardness: float = 1.0) -> int:
    """How many pixels the loop rule marks beyond the paint itself."""
    counts: list[int] = []
    for fill_loops in (True, False):
        document = document_of(300, 300)
        context = context_of(document, size=size, hardness=hardness, fill_loops=fill_loops)
        stroke(BRUSH, context, places)
        assert len(document.history.steps) == 1
        counts.append(int((document.mask_array() > 127).sum()))
    return counts[0] - counts[1]


SPIRAL: Places = [
    (150 + (20 + 110 * k / 300) * cos(k * pi / 50), 150 + (20 + 110 * k / 300) * sin(k * pi / 50))
    for k in range(301)
]
EIGHT: Places = [
    (150 + 110 * sin(turn), 150 + 60 * sin(2 * turn)) for turn in np.linspace(0.3, 6.7, 200)
]
STAR: Places = dense(
    [(150 + 120 * cos(radians(144 * i)), 150 + 120 * sin(radians(144 * i))) for i in range(6)]
)


@pytest.mark.parametrize(
    ("places", "least"),
    [
        pytest.param(arc(0, 360), 26000, id="circle"),
        pytest.param(arc(0, -400), 26000, id="past its start, the other way round"),
        pytest.param(arc(0, 325), 25000, id="all but closed"),
        pytest.param(
            dense([(60, 60), (240, 60), (240, 240), (60, 240), (60, 75)]), 25000, id="box"
        ),
        pytest.param(dense([(150, 40), (260, 240), (40, 240), (145, 50)]), 15000, id="triangle"),
        pytest.param(SPIRAL, 15000, id="spiral"),
        pytest.param(EIGHT, 10000, id="figure eight"),
        pytest.param(STAR, 5000, id="star"),
        pytest.param(
            arc(0, -360, 70) + dense([(220, 150), (215, 230), (180, 290)]), 10000, id="with a tail"
        ),
        pytest.param(
            dense([(40, 100), (250, 100), (255, 120), (250, 140), (45, 140)]),
            4000,
            id="round a pole",
        ),
    ],
)
@pytest.mark.parametrize("hardness", [1.0, 0.0])
def test_ways_round_are_filled(places: Places, least: int, hardness: float) -> None:
    assert filled(places, hardness=hardness) > least


@pytest.mark.parametrize(
    "places",
    [
        pytest.param(dense([(40, 150), (260, 150)]), id="line"),
        pytest.param(dense([(40, 150), (260, 160), (42, 152)]), id="out and back"),
        pytest.param(arc(0, 300), id="a gap too wide"),
        pytest.param(dense([(60, 40), (60, 250), (240, 250), (240, 40)]), id="U"),
        pytest.param(dense(zigzag(8)), id="zigzag"),
        pytest.param(dense(zigzag(6) + zigzag(6, 170)[::-1]), id="zigzag and back"),
        pytest.param(
            dense(
                [
                    (40, 60),
                    (250, 60),
                    (250, 110),
                    (40, 110),
                    (40, 160),
                    (250, 160),
                    (250, 210),
                    (40, 210),
                ]
            ),
            id="lanes",
        ),
    ],
)
def test_to_and_fro_is_not_filled(places: Places) -> None:
    assert filled(places) == 0


def test_of_a_scribble_only_gaps_are_filled_in_which_the_brush_finds_no_room() -> None:
    scribble = dense(
        [(30, 60), (270, 130), (30, 140), (270, 60), (30, 220), (270, 230), (30, 150), (270, 280)]
    )
    document = document_of(300, 300)
    stroke(BRUSH, context_of(document, size=16.0), scribble)
    plain = document_of(300, 300)
    stroke(BRUSH, context_of(plain, size=16.0, fill_loops=False), scribble)
    gained = (document.mask_array() > 127) & (plain.mask_array() < 128)
    import cv2

    room = cv2.distanceTransform(gained.astype(np.uint8), cv2.DIST_L2, 5)
    assert room.max() <= 9


def test_a_tiny_loop_fills_its_hole_and_no_more() -> None:
    document = document_of(300, 300)
    stroke(BRUSH, context_of(document, size=8.0), arc(0, 360, 12, 40))
    mask = document.mask_array()
    assert mask[150, 150] == 255
    y, x = np.mgrid[:300, :300] + 0.5
    assert not mask[np.hypot(x - 150, y - 150) > 17].any()


@pytest.mark.parametrize("size", [1.0, 2.0, 5.0, 40.0])
@pytest.mark.parametrize("hardness", [1.0, 0.3])
def test_the_fill_joins_the_paint_without_a_seam(size: float, hardness: float) -> None:
    document = document_of(300, 300)
    stroke(BRUSH, context_of(document, size=size, hardness=hardness), arc(0, 360, 100, 300))
    y, x = np.mgrid[:300, :300] + 0.5
    away = np.hypot(x - 150, y - 150)
    mask = document.mask_array()
    assert mask[away < 98].min() > 245
    assert not mask[away > 100 + size / 2 + 2].any()


def test_holes_that_the_old_mask_leaves_are_not_filled() -> None:
    document = document_of(300, 300)
    context = context_of(document, size=16.0)
    stroke(BRUSH, context, arc(0, 200))
    stroke(BRUSH, context, arc(180, 380))
    assert document.mask_array()[150, 150] == 0


def test_erasing_round_something_keeps_it() -> None:
    document = document_of(300, 300)
    context = context_of(document, size=250.0)
    stroke(BRUSH, context, [(150, 150)])
    stroke(BRUSH, context_of(document, size=16.0), arc(0, 360), subtract=True)
    assert document.mask_array()[150, 150] == 255
    assert document.mask_array()[150, 250] == 0


def test_a_large_loop_on_a_large_photo_reaches_its_edge_everywhere() -> None:
    document = document_of(3000, 2600)
    turns = np.linspace(0, 2 * pi, 900)
    places: Places = [(1500 + 1400 * cos(t), 1300 + 1200 * sin(t)) for t in turns]
    stroke(BRUSH, context_of(document, size=6.0), places)
    mask = document.mask_array()
    y, x = np.mgrid[:2600, :3000] + 0.5
    shape = np.hypot((x - 1500) / 1400, (y - 1300) / 1200)
    assert mask[shape < 0.997].min() == 255
    assert not mask[shape > 1.005].any()


def test_loops_reaching_over_the_photos_edge_fill_inside() -> None:
    document = document_of(150, 150)
    stroke(BRUSH, context_of(document, size=10.0), arc(0, 360))
    assert (document.mask_array()[90:, 90:] == 255).all()
