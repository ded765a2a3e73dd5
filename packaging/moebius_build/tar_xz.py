"""The archive for any Linux: unpack it and run `bin/moebius`, or copy it below a prefix."""

from __future__ import annotations

import lzma
import platform
from pathlib import Path
from string import Template

from moebius_build.edition import Edition
from moebius_build.elf import libraries_in, newest_glibc
from moebius_build.file_tree import Entry, FileTree
from moebius_build.identity import NAME
from moebius_build.linux_files import installation
from moebius_build.tree import PACKAGING, ROOT
from moebius_build.version import epoch as epoch_of_the_build

_PRESET = 6


def make(folder: Path, out: Path, edition: Edition, version: str) -> Path:
    """Pack the frozen program.

    Args:
        folder: The program, as the build made it.
        out: The folder for the archive.
    """
    epoch = epoch_of_the_build()
    top = top_folder(edition, version)
    notes = FileTree.of(
        [
            Entry("CHANGELOG.md", ROOT / "CHANGELOG.md"),
            Entry("INSTALL.md", _note(folder).encode()),
            Entry("LICENSE", ROOT / "LICENSE"),
        ]
    )
    tree = installation(folder, version, epoch).plus(notes).under(top)
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{top}.tar.xz"
    with lzma.open(target, "wb", preset=_PRESET) as stream:
        tree.write_tar(stream, epoch)  # pyright: ignore[reportArgumentType]
    return target


def _note(folder: Path) -> str:
    """How to install it, and on what it runs."""
    text = (PACKAGING / "linux" / "INSTALL.md").read_text(encoding="utf-8")
    newest = newest_glibc(libraries_in(folder))
    return Template(text).substitute(glibc=f"{newest[0]}.{newest[1]}")


def top_folder(edition: Edition, version: str) -> str:
    """The one folder in the archive, which is also the archive's name."""
    extra = "" if edition is Edition.LIGHT else f"-{edition}"
    return f"{NAME}-{version}{extra}-linux-{platform.machine()}"
