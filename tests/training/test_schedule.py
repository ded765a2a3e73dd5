"""How the learning rates rise and fall."""

from __future__ import annotations

import pytest

from moebius_core.training.schedule import rate_factor
from moebius_core.training.settings import ScheduleSettings


def test_the_warm_up_rises_by_equal_amounts_to_1() -> None:
    settings = ScheduleSettings(warm_up=4)

    factors = [rate_factor(done, 10, settings) for done in range(6)]

    assert factors == [0.25, 0.5, 0.75, 1.0, 1.0, 1.0]


def test_the_cosine_begins_at_1_and_ends_at_its_final_share() -> None:
    settings = ScheduleSettings(kind="cosine", warm_up=2, final=0.2)

    factors = [rate_factor(done, 12, settings) for done in range(2, 13)]

    assert factors[0] == 1.0
    assert factors[5] == pytest.approx(0.6)
    assert factors[-1] == pytest.approx(0.2)
    assert factors == sorted(factors, reverse=True)


@pytest.mark.parametrize("kind", ["constant", "cosine"])
def test_a_run_may_be_all_warm_up(kind: str) -> None:
    settings = ScheduleSettings(kind=kind, warm_up=5)

    assert [rate_factor(done, 3, settings) for done in range(3)] == [0.2, 0.4, 0.6]
