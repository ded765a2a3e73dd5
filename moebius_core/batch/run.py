"""Doing what a plan says: hand out photos, keep the manifest, tell how far it is."""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from dataclasses import dataclass
from pathlib import PurePosixPath

from moebius_core.batch.control import BatchControl
from moebius_core.batch.events import ItemDone, ItemProgress, ItemStarted, OnEvent
from moebius_core.batch.manifest import DoneRecord, Manifest
from moebius_core.batch.naming import FORMATS
from moebius_core.batch.pace import Pace
from moebius_core.batch.pairing import OneMask
from moebius_core.batch.plan import Action, BatchPlan, PlannedItem, options_fingerprint
from moebius_core.batch.pool import InlinePool, Pool, ProcessPool
from moebius_core.batch.report import BatchReport, ItemResult, Status
from moebius_core.batch.work import EngineOpener, Finished, Task
from moebius_core.batch.worker import Failure
from moebius_core.engines.engine import EngineInfo, InpaintEngine
from moebius_core.engines.selection import Device, open_engine
from moebius_core.errors import SaveError
from moebius_core.masks import open_mask
from moebius_core.progress import Cancelled, Progress

log = logging.getLogger(__name__)

MOST_DEFAULT_WORKERS = 4
"""Each worker holds a photo and its working copies in memory."""

_POLL_S = 0.1
_SILENT = Progress()
_STATUS_OF = {
    Action.UNCHANGED: Status.UNCHANGED,
    Action.NO_MASK: Status.NO_MASK,
    Action.REFUSED: Status.REFUSED,
}


@dataclass(frozen=True)
class NamedEngine:
    """Opens an engine by its name inside a worker."""

    name: str
    device: Device
    precision: str = "auto"

    def __call__(self, progress: Progress = _SILENT) -> InpaintEngine:
        return open_engine(
            self.name, self.device, precision=self.precision, progress=progress
        ).engine

    def tried(self, progress: Progress = _SILENT) -> EngineInfo:
        """Open and close it here, so that what fails or is prepared once does so once.

        Raises:
            MoebiusError: as `open_engine`.
            Cancelled: the token was set.
        """
        engine = self(progress)
        engine.close()
        return engine.info


def default_workers() -> int:
    """One for each processor core this process may use, four at most."""
    return min(_cores(), MOST_DEFAULT_WORKERS)


def run_batch(
    plan: BatchPlan,
    *,
    workers: int | None = None,
    threads: int | None = None,
    opener: EngineOpener | None = None,
    on_event: OnEvent = lambda _event: None,
    control: BatchControl | None = None,
) -> BatchReport:
    """Do every planned photo that needs it.

    Workers are spawned processes: a script that calls this does so under
    `if __name__ == "__main__":`, as Python's multiprocessing asks for.

    Args:
        plan: From `plan_batch`. It serves one run: what that run did is not in it, so going on
            after an interruption takes a new plan.
        workers: Processes; None takes `default_workers()`, or one where the network runs, which
            uses all cores and much memory; 0 works inside this process.
        threads: Of numpy and OpenCV in each worker; None shares the processor cores out evenly.
        opener: Opens the engine in each worker and must survive pickling; None opens the one that
            the recipe names.
        on_event: Called in this thread with what happens.
        control: Lets another thread or a signal pause or end it.

    Returns:
        A result for each photo of the plan; one bad photo is one failed result.

    Raises:
        BadInputError: the one mask for all photos cannot be read.
        EngineUnavailableError: the engine that the recipe names cannot run.
        SaveError: the output folder or its manifest cannot be written, another batch is writing
            there, or has since the plan was made.
    """
    return _Run(plan, workers, threads, opener, on_event, control or BatchControl()).report()


class _Run:
    def __init__(
        self,
        plan: BatchPlan,
        workers: int | None,
        threads: int | None,
        opener: EngineOpener | None,
        on_event: OnEvent,
        control: BatchControl,
    ) -> None:
        self._plan = plan
        self._request = plan.request
        self._on_event = on_event
        self._control = control
        recipe = plan.request.recipe
        named = NamedEngine(recipe.engine, recipe.device, recipe.precision)
        self._opener = opener or named
        self._todo = deque(i for i, item in enumerate(plan.items) if item.action is Action.REMOVE)
        self._total = len(self._todo)
        info = self._tried(named) if opener is None and self._todo else None
        usual = 1 if info and info.region_px else default_workers()
        self._workers = min(usual if workers is None else workers, self._total)
        self._threads = threads or max(1, _cores() // max(1, self._workers))
        self._results: dict[int, ItemResult] = {}
        self._fractions: dict[int, float] = {}
        self._finished = 0
        self._options = options_fingerprint(plan.request)
        self._root = str(plan.request.source.absolute())
        self._pace = Pace()

    def _tried(self, named: NamedEngine) -> EngineInfo | None:
        """What will run; None when the batch was ended meanwhile."""
        try:
            return named.tried(Progress(token=self._control.opening))
        except Cancelled:
            return None

    def report(self) -> BatchReport:
        for number, item in enumerate(self._plan.items):
            if item.action in _STATUS_OF:
                self._results[number] = _result(
                    item, _STATUS_OF[item.action], item.reason, item.hint
                )
        if self._todo:
            self._work()
        for number, item in enumerate(self._plan.items):
            if number not in self._results:
                reason = "The batch was interrupted before this photo was done."
                self._results[number] = _result(item, Status.NOT_RUN, reason)
        results = tuple(self._results[number] for number in range(len(self._plan.items)))
        interrupted = any(result.status is Status.NOT_RUN for result in results)
        return BatchReport(self._plan, results, self._pace.seconds, interrupted)

    def _work(self) -> None:
        rule = self._request.masks
        if isinstance(rule, OneMask):  # better one clear error than one for each photo
            open_mask(rule.path, max_megapixels=self._request.recipe.max_megapixels)
        try:
            self._request.target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(
                f"The folder “{self._request.target}” cannot be created: {error.strerror}.",
                "Choose another output folder.",
            ) from error
        manifest = Manifest(self._request.target, self._request.shard, self._plan.manifest_size)
        try:
            pool = self._open_pool()
            try:
                self._hand_out(pool, manifest)
            except BaseException:
                pool.abort()
                raise
            finally:
                pool.close()
        finally:
            manifest.close()

    def _open_pool(self) -> Pool:
        recipe = self._request.recipe
        if self._workers == 0:
            return InlinePool(recipe, self._opener, self._moved, self._control.token)
        return ProcessPool(self._workers, recipe, self._opener, self._moved, threads=self._threads)

    def _hand_out(self, pool: Pool, manifest: Manifest) -> None:
        control = self._control
        while True:
            if control.token.is_cancelled:
                pool.abort()
                return
            if not (control.is_paused or control.is_stopping):
                while self._todo and pool.free:
                    self._submit(self._todo.popleft(), pool, manifest)
            if pool.busy:
                self._pace.resume()
                for number, outcome in pool.wait(_POLL_S):
                    self._end(number, outcome, manifest)
            elif control.is_stopping or not self._todo:
                return
            else:
                self._pace.pause()
                time.sleep(_POLL_S)

    def _submit(self, number: int, pool: Pool, manifest: Manifest) -> None:
        item, target = self._plan.items[number], self._request.target
        manifest.start(item.photo, item.output)
        task = Task(
            photo=self._request.source / item.photo,
            mask=item.mask,
            output=target / item.output,
            keep_format=not FORMATS[self._request.format],
            may_replace=frozenset(target / name for name in item.may_replace),
        )
        log.info("Starting %s", item.photo)
        self._on_event(ItemStarted(item, self._overall()))
        pool.submit(number, task)

    def _moved(self, number: int, fraction: float) -> None:
        self._fractions[number] = fraction
        item, overall = self._plan.items[number], self._overall()
        self._on_event(ItemProgress(item, fraction, overall, self._pace.remaining_s(overall)))

    def _end(self, number: int, outcome: Finished | Failure, manifest: Manifest) -> None:
        item = self._plan.items[number]
        self._fractions.pop(number, None)
        if isinstance(outcome, Finished):
            result = self._record(item, outcome, manifest)
        else:
            if outcome.details:
                log.debug("%s: %s", item.photo, outcome.details)
            if not outcome.may_have_saved:
                manifest.failed(item.photo)
            if outcome.was_cancelled:
                return
            status = Status.NO_MASK if outcome.is_missing_mask else Status.FAILED
            result = _result(item, status, outcome.sentence, outcome.hint)
        self._results[number] = result
        self._finished += 1
        log.info("%s: %s", item.photo, result.reason or result.status.value)
        rate, overall = self._finished / self._pace.seconds, self._overall()
        left = self._pace.remaining_s(overall)
        self._on_event(ItemDone(result, self._finished, self._total, rate, overall, left))

    def _record(self, item: PlannedItem, done: Finished, manifest: Manifest) -> ItemResult:
        output = PurePosixPath(done.output.relative_to(self._request.target).as_posix())
        manifest.done(
            DoneRecord(
                photo=item.photo.as_posix(),
                photo_signature=done.photo_signature,
                mask=None if item.mask is None else str(item.mask),
                mask_signature=done.mask_signature,
                options=self._options,
                output=output.as_posix(),
                output_signature=done.output_signature,
                root=self._root,
            )
        )
        return ItemResult(
            photo=item.photo,
            mask=item.mask,
            output=output,
            status=Status.DONE,
            notes=done.notes,
            seconds=done.seconds,
        )

    def _overall(self) -> float:
        return (self._finished + sum(self._fractions.values())) / max(self._total, 1)


def _result(item: PlannedItem, status: Status, reason: str, hint: str = "") -> ItemResult:
    return ItemResult(
        photo=item.photo,
        mask=item.mask,
        output=item.output,
        status=status,
        reason=reason,
        hint=hint,
    )


def _cores() -> int:
    """Processor cores this process may use; fewer than the machine has inside a cluster job."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
