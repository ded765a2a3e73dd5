"""What a run tells: TensorBoard, its history, and one line of progress for whoever watches."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from pathlib import Path
from typing import Protocol, TextIO

from torch.utils.tensorboard import SummaryWriter

from moebius_core.arrays import Image
from moebius_core.cli.progress_bar import duration
from moebius_core.errors import SaveError
from moebius_core.training.history import History
from moebius_core.training.progress_line import ProgressLine

_MEMORY = 0.9
"""Of the running mean of a step's time."""


class Journal(Protocol):
    """What the loop tells; only one process of a run has one that listens."""

    def stepped(self, step: int, loss: float) -> None:
        """After each step, from 1."""
        ...

    def scalars(self, step: int, values: Mapping[str, float]) -> None:
        """Terms, weights and rates of a step."""
        ...

    def held_out(self, step: int, values: Mapping[str, float]) -> None:
        """Measurements on held-out pictures after a step; the first is the one to tell."""
        ...

    def picture(self, step: int, grid: Image) -> None:
        """Samples after a step."""
        ...

    def left_out(self, names: Iterable[str]) -> None:
        """Records that cannot be read."""
        ...

    def say(self, text: str) -> None:
        """A sentence for the person."""
        ...

    def close(self) -> None: ...


class WrittenJournal:
    """The journal of the process that writes.

    Args:
        folder: The run's.
        done: Steps that were done before.
        steps: Of the whole run.
        samples: In each step, of all processes.
        stream: Where progress goes: a line redrawn on a terminal, a line now and then elsewhere.
        clock: Seconds, monotonic.
    """

    def __init__(
        self,
        folder: Path,
        *,
        done: int,
        steps: int,
        samples: int,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._steps, self._samples = steps, samples
        self._line = ProgressLine(sys.stderr if stream is None else stream, clock)
        self._clock = clock
        self._last = clock()
        self._step_s: float | None = None
        self._names = dict[str, None]()
        self._history = History(folder, done=done)
        self._board = SummaryWriter(str(folder / "tensorboard"), purge_step=done + 1)

    def stepped(self, step: int, loss: float) -> None:
        """As `Journal`."""
        now = self._clock()
        took = now - self._last
        self._last = now
        known = self._step_s
        self._step_s = took if known is None else _MEMORY * known + (1 - _MEMORY) * took
        self._line.show(self._told(step, loss), is_last=step == self._steps)

    def scalars(self, step: int, values: Mapping[str, float]) -> None:
        """As `Journal`."""
        self._history.add(step, "training", values)
        with self._failures():
            for name, value in values.items():
                self._board.add_scalar(name, value, step)

    def held_out(self, step: int, values: Mapping[str, float]) -> None:
        """As `Journal`."""
        self._history.add(step, "held out", values)
        with self._failures():
            for name, value in values.items():
                self._board.add_scalar(f"held_out/{name}", value, step)
        name, value = next(iter(values.items()))
        self.say(f"Step {step}: held-out {name} {value:.5f}")
        self._last = self._clock()  # measuring is no part of a step's time

    def picture(self, step: int, grid: Image) -> None:
        """As `Journal`."""
        with self._failures():
            self._board.add_image("samples", grid, step, dataformats="HWC")
        self._last = self._clock()

    def left_out(self, names: Iterable[str]) -> None:
        """As `Journal`: each is told once."""
        for name in names:
            if name not in self._names:
                self._names[name] = None
                self.say(f"Left out, as it cannot be read: {name}")

    @property
    def left_out_count(self) -> int:
        """How many records could not be read."""
        return len(self._names)

    def say(self, text: str) -> None:
        """As `Journal`."""
        self._line.print_above(text)

    def close(self) -> None:
        """As `Journal`."""
        self._line.close()
        with contextlib.suppress(OSError):  # curves alone would be incomplete
            self._board.close()

    @contextlib.contextmanager
    def _failures(self) -> Generator[None]:
        """TensorBoard writes in a thread of its own, and tells what went wrong there later."""
        try:
            yield
        except OSError as error:
            reason = error.strerror or error
            raise SaveError(
                f"“{self._board.log_dir}” cannot be written: {reason}.", "Free some space."
            ) from error

    def _told(self, step: int, loss: float) -> str:
        seconds = self._step_s or 0.0
        rate = f"{self._samples / seconds:.3g} samples/s" if seconds else "- samples/s"
        left = duration(seconds * (self._steps - step))
        return f"step {step}/{self._steps}  loss {loss:.5f}  {rate}  {left} left"


class SilentJournal:
    """That of all other processes."""

    left_out_count = 0

    def stepped(self, step: int, loss: float) -> None: ...
    def scalars(self, step: int, values: Mapping[str, float]) -> None: ...
    def held_out(self, step: int, values: Mapping[str, float]) -> None: ...
    def picture(self, step: int, grid: Image) -> None: ...
    def left_out(self, names: Iterable[str]) -> None: ...
    def say(self, text: str) -> None: ...
    def close(self) -> None: ...
