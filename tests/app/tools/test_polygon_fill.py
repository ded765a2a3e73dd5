"""Polygon coverage against other people's rasterisers."""

from __future__ import annotations

from math import cos, pi, sin

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from app.tools.polygon_fill import polygon_array, polygon_bands, polygon_rect
from app.tools.tool import Point
from moebius_core.geometry import Rect

RECT = Rect(0, 0, 60, 50)


@st.composite
def simple_polygons(draw: st.DrawFn) -> list[Point]:
    """Star-shaped around a middle: never crossing themselves; may reach outside."""
    count = draw(st.integers(3, 9))
    radii = draw(st.lists(st.floats(4, 40), min_size=count, max_size=count))
    turns = [2 * pi * i / count + draw(st.floats(0, 0.3)) for i in range(count)]
    return [
        Point(30 + r * cos(turn), 25 + r * sin(turn)) for r, turn in zip(radii, turns, strict=True)
    ]


@given(simple_polygons())
def test_agrees_with_opencv_drawn_large(points: list[Point]) -> None:
    zoom = 16
    places = np.array([[(p.x * zoom - 0.5, p.y * zoom - 0.5)] for p in points])
    large = np.zeros((RECT.height * zoom, RECT.width * zoom), np.uint8)
    cv2.fillPoly(large, [np.rint(places * 256).astype(np.int32)], 255, shift=8)
    expected = cv2.resize(large, (RECT.width, RECT.height), interpolation=cv2.INTER_AREA)
    difference = np.abs(polygon_array(points, RECT).astype(int) - expected)
    assert difference.max() <= 60
    assert difference.mean() < 2.5


@given(simple_polygons())
def test_agrees_with_pillow_drawn_large(points: list[Point]) -> None:
    zoom = 16
    picture = Image.new("L", (RECT.width * zoom, RECT.height * zoom))
    corners = [(p.x * zoom - 0.5, p.y * zoom - 0.5) for p in points]
    ImageDraw.Draw(picture).polygon(corners, fill=255)
    expected = np.asarray(picture.reduce(zoom)).astype(int)
    difference = np.abs(polygon_array(points, RECT) - expected)
    assert difference.max() <= 60
    assert difference.mean() < 2.5


@given(simple_polygons(), st.booleans())
def test_area_is_the_shoelace_formulas(points: list[Point], turned: bool) -> None:
    points = points[::-1] if turned else points
    wide = polygon_rect(points).grown(2)
    x, y = np.array(points).T
    area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    assert abs(polygon_array(points, wide).sum() / 255 - area) < 0.01 * area + 3


def test_whole_pixels_are_exact() -> None:
    points = [Point(10, 12), Point(20, 12), Point(20, 30), Point(10, 30)]
    values = polygon_array(points, RECT)
    expected = np.zeros_like(values)
    expected[12:30, 10:20] = 255
    np.testing.assert_array_equal(values, expected)


def test_a_loop_drawn_twice_over_has_no_hole() -> None:
    ring = [Point(30 + 15 * cos(t), 25 + 15 * sin(t)) for t in np.linspace(0, 3.6 * pi, 90)]
    assert polygon_array(ring, RECT)[15:35, 20:40].min() == 255


def test_bands_together_are_the_whole_and_fit_the_tiles() -> None:
    points = [Point(-50, -20), Point(900, 300), Point(200, 700)]
    whole = Rect(0, 0, 640, 600)
    out = np.zeros((600, 640), np.uint8)
    for rect, values in polygon_bands(points, whole):
        assert rect.top // 256 == (rect.bottom - 1) // 256
        out[rect.slices] = values
    np.testing.assert_array_equal(out, polygon_array(points, whole))
    zoomed = Image.new("L", (640, 600))
    ImageDraw.Draw(zoomed).polygon([(p.x - 0.5, p.y - 0.5) for p in points], fill=255)
    assert ((out > 127) != (np.asarray(zoomed) > 127)).sum() < 900


def test_nothing_comes_of_less_than_three_corners_or_of_a_line() -> None:
    assert list(polygon_bands([Point(1, 1), Point(9, 9)], RECT)) == []
    assert not polygon_array([Point(1, 5), Point(20, 5), Point(40, 5)], RECT).any()
