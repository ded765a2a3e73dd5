"""Cycles die on the window's thread, whoever makes them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Generator

import pytest
from pytestqt.qtbot import QtBot

from app.jobs.collector import Collector


@pytest.fixture
def collector() -> Generator[Collector]:
    collector = Collector()
    yield collector
    collector.stop()
    assert gc.isenabled()


class _Cycle:
    died_on: threading.Thread | None = None

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        _Cycle.died_on = threading.current_thread()


def test_a_cycle_that_a_worker_leaves_dies_on_the_windows_thread(
    qtbot: QtBot, collector: Collector
) -> None:
    def work() -> None:
        _Cycle()
        # enough new containers for many automatic collections
        _ = [[number] for number in range(50_000)]

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert _Cycle.died_on is None
    kept = [[number] for number in range(2000)]  # the count is over the threshold
    qtbot.waitUntil(lambda: _Cycle.died_on is not None, timeout=5000)
    assert _Cycle.died_on is threading.main_thread()
    assert kept
