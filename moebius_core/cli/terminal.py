"""Printing for people: on streams that may be closed, names that may hold anything."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Generator
from typing import TextIO

from moebius_core.errors import MoebiusError

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """The text with control characters spelt out: a file's name must not steer the terminal."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


class OutputError(MoebiusError):
    """Standard output cannot be written: a full disk behind it, for instance."""


def tell(text: str) -> None:
    """Print on standard output. Raises OutputError; BrokenPipeError when its reader is gone."""
    with _failures_told():
        print(printable(text), flush=True)


def tell_bytes(data: bytes) -> None:
    """Write to standard output as it is. Raises as `tell` does."""
    with _failures_told():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def warn(text: str, stream: TextIO | None = None) -> None:
    """Print on standard error, or on `stream`; nobody can be told where that fails."""
    with contextlib.suppress(OSError):
        print(printable(text), file=stream or sys.stderr, flush=True)


@contextlib.contextmanager
def open_streams() -> Generator[None]:
    """Stand-ins for standard streams that were closed, which Python gives as None."""
    with contextlib.ExitStack() as stack:
        for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
            if getattr(sys, name) is None:
                nothing = stack.enter_context(open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123
                setattr(sys, name, nothing)
                stack.callback(setattr, sys, name, None)
        yield


def forgive_encoding(*streams: TextIO) -> None:
    """A file name that the terminal cannot show must not end the command."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


@contextlib.contextmanager
def _failures_told() -> Generator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon_output()
        raise OutputError(f"Standard output cannot be written: {error.strerror}.") from error


def flush_output() -> None:
    """Write out what is still buffered; where that fails nobody reads it any more."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        abandon_output()


def abandon_output() -> None:
    """Nothing more can be written; without this Python would complain again as it shuts down."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
