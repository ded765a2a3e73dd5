"""The magic wand on flat areas."""

from __future__ import annotations

from collections import deque

import cv2
import numpy as np
import pytest

from app.document.raster import Raster
from app.tools.wand import Pixel, Wand, contiguous_area, like_pixels
from moebius_core.progress import Cancelled, CancelToken, Progress
from tests.app.tools.gestures import context_of, document_of, drag_events, perform, stroke

WAND = Wand()


def patches(width: int = 140, height: int = 100, *, deep: bool = False) -> np.ndarray:
    """Two red squares on grey, with a little noise."""
    rng = np.random.default_rng(0)
    pixels = np.full((height, width, 3), 100, np.int32)
    pixels[20:60, 10:50] = pixels[20:60, 80:120] = (200, 60, 60)
    pixels += rng.integers(-3, 4, pixels.shape)
    return (pixels * 257).astype(np.uint16) if deep else pixels.astype(np.uint8)


def softened(inside: np.ndarray) -> np.ndarray:
    values = inside.astype(np.uint8) * np.uint8(255)
    return cv2.GaussianBlur(values, (3, 3), 0, borderType=cv2.BORDER_REPLICATE)


def flooded(pixels: np.ndarray, pixel: Pixel, tolerance: int) -> np.ndarray:
    """Reference: a queue, one pixel after the other."""
    like = (np.abs(pixels.astype(int) - pixels[pixel.y, pixel.x]) <= tolerance).all(axis=2)
    out = np.zeros(like.shape, bool)
    todo = deque([(pixel.y, pixel.x)])
    while todo:
        y, x = todo.popleft()
        if 0 <= y < like.shape[0] and 0 <= x < like.shape[1] and like[y, x] and not out[y, x]:
            out[y, x] = True
            todo += [(y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)]
    return out


@pytest.mark.parametrize("deep", [False, True])
def test_contiguous_takes_one_square_and_all_takes_both(deep: bool) -> None:
    for contiguous in (True, False):
        document = document_of(pixels=patches(deep=deep))
        stroke(WAND, context_of(document, wand_contiguous=contiguous), [(30, 40)])
        mask = document.mask_array()
        assert (mask[22:58, 12:48] == 255).all()
        assert bool(mask[22:58, 82:118].all()) is not contiguous
        assert not mask[70:].any()
        assert len(document.history.steps) == 1


@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_a_plain_flood_fill_but_for_the_soft_edge(seed: int) -> None:
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (60, 80, 3)).astype(np.float32)
    pixels = np.clip((cv2.GaussianBlur(noise, (0, 0), 3) - 128) * 6 + 128, 0, 255).astype(np.uint8)
    expected = flooded(pixels, Pixel(40, 30), 40)
    document = document_of(pixels=pixels)
    stroke(WAND, context_of(document, wand_tolerance=40), [(40.7, 30.2)])
    soft = cv2.GaussianBlur(
        expected.astype(np.uint8) * 255, (3, 3), 0, borderType=cv2.BORDER_REPLICATE
    )
    assert np.abs(document.mask_array().astype(int) - soft).max() <= 64
    assert ((document.mask_array() > 127) != (soft > 127)).mean() < 0.01


def test_areas_larger_than_the_first_look_are_found_whole() -> None:
    pixels = np.full((900, 2600, 3), 50, np.uint8)
    pixels[:, 1300:1302] = 200
    pixels[400:402, 1300:1302] = 50
    (piece,) = contiguous_area(Raster.from_array(pixels), Pixel(5, 5), 10, Progress())
    assert piece.rect == Raster.from_array(pixels).size.rect
    assert piece.values[10, 2590] == 255
    assert piece.values[10, 1300] < 128


def test_all_like_pixels_agree_across_tiles() -> None:
    rng = np.random.default_rng(5)
    pixels = rng.integers(0, 40, (300, 560, 3)).astype(np.uint8)
    image = Raster.from_array(pixels)
    out = np.zeros((300, 560), np.uint8)
    for rect, values in like_pixels(image, Pixel(250, 250), 9, Progress()):
        out[rect.slices] = values
    like = (np.abs(pixels.astype(int) - pixels[250, 250]) <= 9).all(axis=2)
    soft = softened(like)
    np.testing.assert_array_equal(out[1:-1, 1:-1], soft[1:-1, 1:-1])


def test_the_work_is_left_for_a_worker_and_sees_the_photo_of_the_click() -> None:
    document = document_of(pixels=patches())
    context = context_of(document)
    drag = WAND.drag(context, drag_events([(30, 40)])[0])
    next(drag)
    with pytest.raises(StopIteration):
        drag.send(drag_events([(30, 40)])[1])
    assert context.deferred is not None
    assert not document.history.steps
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        context.deferred.work(Progress(token=token))
    context.deferred.run()
    assert [step.name for step in document.history.steps] == ["Magic Wand"]


def test_subtracting_and_clicks_beside_the_photo() -> None:
    document = document_of(pixels=patches())
    context = context_of(document)
    stroke(WAND, context, [(30, 40)])
    stroke(WAND, context, [(30, 40)], subtract=True)
    assert document.mask_array().max() <= 127, "half of a soft edge may stay"
    count = len(document.history.steps)
    assert perform(WAND, context, drag_events([(-3, 40)]))
    assert len(document.history.steps) == count
