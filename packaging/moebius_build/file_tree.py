"""Files of a package before it is packed: where they go, what they hold, which may be run.

A tree is the same on every computer that makes it: sorted, owned by root, of one date, with only
two sets of rights. https://reproducible-builds.org/docs/archives/
"""

from __future__ import annotations

import io
import shutil
import stat
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import IO

_KIB = 1024


@dataclass(frozen=True)
class Entry:
    """One file or link of a package."""

    path: str
    """Relative, with forward slashes."""

    content: bytes | Path | None = None
    """What it holds, or the file that holds it; None for a link."""

    link: str = ""
    """Where a link leads, relative to the folder it is in."""

    may_run: bool = False

    @property
    def size(self) -> int:
        """In bytes; 0 for a link."""
        if self.content is None:
            return 0
        return self.content.stat().st_size if isinstance(self.content, Path) else len(self.content)

    def read(self) -> bytes:
        assert self.content is not None
        return self.content.read_bytes() if isinstance(self.content, Path) else self.content


@dataclass(frozen=True)
class FileTree:
    """Entries in the order of their paths, each path once."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> FileTree:
        """Raises ValueError where two entries have one path."""
        in_order = tuple(sorted(entries, key=lambda entry: PurePosixPath(entry.path).parts))
        twice = [a.path for a, b in pairwise(in_order) if a.path == b.path]
        if twice:
            raise ValueError(f"In the package twice: {', '.join(twice)}.")
        return cls(in_order)

    @classmethod
    def of_folder(cls, folder: Path) -> FileTree:
        """Everything in a folder; links stay links, empty folders are left out."""
        return cls.of(_entry(path, folder) for path in folder.rglob("*") if not _is_folder(path))

    def under(self, prefix: str) -> FileTree:
        """The same, one or more folders further down."""
        return FileTree.of(
            Entry(f"{prefix}/{each.path}", each.content, each.link, each.may_run)
            for each in self.entries
        )

    def plus(self, *others: FileTree) -> FileTree:
        return FileTree.of(entry for tree in (self, *others) for entry in tree.entries)

    def folders(self) -> list[str]:
        """Every folder that holds an entry, from the outermost on."""
        found = {
            str(parent)
            for entry in self.entries
            for parent in list(PurePosixPath(entry.path).parents)[:-1]
        }
        return sorted(found, key=lambda path: PurePosixPath(path).parts)

    def installed_kib(self) -> int:
        """What Debian counts: files by the KiB begun, links and folders as one each.

        deb-substvars(5), Installed-Size.
        """
        files = sum(max(-(-entry.size // _KIB), 1) for entry in self.entries)
        return files + len(self.folders())

    def write_tar(self, stream: IO[bytes], epoch: int, root: str = "") -> None:
        """Write an uncompressed tar archive.

        Args:
            epoch: The date of everything, in seconds since 1970.
            root: What stands before each path: "./" as Debian's packages have it.
        """
        with tarfile.open(fileobj=stream, mode="w|", format=tarfile.GNU_FORMAT) as archive:
            for info, content in self._in_tar(epoch, root):
                if isinstance(content, Path):
                    with content.open("rb") as source:
                        archive.addfile(info, source)
                else:
                    archive.addfile(info, io.BytesIO(content))

    def copy_to(self, folder: Path) -> None:
        """Write the files out; what is there of the same name is replaced."""
        for entry in self.entries:
            target = folder / entry.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            if entry.link:
                target.symlink_to(entry.link)
                continue
            if isinstance(entry.content, Path):
                shutil.copyfile(entry.content, target)
            else:
                target.write_bytes(entry.read())
            target.chmod(0o755 if entry.may_run else 0o644)

    def _in_tar(self, epoch: int, root: str) -> Iterator[tuple[tarfile.TarInfo, bytes | Path]]:
        """Headers and contents: each folder before what is in it."""
        rows: list[tuple[str, Entry | None]] = [(path, None) for path in self.folders()]
        rows += [(entry.path, entry) for entry in self.entries]
        if root:
            yield _header(root, None, epoch), b""
        for path, entry in sorted(rows, key=lambda row: PurePosixPath(row[0]).parts):
            content = b"" if entry is None or entry.content is None else entry.content
            yield _header(root + path, entry, epoch), content


def _header(path: str, entry: Entry | None, epoch: int) -> tarfile.TarInfo:
    """The header of a folder (None), a file or a link."""
    info = tarfile.TarInfo(path)
    info.mtime = epoch
    info.uname = info.gname = "root"
    if entry is None:
        info.type, info.mode = tarfile.DIRTYPE, 0o755
    elif entry.link:
        info.type, info.mode, info.linkname = tarfile.SYMTYPE, 0o777, entry.link
    else:
        info.size, info.mode = entry.size, 0o755 if entry.may_run else 0o644
    return info


def _entry(path: Path, folder: Path) -> Entry:
    name = path.relative_to(folder).as_posix()
    if path.is_symlink():
        return Entry(name, link=path.readlink().as_posix())
    return Entry(name, path, may_run=bool(path.stat().st_mode & stat.S_IXUSR))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
