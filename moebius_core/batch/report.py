"""What came of a batch: for a person a table, for a machine JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from pathlib import Path, PurePosixPath

from moebius_core.batch.plan import Action, BatchPlan
from moebius_core.system import write_atomically


class Status(Enum):
    """How one photo ended."""

    DONE = "done"
    UNCHANGED = "unchanged"
    NO_MASK = "no mask"
    REFUSED = "refused"
    FAILED = "failed"
    NOT_RUN = "not run"


_WORDS = {
    Status.DONE: "saved",
    Status.UNCHANGED: "done before, skipped",
    Status.NO_MASK: "without a mask, left out",
    Status.REFUSED: "refused: a file is in the way",
    Status.FAILED: "failed",
    Status.NOT_RUN: "not reached",
}
_EXPLAINED = (Status.FAILED, Status.REFUSED, Status.NO_MASK)
_LINES_EACH = 20


@dataclass(frozen=True, kw_only=True)
class ItemResult:
    """One photo's end and why."""

    photo: PurePosixPath
    mask: Path | None
    output: PurePosixPath
    status: Status
    reason: str = ""
    """A sentence why, where it needs one."""
    hint: str = ""
    """What can be done about it."""
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        return {
            "photo": self.photo.as_posix(),
            "mask": None if self.mask is None else str(self.mask),
            "output": self.output.as_posix(),
            "status": self.status.value,
            "reason": self.reason,
            "hint": self.hint,
            "notes": list(self.notes),
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True)
class BatchReport:
    """All results in the plan's order."""

    plan: BatchPlan
    results: tuple[ItemResult, ...]
    seconds: float
    """Of work; pauses do not count."""
    interrupted: bool = False

    @property
    def counts(self) -> dict[Status, int]:
        """Every status, also those that did not occur."""
        seen = Counter(result.status for result in self.results)
        return {status: seen[status] for status in Status}

    @property
    def has_failures(self) -> bool:
        return bool(self.counts[Status.FAILED] + self.counts[Status.REFUSED])

    @property
    def photos_per_second(self) -> float:
        return self.counts[Status.DONE] / self.seconds if self.seconds > 0 else 0.0

    def notes(self) -> list[tuple[str, int]]:
        """What was converted or lost, and for how many photos."""
        return Counter(note for result in self.results for note in result.notes).most_common()

    def as_json(self) -> dict[str, object]:
        request = self.plan.request
        return {
            "source": str(request.source),
            "target": str(request.target),
            "shard": str(request.shard),
            "dry_run": False,
            "interrupted": self.interrupted,
            "counts": {status.value: count for status, count in self.counts.items()},
            "seconds": round(self.seconds, 3),
            "photos_per_second": round(self.photos_per_second, 3),
            "items": [result.as_json() for result in self.results],
        }

    def summary(self) -> str:
        """A table of counts, then who failed and why."""
        lines = [
            f"{count:6}  {_WORDS[status]}" for status, count in self.counts.items() if count
        ] or ["     0  photos"]
        if self.counts[Status.DONE]:
            speed = f"{self.seconds:.1f} s, {self.photos_per_second:.2f} photos/s"
            lines[0] += f" in {self.plan.request.target} ({speed})"
        for status in _EXPLAINED:
            told = [result for result in self.results if result.status is status]
            lines += ["", f"{status.value}:"] if told else []
            for hint, alike in groupby(told[:_LINES_EACH], lambda result: result.hint):
                lines += [f"  {result.photo}: {result.reason}" for result in alike]
                lines += [f"    {hint}"] if hint else []
            if len(told) > _LINES_EACH:
                lines.append(f"  … and {len(told) - _LINES_EACH} more; --report lists them all")
        return "\n".join(lines)

    def write(self, path: Path) -> None:
        """Save the JSON report. Raises SaveError."""
        write_report(self.as_json(), path)


def dry_run_json(plan: BatchPlan) -> dict[str, object]:
    """The plan in the shape of a report: `status` is what would happen (`remove`, ...)."""
    seen = Counter(item.action for item in plan.items)
    return {
        "source": str(plan.request.source),
        "target": str(plan.request.target),
        "shard": str(plan.request.shard),
        "dry_run": True,
        "counts": {action.value: seen[action] for action in Action},
        "items": [
            {
                "photo": item.photo.as_posix(),
                "mask": None if item.mask is None else str(item.mask),
                "output": item.output.as_posix(),
                "status": item.action.value,
                "reason": item.reason,
                "hint": item.hint,
            }
            for item in plan.items
        ],
    }


def write_report(report: dict[str, object], path: Path) -> None:
    """Save a JSON report, completely or not at all. Raises SaveError."""
    write_atomically(path, [json.dumps(report, indent=2).encode() + b"\n"])
