"""What is installed under one name: `receipt.json`, written last, makes a folder a set of weights.

A folder without a valid receipt is none: a copy that broke off, or somebody else's.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TypedDict, cast

from moebius_core.system import write_atomically
from moebius_core.weights.registry import WeightsFile, WeightsKind

NAME = "receipt.json"
_FORMAT = 1


class Origin(StrEnum):
    """How weights came to this computer."""

    DOWNLOADED = "downloaded"
    IMPORTED = "imported"


@dataclass(frozen=True)
class Installed:
    """A set of weights on this computer."""

    id: str
    title: str
    kind: WeightsKind
    folder: Path
    files: tuple[WeightsFile, ...]
    """Paths below `folder`; sizes and checksums as they were when it was installed."""

    origin: Origin
    source: str
    """The repository with its revision, or the path it was copied from."""

    licence: str
    installed_at: str
    """ISO 8601, UTC."""

    @property
    def bytes(self) -> int:
        return sum(file.size for file in self.files)

    def path(self, name: str) -> Path:
        """Of a file of this set."""
        return self.folder / name


def write_receipt(installed: Installed) -> None:
    """Put the receipt into its folder. Raises SaveError."""
    fields = {
        "format": _FORMAT,
        "id": installed.id,
        "title": installed.title,
        "kind": installed.kind.value,
        "origin": installed.origin.value,
        "source": installed.source,
        "licence": installed.licence,
        "installed_at": installed.installed_at,
        "files": [asdict(file) for file in installed.files],
    }
    text = json.dumps(fields, indent=1, ensure_ascii=False) + "\n"
    write_atomically(installed.folder / NAME, [text.encode()])


def read_receipt(folder: Path) -> Installed | None:
    """The set in `folder`; None where there is none, or not all of its files."""
    try:
        found = _parsed((folder / NAME).read_text(encoding="utf-8"), folder)
        is_whole = all((folder / file.path).is_file() for file in found.files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return found if is_whole and found.files and found.id == folder.name else None


class _FileFields(TypedDict):
    path: str
    size: int
    sha256: str | None


class _Fields(TypedDict):
    format: int
    id: str
    title: str
    kind: str
    origin: str
    source: str
    licence: str
    installed_at: str
    files: list[_FileFields]


def _parsed(text: str, folder: Path) -> Installed:
    """Raises ValueError, KeyError, TypeError or AttributeError for what is no receipt."""
    fields = cast("_Fields", json.loads(text))
    if fields["format"] != _FORMAT:
        raise ValueError("another version wrote it")
    return Installed(
        id=str(fields["id"]),
        title=str(fields["title"]),
        kind=WeightsKind(fields["kind"]),
        folder=folder,
        files=tuple(
            WeightsFile(_inside(file["path"]), int(file["size"]), file["sha256"])
            for file in fields["files"]
        ),
        origin=Origin(fields["origin"]),
        source=str(fields["source"]),
        licence=str(fields["licence"]),
        installed_at=str(fields["installed_at"]),
    )


def _inside(path: str) -> str:
    """`path` if it stays below the folder."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or ":" in path or "\\" in path:
        raise ValueError("it names a file elsewhere")
    return path
