"""Coverage of the brush's tip against distances worked out pixel by pixel."""

from __future__ import annotations

import itertools
from math import hypot

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tools.dab import Capsule
from app.tools.tool import Point
from moebius_core.geometry import Rect

RECT = Rect(0, 0, 48, 40)

places = st.builds(Point, st.floats(-20, 70), st.floats(-20, 60))


def reference(capsule: Capsule, rect: Rect) -> np.ndarray:
    """The definition in plain Python."""
    (ax, ay), (bx, by) = capsule.start, capsule.end
    radius = capsule.start_radius
    falloff = max(radius * (1 - capsule.hardness), 1.0)
    out = np.zeros((rect.height, rect.width))
    for y in range(rect.height):
        for x in range(rect.width):
            px, py = rect.left + x + 0.5 - ax, rect.top + y + 0.5 - ay
            length2 = (bx - ax) ** 2 + (by - ay) ** 2
            along = (px * (bx - ax) + py * (by - ay)) / length2 if length2 else 0.0
            along = min(max(along, 0.0), 1.0)
            distance = hypot(px - along * (bx - ax), py - along * (by - ay))
            share = min(max((radius + 0.5 - distance) / falloff, 0.0), 1.0)
            out[y, x] = 255 * (share if falloff == 1 else share**2 * (3 - 2 * share))
    return out


@given(places, places, st.floats(0.6, 25), st.sampled_from([0.0, 0.3, 0.9, 1.0]))
def test_coverage_is_the_distance_to_the_segment(
    start: Point, end: Point, radius: float, hardness: float
) -> None:
    capsule = Capsule(start, end, radius, radius, hardness)
    rect = Rect(7, 5, 31, 27)
    np.testing.assert_allclose(capsule.coverage(rect), reference(capsule, rect), atol=1.01)


@given(places, places, st.floats(0.5, 25), st.sampled_from([0.0, 0.7, 1.0]))
def test_what_is_missed_or_filled_is_so(
    start: Point, end: Point, radius: float, hardness: float
) -> None:
    capsule = Capsule(start, end, radius, radius, hardness)
    parts = [Rect(x, y, x + 12, y + 10) for x in range(0, 48, 12) for y in range(0, 40, 10)]
    whole = capsule.coverage(RECT)
    for part in parts:
        values = whole[part.slices]
        if capsule.misses(part):
            assert not values.any()
        if capsule.fills(part) and not capsule.is_pencil:
            assert values.min() >= 254
    outside = np.ones((RECT.height, RECT.width), bool)
    outside[capsule.rect.intersection(RECT).slices] = False
    assert not whole[outside].any(), "the capsule's rectangle leaves something out"


@pytest.mark.parametrize("at", [Point(20.0, 20.0), Point(20.5, 20.5), Point(20.99, 20.01)])
def test_one_pixel_brush_marks_the_pixel_that_was_hit(at: Point) -> None:
    values = Capsule(at, at, 0.5, 0.5).coverage(RECT)
    assert np.argwhere(values).tolist() == [[20, 20]]
    assert values[20, 20] == 255


def test_one_pixel_line_is_connected_and_one_pixel_wide() -> None:
    values = Capsule(Point(3.2, 4.9), Point(40.1, 15.0), 0.5, 0.5).coverage(RECT)
    assert set(np.unique(values)) == {0, 255}
    columns = (values > 0).sum(axis=0)
    assert (columns[3:41] == 1).all()
    rows = values[:, 3:41].argmax(axis=0)
    assert (np.abs(np.diff(rows)) <= 1).all()


@pytest.mark.parametrize("hardness", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_hardness_falls_off_without_a_step_back(hardness: float) -> None:
    at = Point(100.5, 0.5)
    profile = Capsule(at, at, 80, 80, hardness).coverage(Rect(100, 0, 200, 1))[0].astype(int)
    assert profile[0] == 255
    assert (np.diff(profile) <= 0).all()
    assert profile[82:].max() == 0
    full = int((profile == 255).sum())
    assert abs(full - max(80 * hardness, 1)) <= 6


def test_a_softer_tip_covers_less_everywhere() -> None:
    at = Point(24, 20)
    layers = [Capsule(at, at, 18, 18, hardness).coverage(RECT) for hardness in (1.0, 0.6, 0.2, 0.0)]
    for harder, softer in itertools.pairwise(layers):
        assert (softer <= harder).all()
        assert (softer < harder).any()


def test_a_tapered_capsule_is_as_wide_as_its_ends() -> None:
    values = Capsule(Point(5, 20), Point(43, 20), 2, 9).coverage(RECT)
    widths = (values > 127).sum(axis=0)
    assert widths[5] == 4
    assert widths[42] == 18
    assert (np.diff(widths[5:43]) >= 0).all()
