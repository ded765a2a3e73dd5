"""Whether two builds of one commit are the same, byte for byte: `build.py --compare A B`."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

_PARTS_NAMED = 20
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Comparison:
    """How two folders, or two files, differ."""

    files: int
    """How many there are in both."""

    different: tuple[str, ...]
    """Of other content, rights or kind."""

    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return not (self.different or self.only_first or self.only_second)

    def text(self) -> str:
        """A sentence, and the first differences, a line each."""
        if self.is_same:
            return f"The same: {self.files} files and links, each with its content and rights."
        rows = [
            *(f"differs: {name}" for name in self.different),
            *(f"only in the first: {name}" for name in self.only_first),
            *(f"only in the second: {name}" for name in self.only_second),
        ]
        more = len(rows) - _PARTS_NAMED
        return "\n".join(rows[:_PARTS_NAMED] + ([f"and {more} more"] if more > 0 else []))


def compare(first: Path, second: Path) -> Comparison:
    """Compare two folders, or two packages.

    Raises:
        OSError: one is not there, or cannot be read.
    """
    one, other = _contents(first), _contents(second)
    both = one.keys() & other.keys()
    return Comparison(
        len(both),
        tuple(sorted(name for name in both if one[name] != other[name])),
        tuple(sorted(one.keys() - both)),
        tuple(sorted(other.keys() - both)),
    )


def _contents(root: Path) -> dict[str, str]:
    """What each path below `root` is: a digest with its rights, or where the link leads."""
    if not root.is_dir():
        return {"the package": _digest(root)}
    found: dict[str, str] = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink().as_posix()}"
        elif path.is_file():
            found[name] = f"{stat.S_IMODE(path.stat().st_mode):o} {_digest(path)}"
    return found


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
