"""Regions of any size in the network's square: nothing hidden shows, nothing known is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moebius_core.engines.diffusion.view import Seen, View, grown, scaled
from moebius_core.geometry import Size

SIDE = 64


def smooth(width: int, height: int) -> np.ndarray:
    """(H, W, 3) float32: a gradient, the same at any size."""
    y, x = np.mgrid[0:height, 0:width]
    x, y = (x + 0.5) / width, (y + 0.5) / height
    return np.stack([40 + 160 * x, 40 + 160 * y, 100 + 50 * x - 50 * y], axis=2).astype(np.float32)


def box(width: int, height: int, share: float = 0.3) -> np.ndarray:
    """(H, W) bool: a box in the middle."""
    hole = np.zeros((height, width), np.bool_)
    down, across = max(int(height * share), 1), max(int(width * share), 1)
    top, left = (height - down) // 2, (width - across) // 2
    hole[top : top + down, left : left + across] = True
    return hole


@given(st.integers(1, 300), st.integers(1, 300))
def test_the_longer_side_fills_the_square_and_the_frame_lies_on_the_grid(
    width: int, height: int
) -> None:
    view = View.of(Size(width, height), SIDE)

    assert max(view.inner_size) == SIDE
    assert min(view.inner_size) >= 1
    assert view.inner.left % 8 == view.inner.top % 8 == 0
    assert view.inner.left >= 0
    assert view.inner.right <= SIDE
    assert view.inner.bottom <= SIDE


@pytest.mark.parametrize(("width", "height"), [(64, 64), (200, 200), (30, 30), (64, 20), (17, 90)])
@pytest.mark.parametrize("hidden", [0.0, 255.0, np.nan])
def test_what_is_under_the_mask_has_no_influence(width: int, height: int, hidden: float) -> None:
    pixels, hole = smooth(width, height), box(width, height)
    view = View.of(Size(width, height), SIDE)
    other = pixels.copy()
    other[hole] = hidden

    seen, seen_other = view.seen(Seen(pixels, hole)), view.seen(Seen(other, hole))

    np.testing.assert_array_equal(seen.unknown, seen_other.unknown)
    np.testing.assert_array_equal(seen.pixels, seen_other.pixels)
    assert np.isfinite(seen.pixels).all()


@pytest.mark.parametrize(("width", "height"), [(64, 64), (64, 24), (9, 64)])
def test_at_the_square_s_own_size_known_pixels_are_the_photo_s(width: int, height: int) -> None:
    pixels, hole = smooth(width, height), box(width, height)
    view = View.of(Size(width, height), SIDE)

    seen = view.seen(Seen(pixels, hole))

    np.testing.assert_array_equal(seen.unknown[view.inner.slices], hole)
    np.testing.assert_array_equal(seen.pixels[view.inner.slices][~hole], pixels[~hole])
    np.testing.assert_array_equal(view.back(seen.pixels)[~hole], pixels[~hole])


@pytest.mark.parametrize(("width", "height"), [(200, 200), (130, 65), (30, 30), (20, 41)])
def test_scaled_pixels_are_the_picture_s_and_so_are_those_that_come_back(
    width: int, height: int
) -> None:
    pixels, hole = smooth(width, height), box(width, height)
    view = View.of(Size(width, height), SIDE)

    seen = view.seen(Seen(pixels, hole))
    back = view.back(seen.pixels)

    inner = smooth(*view.inner_size)
    difference = np.abs(seen.pixels[view.inner.slices] - inner)
    assert difference[~seen.unknown[view.inner.slices]].max() < 4
    assert back.shape == pixels.shape
    assert np.abs(back - pixels)[~grown(hole, 6)].max() < 6


def test_padding_is_unknown() -> None:
    seen = View.of(Size(64, 24), SIDE).seen(Seen(smooth(64, 24), np.zeros((24, 64), np.bool_)))

    known_rows = np.flatnonzero(~seen.unknown.all(axis=1))
    assert (known_rows[0], known_rows[-1]) == (16, 39)
    assert seen.unknown[:16].all()
    assert seen.unknown[40:].all()
    assert seen.pixels.min() >= 40


def test_a_shrunk_pixel_that_saw_the_hole_is_unknown() -> None:
    hole = np.zeros((128, 128), np.bool_)
    hole[41, 63] = True

    seen = View.of(Size(128, 128), SIDE).seen(Seen(smooth(128, 128), hole))

    assert np.argwhere(seen.unknown).tolist() == [[20, 31]]


def test_something_stays_known_when_every_shrunk_pixel_saw_the_hole() -> None:
    hole = np.zeros((128, 128), np.bool_)
    hole[::2] = True
    hole[4, :] = False

    shrunk = scaled(Seen(smooth(128, 128), hole), Size(64, 64))

    assert not shrunk.unknown[2].any()
    assert shrunk.unknown[3:].all()
