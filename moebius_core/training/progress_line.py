"""One line about a run: redrawn on a terminal, printed now and then anywhere else."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from typing import TextIO

from moebius_core.cli.terminal import printable, warn

_REDRAWN_EVERY_S = 0.1
_PRINTED_EVERY_S = 30.0


class ProgressLine:
    """On `stream`, which is standard error.

    Args:
        stream: A terminal, a pipe or a log file.
        clock: Seconds, monotonic.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._is_drawn = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._pause_s = _REDRAWN_EVERY_S if self._is_drawn else _PRINTED_EVERY_S
        self._shown_at = clock()
        self._cells = 0

    def show(self, line: str, *, is_last: bool = False) -> None:
        """Replace the line, or print it; not every time, but the last one is printed for good."""
        now = self._clock()
        if is_last:
            self.print_above(line)
        elif now - self._shown_at >= self._pause_s:
            self._shown_at = now
            self._draw(line) if self._is_drawn else warn(line, self._stream)

    def print_above(self, line: str) -> None:
        """A line that stays."""
        self.close()
        warn(line, self._stream)

    def close(self) -> None:
        """Wipe the line. Drawing again later is fine."""
        if self._cells:
            self._draw("")
            self._stream.write("\r")
            self._stream.flush()

    def _draw(self, line: str) -> None:
        cut = printable(line)[: shutil.get_terminal_size().columns - 1]
        self._stream.write(f"\r{cut}{' ' * max(0, self._cells - len(cut))}")
        self._stream.flush()
        self._cells = len(cut)
