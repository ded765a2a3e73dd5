"""The worker thread: order, threads, progress, cancelling, and a clean end."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest
from pytestqt.qtbot import QtBot

from app.jobs.job import Job
from app.jobs.runner import Runner
from moebius_core.errors import MoebiusError
from moebius_core.progress import Progress


class Log:
    """What happened, with the thread it happened on."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.threads: set[threading.Thread] = set()

    def add(self, event: str) -> None:
        self.events.append(event)
        self.threads.add(threading.current_thread())


@pytest.fixture
def runner() -> Generator[Runner]:
    runner = Runner("test")
    yield runner
    runner.shut_down()


def _job(log: Log, name: str, error: BaseException | None = None) -> Job[str]:
    def work(_progress: Progress) -> str:
        if error is not None:
            raise error
        return name

    return Job(
        work=work,
        done=lambda value: log.add(f"done {value}"),
        failed=lambda found: log.add(f"failed {found}"),
        cancelled=lambda: log.add("cancelled"),
        progressed=lambda fraction, text: log.add(f"{fraction} {text}".strip()),
    )


def test_jobs_run_in_order_and_call_back_on_the_windows_thread(
    qtbot: QtBot, runner: Runner
) -> None:
    log = Log()
    with qtbot.waitSignal(runner.idle):
        for name in "abc":
            runner.submit(_job(log, name))
        assert runner.is_busy
        assert not log.events
    assert [e for e in log.events if e.startswith("done")] == ["done a", "done b", "done c"]
    assert log.threads == {threading.main_thread()}
    assert not runner.is_busy


@pytest.mark.parametrize(
    "error", [MoebiusError("No."), ZeroDivisionError("No."), SystemExit("No.")], ids=repr
)
def test_any_exception_is_a_failure_and_the_next_job_runs(
    qtbot: QtBot, runner: Runner, error: BaseException
) -> None:
    log = Log()
    with qtbot.waitSignal(runner.idle):
        runner.submit(_job(log, "a", error))
        runner.submit(_job(log, "b"))
    assert [e for e in log.events if not e[0].isdigit()] == ["failed No.", "done b"]


def test_cancelling_acts_at_the_next_report_and_before_the_start(
    qtbot: QtBot, runner: Runner
) -> None:
    log = Log()
    started = threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            progress.report(0.5)
            started.set()

    running = runner.submit(Job(work=endless, cancelled=lambda: log.add("running cancelled")))
    waiting = runner.submit(_job(log, "b"))
    qtbot.waitUntil(started.is_set)
    waiting.cancel()
    with qtbot.waitSignal(runner.idle):
        running.cancel()
    assert log.events == ["running cancelled", "cancelled"]


def test_progress_is_thinned_out_but_every_new_text_is_told(qtbot: QtBot, runner: Runner) -> None:
    log = Log()

    def work(progress: Progress) -> None:
        for step in range(10_000):
            progress.report(step / 10_000, "First" if step < 9_999 else "Last")

    job = Job(work=work, progressed=lambda fraction, text: log.add(text))
    with qtbot.waitSignal(runner.idle):
        runner.submit(job)
    assert log.events[-1] == "Last"
    assert 2 <= len(log.events) < 1000


def test_shutting_down_cancels_waits_and_runs_the_last_work_on_the_worker(qtbot: QtBot) -> None:
    runner = Runner("test")
    log = Log()
    started = threading.Event()
    closed_by: list[str] = []

    def endless(progress: Progress) -> None:
        while True:
            progress.report(0.5)
            started.set()

    runner.submit(Job(work=endless, cancelled=lambda: log.add("cancelled")))
    runner.submit(_job(log, "b"))
    qtbot.waitUntil(started.is_set)
    assert runner.shut_down(last=lambda: closed_by.append(threading.current_thread().name))
    assert log.events == ["cancelled", "cancelled"]
    assert closed_by == ["test"]
    assert "test" not in [thread.name for thread in threading.enumerate()]
    runner.submit(_job(log, "late"))
    assert log.events[-1] == "cancelled"
    assert not runner.is_busy


def test_an_unused_runner_has_no_thread(runner: Runner) -> None:
    before = threading.active_count()
    assert Runner("unused").shut_down()
    assert threading.active_count() == before


def test_a_worker_that_does_not_end_is_left_behind(qtbot: QtBot) -> None:
    runner = Runner("stuck")
    gate = threading.Event()
    runner.submit(Job(work=lambda _progress: gate.wait()))
    qtbot.waitUntil(lambda: "stuck" in [thread.name for thread in threading.enumerate()])
    assert not runner.shut_down(timeout_s=0.01)
    gate.set()
    qtbot.waitUntil(lambda: "stuck" not in [thread.name for thread in threading.enumerate()])


def test_the_last_work_may_fail(qtbot: QtBot) -> None:
    runner = Runner("test")
    runner.submit(_job(Log(), "a"))
    assert runner.shut_down(last=lambda: 1 / 0)
