"""Grow, shrink, feather, invert, clear and fill: arrays first, then as undo steps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document import mask_edits
from app.document.document import Document
from app.document.history import Layer
from app.document.mask_edits import FillMode
from moebius_core.arrays import Mask
from moebius_core.errors import BadInputError, MaskSizeError
from moebius_core.geometry import Rect, Size
from moebius_core.photo import Photo

SIZE = Size(700, 600)
RECTS = st.builds(
    lambda left, top, width, height: Rect(left, top, left + width, top + height),
    st.integers(0, 690),
    st.integers(0, 590),
    st.integers(1, 200),
    st.integers(1, 200),
)


def opened() -> Document:
    return Document(Photo(pixels=np.zeros((SIZE.height, SIZE.width, 3), np.uint8)))


def painted(*rects: Rect) -> Document:
    document = opened()
    for rect in rects:
        with document.edit("Rectangle") as edit:
            edit.write(Layer.MASK, rect, 255)
    return document


def distances(mask: Mask) -> np.ndarray:
    """Brute force: distance of each pixel to the nearest painted one."""
    ys, xs = np.nonzero(mask)
    y, x = np.mgrid[: mask.shape[0], : mask.shape[1]]
    square = (y[..., None] - ys) ** 2 + (x[..., None] - xs) ** 2
    return np.sqrt(square.min(axis=-1))


@pytest.mark.parametrize("px", [0, 1, 4, 8, 13])
def test_growing_reaches_so_many_pixels_in_every_direction(px: int) -> None:
    mask = np.zeros((41, 45), np.uint8)
    mask[20, 20] = mask[18, 26] = 200
    away = distances(mask)
    grown = mask_edits.grown(mask, px)
    assert (grown[away <= px - 0.5] == 200).all()
    assert not grown[away > px + 1].any()
    assert grown[20, 20 - px] == 200
    assert px > 12 or grown[20, 19 - px] == 0


def test_growing_keeps_soft_edges() -> None:
    mask = np.zeros((30, 60), np.uint8)
    mask[:, 10:20] = np.arange(250, 0, -25)
    assert (mask_edits.grown(mask, 4)[15, 14:24] == mask[15, 10:20]).all()


@pytest.mark.parametrize("px", [1, 5, 11])
def test_shrinking_is_growing_what_is_not_painted(px: int) -> None:
    mask = np.zeros((90, 90), np.uint8)
    mask[30:70, 25:66] = 255
    outside = 255 - mask_edits.grown(np.pad(255 - mask, 20, constant_values=255), px)
    assert (mask_edits.shrunk(mask, px) == outside[20:-20, 20:-20]).all()


def test_shrinking_leaves_the_photos_own_border() -> None:
    document = painted(Rect(0, 0, 100, 100))
    mask_edits.shrink(document, 10)
    assert document.mask.bounds() == (0, 0, 90, 90)


def test_feathering_is_soft_to_both_sides_and_goes_no_further() -> None:
    mask = np.zeros((60, 80), np.uint8)
    mask[:, :40] = 255
    soft = mask_edits.feathered(mask, 6)
    row = soft[30].astype(int)
    assert (np.diff(row) <= 0).all()
    assert row[33] == 255
    assert row[46] == 0
    assert 100 < row[39] + row[40] < 300
    assert 0 < row[43] < row[40] < row[36] <= 255


@pytest.mark.parametrize("function", [mask_edits.grown, mask_edits.shrunk, mask_edits.feathered])
def test_inputs_stay_and_nothing_is_shared(function: Callable[[Mask, int], Mask]) -> None:
    mask = np.random.default_rng(0).integers(0, 256, (40, 50), np.uint8)
    before = mask.copy()
    for px in (0, 3):
        out = function(mask, px)
        assert out.shape == mask.shape
        assert out.dtype == np.uint8
        out += 1 if out is not mask and not np.shares_memory(out, mask) else 0
        assert (mask == before).all()


@given(rect=RECTS, px=st.integers(0, 30))
@settings(max_examples=15, deadline=None)
def test_steps_do_to_the_whole_mask_what_the_functions_do(rect: Rect, px: int) -> None:
    for step, function in (
        (mask_edits.grow, mask_edits.grown),
        (mask_edits.shrink, mask_edits.shrunk),
        (mask_edits.feather, mask_edits.feathered),
    ):
        document = painted(rect)
        before = document.mask_array()
        has_changed = step(document, px)
        assert (document.mask_array() == function(before, px)).all()
        assert has_changed == (not np.array_equal(document.mask_array(), before))
        assert document.history.position == 1 + has_changed
        document.jump(1)
        assert (document.mask_array() == before).all()


@pytest.mark.parametrize("px", [3, 60, 300])
def test_masks_of_the_whole_photo_are_changed_in_pieces_without_seams(px: int) -> None:
    soft = np.zeros((SIZE.height, SIZE.width), np.uint8)
    soft[250:520, 200:700] = 255
    soft[300:400, 100:260] = np.linspace(0, 255, 160).astype(np.uint8)
    for inverse in (False, True):
        document = opened()
        mask_edits.fill_from(document, soft)
        if inverse:
            mask_edits.invert(document)
        before = document.mask_array()
        for step, function in (
            (mask_edits.grow, mask_edits.grown),
            (mask_edits.shrink, mask_edits.shrunk),
            (mask_edits.feather, mask_edits.feathered),
        ):
            step(document, px)
            assert (document.mask_array() == function(before, px)).all()
            document.jump(1 + inverse)


def test_whole_tiles_of_one_value_stay_free_of_charge() -> None:
    document = painted(Rect(0, 0, 256, 512))
    assert mask_edits.invert(document)
    assert mask_edits.invert(document)
    assert mask_edits.clear(document)
    assert mask_edits.invert(document)
    assert not any(document.mask.tile(key).flags.owndata for key in document.mask.occupied())
    assert document.history.bytes_in_memory == 0


def test_inverting_twice_is_nothing_and_clearing_takes_all_away() -> None:
    document = painted(Rect(10, 20, 300, 200), Rect(500, 500, 700, 600))
    before = document.mask_array()
    assert mask_edits.invert(document)
    assert (document.mask_array() == 255 - before).all()
    assert mask_edits.invert(document)
    assert (document.mask_array() == before).all()
    assert mask_edits.clear(document)
    assert not document.mask_array().any()
    assert not mask_edits.clear(document)
    assert [step.name for step in document.history.steps[2:]] == [
        "Invert mask",
        "Invert mask",
        "Clear mask",
    ]


def test_a_mask_from_elsewhere_replaces_or_adds() -> None:
    document = painted(Rect(0, 0, 100, 100))
    other = np.zeros((SIZE.height, SIZE.width), np.uint8)
    other[50:150, 50:150] = 128
    assert mask_edits.fill_from(document, other, FillMode.ADD, name="Last mask")
    assert document.mask.read(Rect(60, 60, 61, 61)) == 255
    assert document.mask.read(Rect(140, 140, 141, 141)) == 128
    assert document.history.steps[-1].name == "Last mask"
    assert mask_edits.fill_from(document, other)
    assert (document.mask_array() == other).all()
    assert not mask_edits.fill_from(document, other)
    with pytest.raises(MaskSizeError, match="700"):
        mask_edits.fill_from(document, other[:, 1:])
    with pytest.raises(BadInputError):
        mask_edits.fill_from(document, other > 0)  # pyright: ignore[reportArgumentType]


def test_nothing_happens_without_a_mask() -> None:
    document = opened()
    for step in (mask_edits.grow, mask_edits.shrink, mask_edits.feather):
        assert not step(document, 5)
    assert not document.history.can_undo
