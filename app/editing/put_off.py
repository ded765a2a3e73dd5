"""What a tool leaves to do after its gesture: worked out aside, applied on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.editing.desk import Desk
from app.editing.open_photo import OpenPhoto
from app.jobs.job import Job


class PutOff:
    """Runs the `Deferred` that a gesture has left in the tools' context."""

    def __init__(
        self, desk: Desk, done: Callable[[OpenPhoto, Callable[[], object]], object]
    ) -> None:
        """
        Args:
            done: Receives the photo and what is to be done to it, between two edits.
        """
        self._desk = desk
        self._done = done
        self._job: Job[Any] | None = None

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def take(self, photo: OpenPhoto) -> bool:
        """Start what was put off; whether there was anything."""
        deferred, photo.tool_context.deferred = photo.tool_context.deferred, None
        if deferred is None:
            return False

        def worked_out(result: Any) -> None:
            self._job = None
            photo.after_edits(partial(self._done, photo, partial(deferred.apply, result)))

        def failed(error: BaseException) -> None:
            self._job = None
            self._desk.fail(error)

        self._job = self._desk.run(deferred.name, deferred.work, worked_out, failed=failed)
        return True

    def cancel(self) -> bool:
        """Stop the latest; whether it was still at work."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        return job is not None
