"""The archive for any Linux: unpack it and run `bin/moebius`, or copy it below a prefix."""

from __future__ import annotations

import lzma
import platform
from pathlib import Path

from moebius_build.edition import Edition
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
    texts = {
        "INSTALL.md": PACKAGING / "linux" / "INSTALL.md",
        "CHANGELOG.md": ROOT / "CHANGELOG.md",
        "LICENSE": ROOT / "LICENSE",
    }
    notes = FileTree.of(Entry(name, path) for name, path in texts.items())
    tree = installation(folder, version, epoch).plus(notes).under(top)
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{top}.tar.xz"
    with lzma.open(target, "wb", preset=_PRESET) as stream:
        tree.write_tar(stream, epoch)  # pyright: ignore[reportArgumentType]
    return target


def top_folder(edition: Edition, version: str) -> str:
    """The one folder in the archive, which is also the archive's name."""
    extra = "" if edition is Edition.LIGHT else f"-{edition}"
    return f"{NAME}-{version}{extra}-linux-{platform.machine()}"
