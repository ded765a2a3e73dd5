"""Printing for people: on streams that may be closed, names that may hold anything."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Generator
from typing import TextIO

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """The text with control characters spelt out: a file's name must not steer the terminal."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def tell(text: str, stream: TextIO | None = None) -> None:
    """Print on `stream`, or on standard output."""
    print(printable(text), file=stream, flush=True)


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


def abandon_output() -> None:
    """Nothing more can be written; without this Python would complain again as it shuts down."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
