"""Worker processes that may die without taking the batch along."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import signal
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import NamedTuple, Protocol

from moebius_core.batch.work import EngineOpener, Finished, Recipe, Task
from moebius_core.batch.worker import ABORT, Failure, Moved, Workshop, serve
from moebius_core.progress import CancelToken, Progress

log = logging.getLogger(__name__)

_ABORT_GRACE_S = 10.0  # opening and saving a large photo cannot be cancelled half-way
_CLOSE_GRACE_S = 5.0

Moves = Callable[[int, float], None]
"""Called with a task's number and how far it is, 0..1."""


class Answer(NamedTuple):
    """How the task with this number ended."""

    number: int
    outcome: Finished | Failure


class Pool(Protocol):
    """Does tasks, in this process or in others."""

    @property
    def free(self) -> int:
        """How many more tasks may be submitted now."""
        ...

    @property
    def busy(self) -> int:
        """How many tasks are in work."""
        ...

    def submit(self, number: int, task: Task) -> None: ...

    def wait(self, timeout_s: float) -> list[Answer]:
        """What ended, as soon as anything did; empty after the timeout."""
        ...

    def abort(self) -> None:
        """End the tasks in work without a result."""
        ...

    def close(self) -> None: ...


class InlinePool:
    """Works in this process, one task at a time: for tests and for a debugger."""

    def __init__(
        self, recipe: Recipe, opener: EngineOpener, moves: Moves, token: CancelToken
    ) -> None:
        self._shop = Workshop(recipe, opener)
        self._moves = moves
        self._token = token
        self._next: tuple[int, Task] | None = None

    @property
    def free(self) -> int:
        return 0 if self._next else 1

    @property
    def busy(self) -> int:
        return 1 if self._next else 0

    def submit(self, number: int, task: Task) -> None:
        self._next = number, task

    def wait(self, timeout_s: float) -> list[Answer]:
        del timeout_s
        if self._next is None:
            return []
        number, task = self._next
        progress = Progress(lambda done, _text: self._moves(number, done), self._token)
        outcome = self._shop.attempt(task, progress)
        self._next = None
        return [Answer(number, outcome)]

    def abort(self) -> None:
        self._next = None

    def close(self) -> None:
        self._shop.close()


@dataclass
class _Worker:
    process: SpawnProcess
    connection: Connection
    number: int | None = None


class ProcessPool:
    """Up to `size` spawned processes (safe beside Qt and threads, the same on every system).

    A task is given to one process at a time, so when one dies it is known whose fault it was.
    """

    def __init__(
        self, size: int, recipe: Recipe, opener: EngineOpener, moves: Moves, *, threads: int
    ) -> None:
        self._size = size
        self._setup = recipe, opener
        self._moves = moves
        self._threads = threads
        self._workers: list[_Worker] = []

    @property
    def free(self) -> int:
        return self._size - self.busy

    @property
    def busy(self) -> int:
        return sum(worker.number is not None for worker in self._workers)

    def submit(self, number: int, task: Task) -> None:
        idle = next((worker for worker in self._workers if worker.number is None), None)
        worker = idle or self._start()
        worker.number = number
        with contextlib.suppress(OSError):  # it has just died: `wait` notices and says so
            worker.connection.send(task)

    def wait(self, timeout_s: float) -> list[Answer]:
        by_connection = {worker.connection: worker for worker in self._workers}
        answers: list[Answer] = []
        for ready in wait(list(by_connection), timeout_s):
            worker = by_connection[ready]  # pyright: ignore[reportArgumentType]
            try:
                message: Moved | Finished | Failure = worker.connection.recv()
            except (EOFError, OSError):
                answers.extend(self._bury(worker))
                continue
            if worker.number is None:
                continue
            if isinstance(message, Moved):
                self._moves(worker.number, message.fraction)
            else:
                answers.append(Answer(worker.number, message))
                worker.number = None
        return answers

    def abort(self) -> None:
        self._end(ABORT, _ABORT_GRACE_S)

    def close(self) -> None:
        self._end(None, _CLOSE_GRACE_S)

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._threads), daemon=True)
        with _signals_held():
            process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        ours.send(self._setup)
        worker = _Worker(process, ours)  # pyright: ignore[reportArgumentType] - Windows has its own
        self._workers.append(worker)
        return worker

    def _bury(self, worker: _Worker) -> list[Answer]:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        code = worker.process.exitcode
        log.info("A worker process ended with exit code %s.", code)
        worker.process.close()
        if worker.number is None:
            return []
        return [Answer(worker.number, _cause_of_death(code))]

    def _end(self, message: str | None, grace_s: float) -> None:
        for worker in self._workers:
            with contextlib.suppress(OSError):
                worker.connection.send(message)
        deadline = time.monotonic() + grace_s
        for worker in self._workers:
            _drain(worker.connection, deadline)
            worker.process.join(max(0.0, deadline - time.monotonic()))
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()
            worker.connection.close()
            worker.process.close()
        self._workers.clear()


def _drain(connection: Connection, deadline: float) -> None:
    """Read to the end, so that a worker in the middle of an answer does not wait for a reader."""
    with contextlib.suppress(EOFError, OSError):
        while connection.poll(max(0.0, deadline - time.monotonic())):
            connection.recv()


def _cause_of_death(code: int | None) -> Failure:
    how, hint = f"ended unexpectedly (exit code {code})", ""
    if code is not None and code < 0:
        how = f"was ended by signal {-code}"
        if -code == getattr(signal, "SIGKILL", 0):
            hint = "Perhaps memory ran out; try fewer --workers."
    return Failure(f"The process that worked on it {how}.", hint, may_have_saved=True)


@contextlib.contextmanager
def _signals_held() -> Generator[None]:
    """A process started now inherits blocked signals, until it has chosen to ignore them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    # multiprocessing starts this one on first use and unblocks the signals while it does
    resource_tracker.ensure_running()
    held = {signal.SIGINT, signal.SIGTERM}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
