"""What a run measured, as lines of JSON: readable after the run, whole after a crash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from moebius_core.errors import SaveError
from moebius_core.system import long_path, write_atomically

NAME = "history.jsonl"


class History:
    """Lines like {"step": 100, "kind": "held out", "loss": 0.31} in a run's folder.

    Args:
        folder: The run's.
        done: Steps that were done before. Lines of later ones, from a process that was killed after
            its last checkpoint, are removed: they come again.
    """

    def __init__(self, folder: Path, *, done: int) -> None:
        self._path = folder / NAME
        kept = [each for each in read_history(folder) if each["step"] <= done] if done else []
        write_atomically(self._path, [_line(each) for each in kept])

    def add(self, step: int, kind: str, values: Mapping[str, float]) -> None:
        """Append a line. Raises SaveError."""
        data = _line({"step": step, "kind": kind, **values})
        try:
            with open(long_path(self._path), "ab") as file:  # noqa: PTH123 - the name is a string
                file.write(data)
        except OSError as error:
            raise SaveError(
                f"“{self._path}” cannot be continued: {error.strerror or error}."
            ) from error


def read_history(folder: Path) -> list[dict[str, Any]]:
    """Every whole line of a run's history; none where there is no file."""
    path = folder / NAME
    if not path.is_file():
        return []
    lines = path.read_text("utf-8", errors="replace").splitlines()
    found = (_read(line) for line in lines)
    return [each for each in found if each is not None]


def _line(values: Mapping[str, Any]) -> bytes:
    return (json.dumps(values) + "\n").encode()


def _read(line: str) -> dict[str, Any] | None:
    """None for a line that was cut off."""
    try:
        value: Any = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) and isinstance(value.get("step"), int) else None
