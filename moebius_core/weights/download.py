"""Weights from the hub: what is interrupted goes on where it stopped, what is damaged is seen.

While it comes, a file lies in `.partial/ID` below the store's root, named by the checksum the hub
states: what came of another version is never continued.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from moebius_core.progress import Progress
from moebius_core.weights.checking import problems_of_content
from moebius_core.weights.claim import claimed
from moebius_core.weights.copying import (
    PARTIAL,
    check_space,
    check_way,
    feed,
    now,
    put_in_place,
    staging_folder,
)
from moebius_core.weights.failures import DownloadError, disk_failures_told, told_size
from moebius_core.weights.hub import RemoteFile, host_of, look_up, read_from
from moebius_core.weights.hub_failures import CutError, is_transient, told
from moebius_core.weights.receipt import Installed, Origin, read_receipt
from moebius_core.weights.registry import WeightsFile, WeightsSet

PAUSES_S = (1.0, 2.0, 4.0, 8.0)
"""How long to wait before each new try after one that brought nothing."""

_BEAT_S = 0.05


def download_sets(root: Path, wanted: Sequence[WeightsSet], progress: Progress) -> list[Installed]:
    """Fetch sets that are not installed, in this order.

    Raises:
        DownloadError: no connection, no access, gone, cut for good, or a wrong checksum twice.
        NoSpaceError, WeightsFolderError: they cannot be stored.
        Cancelled: what has come so far is kept, and the next download goes on from there.
    """
    progress.report(0.0, "Asking for the files")
    jobs = [_Job(each, _look_up(each, progress)) for each in wanted]
    with disk_failures_told(root):
        check_space(sum(job.missing_bytes(root) for job in jobs), root)
        meter = _Meter(progress, sum(job.bytes for job in jobs))
        return [_fetch_set(root, job, meter) for job in jobs]


@dataclass(frozen=True)
class _Job:
    wanted: WeightsSet
    files: tuple[RemoteFile, ...]

    @property
    def bytes(self) -> int:
        return sum(file.size for file in self.files)

    def missing_bytes(self, root: Path) -> int:
        """What has yet to come."""
        return self.bytes - sum(_size(self.part(root, file)) for file in self.files)

    def part(self, root: Path, file: RemoteFile) -> Path:
        """Where a file lies while it comes."""
        tag = "".join(letter for letter in file.tag if letter.isalnum())[:16]
        return _folder(root, self.wanted.id) / f"{_name(file)}.{tag}.part"


class _Meter:
    """Bytes of all files on one bar."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = max(total, 1)
        self._before = 0
        self._text = ""

    def begin(self, title: str) -> None:
        self._text = title

    def report(self, have: int) -> None:
        """`have` bytes of the present file are there. Raises Cancelled."""
        done = self._before + have
        text = f"{self._text}: {told_size(done)} of {told_size(self._total)}"
        self._progress.report(done / self._total, text)

    def finish(self, size: int) -> None:
        self._before += size

    @property
    def here(self) -> Progress:
        """For work that moves no bar, but is heard and cancelled with the rest."""
        place = self._before / self._total
        return self._progress.span(place, place)


def _look_up(wanted: WeightsSet, progress: Progress) -> tuple[RemoteFile, ...]:
    def beat() -> None:
        progress.report(0.0)

    first = look_up(wanted.repository, wanted.revision, wanted.files[0].path, beat)
    rest = (look_up(wanted.repository, first.commit, f.path, beat) for f in wanted.files[1:])
    return (first, *rest)


def _fetch_set(root: Path, job: _Job, meter: _Meter) -> Installed:
    wanted = job.wanted
    meter.begin(f"Downloading {wanted.id}")
    with claimed(root / PARTIAL / f"{wanted.id}.lock", meter.here):
        there = read_receipt(root / wanted.id)
        if there is not None:  # another process was quicker
            meter.finish(job.bytes)
            return there
        check_way(root / wanted.id)
        parts = [job.part(root, file) for file in job.files]
        _clear_but(_folder(root, wanted.id), parts)
        sums: list[str] = []
        for file, part, published in zip(job.files, parts, wanted.files, strict=True):
            sums.append(_fetch(file, part, published.sha256, meter))
            meter.finish(file.size)
        return _install(root, job, parts, sums, meter.here)


def _install(
    root: Path, job: _Job, parts: list[Path], sums: list[str], progress: Progress
) -> Installed:
    wanted = job.wanted
    installed = Installed(
        id=wanted.id,
        title=wanted.title,
        kind=wanted.kind,
        folder=root / wanted.id,
        files=tuple(
            WeightsFile(_name(file), file.size, checksum)
            for file, checksum in zip(job.files, sums, strict=True)
        ),
        origin=Origin.DOWNLOADED,
        source=f"{wanted.repository}@{job.files[0].commit}",
        licence=wanted.licence,
        installed_at=now(),
    )
    staging = staging_folder(root, wanted.id)
    moves = [(part, staging / f.path) for part, f in zip(parts, installed.files, strict=True)]
    try:
        for part, final in moves:
            part.rename(final)
        for file in installed.files:
            _check_content(replace(installed, folder=staging), file, progress)
        put_in_place(staging, installed)
    except BaseException:
        for part, final in moves:  # what has come is not thrown away
            if final.exists():
                final.rename(part)
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    shutil.rmtree(_folder(root, wanted.id), ignore_errors=True)
    return installed


def _check_content(installed: Installed, file: WeightsFile, progress: Progress) -> None:
    for problem in problems_of_content(installed, file, progress):
        raise DownloadError(
            f"What {installed.source} holds cannot be used here. {problem}", "Update Moebius."
        )


def _fetch(file: RemoteFile, part: Path, published_sha256: str | None, meter: _Meter) -> str:
    """Bring `part` to its end and return its sha256; a wrong one is fetched again once.

    Raises:
        DownloadError: wrong again.
    """
    for _ in range(2):
        checksum = _complete(file, part, meter)
        expected = {file.sha256, published_sha256} - {None}
        is_right = expected <= {checksum} and file.git_sha1 in (None, _git_sha1(file, part))
        if is_right:
            return checksum
        part.unlink()
    raise DownloadError(
        f"{file.path} came with a wrong checksum twice.",
        "Something on the way changes it: try another network, or another HF_ENDPOINT.",
    )


def _complete(file: RemoteFile, part: Path, meter: _Meter) -> str:
    """Fetch what `part` lacks; returns the sha256 of all of it."""
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("a+b") as taken:
        arrival = _Arrival(file, taken, meter)
        pauses = iter(PAUSES_S)
        while arrival.have < file.size:
            before = arrival.have
            try:
                arrival.receive()
            except Exception as error:
                failure = told(error, file.repository, file.path, host_of(file.url))
                if failure is None:
                    raise
                pauses = iter(PAUSES_S) if arrival.have > before else pauses
                pause = next(pauses, None) if is_transient(error) else None
                if pause is None:
                    raise failure from error
                _wait(pause, arrival.have, meter)
        taken.flush()
        os.fsync(taken.fileno())
    return arrival.digest.hexdigest()


class _Arrival:
    """A file as it comes: what there is of it, and the checksum of that."""

    def __init__(self, file: RemoteFile, taken: BinaryIO, meter: _Meter) -> None:
        self._file = file
        self._taken = taken
        self._meter = meter
        self.digest = hashlib.sha256()
        self.have = taken.seek(0, os.SEEK_END)
        if self.have > file.size:
            self._begin_anew()
        taken.seek(0)
        feed(self.digest, taken, meter.report)

    def receive(self) -> None:
        """Take in what is missing. Raises what the network, the disk and cancelling raise."""
        chunks = read_from(self._file, self.have, lambda: self._meter.report(self.have))
        with contextlib.closing(chunks):
            for offset, data in chunks:
                if offset != self.have:
                    self._begin_anew()  # the server sends all of it again
                self._taken.write(data)
                self.digest.update(data)
                self.have += len(data)
                self._meter.report(self.have)
                if self.have > self._file.size:
                    break  # more than was promised: the checksum will not fit
        if self.have < self._file.size:
            raise CutError("the answer ended too early")

    def _begin_anew(self) -> None:
        self._taken.truncate(0)
        self.digest = hashlib.sha256()
        self.have = 0


def _wait(pause_s: float, have: int, meter: _Meter) -> None:
    end = time.monotonic() + pause_s
    while (left := end - time.monotonic()) > 0:
        meter.report(have)
        time.sleep(min(left, _BEAT_S))


def _git_sha1(file: RemoteFile, part: Path) -> str:
    """Git's name for an object with this content."""
    digest = hashlib.sha1(b"blob %d\0" % file.size, usedforsecurity=False)
    digest.update(part.read_bytes())
    return digest.hexdigest()


def _size(part: Path) -> int:
    """Bytes of what may not be there, or be put in place at this moment by another process."""
    try:
        return part.stat().st_size
    except OSError:
        return 0


def _name(file: RemoteFile) -> str:
    return file.path.rpartition("/")[2]


def _folder(root: Path, name: str) -> Path:
    return root / PARTIAL / name


def _clear_but(folder: Path, parts: list[Path]) -> None:
    """Delete what came of other versions."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path not in parts:
                path.unlink()
