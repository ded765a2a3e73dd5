"""Steps are timed by what engines report."""

from __future__ import annotations

from moebius_core.progress import CancelToken
from moebius_core.training.evaluation.clock import StepClock


def test_a_step_lasts_from_its_report_to_the_next() -> None:
    times = iter([0.0, 1.0, 2.0, 5.0, 5.5, 9.0, 10.0, 10.0])
    passed: list[tuple[float, str]] = []
    clock = StepClock(
        lambda done, text: passed.append((done, text)), CancelToken(), lambda: next(times)
    )

    clock.progress.report(0.1, "Looking at the surroundings")  # 1.0
    clock.progress.report(0.2, "Step 1 of 2")  # 2.0
    clock.progress.report(0.5)  # 5.0
    clock.progress.report(0.5, "Detail 1 of 3: Step 2 of 2")  # 5.5
    clock.progress.report(0.9, "Decoding")  # 9.0
    clock.progress.report(1.0)  # 10.0

    assert clock.steps == [3.0, 3.5]
    assert clock.seconds == 10.0
    assert passed[1] == (0.2, "Step 1 of 2")
    assert len(passed) == 6
