"""Where a window comes back: always in sight, moved no more than needed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.window.window_place import SMALLEST, first_place, on_a_screen
from moebius_core.geometry import Rect

MAIN = Rect(0, 0, 1920, 1040)
LEFT_OF_IT = Rect(-1280, 100, 0, 1100)


def rects(low: int, high: int):
    return st.builds(
        lambda x, y, w, h: Rect(x, y, x + w, y + h),
        st.integers(low, high),
        st.integers(low, high),
        st.integers(1, 6000),
        st.integers(1, 6000),
    )


def test_a_window_in_sight_stays() -> None:
    for window in (Rect(100, 80, 1300, 900), Rect(-1200, 200, -200, 1000)):
        assert on_a_screen(window, [MAIN, LEFT_OF_IT]) == window


def test_a_window_across_two_screens_stays() -> None:
    window = Rect(-300, 150, 800, 900)
    assert on_a_screen(window, [MAIN, LEFT_OF_IT]) == window


def test_a_window_of_a_screen_that_is_gone_moves_to_the_main_one() -> None:
    moved = on_a_screen(Rect(-1200, 200, -200, 1000), [MAIN])
    assert moved == Rect(0, 200, 1000, 1000)


def test_a_title_bar_above_the_screen_comes_down() -> None:
    assert on_a_screen(Rect(100, -60, 1100, 700), [MAIN]).top == 0


def test_a_window_larger_than_the_screen_shrinks() -> None:
    assert on_a_screen(Rect(0, 0, 4000, 3000), [Rect(0, 0, 1366, 728)]) == Rect(0, 0, 1366, 728)


@given(rects(-9000, 9000), st.lists(rects(-4000, 4000), min_size=1, max_size=3))
def test_the_title_can_always_be_grabbed(window: Rect, screens: list[Rect]) -> None:
    placed = on_a_screen(window, screens)
    bar = Rect(placed.left, placed.top, placed.right, placed.top + 1)
    assert any(not screen.intersection(bar).is_empty for screen in screens)
    assert placed.width <= max(screen.width for screen in screens) or placed == window
    assert placed.height <= max(screen.height for screen in screens) or placed == window


@given(rects(-9000, 9000), st.lists(rects(-4000, 4000), min_size=1, max_size=3))
def test_placing_twice_changes_nothing(window: Rect, screens: list[Rect]) -> None:
    placed = on_a_screen(window, screens)
    assert on_a_screen(placed, screens) == placed


@given(rects(-4000, 4000))
def test_the_first_place_is_on_the_screen(screen: Rect) -> None:
    place = first_place(screen)
    assert screen.intersection(place) == place
    assert place.width >= min(SMALLEST.width, screen.width)
