"""Files into the folder of the weights: copied with their checksums, put in place all at once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from moebius_core.progress import Progress
from moebius_core.system import replace_file
from moebius_core.weights.candidates import unreadable
from moebius_core.weights.failures import WeightsFolderError, told_size, too_little_space
from moebius_core.weights.receipt import NAME as RECEIPT
from moebius_core.weights.receipt import Installed, write_receipt
from moebius_core.weights.registry import WeightsFile

PARTIAL = ".partial"
"""Folder in the root for all that is not in place yet."""

_CHUNK = 4 << 20
_SYNCED = 64 << 20
_RESERVE = 32 << 20
"""Bytes left free for everybody else."""


class Digest(Protocol):
    """What `hashlib` makes."""

    def update(self, data: bytes, /) -> None: ...


def free_bytes(folder: Path) -> int:
    """Room on the disk of `folder`, which need not exist yet."""
    existing = folder.absolute()
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    return shutil.disk_usage(existing).free


def check_space(needed: int, folder: Path) -> None:
    """Raise NoSpaceError unless `needed` bytes fit into `folder` with a reserve."""
    free = free_bytes(folder)
    if needed and needed + _RESERVE > free:
        raise too_little_space(needed, free, folder)


def copy_files(
    files: Sequence[tuple[Path, str]], target: Path, progress: Progress
) -> tuple[WeightsFile, ...]:
    """Copy each (source, path below `target`); reports bytes.

    Raises:
        UnreadableWeightsError: a source cannot be read.
        Cancelled: what was copied stays in `target`, which is the caller's to delete.
        OSError: the copy cannot be written.
    """
    total = sum(source.stat().st_size for source, _ in files)
    done = 0
    copied: list[WeightsFile] = []
    for source, name in files:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        size = 0
        with (target / name).open("wb") as taken:
            for chunk in _chunks_of(source):
                taken.write(chunk)
                digest.update(chunk)
                if size // _SYNCED < (size + len(chunk)) // _SYNCED:
                    os.fsync(taken.fileno())  # now and then, or the last one takes seconds
                size += len(chunk)
                done += len(chunk)
                text = f"Copying: {told_size(done)} of {told_size(total)}"
                progress.report(done / max(total, 1), text)
            taken.flush()
            os.fsync(taken.fileno())
        copied.append(WeightsFile(name, size, digest.hexdigest()))
    return tuple(copied)


def _chunks_of(source: Path) -> Generator[bytes]:
    """Its content. Whose fault a failure is must be told apart from the copy's."""
    try:
        with source.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise unreadable(source, error) from error


def sha256_of(path: Path, progress: Progress) -> str:
    """The checksum of a file in hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    size = max(path.stat().st_size, 1)
    with path.open("rb") as file:
        feed(digest, file, lambda done: progress.report(done / size))
    return digest.hexdigest()


def feed(digest: Digest, file: BinaryIO, report: Callable[[int], None]) -> None:
    """Hash a file from where it stands to its end; `report` hears the bytes that are done."""
    done = 0
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        done += len(chunk)
        report(done)


def put_in_place(staging: Path, installed: Installed) -> Installed:
    """Make the folder `staging` the set that `installed` describes, with a receipt.

    Raises:
        WeightsFolderError: a folder that is not ours has the name.
        OSError: as the system says.
    """
    target = installed.folder
    write_receipt(replace(installed, folder=staging))
    check_way(target)
    if target.exists() or target.is_symlink():
        discard(target, target.parent)
    replace_file(str(staging), str(target))
    return installed


def check_way(target: Path) -> None:
    """Raise WeightsFolderError if something that is not ours has the place of a set."""
    is_there = target.is_symlink() or target.exists()
    is_empty = target.is_dir() and not any(target.iterdir())
    if is_there and not is_ours(target) and not is_empty:
        raise WeightsFolderError(
            f"{target} is in the way: it holds something that Moebius did not put there.",
            "Move it elsewhere and try again.",
        )


def discard(folder: Path, root: Path) -> None:
    """Delete a folder so that nothing can see half of it, as far as the system lets us.

    Raises:
        OSError: it cannot be moved away: a file in it is in use.
    """
    if folder.is_symlink():
        folder.unlink()
        return
    away = root / PARTIAL / f"removed-{secrets.token_hex(4)}"
    away.parent.mkdir(parents=True, exist_ok=True)
    replace_file(str(folder), str(away))
    shutil.rmtree(away, ignore_errors=True)


def staging_folder(root: Path, name: str) -> Path:
    """A new, empty folder for the set `name`, whose claim the caller holds. Raises OSError."""
    folder = root / PARTIAL / f"{name}.new"
    shutil.rmtree(folder, ignore_errors=True)  # from a process that was killed
    folder.mkdir(parents=True)
    return folder


def clear_leftovers(root: Path) -> None:
    """Delete what removals left behind; never raises."""
    with contextlib.suppress(OSError):
        for folder in (root / PARTIAL).glob("removed-*"):
            shutil.rmtree(folder, ignore_errors=True)


def now() -> str:
    """The time for a receipt: UTC, seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_ours(folder: Path) -> bool:
    """Whether a folder in the root is a set, or was one before it was damaged."""
    return (folder / RECEIPT).is_file()
