"""One process at a time works on a set of weights; the others wait and then find it done."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator
from io import BufferedRandom
from pathlib import Path

from moebius_core.progress import Progress

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
        while not _lock(file):
            progress.report(0.0, _WAITING)
            time.sleep(_PAUSE_S)
        yield


def _lock(file: BufferedRandom) -> bool:
    """Take the lock; False when somebody else has it."""
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a network file system without locks: go on without
    return True


def _lock_on_windows(file: BufferedRandom) -> bool:
    import msvcrt

    file.seek(0)
    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # pyright: ignore
    except OSError:
        return False
    return True
