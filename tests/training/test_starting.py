"""The student a run begins with."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from moebius_core.errors import BadInputError
from moebius_core.network import AutoencoderLayout, Student, StudentLayout
from moebius_core.training import starting
from moebius_core.training.config import changed
from moebius_core.training.settings import Settings

VAE = SimpleNamespace(layout=AutoencoderLayout())


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[StudentLayout]:
    """Of the students that were made, without memory."""
    made = list[StudentLayout]()

    def new(layout: StudentLayout, *, seed: int) -> Student:
        made.append(layout)
        with torch.device("meta"):
            return Student(layout)

    monkeypatch.setattr(starting, "new_student", new)
    return made


def test_the_defaults_are_the_released_network(layouts: list[StudentLayout]) -> None:
    student = starting.open_student(Settings(), VAE)  # pyright: ignore

    assert layouts == [StudentLayout()]
    assert sum(each.numel() for each in student.parameters()) == 226_041_531


def test_smaller_pictures_and_deeper_levels_change_the_latent(layouts: list[StudentLayout]) -> None:
    settings = changed(Settings(), ["data.side=256", "network.widths=[32, 64, 64, 96]"])

    starting.open_student(settings, VAE)  # pyright: ignore

    assert (layouts[0].latent_size, layouts[0].widths) == (32, (32, 64, 64, 96))


@pytest.mark.parametrize("change", ["network.widths=[]", "network.heads=3"])
def test_sizes_that_no_network_has_are_refused(change: str) -> None:
    with pytest.raises(BadInputError, match=r"network\.widths"):
        starting.open_student(changed(Settings(), [change]), VAE)  # pyright: ignore
