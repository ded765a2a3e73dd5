"""Planning and running a batch on a thread of its own; the window hears of it in portions. [Qt]"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.dialogs.batch_request import BatchForm, checked_plan, write_current_mask
from app.jobs.job import Job
from app.jobs.runner import Runner
from moebius_core.batch.control import BatchControl

if TYPE_CHECKING:
    from moebius_core.arrays import Mask
    from moebius_core.batch import BatchEvent, BatchPlan, BatchReport
    from moebius_core.batch.work import EngineOpener
    from moebius_core.progress import Progress

_PORTION_MS = 100


@dataclass(frozen=True)
class _Planned:
    """Stands among the events: what follows belongs to this plan."""

    plan: BatchPlan


class BatchWork(QObject):
    """One batch at a time. All methods belong to the window's thread and return at once."""

    planned = Signal(object)
    """A BatchPlan."""
    happened = Signal(list)
    """BatchEvents since the last time, ten times a second at most."""
    finished = Signal(object)
    """A BatchReport; the run may have been ended early."""
    failed = Signal(object)
    """The exception that planning or the whole run ended with."""
    running_changed = Signal(bool)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        opener: EngineOpener | None = None,
        workers: int | None = None,
    ) -> None:
        """
        Args:
            opener: As for `run_batch`; also called once before a run, to find out early that the
                engine cannot be opened.
            workers: As for `run_batch`.
        """
        super().__init__(parent)
        self._opener = opener
        self._workers = workers
        self._runner = Runner("batch", self)
        self._events: deque[BatchEvent | _Planned] = deque()
        self._control: BatchControl | None = None
        self._timer = QTimer(self, interval=_PORTION_MS)
        self._timer.timeout.connect(self._pass_on)

    @property
    def is_running(self) -> bool:
        return self._control is not None

    @property
    def is_paused(self) -> bool:
        return self._control is not None and self._control.is_paused

    def plan(self, form: BatchForm, mask: Mask | None) -> None:
        """Find out what would happen; answered by `planned` or `failed`.

        Args:
            mask: The canvas' mask, where the form takes that one and it has to be kept first.
        """

        def work(_progress: Progress) -> BatchPlan:
            if mask is not None:
                write_current_mask(mask)
            return checked_plan(form)

        self._runner.submit(Job(work, done=self.planned.emit, failed=self.failed.emit))

    def run(self, form: BatchForm, mask: Mask | None) -> None:
        """Plan and run; answered by `planned` and `happened`, then `finished` or `failed`.

        Args:
            mask: As for `plan`.
        """
        control = self._control = BatchControl()

        def work(progress: Progress) -> BatchReport:
            from moebius_core.batch import run_batch

            if mask is not None:
                write_current_mask(mask)
            plan = checked_plan(form)
            if self._opener is not None:  # `run_batch` tries the engines that have a name
                self._opener().close()
            progress.report(0.0)
            self._events.append(_Planned(plan))
            return run_batch(
                plan,
                workers=self._workers,
                opener=self._opener,
                on_event=self._events.append,
                control=control,
            )

        self._timer.start()
        self.running_changed.emit(True)
        self._runner.submit(
            Job(
                work,
                done=self._finish,
                failed=self._fail,
                cancelled=self._fall_silent,
                token=control.token,
            )
        )

    def pause(self) -> None:
        if self._control is not None:
            self._control.pause()

    def resume(self) -> None:
        if self._control is not None:
            self._control.resume()

    def stop(self) -> None:
        """End after the photos in work; also out of a pause."""
        if self._control is not None:
            self._control.stop()

    def abort(self) -> None:
        """End at once; nothing of the photos in work is written."""
        if self._control is not None:
            self._control.abort()

    def shut_down(self) -> None:
        """End whatever runs and wait for it. For the program's end."""
        self.abort()
        self._runner.shut_down()

    def _pass_on(self) -> None:
        events: list[BatchEvent] = []
        while self._events:
            event = self._events.popleft()
            if isinstance(event, _Planned):
                self.planned.emit(event.plan)
            else:
                events.append(event)
        if events:
            self.happened.emit(events)

    def _finish(self, report: BatchReport) -> None:
        self._fall_silent()
        self.finished.emit(report)

    def _fail(self, error: BaseException) -> None:
        self._fall_silent()
        self.failed.emit(error)

    def _fall_silent(self) -> None:
        self._timer.stop()
        self._pass_on()
        self._control = None
        self.running_changed.emit(False)
