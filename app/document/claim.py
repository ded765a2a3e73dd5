"""Folders that belong to a living process: their lock falls with it, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

_LOCK_SUFFIX = ".lock"
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}


class ClaimedFolder:
    """A folder, and beside it a locked file that says it is in use."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle: int | None = handle

    @classmethod
    def create(cls, parent: Path) -> ClaimedFolder:
        """A new folder below `parent`.

        Raises:
            OSError: it cannot be made.
        """
        parent.mkdir(parents=True, exist_ok=True)
        path = parent / secrets.token_hex(8)
        handle = os.open(_lock_of(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with contextlib.suppress(OSError):  # a file system without locks: it is never cleared up
            _lock(handle)
        claimed = cls(path, handle)
        try:
            path.mkdir()
        except OSError:
            claimed.remove()
            raise
        return claimed

    @classmethod
    def take(cls, path: Path) -> ClaimedFolder | None:
        """Claim a folder that is there already; None while a living process holds it.

        Raises:
            OSError: the lock file cannot be used.
        """
        lock = _lock_of(path)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        claimed = cls(path, handle)
        try:
            is_ours = _lock(handle) and lock.exists()  # gone: its holder has just removed it
        except OSError:
            claimed.release()
            raise
        if not is_ours:
            claimed.release()
        return claimed if is_ours else None

    def release(self) -> None:
        """Leave the folder to whoever claims it next."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def remove(self) -> None:
        """Delete the folder with all it holds, as far as the system lets us."""
        shutil.rmtree(self.path, ignore_errors=True)
        if sys.platform == "win32":
            self.release()  # an open file cannot be deleted there
        if not self.path.exists():
            with contextlib.suppress(OSError):
                _lock_of(self.path).unlink(missing_ok=True)
        self.release()


def unclaimed(parent: Path) -> Iterator[Path]:
    """Folders below `parent` whose processes have ended."""
    try:
        locks = sorted(parent.glob(f"*{_LOCK_SUFFIX}"))
    except OSError:
        return
    for lock in locks:
        claimed = None
        with contextlib.suppress(OSError):
            claimed = ClaimedFolder.take(lock.with_suffix(""))
        if claimed is not None:
            claimed.release()
            yield claimed.path


def remove_unclaimed(parent: Path) -> None:
    """Delete what processes that crashed have left below `parent`."""
    for path in unclaimed(parent):
        with contextlib.suppress(OSError):
            claimed = ClaimedFolder.take(path)
            if claimed is not None:
                claimed.remove()


def _lock_of(path: Path) -> Path:
    return path.with_name(path.name + _LOCK_SUFFIX)


def _lock(handle: int) -> bool:
    """Whether the lock is ours now. Raises OSError where the file system has no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True
