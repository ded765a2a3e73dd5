"""Seconds left, from progress alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.jobs.eta import Eta


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _run(eta: Eta, clock: Clock, *, rate: float, seconds: float, start: float = 0.0) -> list[float]:
    told: list[float] = []
    for step in range(int(seconds * 10) + 1):
        clock.now = 100.0 + step / 10
        found = eta.update(start + rate * step / 10)
        if found is not None:
            told.append(found)
    return told


def test_it_is_silent_until_it_can_tell() -> None:
    clock = Clock()
    eta = Eta(clock)
    assert eta.update(0.0) is None
    clock.now += 0.9
    assert eta.update(0.5) is None
    clock.now += 0.2
    assert eta.update(0.6) is not None
    slow = Eta(clock)
    assert slow.update(0.0) is None
    clock.now += 30
    assert slow.update(0.01) is None


def test_a_steady_run_is_told_exactly() -> None:
    clock = Clock()
    told = _run(Eta(clock), clock, rate=0.05, seconds=15)
    assert told[-1] == pytest.approx(5.0, abs=0.3)
    assert told[0] == pytest.approx(19.0, abs=0.7)


def test_it_moves_smoothly_when_the_pace_changes() -> None:
    clock = Clock()
    eta = Eta(clock)
    told: list[float] = []
    fraction = 0.0
    for step in range(150):
        clock.now += 0.1
        fraction += 0.01 if step < 50 else 0.003
        found = eta.update(fraction)
        if found is not None:
            told.append(found)
    jumps = [abs(b - a) for a, b in pairwise(told)]
    assert max(jumps) < 1.5
    assert told[-1] == pytest.approx((1 - fraction) / 0.03, rel=0.35)


def test_no_time_between_reports_and_a_new_start_are_no_trouble() -> None:
    clock = Clock()
    eta = Eta(clock)
    for fraction in (0.0, 0.1, 0.2):
        assert eta.update(fraction) is None
    clock.now += 2
    assert eta.update(0.5) is not None
    assert eta.update(0.0) is None
    clock.now += 30
    assert eta.update(0.0) is None
    clock.now += 2
    assert eta.update(1.0) == pytest.approx(0.0)
