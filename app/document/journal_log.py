"""The journal's list of moves: one checked line each, so that a torn last line is told."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass, fields
from io import FileIO
from pathlib import Path
from typing import Any, NamedTuple


@dataclass(frozen=True, kw_only=True)
class Record:
    """One line: what happened to which step."""

    move: str
    """Name of a `Move`, or "SAVED", or "CUT" when nothing else happened."""
    id: int = 0
    """Of the step."""
    state: int = 0
    """Number of the image that the step made, or that was saved."""
    name: str = ""
    is_pending: bool = False
    tiles: str = ""
    """File of the tiles that the step put in place; empty: none."""
    cut: tuple[int, ...] = ()
    """Ids of steps that are forgotten since the line before."""
    settled: tuple[int, ...] = ()
    """Ids of removals that run no longer since the line before, and have brought no pixels."""

    def line(self) -> bytes:
        values = {key: value for key, value in asdict(self).items() if value}
        text = json.dumps(values, separators=(",", ":")).encode("ascii")
        return b"%08x %b\n" % (zlib.crc32(text), text)

    @classmethod
    def parse(cls, line: bytes) -> Record | None:
        """None when the line is torn or damaged."""
        crc, _, text = line.rstrip(b"\n").partition(b" ")
        if not line.endswith(b"\n") or crc != b"%08x" % zlib.crc32(text):
            return None
        try:
            values: dict[str, Any] = json.loads(text)
        except ValueError:
            return None
        known = {field.name for field in fields(cls)}
        if "move" not in values or not known.issuperset(values):
            return None
        values.update({key: tuple(values.get(key, ())) for key in ("cut", "settled")})
        return cls(**values)


class Logged(NamedTuple):
    """A record and where its line ends in the file."""

    record: Record
    end: int


def read_log(path: Path) -> list[Logged]:
    """The records up to the first that is torn or damaged.

    Raises:
        OSError: missing or unreadable.
    """
    found: list[Logged] = []
    end = 0
    for line in path.read_bytes().splitlines(keepends=True):
        record = Record.parse(line)
        if record is None:
            break
        end += len(line)
        found.append(Logged(record, end))
    return found


class Log:
    """The open file, written without a buffer: what was appended survives the process.

    Args:
        path: Made if it is missing.
        length: Bytes to keep of what is there.

    Raises:
        OSError: it cannot be written to; also from `append`.
    """

    def __init__(self, path: Path, length: int = 0) -> None:
        self._file = FileIO(path, "r+" if path.exists() else "w")
        self._file.truncate(length)
        self._file.seek(length)

    def append(self, record: Record) -> None:
        line = record.line()
        if self._file.write(line) != len(line):
            raise OSError("the line was not written whole")

    def close(self) -> None:
        self._file.close()
