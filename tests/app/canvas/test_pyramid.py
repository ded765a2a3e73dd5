import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.canvas.pyramid import Pyramid
from app.canvas.sources import MaskSource, PhotoSource, differing
from app.document.raster import Raster
from moebius_core.geometry import Rect, Size
from tests.app.canvas.pictures import noise, smooth


def levels_of(pyramid: Pyramid) -> list[np.ndarray]:
    return [pyramid.read(level, size.rect) for level, size in enumerate(pyramid.sizes) if level > 0]


def photo(pixels: np.ndarray) -> PhotoSource:
    return PhotoSource(Raster.from_array(pixels), None, None)


def test_each_level_is_the_mean_of_four() -> None:
    pixels = noise(640, 512)
    pyramid = Pyramid(photo(pixels))
    assert pyramid.build()
    below = pixels.astype(float)
    for level in levels_of(pyramid)[:2]:
        below = (below[::2, ::2] + below[1::2, ::2] + below[::2, 1::2] + below[1::2, 1::2]) / 4
        assert np.abs(level - below).max() <= 1


@given(
    st.integers(1, 700),
    st.integers(1, 700),
    st.lists(st.tuples(*[st.integers(0, 700)] * 4), max_size=3),
)
@settings(max_examples=30, deadline=None)
def test_updated_by_rectangles_it_equals_one_built_anew(
    width: int, height: int, boxes: list[tuple[int, int, int, int]]
) -> None:
    raster = Raster.from_array(noise(width, height))
    pyramid = Pyramid(PhotoSource(raster, None, None))
    pyramid.build()
    raster.begin()
    for x, y, w, h in boxes:
        rect = Rect(x, y, x + w, y + h).intersection(raster.size.rect)
        if not rect.is_empty:
            raster.write(rect, noise(rect.width, rect.height, seed=x))
            pyramid.update(rect)
    raster.commit()
    fresh = Pyramid(PhotoSource(raster, None, None))
    fresh.build()
    for one, other in zip(levels_of(pyramid), levels_of(fresh), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_sparse_level_resembles_the_built_one() -> None:
    source = photo(smooth(1500, 1100))
    pyramid = Pyramid(source)
    assert not pyramid.is_built
    sparse = [pyramid.read(level, pyramid.sizes[level].rect) for level in (1, 2, 3)]
    pyramid.build()
    for level, quick in zip((1, 2, 3), sparse, strict=True):
        built = pyramid.read(level, pyramid.sizes[level].rect)
        assert quick.shape == built.shape
        assert np.abs(quick.astype(int) - built).mean() < 12


def test_level_for_a_zoom_has_a_pixel_for_each_of_the_view() -> None:
    pyramid = Pyramid(photo(noise(4000, 100)))
    assert [pyramid.level_for(zoom) for zoom in (3, 1, 0.51, 0.5, 0.26, 0.25, 1e-6)] == [
        *(0, 0, 0, 1, 1, 2),
        len(pyramid.sizes) - 1,
    ]


def test_building_stops_when_it_is_cancelled() -> None:
    pyramid = Pyramid(photo(noise(600, 2000)))
    assert not pyramid.build(lambda: True)
    assert not pyramid.is_built


def test_levels_take_a_third_of_the_pixels() -> None:
    pixels = noise(2048, 1024)
    pyramid = Pyramid(photo(pixels))
    pyramid.build()
    assert pyramid.nbytes == pytest.approx(pixels.nbytes / 3, rel=0.01)


def test_a_pyramid_for_another_state_costs_only_the_difference() -> None:
    raster = Raster.from_array(noise(900, 700))
    before = raster.snapshot()
    raster.begin()
    raster.write(Rect(300, 300, 400, 400), 0)
    raster.commit()
    now = Pyramid(PhotoSource(raster, None, None))
    now.build()
    changed = differing(raster, before)
    assert changed == [Rect(256, 256, 512, 512)]
    other = now.copied_for(PhotoSource(before, None, None), changed)
    fresh = Pyramid(PhotoSource(before, None, None))
    fresh.build()
    for one, two in zip(levels_of(other), levels_of(fresh), strict=True):
        np.testing.assert_array_equal(one, two)


def test_masks_have_levels_too() -> None:
    mask = np.zeros((300, 400), np.uint8)
    mask[100:200, 100:200] = 255
    pyramid = Pyramid(MaskSource(Raster.from_array(mask)))
    pyramid.build()
    assert pyramid.read(2, Rect(0, 0, 100, 75))[30, 30] == 255
    assert pyramid.sizes[2] == Size(100, 75)
