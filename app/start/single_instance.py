"""One window for each person and screen: a second start hands its files to the first and ends.

A locked file in the state folder says that there is a first; its lock falls when the process ends,
however it ends. The file's content is where the first one receives letters.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from app.places import state_folder
from app.start.letters import Letterbox, clear_away, send
from moebius_core.system import let_another_come_to_front, lock_file

log = logging.getLogger(__name__)

_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "SESSIONNAME")
"""Environment variables that tell one screen of a person from another."""

_TOKEN = "XDG_ACTIVATION_TOKEN"
"""What lets a window come to the front on Wayland; the desktop gives it to the second start."""

_STARTING_S = 15.0
"""So long may the first one take until it receives letters."""
_ANSWERING_S = 2.0
"""So long is an address tried that does not answer."""
_PAUSE_S = 0.05


class Handed(NamedTuple):
    """What another start asks this one to do: open these, and come to the front."""

    paths: tuple[Path, ...]
    """Absolute."""
    token: str = ""

    def encoded(self) -> bytes:
        return json.dumps({"paths": list(map(str, self.paths)), "token": self.token}).encode()

    @classmethod
    def decoded(cls, letter: bytes) -> Handed:
        """Raises ValueError for what is no such letter."""
        try:
            found = json.loads(letter)
            return cls(tuple(map(Path, found["paths"])), str(found["token"]))
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(letter[:200]) from error


class FirstInstance:
    """This process is the one that others hand their files to, until it is closed."""

    def __init__(self, file: FileIO) -> None:
        """
        Args:
            file: Locked.
        """
        self._file = file
        self._box: Letterbox | None = None
        clear_away(_content(file))
        self._write("")

    def receive(self, take: Callable[[Handed], object]) -> None:
        """From now on, unless it is closed, call `take` with what is handed over, on a thread."""
        if self._file.closed:
            return

        def taken(letter: bytes) -> None:
            with contextlib.suppress(ValueError):
                take(Handed.decoded(letter))

        try:
            self._box = Letterbox(taken)
            self._write(self._box.address)
        except OSError as error:
            log.warning("other starts cannot hand over their files: %s", error)

    def close(self) -> None:
        """Let another be the first; more than once is as good."""
        if self._file.closed:
            return
        with contextlib.suppress(OSError):
            self._write("")
        if self._box is not None:
            self._box.close()
        self._file.close()

    def _write(self, address: str) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(address.encode())


class HandedOver(NamedTuple):
    """Another process opens the files; this one has nothing more to do."""


def first_or_hand_over(
    paths: Sequence[Path], *, environ: Mapping[str, str] = os.environ
) -> FirstInstance | HandedOver | None:
    """Become the first, or hand the files to the one that is.

    Args:
        paths: Absolute.

    Returns:
        None where neither can be: the folder cannot be written, or the first one hangs. Then this
        start goes on by itself, and nothing is lost.
    """
    handed = Handed(tuple(paths), environ.get(_TOKEN, ""))
    started = time.monotonic()
    silent_since: float | None = None
    try:
        file = _open(_place(environ))
    except OSError as error:
        log.warning("not to be told from other starts: %s", error)
        return None
    while not lock_file(file):
        address, now = _content(file), time.monotonic()
        if address:
            silent_since = silent_since or now
            let_another_come_to_front()
            with contextlib.suppress(OSError):
                if send(address, handed.encoded()):
                    file.close()
                    return HandedOver()
        is_late = silent_since is not None and now - silent_since > _ANSWERING_S
        if is_late or now - started > _STARTING_S:
            log.warning("the first window does not answer")
            file.close()
            return None
        time.sleep(_PAUSE_S)
    return FirstInstance(file)


def _place(environ: Mapping[str, str]) -> Path:
    """One file for each computer and screen; several computers may share a home folder."""
    screen = [platform.node(), *(environ.get(name, "") for name in _SCREEN)]
    name = hashlib.sha256(repr(screen).encode()).hexdigest()[:16]
    return state_folder() / "first" / name


def _open(path: Path) -> FileIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    return FileIO(handle, "r+")


def _content(file: FileIO) -> str:
    file.seek(0)
    return (file.readall() or b"").decode(errors="replace")
