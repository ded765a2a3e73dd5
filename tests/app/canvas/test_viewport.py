import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.canvas.viewport import MAX_ZOOM, STEPS, Viewport
from app.tools.tool import Point
from moebius_core.geometry import Rect, Size

sizes = st.builds(Size, st.integers(1, 12000), st.integers(1, 12000))
views = st.builds(Size, st.integers(16, 3000), st.integers(16, 2000))
shares = st.floats(0, 1)


@st.composite
def viewports(draw: st.DrawFn) -> Viewport:
    fitted = Viewport.fit(draw(sizes), draw(views))
    zoomed = fitted.at_zoom(draw(st.floats(fitted.min_zoom, MAX_ZOOM)))
    return zoomed.panned(draw(st.integers(-5000, 5000)), draw(st.integers(-5000, 5000)))


@given(viewports(), shares, shares)
def test_to_image_and_to_view_are_inverse(viewport: Viewport, x: float, y: float) -> None:
    at = Point(x * viewport.image.width, y * viewport.image.height)
    back = viewport.to_image(viewport.to_view(at))
    assert back == pytest.approx(at, abs=1e-6)


@given(viewports(), shares, shares, st.floats(0.2, 5))
def test_zooming_keeps_the_place_under_the_cursor(
    viewport: Viewport, x: float, y: float, factor: float
) -> None:
    at = Point(x * viewport.view.width, y * viewport.view.height)
    place = viewport.to_image(at)
    after = viewport.zoomed(factor, at)
    inside = 0 < after.centre.x < after.image.width and 0 < after.centre.y < after.image.height
    if inside:  # otherwise the photo would be lost
        shift = max(after.zoom / viewport.zoom, 1.0)
        assert after.to_view(place) == pytest.approx(at, abs=0.5 + 0.5 * shift + 1e-6)


def test_zooming_back_and_forth_does_not_creep() -> None:
    start = Viewport.fit(Size(6000, 4000), Size(1600, 1000)).at_zoom(0.7)
    at, viewport = Point(123, 877), start
    for _ in range(100):
        viewport = viewport.zoomed(1.25, at).zoomed(1 / 1.25, at)
    assert viewport.origin == start.origin


@given(sizes, views)
def test_fit_shows_all_of_the_photo_in_the_middle(image: Size, view: Size) -> None:
    viewport = Viewport.fit(image, view)
    frame = viewport.frame
    assert viewport.is_fit
    assert viewport.zoom <= 1
    assert viewport.visible() == image.rect
    assert abs((frame.left + frame.right) - view.width) <= 2
    assert abs((frame.top + frame.bottom) - view.height) <= 2


@given(viewports(), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_panning_cannot_lose_the_photo(viewport: Viewport, dx: float, dy: float) -> None:
    frame = viewport.panned(dx, dy).frame.grown(1)
    assert frame.overlaps(viewport.view.rect)
    assert not frame.intersection(viewport.view.rect).is_empty


@given(viewports(), st.integers(-40, 40), st.integers(-40, 40))
def test_panning_moves_by_whole_device_pixels(viewport: Viewport, dx: int, dy: int) -> None:
    after = viewport.panned(dx, dy)
    for axis, distance, length in ((0, dx, viewport.image.width), (1, dy, viewport.image.height)):
        if 0 < after.centre[axis] < length:
            moved = after.origin[axis] - viewport.origin[axis]
            assert abs(moved - distance) <= 1


@given(viewports(), st.floats(1e-6, 1e6))
def test_zoom_stays_within_its_limits(viewport: Viewport, zoom: float) -> None:
    assert viewport.min_zoom <= viewport.at_zoom(zoom).zoom <= MAX_ZOOM


@given(viewports())
def test_steps_go_up_and_down_through_one_hundred_percent(viewport: Viewport) -> None:
    up = viewport.stepped(1)
    assert up.zoom > viewport.zoom or viewport.zoom == MAX_ZOOM
    assert up.zoom in STEPS or up.zoom == up.min_zoom
    seen, current = set[float](), viewport
    for _ in range(len(STEPS) + 2):
        current = current.stepped(1)
        seen.add(current.zoom)
    assert MAX_ZOOM in seen
    assert viewport.zoom >= 1 or 1.0 in seen


@given(sizes, views, views)
def test_a_fitted_view_stays_fitted_when_resized(image: Size, one: Size, other: Size) -> None:
    assert Viewport.fit(image, one).resized(other) == Viewport.fit(image, other)


def test_a_zoomed_view_keeps_zoom_and_middle_when_resized() -> None:
    viewport = Viewport.fit(Size(4000, 3000), Size(800, 600)).at_zoom(2.0).panned(100, 50)
    after = viewport.resized(Size(1000, 900))
    assert (after.zoom, after.centre) == (2.0, viewport.centre)


@given(viewports(), st.integers(0, 11999), st.integers(0, 11999))
def test_on_screen_covers_the_pixels_of_a_rectangle(viewport: Viewport, x: int, y: int) -> None:
    x, y = min(x, viewport.image.width - 1), min(y, viewport.image.height - 1)
    rect = viewport.on_screen(Rect(x, y, x + 1, y + 1))
    middle = viewport.to_view(Point(x + 0.5, y + 0.5))
    if 0 <= middle.x < viewport.view.width and 0 <= middle.y < viewport.view.height:
        assert rect.left <= middle.x <= rect.right
        assert rect.top <= middle.y <= rect.bottom


def test_showing_pans_no_further_than_needed() -> None:
    viewport = Viewport.fit(Size(4000, 3000), Size(800, 600)).at_zoom(1.0)
    assert viewport.showing(viewport.centre) is viewport
    shown = viewport.showing(Point(3000, 1500), margin=20)
    assert math.isclose(shown.to_view(Point(3000, 1500)).x, 780)
    assert shown.centre.y == viewport.centre.y
