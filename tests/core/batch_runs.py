"""What the tests of running and of resuming a batch share."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from moebius_core.batch import BatchReport, BatchRequest, OneMask, plan_batch, run_batch
from tests.fakes import MeanFill, write_mask, write_photo

ALL_DONE = {"a.png": "done", "b.png": "done", "sub/c.png": "done"}
ALL_UNCHANGED = dict.fromkeys(ALL_DONE, "unchanged")


def three_photos(folder: Path) -> BatchRequest:
    """Three photos in a tree and one mask for all."""
    for number, name in enumerate(ALL_DONE):
        write_photo(folder / "in" / name, seed=number)
    logo = write_mask(folder / "logo.png")
    return BatchRequest(
        source=folder / "in", target=folder / "out", masks=OneMask(logo), recursive=True
    )


def run(request: BatchRequest, **options: object) -> BatchReport:
    """Plan and run in this process, with a quick engine unless another is given."""
    settings: dict[str, object] = {"workers": 0, "opener": MeanFill, **options}
    return run_batch(plan_batch(request), **settings)  # pyright: ignore


def statuses(report: BatchReport) -> dict[str, str]:
    return {result.photo.as_posix(): result.status.value for result in report.results}


def with_(request: BatchRequest, **changes: object) -> BatchRequest:
    return dataclasses.replace(request, **changes)  # pyright: ignore
