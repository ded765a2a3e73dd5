"""Masks of training: a function of the seed, with LaMa's figures, grown as the public code does."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.errors import BadInputError, MaskSizeError
from moebius_core.training import masks
from moebius_core.training.masks import (
    FIGURES,
    Boxes,
    MaskFigures,
    MaskKind,
    Strokes,
    drawn_mask,
    grown,
    intersected,
    random_mask,
)

KINDS = st.sampled_from(MaskKind)


def disc(side: int = 64, radius: int = 6) -> np.ndarray:
    mask = np.zeros((side, side), np.uint8)
    cv2.circle(mask, (side // 2, side // 2), radius, 255, -1)
    return mask


@settings(max_examples=25)
@given(st.integers(0, 2**40), KINDS, st.sampled_from([32, 64, 256, 512]))
def test_a_mask_is_a_function_of_its_seed(seed: int, kind: MaskKind, side: int) -> None:
    mask = random_mask(seed, side, kind)

    assert mask.shape == (side, side)
    assert mask.dtype == np.uint8
    assert set(np.unique(mask)) <= {0, 255}
    assert mask.any()
    assert np.array_equal(mask, random_mask(seed, side, kind))


def test_seeds_sizes_and_kinds_differ() -> None:
    drawn = [random_mask(seed, 256, kind).tobytes() for seed in range(5) for kind in MaskKind]
    assert len(set(drawn)) == len(drawn)


def test_too_small_is_refused() -> None:
    with pytest.raises(BadInputError, match="32 pixels or more, not 16"):
        random_mask(0, 16)


def test_the_figures_are_the_public_ones() -> None:
    assert {key: tuple(value.strokes) for key, value in FIGURES.items()} == {
        (MaskKind.THIN, 256): (4, 50, 10, 40),
        (MaskKind.THIN, 512): (4, 70, 20, 100),
        (MaskKind.MEDIUM, 256): (4, 5, 50, 100),
        (MaskKind.MEDIUM, 512): (4, 10, 100, 200),
        (MaskKind.THICK, 256): (1, 5, 100, 200),
        (MaskKind.THICK, 512): (1, 5, 250, 450),
    }
    boxes = {key: value.boxes for key, value in FIGURES.items() if value.boxes}
    assert boxes == {
        (MaskKind.MEDIUM, 256): (1, 5, 0, 10, 50),
        (MaskKind.MEDIUM, 512): (1, 5, 0, 30, 150),
        (MaskKind.THICK, 256): (1, 3, 10, 30, 150),
        (MaskKind.THICK, 512): (1, 4, 10, 30, 300),
    }


def is_of_boxes(mask: np.ndarray) -> bool:
    """Whether every outline has horizontal and vertical edges only."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    steps = [np.abs(np.diff(outline[:, 0], axis=0)) for outline in outlines]
    return all(len(step) == 0 or (step.sum(axis=1) == 1).all() for step in steps)


def test_boxes_have_their_share_and_thin_masks_have_none() -> None:
    medium = [is_of_boxes(drawn_mask(seed, 256, MaskKind.MEDIUM)) for seed in range(400)]
    thin = [is_of_boxes(drawn_mask(seed, 256, MaskKind.THIN)) for seed in range(20)]

    assert np.mean(medium) == pytest.approx(0.3 / 1.3, abs=0.07)
    assert not any(thin)


def test_boxes_keep_their_margin_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = MaskFigures(Strokes(1, 1, 5, 5), Boxes(1, 1, 10, 30, 40))
    monkeypatch.setitem(FIGURES, (MaskKind.THICK, 256), boxes)
    monkeypatch.setattr(masks, "_STROKE_WEIGHT", 0.0)

    for seed in range(50):
        rows, columns = np.nonzero(drawn_mask(seed, 128, MaskKind.THICK))
        assert min(rows.min(), columns.min()) >= 10
        assert max(rows.max(), columns.max()) < 118
        assert 30 <= np.ptp(rows) + 1 <= 40
        assert 30 <= np.ptp(columns) + 1 <= 40


def test_it_grows_by_the_public_figures() -> None:
    mask = disc()
    possible = {
        (size, times): cv2.dilate(mask, np.ones((size, size), np.uint8), iterations=times).tobytes()
        for size in (3, 5, 7)
        for times in (1, 2)
    }
    results = [grown(mask, seed).tobytes() for seed in range(1500)]

    assert set(results) == {mask.tobytes(), *possible.values()}
    assert results.count(mask.tobytes()) / 1500 == pytest.approx(0.01, abs=0.009)
    assert np.array_equal(mask, disc())


def test_what_both_cover() -> None:
    mask, other = disc(), disc()
    other[:, :32] = 0

    both = intersected(mask, other)

    assert both[:, 32:].any()
    assert np.array_equal(both[:, 32:], mask[:, 32:])
    assert not both[:, :32].any()
    assert np.array_equal(intersected(mask, 255 - mask), mask)
    with pytest.raises(MaskSizeError):
        intersected(mask, disc(32))
