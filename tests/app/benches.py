"""A worker in the test's own hands: jobs run when the test says so, on its thread."""

from __future__ import annotations

from typing import Any

from app.editing.engine_shelf import EngineShelf
from app.jobs.job import Job
from moebius_core.progress import Cancelled, Progress


class Bench:
    """Takes jobs as a runner does."""

    def __init__(self) -> None:
        self.jobs: list[Job[Any]] = []

    def submit(self, job: Job[Any]) -> None:
        self.jobs.append(job)

    def run_next(self) -> None:
        """Do the oldest job and call back."""
        job = self.jobs.pop(0)
        progress = Progress(lambda fraction, text: _passed(job, fraction, text), job.token)
        try:
            progress.report(0.0)
            result = job.work(progress)
        except Cancelled:
            job.cancelled()
        except Exception as error:
            job.failed(error)
        else:
            job.done(result)

    def run_all(self) -> None:
        while self.jobs:
            self.run_next()


def _passed(job: Job[Any], fraction: float, text: str) -> None:
    job.progressed(fraction, text)


def shelf_of(*networks: str, devices: tuple[str, ...] = ()) -> EngineShelf:
    """A shelf on which these weights were found, and these devices; it does not look again."""
    shelf = EngineShelf(lambda _job: None)
    shelf.networks = networks
    shelf.devices = devices or None
    return shelf
