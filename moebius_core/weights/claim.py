"""One process at a time works on a set of weights; the others wait and then find it done."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator
from pathlib import Path

from moebius_core.progress import Progress
from moebius_core.system import lock_file

_PAUSE_S = 0.05
_WAITING = "Waiting for another Moebius that works on the same weights"


@contextlib.contextmanager
def claimed(path: Path, progress: Progress) -> Generator[None]:
    """Hold the lock file `path` while the block runs, waiting for whoever holds it.

    The lock falls with its process, however that ends; the file stays.

    Raises:
        Cancelled: while waiting.
        OSError: the file cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        while not lock_file(file):
            progress.report(0.0, _WAITING)
            time.sleep(_PAUSE_S)
        yield
