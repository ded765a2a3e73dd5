"""Passing a few bytes from one process of a person's to another: a socket file or a named pipe.

Of the standard library alone: Qt's own (QLocalSocket) is in QtNetwork, which would add 4 MB, its
TLS plugins and Kerberos to the program, and would answer only while the window is not busy.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)

_MOST_BYTES = 4_000_000
_PATIENCE_S = 5.0
_RECEIVED = b"received"
_PREFIX = "moebius-"


class Letterbox:
    """Takes letters on a thread of its own, however busy the rest of the program is.

    Args:
        take: Called with each letter, on that thread.
    """

    def __init__(self, take: Callable[[bytes], object]) -> None:
        """
        Raises:
            OSError: there is no place for it.
        """
        from multiprocessing.connection import Listener

        self._take = take
        self.address = _new_address()
        self._is_closing = False
        try:
            self._listener = Listener(self.address, _family(), backlog=16)
        except OSError:
            clear_away(self.address)
            raise
        self._thread = threading.Thread(target=self._serve, name="letters", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take no more; letters under way are lost, and their senders see that."""
        from multiprocessing.connection import Client

        self._is_closing = True
        with contextlib.suppress(OSError, EOFError):
            Client(self.address, _family()).close()  # wakes the thread
        self._thread.join(_PATIENCE_S)
        with contextlib.suppress(OSError):
            self._listener.close()
        clear_away(self.address)

    def _serve(self) -> None:
        while not self._is_closing:
            try:
                with self._listener.accept() as connection:
                    if not self._is_closing and connection.poll(_PATIENCE_S):
                        self._take(connection.recv_bytes(_MOST_BYTES))
                        connection.send_bytes(_RECEIVED)
            except (OSError, EOFError) as error:  # a sender that died on the way
                log.debug("a letter was lost: %s", error)


def send(address: str, letter: bytes) -> bool:
    """Whether it was received.

    Raises:
        OSError: there is nobody at this address.
    """
    from multiprocessing.connection import Client

    try:
        with Client(address, _family()) as connection:
            connection.send_bytes(letter)
            return connection.poll(_PATIENCE_S) and connection.recv_bytes() == _RECEIVED
    except EOFError:
        return False


def clear_away(address: str) -> None:
    """Delete what a letterbox has left on the disk; nothing but that."""
    folder = Path(address).parent
    if sys.platform != "win32" and folder.name.startswith(_PREFIX) and folder.parent == _room():
        shutil.rmtree(folder, ignore_errors=True)


def _new_address() -> str:
    if sys.platform == "win32":
        return rf"\\.\pipe\{_PREFIX}{secrets.token_hex(16)}"
    return str(Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_room())) / "letters")


def _family() -> str:
    return "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"


def _room() -> Path:
    """A folder with a short path: a socket's has at most 104 characters."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if not runtime or not Path(runtime).is_dir():
        return Path(tempfile.gettempdir())
    shared = Path(runtime) / "app" / os.environ.get("FLATPAK_ID", "")  # between its sandboxes
    return shared if shared.name != "app" and shared.is_dir() else Path(runtime)
