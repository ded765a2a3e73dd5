"""The Debian package: `apt install ./moebius_VERSION_amd64.deb`.

Written without Debian's tools, and the same from the same files wherever it is made: deb(5).
"""

from __future__ import annotations

import lzma
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO

from moebius_build import debian_control
from moebius_build.edition import Edition
from moebius_build.elf import libraries_in
from moebius_build.file_tree import Entry, FileTree
from moebius_build.linux_files import installation, zipped
from moebius_build.tree import PACKAGING, ROOT
from moebius_build.version import epoch as epoch_of_the_build

_PRESET = 6
"""Of xz: more saves a hundredth and takes twice the memory to install."""


def make(folder: Path, out: Path, edition: Edition, version: str) -> Path:
    """Pack the frozen program.

    Args:
        folder: The program, as the build made it.
        out: The folder for the package.

    Raises:
        ValueError: the program needs a library that neither it nor Debian is known to have, or is
            for a computer that Debian has no name for.
    """
    epoch = epoch_of_the_build()
    tree = installed_files(folder, edition, version, epoch)
    about = {
        "control": debian_control.control(tree, libraries_in(folder), edition, version),
        "md5sums": debian_control.checksums(tree),
    }
    members = FileTree.of(Entry(name, text.encode()) for name, text in about.items())
    name = debian_control.package_name(edition)
    target = out / (
        f"{name}_{debian_control.debian_version(version)}_{debian_control.architecture()}.deb"
    )
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as control, tempfile.TemporaryFile() as data:
        _write_tar_xz(members, control, epoch)
        _write_tar_xz(tree, data, epoch)
        rows: dict[str, IO[bytes]] = {
            "debian-binary": BytesIO(b"2.0\n"),
            "control.tar.xz": control,
            "data.tar.xz": data,
        }
        with target.open("wb") as package:
            for part in _archive(rows, epoch):
                package.write(part)
    return target


def installed_files(folder: Path, edition: Edition, version: str, epoch: int) -> FileTree:
    """Everything that the package puts on the disk, below /."""
    name = debian_control.package_name(edition)
    about = f"share/doc/{name}"
    news = (ROOT / "CHANGELOG.md").read_bytes()
    ours = debian_control.changelog(edition, version, epoch)
    texts = [
        Entry(f"{about}/changelog.gz", zipped(news)),
        Entry(f"{about}/changelog.Debian.gz", zipped(ours.encode())),
        Entry(f"{about}/copyright", (PACKAGING / "linux" / "copyright").read_bytes()),
        Entry(f"share/lintian/overrides/{name}", _overrides(name)),
    ]
    return installation(folder, version, epoch).plus(FileTree.of(texts)).under("usr")


def _overrides(name: str) -> bytes:
    text = (PACKAGING / "linux" / "lintian-overrides").read_text(encoding="utf-8")
    return text.replace("PACKAGE:", f"{name}:").encode()


def _write_tar_xz(tree: FileTree, stream: IO[bytes], epoch: int) -> None:
    with lzma.open(stream, "wb", preset=_PRESET) as packed:
        tree.write_tar(packed, epoch, root="./")  # pyright: ignore[reportArgumentType]
    stream.seek(0)


def _archive(rows: dict[str, IO[bytes]], epoch: int) -> Iterator[bytes]:
    """An archive of ar(5) with these members, as deb(5) wants it."""
    yield b"!<arch>\n"
    for name, stream in rows.items():
        size = stream.seek(0, 2)
        stream.seek(0)
        yield f"{name:<16}{epoch:<12}{0:<6}{0:<6}{0o100644:<8o}{size:<10}`\n".encode()
        yield from iter(lambda stream=stream: stream.read(1 << 20), b"")
        if size % 2:
            yield b"\n"
