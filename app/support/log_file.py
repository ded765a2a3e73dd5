"""The log: a few rotating files beside the settings, and the last lines in memory.

Own loggers write from the level on, all others from warnings on. Paths are logged; what a photo
shows never is.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

import moebius_core

LEVEL_VARIABLE = "MOEBIUS_LOG"
"""Environment variable: debug, info (the default), warning or error."""

FILE_NAME = "moebius.log"

_MAX_BYTES = 1_000_000
_OLDER_FILES = 2
_TAIL_LINES = 200
_OWN_LOGGERS = ("app", "moebius_core")
_FORMAT = "%(asctime)s %(levelname)-7s %(name)s [%(threadName)s] %(message)s"
_LOG = logging.getLogger("app.support.log_file")


class LogFile:
    """Logging as long as it is open. Where the folder cannot be written, only in memory."""

    def __init__(self, folder: Path | None = None, *, level: str | None = None) -> None:
        """Start logging, uncaught exceptions included; never raises.

        Args:
            folder: Where the files go; None: `places.log_folder()`.
            level: "debug", "info", "warning" or "error"; None: `MOEBIUS_LOG`, else "info".
        """
        if folder is None:
            from app.places import log_folder

            folder = log_folder()
        self._memory = _Memory()
        self._handlers: list[logging.Handler] = [self._memory]
        self.path: Path | None = None
        """The file in use; None where it cannot be written."""
        problem = self._open(folder)
        number = _level(level if level is not None else os.environ.get(LEVEL_VARIABLE, ""))
        for handler in self._handlers:
            handler.setFormatter(logging.Formatter(_FORMAT))
            logging.getLogger().addHandler(handler)
        for name in _OWN_LOGGERS:
            logging.getLogger(name).setLevel(number)
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        version = ".".join(map(str, sys.version_info[:3]))
        _LOG.info("Moebius %s, Python %s, %s", moebius_core.__version__, version, sys.platform)
        if problem is not None:
            _LOG.warning("no log file: %s", problem)

    def tail(self) -> list[str]:
        """The last lines, at most 200."""
        return list(self._memory.lines)

    def close(self) -> None:
        """Stop logging and give the hooks back."""
        if sys.excepthook == self._uncaught:
            sys.excepthook = self._hooks[0]
        if threading.excepthook == self._uncaught_in_thread:
            threading.excepthook = self._hooks[1]
        for handler in self._handlers:
            logging.getLogger().removeHandler(handler)
            handler.close()
        for name in _OWN_LOGGERS:
            logging.getLogger(name).setLevel(logging.NOTSET)
        self._handlers.clear()

    def _open(self, folder: Path) -> OSError | None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handlers.append(_File(folder / FILE_NAME))
        except OSError as error:
            return error
        self.path = folder / FILE_NAME
        return None

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            _LOG.critical("uncaught exception", exc_info=(kind, error, trace))
        self._hooks[0](kind, error, trace)

    def _uncaught_in_thread(self, args: Any) -> None:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            trace = (args.exc_type, args.exc_value, args.exc_traceback)
            _LOG.critical("uncaught exception", exc_info=trace)
        self._hooks[1](args)


class _File(RotatingFileHandler):
    """A log that cannot be written is no reason to disturb anyone."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            maxBytes=_MAX_BYTES,
            backupCount=_OLDER_FILES,
            encoding="utf-8",
            errors="backslashreplace",
        )

    def doRollover(self) -> None:  # noqa: N802 - the library's name
        """As the library does it; a file that a second instance holds open goes on growing."""
        try:
            super().doRollover()
        except OSError:
            self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say nothing: there may be no one to say it to."""


class _Memory(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_TAIL_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        text = self.format(record).encode(errors="backslashreplace").decode()
        self.lines.extend(text.splitlines())


def _level(name: str) -> int:
    return logging.getLevelNamesMapping().get(name.strip().upper(), logging.INFO)
