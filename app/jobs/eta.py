"""How long a piece of work will still take, from its progress alone (pure)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

LEAST_ELAPSED_S = 1.0
LEAST_FRACTION = 0.02
"""Before so much time and work are done, nobody can tell."""

MEMORY_S = 4.0
"""Time constant of the recent rate."""

SETTLING_S = 2.0
"""Time constant with which the told value follows a new estimate."""


class Eta:
    """Seconds left, told smoothly: half of it trusts the whole run, half the last few seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """
        Args:
            clock: Seconds that only grow.
        """
        self._clock = clock
        self._start: tuple[float, float] | None = None
        self._last = (0.0, 0.0)
        self._rate = 0.0
        self._told: float | None = None

    def update(self, fraction: float) -> float | None:
        """Take note of 0..1; seconds left, None as long as it cannot be told."""
        now = self._clock()
        if self._start is None or fraction < self._last[1]:
            self._start = self._last = now, fraction
            self._told = None
            return None
        elapsed, done = now - self._start[0], fraction - self._start[1]
        step_s, step = now - self._last[0], fraction - self._last[1]
        if step_s > 0:
            self._last = now, fraction
            # weighed by elapsed time at first: the first reports alone say little
            share = 1 - math.exp(-step_s / min(MEMORY_S, elapsed))
            self._rate += share * (step / step_s - self._rate)
        if elapsed < LEAST_ELAPSED_S or done < LEAST_FRACTION:
            return None
        wanted = (1 - fraction) / ((self._rate + done / elapsed) / 2)
        if self._told is None:
            self._told = wanted
        else:
            expected = max(0.0, self._told - step_s)
            self._told = expected + (1 - math.exp(-step_s / SETTLING_S)) * (wanted - expected)
        return self._told
