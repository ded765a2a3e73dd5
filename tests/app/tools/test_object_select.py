"""Object select finds what a person points at, with a floor under how well."""

from __future__ import annotations

from math import cos, pi, sin
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.document.document import Document
from app.document.history import Layer
from app.tools.object_select import Hint, select_object
from app.tools.object_tool import ObjectSelect
from app.tools.tool import Modifier, Preview
from moebius_core.arrays import Image, Mask
from moebius_core.geometry import Rect
from moebius_core.photo import Photo
from moebius_core.progress import Cancelled, CancelToken, Progress
from tests.app.tools.gestures import context_of, document_of, drag_events, stroke

OBJECT = ObjectSelect()
SAMPLES = Path(__file__).parents[3] / "assets" / "samples"


def scene(seed: int, width: int = 420, height: int = 320) -> tuple[Image, Mask]:
    """A textured blob of one palette on a textured ground of another; and where it is."""
    rng = np.random.default_rng(seed)

    def texture(colour: tuple[int, int, int]) -> np.ndarray:
        noise = cv2.GaussianBlur(rng.normal(0, 1, (height, width, 3)).astype(np.float32), (0, 0), 3)
        return np.array(colour) + noise * 90

    turns = np.linspace(0, 2 * pi, 100)
    reach = 75 * (1 + 0.2 * np.sin(turns * 3 + seed))
    outline = np.stack([210 + reach * 1.3 * np.cos(turns), 160 + reach * np.sin(turns)], 1)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [outline.astype(np.int32)], 255)
    soft = cv2.GaussianBlur(inside, (0, 0), 1)[..., None] / 255
    image = texture((90, 120, 80)) * (1 - soft) + texture((190, 110, 60)) * soft
    return image.clip(0, 255).astype(np.uint8), inside


def overlap(found: np.ndarray, truth: np.ndarray) -> float:
    """Intersection over union."""
    a, b = found > 127, truth > 127
    return float((a & b).sum() / (a | b).sum())


GESTURES = {
    "stroke": ([(150, 150), (200, 175), (265, 150)], Modifier.NONE),
    "click": ([(205, 160)], Modifier.NONE),
    "box": ([(95, 70), (200, 200), (325, 250)], Modifier.CTRL),
    "loop": (
        [(210 + 130 * cos(t), 160 + 110 * sin(t)) for t in np.linspace(0, 6.1, 40)],
        Modifier.NONE,
    ),
}


@pytest.mark.parametrize("gesture", GESTURES)
@pytest.mark.parametrize("seed", range(3))
def test_every_way_of_pointing_finds_the_blob(gesture: str, seed: int) -> None:
    image, truth = scene(seed)
    document = document_of(pixels=image)
    points, modifiers = GESTURES[gesture]
    stroke(OBJECT, context_of(document), points, modifiers=modifiers)
    assert overlap(document.mask_array(), truth) > 0.93
    assert [step.name for step in document.history.steps] == ["Object Select"]
    document.undo()
    assert not document.mask_array().any()


def test_sixteen_bits_find_the_same() -> None:
    image, _ = scene(1)
    masks: list[np.ndarray] = []
    for pixels in (image, image.astype(np.uint16) * 257):
        document = document_of(pixels=pixels)
        stroke(OBJECT, context_of(document), GESTURES["stroke"][0])
        masks.append(document.mask_array())
    np.testing.assert_array_equal(*masks)


def test_subtracting_takes_the_object_out_of_the_mask() -> None:
    image, truth = scene(2)
    document = document_of(pixels=image)
    with document.edit("Rectangle") as edit:
        edit.write(Layer.MASK, document.size.rect, 255)
    stroke(OBJECT, context_of(document), GESTURES["stroke"][0], subtract=True)
    assert overlap(255 - document.mask_array(), truth) > 0.93


def test_the_gesture_shows_its_line_and_escape_leaves_nothing() -> None:
    document = document_of(pixels=scene(0)[0])
    context = context_of(document)
    events = drag_events(GESTURES["stroke"][0])
    drag = OBJECT.drag(context, events[0])
    next(drag)
    drag.send(events[1])
    assert context.preview.lines
    drag.close()
    assert context.preview == Preview()
    assert context.deferred is None


def test_the_work_can_be_cancelled_and_does_not_touch_the_document() -> None:
    document = document_of(pixels=scene(0)[0])
    context = context_of(document)
    events = drag_events(GESTURES["stroke"][0])
    drag = OBJECT.drag(context, events[0])
    next(drag)
    for event in events[1:-1]:
        drag.send(event)
    with pytest.raises(StopIteration):
        drag.send(events[-1])
    assert context.deferred is not None
    token = CancelToken()
    reports: list[float] = []

    def cancel_soon(fraction: float, _text: str) -> None:
        reports.append(fraction)
        if len(reports) == 2:
            token.cancel()

    with pytest.raises(Cancelled):
        context.deferred.work(Progress(cancel_soon, token))
    context.deferred.work(Progress())
    assert not document.history.steps


@pytest.mark.parametrize(
    "points", [[(-80, -90), (-20, -30)], [(-5, 40)], [(20, 20), (20.0, 23.0)], [(119.9, 89.9)]]
)
def test_odd_gestures_on_a_flat_photo_do_no_harm(points: list[tuple[float, float]]) -> None:
    document = document_of(120, 90)
    for modifiers in (Modifier.NONE, Modifier.CTRL):
        stroke(OBJECT, context_of(document), points, modifiers=modifiers)


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (9, 9)])
def test_tiny_photos_do_no_harm(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    document = document_of(pixels=rng.integers(0, 256, (*shape, 3), np.uint8))
    stroke(OBJECT, context_of(document), [(0.5, 0.5), (shape[1] - 0.5, shape[0] - 0.5)])
    stroke(OBJECT, context_of(document), [(0.5, 0.5)])


def test_the_pure_function_neither_changes_its_input_nor_depends_on_the_last_call() -> None:
    image, _ = scene(0)
    hints = np.full(image.shape[:2], Hint.OUTSIDE, np.uint8)
    hints[70:250, 95:325] = Hint.LIKELY
    before = image.copy(), hints.copy()
    first = select_object(image, hints, Progress())
    cv2.setRNGSeed(77)
    second = select_object(image, hints, Progress())
    np.testing.assert_array_equal(first.mask, second.mask)
    np.testing.assert_array_equal(image, before[0])
    np.testing.assert_array_equal(hints, before[1])
    assert not first.mask[hints == Hint.OUTSIDE].any()


@pytest.fixture(scope="module")
def lake() -> tuple[Document, Mask]:
    truth = Photo.open(SAMPLES / "lake_rocks_mask.png").pixels[..., 0]
    return Document(Photo.open(SAMPLES / "lake_rocks.jpg")), np.asarray(truth, np.uint8)


def test_rocks_in_a_lake(lake: tuple[Document, Mask]) -> None:
    """The sample's masks are drawn some ten pixels wider than the rocks; so is a removal."""
    document, truth = lake
    count, _, stats, centres = cv2.connectedComponentsWithStats((truth > 127).astype(np.uint8))
    overlaps: list[float] = []
    for (left, top, width, height, _area), (x, y) in zip(stats[1:], centres[1:], strict=True):
        whole = Rect(left, top, left + width, top + height)
        line = [(x - width / 4, y), (x, y + height / 10), (x + width / 4, y)]
        box = [(left - 20.0, top - 20.0), (x, y), (left + width + 20.0, top + height + 20.0)]
        for points, modifiers in ((line, Modifier.NONE), (box, Modifier.CTRL)):
            context = context_of(document)
            stroke(OBJECT, context, points, modifiers=modifiers)
            grown = cv2.dilate(document.mask_array(), np.ones((17, 17), np.uint8))
            near = whole.grown(60).slices
            overlaps.append(overlap(grown[near], truth[near]))
            document.undo()
    assert count == 6
    assert np.mean(overlaps) > 0.8
    assert min(overlaps) > 0.55
