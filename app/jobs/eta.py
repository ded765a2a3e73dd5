"""How long a piece of work will still take, from its progress alone (pure)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

LEAST_ELAPSED_S = 1.0
LEAST_FRACTION = 0.02
"""Before so much time and work are done, nobody can tell."""

MEMORY_S = 3.0
"""Time constant of the recent rate."""

SETTLING_S = 1.0
"""Time constant with which the told value follows a new estimate."""


class Eta:
    """Seconds left, told smoothly; the last few seconds count more than the whole run."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """
        Args:
            clock: Seconds that only grow.
        """
        self._clock = clock
        self._start: tuple[float, float] | None = None
        self._last = (0.0, 0.0)
        self._recent = (0.0, 0.0)
        self._told: float | None = None

    def update(self, fraction: float) -> float | None:
        """Take note of 0..1; seconds left, None as long as it cannot be told."""
        now = self._clock()
        if self._start is None or fraction < self._last[1]:
            self._start = self._last = now, fraction
            self._told = None
            self._recent = (0.0, 0.0)
            return None
        elapsed, done = now - self._start[0], fraction - self._start[1]
        step_s, step = now - self._last[0], fraction - self._last[1]
        if step_s > 0:
            self._last = now, fraction
            share = 1 - math.exp(-step_s / MEMORY_S)
            rate, weight = self._recent
            self._recent = (
                rate + share * (step / step_s - rate),
                weight + share * (1 - weight),
            )
        if elapsed < LEAST_ELAPSED_S or done < LEAST_FRACTION:
            return None
        average = done / elapsed
        rate = self._recent[0] / self._recent[1]  # its start from 0 taken out again
        pace = max(0.75 * rate + 0.25 * average, average / 10)  # a pause is not the end
        wanted = (1 - fraction) / pace
        if self._told is None:
            self._told = wanted
        else:
            expected = max(0.0, self._told - step_s)
            self._told = expected + (1 - math.exp(-step_s / SETTLING_S)) * (wanted - expected)
        return self._told
