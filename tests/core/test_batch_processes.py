"""Several worker processes: the same results, and no death but that of one photo."""

from __future__ import annotations

import multiprocessing
import multiprocessing.context
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from moebius_core.batch import (
    BatchControl,
    BatchEvent,
    BatchReport,
    BatchRequest,
    ItemDone,
    ItemProgress,
    ItemStarted,
    NamedEngine,
    OneMask,
    Status,
    default_workers,
    plan_batch,
    pool,
    run_batch,
)
from moebius_core.batch.work import EngineOpener
from moebius_core.engines.selection import Device
from tests.core.weights.making import until
from tests.fakes import (
    DyingOnce,
    DyingOnRed,
    EndlessFill,
    InterruptedFill,
    MeanFill,
    StandingStill,
    ThreadTellingFill,
    write_mask,
    write_photo,
)


@pytest.fixture
def request_(tmp_path: Path) -> BatchRequest:
    for number in range(5):
        write_photo(tmp_path / "in" / f"{number}.png", seed=number)
    return BatchRequest(
        source=tmp_path / "in",
        target=tmp_path / "out",
        masks=OneMask(write_mask(tmp_path / "logo.png")),
    )


def run(request: BatchRequest, opener: EngineOpener, workers: int = 2) -> BatchReport:
    report = run_batch(plan_batch(request), workers=workers, opener=opener)
    assert not multiprocessing.active_children()
    return report


def test_two_workers_make_what_one_process_makes(request_: BatchRequest, tmp_path: Path) -> None:
    assert run(request_, MeanFill).counts[Status.DONE] == 5
    alone = BatchRequest(source=request_.source, target=tmp_path / "alone", masks=request_.masks)
    run(alone, MeanFill, workers=0)
    for path in sorted((tmp_path / "alone").glob("*.png")):
        assert path.read_bytes() == (request_.target / path.name).read_bytes()


def test_the_named_engine_crosses_into_the_workers(request_: BatchRequest) -> None:
    opener = NamedEngine("content-fill", Device.CPU)
    assert run(request_, opener).counts[Status.DONE] == 5


def test_a_process_that_dies_fails_its_photo_only(request_: BatchRequest) -> None:
    for name in ("0.png", "3.png"):
        write_photo(request_.source / name, red=True)
    report = run(request_, DyingOnRed)
    statuses = [result.status.value for result in report.results]
    assert statuses == ["failed", "done", "done", "failed", "done"]
    assert "ended" in report.results[0].reason


def test_photos_whose_process_died_are_done_by_the_next_run(
    request_: BatchRequest, tmp_path: Path
) -> None:
    opener = DyingOnce(tmp_path / "gate")
    assert run(request_, opener, workers=1).counts[Status.FAILED] == 5
    (tmp_path / "gate").touch()
    assert run(request_, opener, workers=1).counts[Status.DONE] == 5


def test_workers_ignore_ctrl_c(request_: BatchRequest) -> None:
    assert run(request_, InterruptedFill).counts[Status.DONE] == 5


_HELD = """
import signal
from multiprocessing import resource_tracker
from moebius_core.batch.pool import _signals_held
with _signals_held():
    resource_tracker.ensure_running()  # what the first start of a process does
    print(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])) == [signal.SIGINT, signal.SIGTERM])
print(signal.pthread_sigmask(signal.SIG_BLOCK, []))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal masks")
def test_workers_are_deaf_from_their_first_moment() -> None:
    """Ctrl+C must not hit a worker that is still importing numpy."""
    ran = subprocess.run([sys.executable, "-c", _HELD], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "set()"]


@pytest.mark.parametrize("threads", [1, 2])
def test_each_worker_has_the_threads_it_is_given(request_: BatchRequest, threads: int) -> None:
    plan = plan_batch(request_)
    report = run_batch(plan, workers=1, threads=threads, opener=ThreadTellingFill)
    assert {result.reason for result in report.results} == {f"{threads} and {threads}"}


def test_stop_lets_both_workers_finish_their_photo(request_: BatchRequest) -> None:
    control = BatchControl()

    def stop(event: BatchEvent) -> None:
        if isinstance(event, ItemDone):
            control.stop()

    report = run_batch(
        plan_batch(request_), workers=2, opener=MeanFill, control=control, on_event=stop
    )
    assert 1 <= report.counts[Status.DONE] <= 2
    assert report.counts[Status.NOT_RUN] == 5 - report.counts[Status.DONE]
    assert report.counts[Status.FAILED] == 0


def test_abort_ends_a_worker_in_the_middle_of_a_photo(
    request_: BatchRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_process: object) -> None:
        raise AssertionError("the worker cancels its work itself")

    monkeypatch.setattr(multiprocessing.context.SpawnProcess, "kill", never)
    monkeypatch.setattr(pool, "_ABORT_GRACE_S", 20.0)
    control = BatchControl()

    def abort(event: BatchEvent) -> None:
        if isinstance(event, ItemProgress):
            control.abort()

    report = run_batch(
        plan_batch(request_), workers=1, opener=EndlessFill, control=control, on_event=abort
    )
    assert report.counts[Status.NOT_RUN] == 5
    assert [path.name for path in request_.target.iterdir()] == [".moebius-batch.json"]
    assert not multiprocessing.active_children()


def test_abort_stops_a_worker_s_graph_call(
    request_: BatchRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_process: object) -> None:
        raise AssertionError("the worker stops its call itself")

    monkeypatch.setattr(multiprocessing.context.SpawnProcess, "kill", never)
    monkeypatch.setattr(pool, "_ABORT_GRACE_S", 20.0)
    control, sign = BatchControl(), tmp_path / "stands still"

    def abort(event: BatchEvent) -> None:
        if isinstance(event, ItemProgress):
            until(sign.exists)
            control.abort()

    report = run_batch(
        plan_batch(request_),
        workers=1,
        opener=StandingStill("decode", sign),
        control=control,
        on_event=abort,
    )

    assert report.counts[Status.NOT_RUN] == 5
    assert not multiprocessing.active_children()


def test_a_window_drives_it_from_another_thread(request_: BatchRequest) -> None:
    """Pause in the middle, go on, and know every photo's progress; the window's thread is free."""
    control, paused = BatchControl(), threading.Event()
    events: list[BatchEvent] = []
    reports: list[BatchReport] = []

    def note(event: BatchEvent) -> None:
        events.append(event)
        if isinstance(event, ItemDone) and event.finished == 2:
            control.pause()
            paused.set()

    def work() -> None:
        plan = plan_batch(request_)
        reports.append(run_batch(plan, workers=2, opener=MeanFill, control=control, on_event=note))

    thread = threading.Thread(target=work)
    thread.start()
    assert paused.wait(60)
    started = sum(isinstance(event, ItemStarted) for event in events)
    assert 2 <= started <= 3  # at most one more was in work
    control.resume()
    thread.join(60)
    assert reports[0].counts[Status.DONE] == 5
    names = {f"{number}.png" for number in range(5)}
    assert {event.item.photo.name for event in events if isinstance(event, ItemStarted)} == names
    assert {event.item.photo.name for event in events if isinstance(event, ItemProgress)} == names
    assert {event.result.photo.name for event in events if isinstance(event, ItemDone)} == names


def test_an_exception_in_the_front_end_ends_the_workers(request_: BatchRequest) -> None:
    def fail(_event: BatchEvent) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_batch(plan_batch(request_), workers=2, opener=MeanFill, on_event=fail)
    assert not multiprocessing.active_children()


def test_default_workers_are_few() -> None:
    assert 1 <= default_workers() <= 4
