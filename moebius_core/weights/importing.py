"""Weights from files that are on this computer already, for instance brought on a stick."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from moebius_core.errors import BadInputError
from moebius_core.progress import Progress
from moebius_core.weights.candidates import Candidate, check_id
from moebius_core.weights.checking import problems_of_content
from moebius_core.weights.claim import claimed
from moebius_core.weights.copying import (
    PARTIAL,
    check_space,
    check_way,
    copy_files,
    now,
    put_in_place,
    staging_folder,
)
from moebius_core.weights.failures import disk_failures_told
from moebius_core.weights.receipt import Installed, Origin, read_receipt
from moebius_core.weights.registry import WeightsFile, known_sets

_COPYING = 0.7
"""Share of the bar; the rest is checking what was copied."""


def import_candidate(root: Path, candidate: Candidate, progress: Progress) -> Installed:
    """Copy one set into `root`; all or nothing.

    Raises:
        BadInputError: it is damaged or does not fit, or other weights have the name.
        NoSpaceError, WeightsFolderError: it cannot be written.
        Cancelled: nothing is left behind.
    """
    name = check_id(candidate.id)
    _check_name(candidate)
    with disk_failures_told(root), claimed(root / PARTIAL / f"{name}.lock", progress):
        check_way(root / name)
        check_space(sum(path.stat().st_size for path, _ in candidate.files), root)
        staging = staging_folder(root, name)
        try:
            copied = copy_files(candidate.files, staging, progress.span(0.0, _COPYING))
            installed = _described(root, candidate, copied)
            _check(installed, staging, progress.span(_COPYING, 1.0))
            before = read_receipt(root / name)
            if before is not None:
                return _same(before, installed)
            return put_in_place(staging, installed)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _check_name(candidate: Candidate) -> None:
    published = known_sets().get(candidate.id)
    if published is not None and published.kind is not candidate.kind:
        raise BadInputError(
            f"“{candidate.id}” is the name of other weights: {published.title}.",
            "Give another name with --id.",
        )


def _check(installed: Installed, staging: Path, progress: Progress) -> None:
    """Raise BadInputError with the first thing that is wrong in the copy."""
    copy = replace(installed, folder=staging)
    for index, file in enumerate(copy.files):
        part = progress.span(index / len(copy.files), (index + 1) / len(copy.files))
        part.report(0.0, f"Checking {file.name}")
        for problem in problems_of_content(copy, file, part):
            raise BadInputError(problem, "Download the file again, or choose another.")


def _described(root: Path, candidate: Candidate, files: tuple[WeightsFile, ...]) -> Installed:
    published = known_sets().get(candidate.id)
    return Installed(
        id=candidate.id,
        title=published.title if published else f"Your own: {candidate.id}",
        kind=candidate.kind,
        folder=root / candidate.id,
        files=files,
        origin=Origin.IMPORTED,
        source=str(candidate.source.absolute()),
        licence=published.licence if published else "yours to know",
        installed_at=now(),
    )


def _same(before: Installed, now_copied: Installed) -> Installed:
    """The set that is there, if the copy is the same again."""
    if {f.sha256 for f in before.files} >= {f.sha256 for f in now_copied.files}:
        return before
    raise BadInputError(
        f"Other weights named “{before.id}” are installed already ({before.origin.value}).",
        f"Give another name with --id, or first: moebius weights remove {before.id}",
    )
