"""Crashes that Python cannot catch, in Qt or a codec, say: noted for the next start to tell.

While the program runs, a file beside the log is held by a lock. `faulthandler` writes into it when
the process is about to die; after a clean end it is gone. An empty one that nobody holds was left
by a process that was killed, or by a power cut: no fault of the program's, and no words about it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import secrets
from io import FileIO
from pathlib import Path

from moebius_core.system import lock_file

log = logging.getLogger(__name__)

_PREFIX, _SUFFIX = "running-", ".txt"
_MOST_BYTES = 100_000


class CrashNote:
    """Watches this process until it is closed.

    Args:
        folder: Of the log; None: `places.log_folder()`.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            from app.places import log_folder

            folder = log_folder()
        self.has_crashed = _collect(folder)
        """Whether an earlier start did; where it was is in the log now."""
        self._file: FileIO | None = None
        self._path = folder / f"{_PREFIX}{secrets.token_hex(4)}{_SUFFIX}"
        with contextlib.suppress(OSError):  # no folder, no note
            self._file = FileIO(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL), "r+")
            lock_file(self._file)
            faulthandler.enable(self._file)

    def close(self) -> None:
        """The program has ended as it should."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            with contextlib.suppress(OSError):
                self._path.unlink()


def _collect(folder: Path) -> bool:
    """Move what crashed processes have left into the log; whether there was anything."""
    found = False
    for path in sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}")):
        with contextlib.suppress(OSError):
            with path.open("rb") as file:
                if not lock_file(file):
                    continue  # it runs
                text = file.read(_MOST_BYTES).decode(errors="replace").strip()
            path.unlink()
            if text:
                found = True
                log.error("Moebius crashed when it ran before:\n%s", text)
    return found
