"""A one-line progress bar for a terminal; silent anywhere else."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from typing import TextIO

from moebius_core.cli.terminal import printable, warn

_BAR_CELLS = 24
_MIN_INTERVAL_S = 0.1
_MIN_ELAPSED_S = 1.0  # before that, an estimate is a guess


class ProgressBar:
    """Draws on `stream`, which is standard error, and wipes its line when it is closed.

    Args:
        stream: Where to draw; nothing is drawn unless it is a terminal that can move its cursor.
        clock: Seconds, monotonic.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._started = clock()
        self._drawn_at = float("-inf")
        self._drawn_cells = 0
        self._text = ""
        self.is_visible = stream.isatty() and os.environ.get("TERM") != "dumb"

    def show(self, fraction: float, text: str = "") -> None:
        """Redraw, ten times a second at most.

        Args:
            fraction: 0..1 of the whole task.
            text: What is being done; empty keeps the last text.
        """
        self._text = text or self._text
        now = self._clock()
        if not self.is_visible or now - self._drawn_at < _MIN_INTERVAL_S:
            return
        self._drawn_at = now
        parts = [self._bar(fraction), f"{fraction:4.0%}"]
        elapsed = now - self._started
        if 0.02 < fraction < 1 and elapsed > _MIN_ELAPSED_S:
            parts.append(f"{duration(elapsed / fraction * (1 - fraction))} left")
        if self._text:
            parts.append(self._text)
        width = shutil.get_terminal_size().columns - 1
        self._draw(printable("  ".join(parts))[:width])

    def print_above(self, line: str) -> None:
        """A lasting line, with the bar out of its way; printed also where no bar is shown."""
        self.close()
        warn(line, self._stream)

    def close(self) -> None:
        """Wipe the line. Drawing again later is fine."""
        if self._drawn_cells:
            self._draw("")
            self._stream.write("\r")
            self._stream.flush()
        self._drawn_at = float("-inf")

    def _bar(self, fraction: float) -> str:
        encoding = (self._stream.encoding or "").lower().replace("-", "")
        full, empty = ("█", "░") if encoding.startswith("utf") else ("#", ".")
        cells = round(min(max(fraction, 0.0), 1.0) * _BAR_CELLS)
        return full * cells + empty * (_BAR_CELLS - cells)

    def _draw(self, line: str) -> None:
        padding = " " * max(0, self._drawn_cells - len(line))
        self._stream.write(f"\r{line}{padding}")
        self._stream.flush()
        self._drawn_cells = len(line)


def duration(seconds: float) -> str:
    """`8 s`, `2 min 05 s`, `3 h 07 min`."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"
