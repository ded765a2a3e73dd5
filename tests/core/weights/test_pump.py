"""Blocking work in a thread of its own, and the lock that lets one process work at a time."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.weights.claim import claimed
from moebius_core.weights.pump import pump
from tests.core.weights.making import until


def nothing() -> None:
    """A beat that goes on."""


def test_items_come_in_order_and_all_of_them() -> None:
    def produce(emit: Callable[[int], None]) -> None:
        for number in range(100):
            emit(number)

    assert list(pump(produce, nothing)) == list(range(100))


def test_a_failure_comes_after_the_items_before_it() -> None:
    def produce(emit: Callable[[int], None]) -> None:
        emit(1)
        raise ValueError("broken")

    got: list[int] = []
    items = pump(produce, nothing)
    with pytest.raises(ValueError, match="broken"):
        got += items

    assert got == [1]


def test_cancelling_does_not_wait_for_work_that_stands_still() -> None:
    go_on, ended = threading.Event(), threading.Event()
    token = CancelToken()

    def produce(emit: Callable[[int], None]) -> None:
        try:
            go_on.wait(20)
            emit(1)
        finally:
            ended.set()

    def beat() -> None:
        token.cancel()
        Progress(token=token).report(0.0)

    with pytest.raises(Cancelled):
        next(pump(produce, beat))

    assert not ended.is_set()
    go_on.set()
    assert ended.wait(20)  # at its next item


def test_items_that_nobody_takes_hold_the_work_back_until_it_is_abandoned() -> None:
    made: list[int] = []
    ended = threading.Event()

    def produce(emit: Callable[[int], None]) -> None:
        try:
            for number in range(1000):
                emit(number)
                made.append(number)
        finally:
            ended.set()

    items = pump(produce, nothing)
    assert next(items) == 0
    items.close()

    assert ended.wait(20)
    assert len(made) < 20


def test_a_claim_is_held_by_one_and_waited_for_by_the_other(tmp_path: Path) -> None:
    lock, inside, leave = tmp_path / "a" / "x.lock", threading.Event(), threading.Event()
    order: list[str] = []

    def first() -> None:
        with claimed(lock, Progress()):
            inside.set()
            leave.wait(20)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(20)
    texts: list[str] = []

    def heard(_fraction: float, text: str) -> None:
        texts.append(text)
        leave.set()

    with claimed(lock, Progress(heard)):
        order.append("second")
    thread.join()

    assert order == ["first", "second"]
    assert "another Moebius" in texts[0]


def test_waiting_for_a_claim_can_be_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with (
        claimed(tmp_path / "x.lock", Progress()),
        pytest.raises(Cancelled),
        claimed(tmp_path / "x.lock", Progress(token=token)),
    ):
        raise AssertionError("two have it")


def test_a_claim_falls_with_its_process(tmp_path: Path) -> None:
    lock = tmp_path / "x.lock"
    code = (
        "import pathlib, sys\n"
        "from moebius_core.progress import Progress\n"
        "from moebius_core.weights.claim import claimed\n"
        f"with claimed(pathlib.Path({str(lock)!r}), Progress()):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    process.kill()
    process.communicate()
    done = threading.Event()

    def take() -> None:
        with claimed(lock, Progress()):
            done.set()

    thread = threading.Thread(target=take)
    thread.start()
    until(done.is_set)
    thread.join()
