"""Seconds of a fill and of each of its steps, read off the progress that engines report."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from moebius_core.progress import CancelToken, Progress

_STEP = re.compile(r"Step \d+ of \d+$")


class StepClock:
    """Times one fill.

    A step begins with its report, "Step 3 of 8", and ends with the next one; so this works with
    every engine and needs no access to what it computes with.

    Args:
        pass_on: Told of every report: fraction and text.
        token: Cancels the fill.
        now: Seconds, monotonic.
    """

    def __init__(
        self,
        pass_on: Callable[[float, str], None],
        token: CancelToken,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.steps: list[float] = []
        """Seconds of each step that has ended."""

        self._pass_on = pass_on
        self._now = now
        self._step_began: float | None = None
        self._began = now()
        self.progress = Progress(self._report, token)

    @property
    def seconds(self) -> float:
        """Since the clock was made."""
        return self._now() - self._began

    def _report(self, fraction: float, text: str) -> None:
        now = self._now()
        if self._step_began is not None:
            self.steps.append(now - self._step_began)
        self._step_began = now if _STEP.search(text) else None
        self._pass_on(fraction, text)
