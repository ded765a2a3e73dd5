"""One worker thread and its queue: work happens there, callbacks on the window's thread. [Qt]"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.jobs.job import Job
from moebius_core.errors import MoebiusError
from moebius_core.progress import Cancelled, Progress

T = TypeVar("T")

log = logging.getLogger(__name__)

REPORTS_PER_SECOND = 30

Call: TypeAlias = Callable[[], object]


class Runner(QObject):
    """Runs jobs one after the other, in the order in which they were submitted.

    All methods belong to the window's thread. The worker thread starts with the first job and
    sleeps while there is none.
    """

    idle = Signal()
    """The last job's callback has run and nothing is queued."""
    _poked = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """
        Args:
            name: Of the thread, for logs and debuggers: "removals".
        """
        super().__init__(parent)
        self._open: list[Job[Any]] = []
        self._is_shut_down = False
        self._worker = _Worker(name, self._poked.emit)
        self._poked.connect(self._run_calls, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a job is queued or running, or its callback is still to come."""
        return bool(self._open)

    def submit(self, job: Job[T]) -> Job[T]:
        """Queue a job; after `shut_down` it is answered with `cancelled` at once."""
        if self._is_shut_down:
            job.cancel()
            job.cancelled()
            return job
        self._open.append(job)
        self._worker.take(job)
        return job

    def shut_down(self, last: Call | None = None, *, timeout_s: float | None = None) -> bool:
        """Cancel everything, wait for the worker to end, and deliver what is left of callbacks.

        Args:
            last: Run on the worker thread after all jobs: closing an engine, say. Not run where
                no job ever was.
            timeout_s: Longest wait; None: as long as it takes.

        Returns:
            Whether the worker has ended.
        """
        self._is_shut_down = True
        for job in self._open:
            job.cancel()
        has_ended = self._worker.end(last, timeout_s)
        self._run_calls()
        return has_ended

    def _run_calls(self) -> None:
        while self._worker.calls:
            job, callback = self._worker.calls.popleft()
            if job is None:
                callback()
            else:
                self._close(job, callback)

    def _close(self, job: Job[Any], callback: Call) -> None:
        try:
            callback()
        finally:
            self._open.remove(job)
            if not self._open:
                self.idle.emit()


class _Worker:
    """The thread's side. It knows no Qt object, so that none is destroyed on the wrong thread."""

    def __init__(self, name: str, poke: Call) -> None:
        self.calls: deque[tuple[Job[Any] | None, Call]] = deque()
        """For the window's thread: callbacks, with the job that each of them ends."""
        self._name = name
        self._poke: Call | None = poke
        self._queue: SimpleQueue[Job[Any] | Call | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def take(self, job: Job[Any]) -> None:
        self._queue.put(job)
        if self._thread is None:
            # a daemon: a drive that never answers must not keep the program alive
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()

    def end(self, last: Call | None, timeout_s: float | None) -> bool:
        """Finish the queue, then stop; whether that was in time. Nothing is poked afterwards."""
        thread, self._thread = self._thread, None
        if thread is not None:
            if last is not None:
                self._queue.put(last)
            self._queue.put(None)
            thread.join(timeout_s)
        with self._lock:
            self._poke = None
        return thread is None or not thread.is_alive()

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            if isinstance(item, Job):
                self._do(item)
            else:
                try:
                    item()
                except Exception:
                    log.exception("the last work of %s failed", self._name)
            del item  # waiting for the next one keeps no photo alive

    def _do(self, job: Job[Any]) -> None:
        try:
            progress = Progress(_Throttled(partial(self._tell, job)), job.token)
            progress.report(0.0)
            callback = partial(job.done, job.work(progress))
        except Cancelled:
            callback = job.cancelled
        except MoebiusError as error:
            log.info("%s: %s", self._name, error)
            callback = partial(job.failed, error)
        except BaseException as error:
            log.exception("work of %s failed", self._name)
            callback = partial(job.failed, error)
        self._post(job, callback)

    def _tell(self, job: Job[Any], fraction: float, text: str) -> None:
        self._post(None, partial(job.progressed, fraction, text))

    def _post(self, job: Job[Any] | None, callback: Call) -> None:
        with self._lock:
            self.calls.append((job, callback))
            if self._poke is not None:
                self._poke()


class _Throttled:
    """Passes on a progress report when the last one is old enough or the text is new."""

    def __init__(self, callback: Callable[[float, str], object]) -> None:
        self._callback = callback
        self._next = 0.0
        self._text = ""

    def __call__(self, fraction: float, text: str) -> None:
        now = time.monotonic()
        if now < self._next and (not text or text == self._text):
            return
        self._next = now + 1 / REPORTS_PER_SECOND
        self._text = text or self._text
        self._callback(fraction, self._text)
