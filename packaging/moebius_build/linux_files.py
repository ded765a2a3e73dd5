"""What an installation consists of on Linux, below a prefix such as /usr or ~/.local.

One arrangement for every package: `lib/moebius` is the program, `bin/moebius` the command, `share`
what the desktop, the shells and `man` look for (Filesystem Hierarchy Standard 3.0, 4.6 and 4.11).
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

from moebius_build.desktop import (
    DESKTOP_FILE,
    METAINFO_FILE,
    desktop_entry,
    kinds_opened_by,
    metainfo,
)
from moebius_build.file_tree import Entry, FileTree
from moebius_build.icons import DRAWING, png
from moebius_build.identity import NAME
from moebius_build.manpage import manual_page
from moebius_build.tree import ROOT

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Pixels; desktops scale the SVG for all others."""

_COMPLETIONS = (
    ("bash", f"bash-completion/completions/{NAME}"),
    ("zsh", f"zsh/vendor-completions/_{NAME}"),
    ("fish", f"fish/vendor_completions.d/{NAME}.fish"),
)
"""(shell, where it looks below `share`)."""


def installation(folder: Path, version: str, epoch: int) -> FileTree:
    """All files of the program below a prefix; of the program's folder, one is there to be run.

    Args:
        folder: The frozen program, as the build made it.
        epoch: The date of this version, in seconds since 1970.
    """
    program = (
        replace(each, may_run=each.path == NAME) for each in FileTree.of_folder(folder).entries
    )
    return (
        FileTree.of(program)
        .under(f"lib/{NAME}")
        .plus(
            FileTree.of([Entry(f"bin/{NAME}", link=f"../lib/{NAME}/{NAME}")]),
            shared_files(folder, version, epoch).under("share"),
        )
    )


def shared_files(folder: Path, version: str, epoch: int) -> FileTree:
    """What lies below `share`."""
    kinds = kinds_opened_by(folder)
    manual = zipped(manual_page(version, epoch).encode())
    texts = [
        Entry(f"applications/{DESKTOP_FILE}", desktop_entry(kinds).encode()),
        Entry(f"metainfo/{METAINFO_FILE}", metainfo(kinds, version, epoch).encode()),
        Entry(f"man/man1/{NAME}.1.gz", manual),
        *(Entry(path, _completion(shell)) for shell, path in _COMPLETIONS),
    ]
    return FileTree.of(texts).plus(_theme_icons().under("icons"))


def zipped(content: bytes) -> bytes:
    """The same gzip file for the same content, without name and date."""
    return gzip.compress(content, compresslevel=9, mtime=0)


@cache
def _theme_icons() -> FileTree:
    """The icon as https://specifications.freedesktop.org/icon-theme-spec wants it."""
    rows = [Entry(f"hicolor/{size}x{size}/apps/{NAME}.png", png(size)) for size in ICON_SIZES]
    return FileTree.of([*rows, Entry(f"hicolor/scalable/apps/{NAME}.svg", DRAWING)])


@cache
def _completion(shell: str) -> bytes:
    words = [sys.executable, "-m", "moebius_core.cli", "completion", shell]
    return subprocess.run(words, cwd=ROOT, check=True, capture_output=True).stdout
