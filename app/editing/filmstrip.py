"""The photos that are gone through one after the other, and the order of a folder's files."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from app.events import Event

_NUMBER = re.compile(r"(\d+)")


class Filmstrip:
    """Photos in a row and the one that is shown."""

    def __init__(self) -> None:
        self.paths: Sequence[Path] = ()
        self.index: int | None = None
        """Of the shown photo; None when it is not one of them."""
        self.changed: Event[[]] = Event()
        self._place = 0

    @property
    def current(self) -> Path | None:
        return None if self.index is None else self.paths[self.index]

    def set_paths(self, paths: Sequence[Path], current: Path | None = None) -> None:
        """Take these photos; `current` is the shown one."""
        self.paths = tuple(paths)
        self.show(current)

    def show(self, path: Path | None) -> None:
        """Say which photo is shown."""
        if path in self.paths:
            self.index = self._place = self.paths.index(path)
        else:
            self.index = None
        self.changed.emit()

    def pass_by(self, path: Path) -> None:
        """This photo cannot be shown: the walk goes on from its place all the same."""
        if path in self.paths:
            self._place = self.paths.index(path)

    def neighbour(self, step: int) -> Path | None:
        """The photo so many places on; None beyond the ends."""
        index = self._place + step
        return self.paths[index] if 0 <= index < len(self.paths) else None


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts as file managers do: case does not count, and “photo 9” comes before “photo 10”."""
    parts = _NUMBER.split(name.casefold())
    return tuple((0, int(p), p) if p.isdecimal() else (1, 0, p) for p in parts if p)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Neither a folder nor a pipe nor a link that leads nowhere; known without another call."""
    try:
        return entry.is_file()
    except OSError:
        return False


def photos_in(folder: Path, suffixes: frozenset[str]) -> list[Path]:
    """The photos of a folder in natural order, without hidden files and the masks of others.

    Args:
        folder: Read with one call of the system; sub-folders are not entered.
        suffixes: Lower case, with dot.

    Raises:
        OSError: the folder cannot be read.
    """
    from moebius_core.batch.pairing import split_masks

    with os.scandir(folder) as entries:
        names = [
            entry.name
            for entry in entries
            if not entry.name.startswith(".")
            and os.path.splitext(entry.name)[1].lower() in suffixes  # noqa: PTH122 - ten thousand
            and _is_file(entry)
        ]
    photos, _masks = split_masks([PurePosixPath(name) for name in names], every=False)
    return [folder / name.name for name in sorted(photos, key=lambda name: natural_key(name.name))]
