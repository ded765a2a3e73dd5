"""The benchmarks and what was published on them."""

from __future__ import annotations

import pytest

from moebius_core.errors import BadInputError
from moebius_core.training.evaluation.pairs import View
from moebius_core.training.evaluation.protocols import MODELS, PRESETS, preset_named


def test_sizes_and_masks_of_the_benchmarks() -> None:
    sides = {name: preset.view.side for name, preset in PRESETS.items()}
    assert sides == {
        "places2-small": 512,
        "places2-large": 512,
        "places2-test": 512,
        "places2-256": 256,
        "celebahq-512": 512,
        "ffhq-256": 256,
    }
    assert preset_named("places2-test").view == View(512, stretch=True, hole=(0.4, 0.5))
    with pytest.raises(BadInputError, match="places2-small"):
        preset_named("places")


def test_the_published_rows() -> None:
    """A sample of the tables, in the order of the paper's rows."""
    for name, expected in {
        "places2-small": [(0.92, 0.091), (0.82, 0.088), (3.02, 0.105), (0.94, 0.099)],
        "celebahq-512": [(5.39, 0.122), (4.75, 0.115), (11.80, 0.134), (10.13, 0.141)],
        "ffhq-256": [(8.15, 0.231), (6.35, 0.229), (109.42, 0.402), (11.19, 0.268)],
    }.items():
        rows = preset_named(name).published
        assert [tuple(rows[model.name]) for model in MODELS] == expected
    assert [(model.steps, model.seconds) for model in MODELS] == [
        (20, 0.52),
        (20, 0.94),
        (28, 4.23),
        (50, 8.05),
    ]
