"""What a batch has done so far: a file of JSON lines in the output folder, one file a shard.

Each photo has two lines: `start` claims the names its result may get, before anything is written;
`done` says what it was made from and with, or `failed` that nothing was written. After a crash the
claims tell the batch's own files from strangers', so that a rerun finishes the work and overwrites
nothing that it did not make.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path, PurePosixPath
from typing import Any

from moebius_core.batch.shard import Shard
from moebius_core.errors import SaveError
from moebius_core.system import lock_file, long_path

PREFIX = ".moebius-batch"


@dataclass(frozen=True)
class Signature:
    """What a file was: compared by size and time first, by content where only the time differs."""

    size: int
    mtime_ns: int
    digest: str

    @classmethod
    def of(cls, path: Path) -> Signature:
        """Reads the whole file. Raises OSError."""
        with open(long_path(path), "rb") as file:  # noqa: PTH123 - the prefixed name is a string
            stat = os.fstat(file.fileno())
            digest = hashlib.file_digest(file, _hasher).hexdigest()
        return cls(stat.st_size, stat.st_mtime_ns, digest)

    def still_fits(self, path: Path) -> bool:
        """Whether the file is unchanged; its content is read only if its size alone agrees."""
        try:
            stat = os.stat(long_path(path))  # noqa: PTH116 - the prefixed name is a string
            if stat.st_size != self.size:
                return False
            return stat.st_mtime_ns == self.mtime_ns or Signature.of(path).digest == self.digest
        except OSError:
            return False


@dataclass(frozen=True, kw_only=True)
class DoneRecord:
    """One finished photo."""

    photo: str
    """Path relative to the input folder, with `/`."""
    photo_signature: Signature
    mask: str | None
    """The mask's path, as in the plan; None when the photo's transparency was the mask."""
    mask_signature: Signature | None
    options: str
    """Fingerprint of everything else that decides about the result."""
    output: str
    """Path relative to the output folder, with `/`."""
    output_signature: Signature
    root: str
    """The input folder, to tell a photo's new version from another folder's photo of that name."""


@dataclass(frozen=True)
class History:
    """All that the manifests of an output folder say."""

    done: dict[str, DoneRecord]
    """By photo; only photos whose last line is `done`."""
    made: dict[str, DoneRecord]
    """By output: the last photo that was saved there."""
    claimed: frozenset[str]
    """Outputs whose last line is `start`: a crash may have left them, also with a suffix added."""

    def owns(self, output: PurePosixPath, target: Path, photo: str, root: str) -> bool:
        """Whether the existing file `output` may be replaced by a new result of `photo`.

        It may if the batch made it from this photo and nobody has changed it since.
        """
        key = output.as_posix()
        if key in self.claimed or output.with_suffix("").as_posix() in self.claimed:
            return True
        record = self.made.get(key)
        if record is None or (record.photo, record.root) != (photo, root):
            return False
        return record.output_signature.still_fits(target / output)


def read_history(target: Path) -> History:
    """Read every shard's manifest in the output folder; torn or foreign lines are passed over."""
    lines: list[dict[str, Any]] = []
    for path in sorted(target.glob(f"{PREFIX}*.json")):
        with contextlib.suppress(OSError):
            lines.extend(_parse(path.read_bytes()))
    lines.sort(key=lambda line: line["time"])
    done: dict[str, DoneRecord] = {}
    made: dict[str, DoneRecord] = {}
    claimed: dict[str, str] = {}
    for line in lines:
        try:
            if line["event"] == "start":
                done.pop(line["photo"], None)
                claimed[line["photo"]] = line["output"]
            elif line["event"] == "done":
                record = _record(line)
                done[record.photo] = made[record.output] = record
                claimed.pop(record.photo, None)
            elif line["event"] == "failed":
                claimed.pop(line["photo"], None)
        except (KeyError, TypeError):
            continue
    return History(done, made, frozenset(claimed.values()))


def manifest_path(target: Path, shard: Shard) -> Path:
    part = "" if shard.count == 1 else f"-{shard.index}{_sharing(shard)}"
    return target / f"{PREFIX}{part}.json"


def manifest_size(target: Path, shard: Shard) -> int:
    """Bytes in this shard's manifest: it has grown when the shard ran meanwhile."""
    try:
        return os.stat(long_path(manifest_path(target, shard))).st_size  # noqa: PTH116
    except OSError:
        return 0


class Manifest:
    """This shard's own file, open for appending and locked against a second run of the shard.

    Args:
        target: The output folder; it exists.
        expected_size: What `manifest_size` said when the batch was planned.

    Raises:
        SaveError: the file cannot be written, or another run holds it, has added to it, or
            shares the folder out in another way at this moment.
    """

    def __init__(self, target: Path, shard: Shard, expected_size: int | None = None) -> None:
        self.path = manifest_path(target, shard)
        try:
            # unbuffered: after a failed write nothing is left that closing would try again
            self._file = open(long_path(self.path), "ab+", buffering=0)  # noqa: PTH123, SIM115
        except OSError as error:
            raise SaveError(
                f"The list of finished photos cannot be written in “{target}”: {error.strerror}.",
                "Choose another output folder.",
            ) from error
        try:
            self._claim(target, shard, expected_size)
            self._end_torn_line()
        except SaveError:
            self._file.close()
            raise

    def start(self, photo: PurePosixPath, output: PurePosixPath) -> None:
        """Claim the name that the photo's result will get."""
        self._append({"event": "start", "photo": photo.as_posix(), "output": output.as_posix()})

    def done(self, record: DoneRecord) -> None:
        self._append({"event": "done", **asdict(record)})

    def failed(self, photo: PurePosixPath) -> None:
        """Give the claim back: nothing was written."""
        self._append({"event": "failed", "photo": photo.as_posix()})

    def close(self) -> None:
        self._file.close()  # lets go of the lock as well

    def _claim(self, target: Path, shard: Shard, expected_size: int | None) -> None:
        if not lock_file(self._file):
            raise SaveError(
                f"Another batch is already writing to “{target}”.",
                "Wait for it, or give each machine its own --shard I/N.",
            )
        if expected_size not in (None, manifest_size(target, shard)):
            raise SaveError(
                f"Another batch has written to “{target}” since this one was planned.",
                "Start it again; what is done is skipped.",
            )
        for other in target.glob(f"{PREFIX}*.json"):
            if not _shares_alike(other, shard) and _is_locked(other):
                raise SaveError(
                    f"Another batch is writing to “{target}” in other parts ({other.name}).",
                    "Wait for it, or give every machine the same N in --shard I/N.",
                )

    def _append(self, line: dict[str, Any]) -> None:
        self._write(json.dumps({**line, "time": time.time_ns()}).encode() + b"\n")

    def _write(self, data: bytes) -> None:
        try:
            _write_all(self._file, data)
            os.fsync(self._file.fileno())
        except OSError as error:
            raise SaveError(
                f"The list of finished photos “{self.path}” cannot be written: {error.strerror}.",
                "Free some space and run the batch again; it goes on where it stopped.",
            ) from error

    def _end_torn_line(self) -> None:
        """A killed run may have left half a line, which must not swallow the next one."""
        if self._file.seek(0, os.SEEK_END):
            self._file.seek(-1, os.SEEK_END)
            if self._file.read(1) != b"\n":
                self._write(b"\n")


def _write_all(file: FileIO, data: bytes) -> None:
    if file.write(data) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _sharing(shard: Shard) -> str:
    return f"-of-{shard.count}"


def _shares_alike(path: Path, shard: Shard) -> bool:
    """Whether the manifest is this shard's own or that of another part of the same whole."""
    return path == manifest_path(path.parent, shard) or (
        shard.count > 1 and path.stem.endswith(_sharing(shard))
    )


def _is_locked(path: Path) -> bool:
    with contextlib.suppress(OSError), open(long_path(path), "rb") as file:  # noqa: PTH123
        return not lock_file(file)
    return False


def _hasher() -> Any:
    return hashlib.blake2b(digest_size=16)


def _parse(text: bytes) -> Iterable[dict[str, Any]]:
    for line in text.split(b"\n"):
        try:
            value = json.loads(line)
        except ValueError:
            continue
        if isinstance(value, dict) and isinstance(value.get("time"), int):
            yield value


def _record(line: dict[str, Any]) -> DoneRecord:
    fields = {key: value for key, value in line.items() if key not in ("event", "time")}
    for name in ("photo_signature", "mask_signature", "output_signature"):
        if fields[name] is not None:
            fields[name] = Signature(**fields[name])
    return DoneRecord(**fields)
