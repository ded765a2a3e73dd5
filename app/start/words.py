"""What follows the command's name when a window is meant: files, folders, addresses of files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

NEW_WINDOW = "--new-window"

_HERE = ("", "localhost")
_FINDERS_NUMBER = "-psn_"  # older systems' Finder adds a process number, which means nothing


class Words(NamedTuple):
    """A start of the window."""

    paths: tuple[str, ...]
    """As given."""
    is_apart: bool
    """In a window of its own, whatever is open."""


def read_words(words: Sequence[str], *, platform: str = sys.platform) -> Words | None:
    """What was asked for; None where the command line is meant: there are other options."""
    left = [word for word in words if word != NEW_WINDOW]
    if platform == "darwin":
        left = [word for word in left if not word.startswith(_FINDERS_NUMBER)]
    if any(word.startswith("-") for word in left):
        return None
    return Words(tuple(left), NEW_WINDOW in words)


def paths_of(words: Sequence[str]) -> list[Path]:
    """Absolute paths; desktops give files as addresses, `file:///home/a%20b.jpg`."""
    return [Path(os.path.abspath(_local(word))) for word in words]  # noqa: PTH100 - follows no link


def _local(word: str) -> str:
    if not word.casefold().startswith("file:"):
        return word
    address = urlsplit(word, allow_fragments=False)
    # a question mark that was not spelt out belongs to the name
    path = f"{address.path}?{address.query}" if address.query else address.path
    if os.name == "nt":
        from urllib.request import url2pathname

        return url2pathname(path if address.netloc in _HERE else f"//{address.netloc}{path}")
    if address.netloc.casefold() not in _HERE:
        return word
    return os.fsdecode(unquote_to_bytes(path))  # names are bytes, some of them no Unicode
