"""Tiles: shared for free, written to only inside an edit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.raster import Raster, uniform_value
from moebius_core.geometry import Rect, Size

SIZES = st.builds(Size, st.integers(1, 600), st.integers(1, 600))
RECTS = st.builds(
    lambda left, top, width, height: Rect(left, top, left + width, top + height),
    st.integers(-50, 590),
    st.integers(-50, 590),
    st.integers(1, 400),
    st.integers(1, 400),
)


@given(size=SIZES, rect=RECTS, seed=st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_writing_and_reading_are_those_of_an_array(size: Size, rect: Rect, seed: int) -> None:
    rng = np.random.default_rng(seed)
    array = rng.integers(0, 65536, (size.height, size.width, 3), np.uint16)
    before = array.copy()
    raster = Raster.from_array(array)
    snapshot = raster.snapshot()
    values = rng.integers(0, 65536, (rect.height, rect.width, 3), np.uint16)
    raster.begin()
    during = raster.snapshot()
    seen = raster.write(rect, values)
    assert seen == rect.intersection(size.rect)
    patch = raster.commit()
    expected = before.copy()
    expected[seen.slices] = values[seen.relative_to(rect).slices]
    assert (raster.to_array() == expected).all()
    assert (raster.read(rect) == expected[seen.slices]).all()
    for shared in (snapshot, during):
        assert (shared.to_array() == before).all()
    assert (array == before).all()
    assert set(patch.before) == set(patch.after)
    raster.replace(patch.before)
    assert (raster.to_array() == before).all()


@given(size=SIZES, rects=st.lists(RECTS, max_size=4))
@settings(max_examples=60, deadline=None)
def test_bounds_are_tight(size: Size, rects: list[Rect]) -> None:
    raster = Raster.blank(size)
    raster.begin()
    for rect in rects:
        raster.write(rect, 1)
    raster.commit()
    rows, columns = np.nonzero(raster.to_array())
    expected = Rect(0, 0, 0, 0)
    if rows.size:
        expected = Rect(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert raster.bounds() == expected
    assert len(raster.occupied()) == len(raster.occupied(raster.bounds()))


def test_mask_tiles_of_one_value_take_no_memory() -> None:
    raster = Raster.blank(Size(600, 600))
    for value in (255, 0, 7):
        for values in (np.full((600, 600), value, np.uint8), value):
            raster.begin()
            raster.write(Rect(0, 0, 600, 600), values)
            raster.commit()
            tiles = [raster.tile(key) for key in raster.keys_in(raster.size.rect)]
            assert {uniform_value(tile) for tile in tiles} == {value}
            assert not any(tile.flags.owndata for tile in tiles)
            assert raster.uniform_in(raster.size.rect) == value
            assert (raster.to_array() == value).all()


def test_erased_tiles_are_blank_again() -> None:
    raster = Raster.blank(Size(600, 600))
    raster.begin()
    raster.write(Rect(0, 0, 300, 300), 9)
    raster.commit()
    assert uniform_value(raster.tile((1, 1))) is None
    assert raster.uniform_in(raster.size.rect) is None
    for value in (np.zeros((300, 300), np.uint8), 0):
        raster.begin()
        raster.write(Rect(0, 0, 300, 300), value)
        raster.commit()
        assert uniform_value(raster.tile((0, 0))) == 0
        assert not raster.occupied()


def test_tiles_that_look_as_before_are_no_change() -> None:
    raster = Raster.from_array(np.full((300, 300), 5, np.uint8))
    own = raster.tile((0, 0))
    raster.begin()
    raster.write(Rect(3, 3, 30, 30), 5)
    raster.write(Rect(290, 290, 291, 291), 6)
    patch = raster.commit()
    assert list(patch.after) == [(1, 1)]
    assert raster.tile((0, 0)) is own


def test_shared_tiles_refuse_to_be_written_to() -> None:
    raster = Raster.blank(Size(10, 10))
    raster.begin()
    raster.write(Rect(0, 0, 5, 5), 3)
    tile = raster.tile((0, 0))
    raster.commit()
    with pytest.raises(ValueError, match="read-only"):
        tile[0, 0] = 1


def test_each_call_has_its_time() -> None:
    raster = Raster.blank(Size(10, 10))
    for early in (raster.commit, raster.roll_back, lambda: raster.clear_tile((0, 0))):
        with pytest.raises(RuntimeError):
            early()
    with pytest.raises(RuntimeError):
        raster.write(Rect(0, 0, 1, 1), 1)
    raster.begin()
    with pytest.raises(RuntimeError):
        raster.begin()
    with pytest.raises(RuntimeError):
        raster.replace({})
