"""What a run tells, on a terminal and in a pipe; and what stays of it."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from moebius_core.training.history import History, read_history
from moebius_core.training.journal import WrittenJournal


class Terminal(io.StringIO):
    encoding = "utf-8"  # pyright: ignore

    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def stepped(journal: WrittenJournal, clock: Clock, *steps: int, seconds: float) -> None:
    for step in steps:
        clock.now += seconds
        journal.stepped(step, 0.25)


def test_a_terminal_sees_one_line_with_throughput_and_what_is_left(
    tmp_path: Path, clock: Clock
) -> None:
    stream = Terminal()
    journal = WrittenJournal(tmp_path, done=0, steps=100, samples=8, stream=stream, clock=clock)

    stepped(journal, clock, *range(1, 11), seconds=2.0)
    journal.close()

    assert "step 10/100  loss 0.25000  4 samples/s  3 min 00 s left" in stream.getvalue()
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r")  # nothing stays of it


def test_a_pipe_sees_a_line_now_and_then_and_the_last(tmp_path: Path, clock: Clock) -> None:
    stream = io.StringIO()
    journal = WrittenJournal(tmp_path, done=0, steps=40, samples=8, stream=stream, clock=clock)

    stepped(journal, clock, *range(1, 41), seconds=2.0)
    journal.close()

    assert [line.split("  ")[0] for line in stream.getvalue().splitlines()] == [
        "step 15/40",
        "step 30/40",
        "step 40/40",
    ]


def test_measuring_is_no_part_of_a_steps_time(tmp_path: Path, clock: Clock) -> None:
    stream = io.StringIO()
    journal = WrittenJournal(tmp_path, done=0, steps=2, samples=8, stream=stream, clock=clock)

    stepped(journal, clock, 1, seconds=2.0)
    clock.now += 500
    journal.held_out(1, {"loss": 0.5})
    stepped(journal, clock, 2, seconds=2.0)
    journal.close()

    assert stream.getvalue().splitlines() == [
        "Step 1: held-out loss 0.50000",
        "step 2/2  loss 0.25000  4 samples/s  0 s left",
    ]


def test_tensorboard_has_scalars_and_grids(tmp_path: Path) -> None:
    journal = WrittenJournal(tmp_path, done=0, steps=9, samples=1, stream=io.StringIO())
    journal.scalars(3, {"loss/task": 0.5, "weight/fine": 2.0})
    journal.held_out(3, {"loss": 0.125})
    journal.picture(3, np.zeros((4, 6, 3), np.uint8))
    journal.close()

    events = EventAccumulator(str(tmp_path / "tensorboard")).Reload()

    assert set(events.Tags()["scalars"]) == {"loss/task", "weight/fine", "held_out/loss"}
    assert [(each.step, each.value) for each in events.Scalars("held_out/loss")] == [(3, 0.125)]
    (grid,) = events.Images("samples")
    assert (grid.step, grid.width, grid.height) == (3, 6, 4)
    assert [each["kind"] for each in read_history(tmp_path)] == ["training", "held out"]


def test_history_goes_on_after_the_steps_that_were_done(tmp_path: Path) -> None:
    history = History(tmp_path, done=0)
    for step in (1, 2, 3):
        history.add(step, "training", {"loss": step / 2})
    with (tmp_path / "history.jsonl").open("ab") as file:
        file.write(b'{"step": 4, "lo')  # cut off by a power cut

    History(tmp_path, done=2).add(3, "training", {"loss": 7.0})

    assert [each["loss"] for each in read_history(tmp_path)] == [0.5, 1.0, 7.0]
