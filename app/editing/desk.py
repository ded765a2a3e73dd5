"""What every part of the editor needs: settings, questions, workers, and somebody to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.editing.failures import failure_of
from app.editing.prompts import Prompts
from app.editing.state import State
from app.jobs.job import Job
from app.settings import Settings, SettingsStore
from moebius_core.progress import Progress

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """Handed to the parts of the editor in place of the editor itself."""

    store: SettingsStore
    state: State
    prompts: Prompts
    submit: Callable[[Job[Any]], object]
    """To the worker that reads and writes files."""
    submit_aside: Callable[[Job[Any]], object]
    """To a worker on which nobody waits: looking around on disks that may be slow or gone."""
    busy: Callable[[str], object]
    """Tell what has begun."""
    message: Callable[[str], object]
    failed: Callable[[str, str], object]
    """Tell (sentence, hint)."""

    @property
    def settings(self) -> Settings:
        return self.store.value

    def fail(self, error: BaseException) -> None:
        """Tell an exception."""
        self.failed(*failure_of(error))

    def run(
        self,
        doing: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        *,
        failed: Callable[[BaseException], object] | None = None,
    ) -> Job[T]:
        """Have `work` done by the file worker, telling what is being done.

        Args:
            failed: None tells the exception.
        """
        job = Job(work=work, done=done, failed=failed or self.fail)
        self.busy(doing)
        self.submit(job)
        return job
