from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.canvas.patterns import OverlayStyle, checkerboard
from app.canvas.pyramid import Pyramid
from app.canvas.renderer import Compare, Renderer, Scene
from app.canvas.sources import PhotoSource
from app.document.raster import Raster
from app.tools.tool import Point
from moebius_core.geometry import Rect, Size
from tests.app.canvas.pictures import drawn, expected, noise, scene_of, smooth

ZOOMS = (0.13, 0.25, 0.37, 0.5, 0.51, 0.8, 1.0, 1.5, 1.99, 2.0, 3.3, 8.0)


def at_zoom(scene: Scene, zoom: float) -> Scene:
    scene.viewport = scene.viewport.at_zoom(zoom).panned(3, -5)
    return scene


def on_photo(scene: Scene) -> tuple[slice, slice]:
    return scene.viewport.frame.intersection(scene.viewport.view.rect).slices


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_smooth_photo_looks_as_plain_arithmetic_says(zoom: float) -> None:
    pixels = smooth(701, 523)
    scene = at_zoom(scene_of(pixels), zoom)
    scene.show_grid = False
    shown = drawn(scene).astype(int)[on_photo(scene)]
    # A level rounds once, and so does each mixing.
    assert np.abs(shown - expected(pixels, scene.viewport)[on_photo(scene)]).max() <= 3


@pytest.mark.parametrize("zoom", [0.25, 0.5, 1.0, 2.0, 8.0])
def test_noise_is_exact_where_pixels_meet_pixels(zoom: float) -> None:
    pixels = noise(701, 523)
    scene = at_zoom(scene_of(pixels), zoom)
    scene.show_grid = False
    shown = drawn(scene).astype(int)[on_photo(scene)]
    allowed = 0 if zoom >= 1 else 1
    assert np.abs(shown - expected(pixels, scene.viewport)[on_photo(scene)]).max() <= allowed


def test_deep_photos_are_shown_at_their_nearest_8_bit_values() -> None:
    deep = np.random.default_rng(1).integers(0, 65536, (90, 130, 3), np.uint16)
    scene = at_zoom(scene_of(deep), 1.0)
    plain = scene_of(np.rint(deep / 257).astype(np.uint8))
    plain.viewport = scene.viewport
    np.testing.assert_array_equal(drawn(scene), drawn(plain))


@pytest.mark.parametrize("zoom", [0.25, 0.8, 1.0, 2.0])
def test_transparent_pixels_let_the_checkerboard_through(zoom: float) -> None:
    pixels, alpha = smooth(300, 200), np.zeros((200, 300), np.uint8)
    alpha[:, 150:] = 255
    scene = at_zoom(scene_of(pixels, alpha=alpha), zoom)
    shown, frame = drawn(scene).astype(int), scene.viewport.frame
    board = checkerboard(scene.viewport.view.rect, scene.viewport.origin)
    assert len(np.unique(board)) == 2
    edge = round(scene.viewport.to_view(Point(150, 0)).x)
    seen = frame.intersection(scene.viewport.view.rect)
    left, right = seen._replace(right=edge - 2), seen._replace(left=edge + 2)
    assert np.abs(shown[left.slices] - board[left.slices][..., None]).max() <= 1
    wanted = expected(pixels, scene.viewport)[right.slices]
    assert np.abs(shown[right.slices] - wanted).max() <= 3


def test_half_transparent_pixels_are_mixed() -> None:
    pixels = np.full((40, 40, 3), 200, np.uint8)
    scene = at_zoom(scene_of(pixels, alpha=np.full((40, 40), 128, np.uint8)), 1.0)
    shown = drawn(scene).astype(float)[on_photo(scene)]
    board = checkerboard(scene.viewport.view.rect, scene.viewport.origin)[on_photo(scene)]
    wanted = (200 * 128 + board * 127.0) / 255
    assert np.abs(shown - wanted[..., None]).max() <= 1.5


def test_the_surround_has_its_colour_and_stays_off_the_photo() -> None:
    scene = scene_of(np.zeros((50, 50, 3), np.uint8))
    scene.surround = (10, 20, 30)
    shown = drawn(scene)
    assert tuple(shown[0, 0]) == (10, 20, 30)
    outside = np.ones(shown.shape[:2], bool)
    outside[on_photo(scene)] = False
    assert (shown[outside] == (10, 20, 30)).all()
    assert not shown[~outside].any()


@given(
    zoom=st.floats(0.05, 12),
    pan=st.tuples(st.integers(-90, 90), st.integers(-90, 90)),
    boxes=st.lists(st.tuples(*[st.integers(0, 130)] * 4), min_size=1, max_size=4),
    compare=st.sampled_from([Compare.OFF, Compare.SPLIT]),
)
@settings(max_examples=60, deadline=None)
def test_drawn_piecewise_is_the_same_as_drawn_whole(
    zoom: float,
    pan: tuple[int, int],
    boxes: list[tuple[int, int, int, int]],
    compare: Compare,
) -> None:
    mask = np.where(noise(301, 223, channels=1, seed=3) > 128, 255, 0).astype(np.uint8)
    alpha = noise(301, 223, channels=1, seed=4)
    scene = scene_of(noise(301, 223), mask, view=Size(130, 110), alpha=alpha)
    scene.viewport = scene.viewport.at_zoom(zoom).panned(*pan)
    scene.compare, scene.split = compare, 60
    scene.other = scene.photo
    whole = drawn(scene)
    renderer = Renderer(scene)
    renderer.refresh()
    renderer.frame[:] = whole[0, 0, 0]
    for left, top, width, height in boxes:
        box = Rect(left, top, left + width, top + height).intersection(Rect(0, 0, 130, 110))
        renderer.frame[box.slices] = 0
        renderer.invalidate(box)
        renderer.refresh()
        shown = renderer.frame[..., 2::-1][box.slices].astype(int)
        assert np.abs(shown - whole[box.slices]).max(initial=0) <= 1


@given(
    zoom=st.floats(0.1, 12),
    ways=st.lists(st.tuples(st.integers(-70, 70), st.integers(-70, 70)), min_size=1, max_size=5),
)
@settings(max_examples=40, deadline=None)
def test_a_panned_frame_is_the_same_as_a_new_one(zoom: float, ways: list[tuple[int, int]]) -> None:
    mask = np.zeros((223, 301), np.uint8)
    mask[50:150, 80:200] = 255
    scene = scene_of(noise(301, 223), mask, view=Size(130, 110))
    scene.viewport = scene.viewport.at_zoom(zoom)
    renderer = Renderer(scene)
    renderer.refresh()
    for way in ways:
        scene.viewport = scene.viewport.panned(*way)
        np.testing.assert_array_equal(renderer.refresh()[..., 2::-1], drawn(scene))


def test_only_what_is_exposed_or_stale_is_drawn_when_panning() -> None:
    scene = at_zoom(scene_of(noise(900, 700)), 1.0)
    renderer = Renderer(scene)
    renderer.refresh()
    renderer.frame[:] = 7
    renderer.invalidate(Rect(50, 50, 60, 60))
    scene.viewport = scene.viewport.panned(10, 0)
    shown = renderer.refresh()
    untouched = np.ones(shown.shape[:2], bool)
    untouched[:, :10] = False
    untouched[50:60, 60:70] = False
    assert (shown[untouched] == 7).all()
    np.testing.assert_array_equal(shown[~untouched][:, 2::-1], drawn(scene)[~untouched])


def test_the_overlay_tints_the_mask_alone_and_carries_a_pattern() -> None:
    pixels, mask = np.full((120, 160, 3), 100, np.uint8), np.zeros((120, 160), np.uint8)
    mask[40:80, 40:80] = 255
    scene = scene_of(pixels, mask)
    scene.style = OverlayStyle(colour=(255, 0, 0), opacity=0.5, pattern="none")
    shown = drawn(scene)
    assert np.abs(shown[60, 60].astype(int) - (178, 50, 50)).max() <= 1
    outside = np.ones((120, 160), bool)
    outside[40:80, 40:80] = False
    assert (shown[outside] == 100).all()
    for pattern in ("hatch", "dots"):
        scene.style = OverlayStyle(colour=(255, 0, 0), opacity=0.5, pattern=pattern)
        inside = drawn(scene)[40:80, 40:80].reshape(-1, 3)
        assert len(np.unique(inside, axis=0)) == 2
    scene.style = replace(scene.style, visible=False)
    assert (drawn(scene) == 100).all()


@pytest.mark.parametrize("zoom", [0.37, 0.8, 1.0, 1.5, 3.0])
def test_the_overlay_is_as_soft_at_its_edges_as_the_mask_is(zoom: float) -> None:
    mask = np.zeros((223, 301), np.uint8)
    mask[110:113, 149:152] = 255
    mask[90, 170] = 255
    scene = at_zoom(scene_of(np.zeros((223, 301, 3), np.uint8), mask), zoom)
    scene.style = OverlayStyle(colour=(255, 255, 255), opacity=1.0, pattern="none")
    wanted = expected(np.dstack([mask] * 3), scene.viewport)
    shown = drawn(scene).astype(int)
    assert shown[on_photo(scene)].any()
    assert np.abs(shown - wanted)[on_photo(scene)].max() <= 5


@pytest.mark.parametrize("colour", [(255, 45, 85), (255, 255, 0), (0, 0, 80)])
@pytest.mark.parametrize("pattern", ["hatch", "dots"])
def test_the_pattern_shows_on_a_photo_of_the_overlays_own_colour(
    colour: tuple[int, int, int], pattern: str
) -> None:
    pixels = np.empty((120, 160, 3), np.uint8)
    pixels[:] = colour
    scene = scene_of(pixels, np.full((120, 160), 255, np.uint8))
    scene.style = OverlayStyle(colour=colour, pattern=pattern)
    grey = drawn(scene).astype(int) @ (299, 587, 114) / 1000
    assert np.ptp(grey) > 60


def test_a_pattern_is_as_large_at_every_zoom() -> None:
    mask = np.full((400, 400), 255, np.uint8)
    scene = scene_of(np.full((400, 400, 3), 90, np.uint8), mask)
    pictures = []
    for zoom in (0.5, 1.0, 4.0):
        scene.viewport = scene.viewport.at_zoom(zoom)
        pictures.append(
            np.unique(drawn(scene)[50:98, 50:98].reshape(-1, 3), axis=0, return_counts=True)[1]
        )
    assert (pictures[0] == pictures[1]).all()
    assert (pictures[0] == pictures[2]).all()


def test_the_grid_separates_pixels_from_800_percent_on() -> None:
    scene = scene_of(np.full((40, 40, 3), 250, np.uint8))
    scene.viewport = scene.viewport.at_zoom(7.9)
    assert (drawn(scene) == 250).all()
    scene.viewport = scene.viewport.at_zoom(8.0)
    shown = drawn(scene)
    left, top = scene.viewport.origin
    lines = (np.arange(160) - left) % 8 == 0
    assert (shown[4 + top % 8, lines] < 220).all()
    assert (shown[4 + top % 8, ~lines] == 250).all()
    scene.show_grid = False
    assert (drawn(scene) == 250).all()


def test_split_shows_the_other_picture_left_of_the_line() -> None:
    scene = at_zoom(scene_of(noise(300, 200), np.full((200, 300), 255, np.uint8)), 1.0)
    scene.other = Pyramid(PhotoSource(Raster.from_array(noise(300, 200, seed=9)), None, None))
    scene.other.build()
    plain = drawn(scene)
    scene.compare = Compare.ORIGINAL
    other = drawn(scene)
    scene.compare, scene.split = Compare.SPLIT, 70
    split = drawn(scene)
    np.testing.assert_array_equal(split[:, :70], other[:, :70])
    np.testing.assert_array_equal(split[:, 70:], plain[:, 70:])
    scene.compare = Compare.ORIGINAL
    scene.style = replace(scene.style, visible=False)
    np.testing.assert_array_equal(drawn(scene), other)
