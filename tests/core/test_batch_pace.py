"""How fast a batch goes, with a clock of our own."""

from __future__ import annotations

import pytest

from moebius_core.batch.pace import Pace


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_rest_takes_as_long_as_what_is_done() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.remaining_s(0.0) is None
    clock.now += 10
    assert pace.seconds == pytest.approx(10)
    assert pace.remaining_s(0.25) == pytest.approx(30)
    assert pace.remaining_s(1.0) == 0


def test_pauses_do_not_count() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 10
    pace.pause()
    clock.now += 1000
    pace.pause()  # the loop says so again and again
    assert pace.seconds == pytest.approx(10)
    pace.resume()
    pace.resume()
    clock.now += 10
    assert pace.seconds == pytest.approx(20)
    assert pace.remaining_s(0.5) == pytest.approx(20)
