"""The state of a run on disk: written aside and renamed, the last few kept.

A process that is killed loses the steps since the last checkpoint and nothing else: at every moment
each file with a checkpoint's name is whole.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from torch import Tensor

from moebius_core.errors import BadInputError
from moebius_core.training.tensor_file import read_tensors, write_tensors

log = logging.getLogger(__name__)

FOLDER = "checkpoints"
"""Below the run's. The files' ending says that they are no weights to be imported."""

_NAME = re.compile(r"(\d{9})\.checkpoint")
_NOTE = "moebius"


class Saved(NamedTuple):
    """What a checkpoint holds."""

    step: int
    """How many updates were done."""

    tensors: dict[str, dict[str, Tensor]]
    """Part ("network", "average", "optimiser") -> name -> tensor."""

    notes: dict[str, Any]
    """What else must be known to go on; as JSON has it."""


class Checkpoints:
    """The checkpoints of the run in `folder`; at most `keep` stay."""

    def __init__(self, folder: Path, *, keep: int) -> None:
        self._folder = folder / FOLDER
        self._keep = keep

    def steps(self) -> list[int]:
        """Those there are, rising."""
        if not self._folder.is_dir():
            return []
        matches = (_NAME.fullmatch(each.name) for each in self._folder.iterdir())
        return sorted(int(match[1]) for match in matches if match)

    def save(
        self, step: int, tensors: Mapping[str, Mapping[str, Tensor]], notes: Mapping[str, Any]
    ) -> Path:
        """Write a checkpoint, then remove those beyond `keep`.

        Raises:
            SaveError: the older ones stay as they are.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        flat = {
            f"{part}/{name}": each for part, held in tensors.items() for name, each in held.items()
        }
        path = self._path(step)
        write_tensors(path, flat, {_NOTE: json.dumps({"step": step, "notes": dict(notes)})})
        for old in self.steps()[: -self._keep]:
            with contextlib.suppress(OSError):  # somebody reads it; the next time, then
                self._path(old).unlink()
        self._sweep()
        return path

    def last(self) -> Saved | None:
        """The newest that can be read; None where there is none at all.

        Raises:
            BadInputError: there are some, and none can be read.
        """
        found = self.steps()
        failure: BadInputError | None = None
        for step in reversed(found):
            try:
                return self._read(step)
            except BadInputError as error:  # the disk itself did that: writing is all or nothing
                log.warning("%s An older checkpoint is taken.", error.sentence)
                failure = failure or error
        if failure is not None:
            raise failure
        return None

    def _read(self, step: int) -> Saved:
        path = self._path(step)
        flat, notes = read_tensors(path)
        try:
            told = json.loads(notes[_NOTE])
            held = dict[str, dict[str, Tensor]]()
            for key, tensor in flat.items():
                part, _, name = key.partition("/")
                held.setdefault(part, {})[name] = tensor
            return Saved(told["step"], held, told["notes"])
        except (KeyError, ValueError, TypeError) as error:
            raise BadInputError(f"“{path}” is no checkpoint.") from error

    def _path(self, step: int) -> Path:
        return self._folder / f"{step:09}.checkpoint"

    def _sweep(self) -> None:
        """Remove what a process that was killed left half-written."""
        for file in self._folder.glob(".moebius-*.tmp"):
            with contextlib.suppress(OSError):
                file.unlink()
