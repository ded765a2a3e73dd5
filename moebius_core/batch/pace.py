"""How fast a batch goes and how long the rest will take."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """A clock of work: it stands still while the batch is paused.

    Args:
        clock: Seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = clock()
        self._paused_at: float | None = None

    def pause(self) -> None:
        """Nothing is in work from now on. Again while paused changes nothing."""
        if self._paused_at is None:
            self._paused_at = self._clock()

    def resume(self) -> None:
        if self._paused_at is not None:
            self._started += self._clock() - self._paused_at
            self._paused_at = None

    @property
    def seconds(self) -> float:
        """Of work until now."""
        now = self._clock() if self._paused_at is None else self._paused_at
        return max(now - self._started, 1e-6)

    def remaining_s(self, overall: float) -> float | None:
        """Seconds of work that the rest will take; None while nothing can be said.

        Args:
            overall: 0..1, how much is done.
        """
        return self.seconds * (1 - overall) / overall if overall > 0 else None
