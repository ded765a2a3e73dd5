from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from moebius_core.geometry import Rect, Size

rects = st.builds(
    lambda x, y, w, h: Rect(x, y, x + w, y + h),
    st.integers(-50, 50),
    st.integers(-50, 50),
    st.integers(0, 60),
    st.integers(0, 60),
)


def pixels(rect: Rect) -> set[tuple[int, int]]:
    return {(x, y) for x in range(rect.left, rect.right) for y in range(rect.top, rect.bottom)}


@given(rects, rects)
def test_intersection_holds_exactly_the_shared_pixels(a: Rect, b: Rect) -> None:
    assert pixels(a.intersection(b)) == pixels(a) & pixels(b)
    assert a.overlaps(b) == bool(pixels(a) & pixels(b))


@given(rects, rects)
def test_union_holds_both(a: Rect, b: Rect) -> None:
    union = a.union(b)
    assert union.contains(a)
    assert union.contains(b)
    assert union.area <= (
        (max(a.right, b.right) - min(a.left, b.left))
        * (max(a.bottom, b.bottom) - min(a.top, b.top))
    )


@given(rects)
def test_area_counts_pixels(rect: Rect) -> None:
    assert rect.area == len(pixels(rect))
    assert rect.is_empty == (rect.area == 0)


@given(rects, st.integers(1, 80), st.integers(1, 80))
def test_moved_inside_keeps_the_size_where_it_fits(rect: Rect, width: int, height: int) -> None:
    outer = Size(width, height).rect
    moved = rect.moved_inside(outer)
    assert outer.contains(moved)
    if 0 < rect.width <= width and 0 < rect.height <= height:
        assert (moved.width, moved.height) == (rect.width, rect.height)


def test_relative_to_is_a_crop_s_own_coordinates() -> None:
    assert Rect(12, 25, 20, 30).relative_to(Rect(10, 20, 50, 60)) == Rect(2, 5, 10, 10)
    assert Rect(1, 2, 3, 5).slices == (slice(2, 5), slice(1, 3))
    assert str(Size(4000, 3000)) == "4000 × 3000"
    assert Size(4000, 3000).megapixels == 12
