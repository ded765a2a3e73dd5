"""One worker thread and its queue: work happens there, callbacks on the window's thread. [Qt]"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.jobs.job import Job
from moebius_core.errors import MoebiusError
from moebius_core.progress import Cancelled, Progress

T = TypeVar("T")

log = logging.getLogger(__name__)

REPORTS_PER_SECOND = 30

_Call = Callable[[], object]


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
        self._name = name
        self._queue: SimpleQueue[Job[Any] | _Call | None] = SimpleQueue()
        self._open: list[Job[Any]] = []
        self._calls: deque[_Call] = deque()
        self._thread: threading.Thread | None = None
        self._is_shut_down = False
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
        self._queue.put(job)
        if self._thread is None:
            # a daemon: a drive that never answers must not keep the program alive
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        return job

    def shut_down(self, last: _Call | None = None, *, timeout_s: float | None = None) -> bool:
        """Cancel everything, wait for the worker to end, and deliver what is left of callbacks.

        Args:
            last: Run on the worker thread after all jobs: closing an engine, say.
            timeout_s: Longest wait; None: as long as it takes.

        Returns:
            Whether the worker has ended.
        """
        self._is_shut_down = True
        for job in self._open:
            job.cancel()
        thread, self._thread = self._thread, None
        if thread is not None:
            if last is not None:
                self._queue.put(last)
            self._queue.put(None)
            thread.join(timeout_s)
        self._run_calls()
        return thread is None or not thread.is_alive()

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            if isinstance(item, Job):
                self._post(partial(self._close, item, self._outcome(item)))
                continue
            try:
                item()
            except Exception:
                log.exception("the last work of %s failed", self._name)

    def _outcome(self, job: Job[Any]) -> _Call:
        """Do the job's work; the callback it has earned."""
        try:
            progress = Progress(_Throttled(job.progressed, self._post), job.token)
            progress.report(0.0)
            return partial(job.done, job.work(progress))
        except Cancelled:
            return job.cancelled
        except MoebiusError as error:
            log.info("%s: %s", self._name, error)
            return partial(job.failed, error)
        except BaseException as error:
            log.exception("work of %s failed", self._name)
            return partial(job.failed, error)

    def _post(self, call: _Call) -> None:
        self._calls.append(call)
        self._poked.emit()

    def _run_calls(self) -> None:
        while self._calls:
            self._calls.popleft()()

    def _close(self, job: Job[Any], callback: _Call) -> None:
        try:
            callback()
        finally:
            self._open.remove(job)
            if not self._open:
                self.idle.emit()


class _Throttled:
    """Passes on a progress report when the last one is old enough."""

    def __init__(
        self, callback: Callable[[float, str], object], post: Callable[[_Call], None]
    ) -> None:
        self._callback = callback
        self._post = post
        self._next = 0.0
        self._text = ""

    def __call__(self, fraction: float, text: str) -> None:
        now = time.monotonic()
        if now < self._next and (not text or text == self._text):
            return
        self._next = now + 1 / REPORTS_PER_SECOND
        self._text = text or self._text
        self._post(partial(self._callback, fraction, self._text))
