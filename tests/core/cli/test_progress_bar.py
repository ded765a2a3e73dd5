"""The bar: on a terminal only, on one line, gone when it is done."""

from __future__ import annotations

import io

import pytest

from moebius_core.cli.progress_bar import ProgressBar, duration
from tests.core.cli.conftest import Terminal


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_silent_where_there_is_no_terminal(clock: Clock) -> None:
    stream = io.StringIO()
    bar = ProgressBar(stream, clock)
    bar.show(0.5, "Working")
    bar.close()
    assert stream.getvalue() == ""


def test_silent_on_a_terminal_that_cannot_move_its_cursor(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    ProgressBar(stream, clock).show(0.5)
    assert stream.getvalue() == ""


def test_shows_share_time_left_and_text(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERM", raising=False)
    stream = Terminal()
    bar = ProgressBar(stream, clock)
    clock.now = 30.0
    bar.show(0.25, "Filling")
    line = stream.getvalue()
    assert " 25%" in line
    assert "1 min 30 s left" in line
    assert line.endswith("Filling")
    assert "\n" not in line


def test_redraws_ten_times_a_second_at_most_and_on_the_same_line(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    stream = Terminal()
    bar = ProgressBar(stream, clock)
    for step in range(1000):
        clock.now = step / 1000
        bar.show(step / 1000)
    assert stream.getvalue().count("\r") <= 11


def test_a_narrow_terminal_is_not_wrapped(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERM", raising=False)
    monkeypatch.setenv("COLUMNS", "30")
    stream = Terminal()
    ProgressBar(stream, clock).show(0.5, "x" * 100)
    assert len(stream.getvalue().lstrip("\r")) <= 29


def test_a_shorter_line_wipes_the_longer_one(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERM", raising=False)
    stream = Terminal()
    bar = ProgressBar(stream, clock)
    bar.show(0.5, "a long text")
    length = len(stream.getvalue()) - 1
    bar.close()
    assert stream.getvalue().endswith("\r" + " " * length + "\r")
    bar.close()
    assert stream.getvalue().count(" " * length) == 1


def test_plain_characters_where_the_terminal_has_no_others(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    stream = Terminal()
    stream.encoding = "cp1252"
    ProgressBar(stream, clock).show(0.5)
    assert stream.getvalue().isascii()
    assert "####" in stream.getvalue()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "0 s"), (59.4, "59 s"), (60, "1 min 00 s"), (3600, "1 h 00 min"), (11220, "3 h 07 min")],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text
