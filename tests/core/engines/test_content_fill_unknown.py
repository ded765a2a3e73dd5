"""Pixels that are merely unknown: not copied from, and no work of their own where far away."""

from __future__ import annotations

import numpy as np
import pytest

from moebius_core.engines.content_fill import ContentFillEngine, solve
from moebius_core.engines.engine import FILL, UNKNOWN
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress


def scene() -> tuple[np.ndarray, np.ndarray]:
    """Grass-like noise with a hole, and something red far from it that must not be copied."""
    rng = np.random.default_rng(1)
    photo = rng.normal((60, 120, 50), 12, (300, 420, 3)).clip(0, 255).astype(np.uint8)
    mask = np.zeros((300, 420), np.uint8)
    mask[120:180, 60:130] = FILL
    mask[40:260, 220:400] = UNKNOWN
    photo[mask == UNKNOWN] = (250, 10, 10)
    return photo, mask


def fill(photo: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return ContentFillEngine().fill(photo, mask, InpaintOptions(), Progress())


def test_unknown_pixels_are_never_read_nor_copied() -> None:
    photo, mask = scene()
    first = fill(photo, mask)
    assert first[mask == FILL][:, 0].max() < 140
    photo[mask == UNKNOWN] = (0, 0, 255)
    second = fill(photo, mask)
    np.testing.assert_array_equal(first[mask == FILL], second[mask == FILL])
    np.testing.assert_array_equal(second[mask == 0], photo[mask == 0])


def test_unknown_pixels_beside_the_hole_count_as_hole() -> None:
    photo, mask = scene()
    mask[100:200, 130:160] = UNKNOWN
    photo[mask > 0] = (250, 10, 10)
    assert fill(photo, mask)[mask == FILL][:, 0].max() < 140


def test_far_unknown_pixels_make_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    photo, mask = scene()
    holes: list[int] = []
    build = solve.build_level

    def spy(known: np.ndarray, usable: np.ndarray) -> object:
        holes.append(int(np.count_nonzero(~known)))
        return build(known, usable)

    monkeypatch.setattr(solve, "build_level", spy)
    fill(photo, mask)
    assert holes[0] == np.count_nonzero(mask == FILL)
