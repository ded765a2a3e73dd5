"""How a running batch is paused and ended. Light to import, so that Ctrl+C works from the start."""

from __future__ import annotations

from moebius_core.progress import CancelToken


class BatchControl:
    """Pause, resume and end a running batch, from another thread or from a signal handler."""

    def __init__(self) -> None:
        # plain flags: a signal handler must take no lock that the interrupted code may hold
        self.token = CancelToken()
        self.opening = CancelToken()
        """Of trying the engine before the first photo: worth nothing when none will follow."""
        self.is_paused = False
        self.is_stopping = False

    def pause(self) -> None:
        """Start no further photo; those in work are finished."""
        self.is_paused = True

    def resume(self) -> None:
        self.is_paused = False

    def stop(self) -> None:
        """End the batch after the photos in work."""
        self.is_stopping = True
        self.opening.cancel()

    def abort(self) -> None:
        """End the batch at once; photos in work are left undone, with nothing of them written."""
        self.stop()
        self.token.cancel()
