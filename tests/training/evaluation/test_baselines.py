"""What every engine has to beat keeps to an engine's promises."""

from __future__ import annotations

import numpy as np
import pytest

from moebius_core.engines.engine import FILL, UNKNOWN
from moebius_core.errors import BadInputError, NothingToKeepError
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress
from moebius_core.training.evaluation.baselines import BASELINES, open_baseline


@pytest.mark.parametrize("name", BASELINES)
def test_only_the_hole_changes_and_what_lay_under_it_does_not_matter(name: str) -> None:
    image = np.random.default_rng(0).integers(0, 256, (24, 30, 3), np.uint8)
    mask = np.zeros((24, 30), np.uint8)
    mask[5:12, 8:20], mask[15:18, 2:6] = FILL, UNKNOWN
    other = np.where(mask[..., None] > 0, np.uint8(255) - image, image)
    engine, options = open_baseline(f"baseline:{name}"), InpaintOptions(seed=3)
    assert engine.info.name == f"baseline:{name}"

    filled = engine.fill(image, mask, options, Progress())

    np.testing.assert_array_equal(filled[mask == 0], image[mask == 0])
    np.testing.assert_array_equal(filled, engine.fill(other, mask, options, Progress()))
    assert filled.dtype == np.uint8
    with pytest.raises(NothingToKeepError):
        engine.fill(image, np.full_like(mask, FILL), options, Progress())


def test_the_mean_is_that_of_what_is_known() -> None:
    image = np.full((12, 12, 3), 40, np.uint8)
    mask = np.zeros((12, 12), np.uint8)
    mask[:6] = FILL
    image[:6] = 255
    filled = open_baseline("mean").fill(image, mask, InpaintOptions(), Progress())
    assert (filled == 40).all()


def test_an_unknown_one_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInputError, match="baseline:telea"):
        open_baseline("baseline:best")
