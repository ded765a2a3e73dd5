"""How large the program is, what makes it so, and the bars it has to stay below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

MB = 1_000_000
FOLDER_BAR = 350 * MB
"""On the disk, of the light edition."""
DOWNLOAD_BAR = 130 * MB
"""Of each of its packages."""

_INNER = "_internal"
_APART = ("PySide6/Qt/lib", "PySide6/Qt/plugins", "onnxruntime/capi")
"""Folders that count as parts of their own."""


class Part(NamedTuple):
    """One package or library of the program."""

    name: str
    size: int
    """In bytes."""


def parts(folder: Path) -> list[Part]:
    """The program's parts, largest first; a package counts with the libraries its wheel brought."""
    sizes: Counter[str] = Counter()
    for path in files(folder):
        sizes[_part_of(path.relative_to(folder).as_posix())] += path.stat().st_size
    return [Part(name, size) for name, size in sorted(sizes.items(), key=lambda s: (-s[1], s[0]))]


def files(folder: Path) -> list[Path]:
    """Every file once: links are left out."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def folder_size(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in files(folder))


def size_of(package: Path) -> int:
    """Bytes of a package, or of a folder."""
    return folder_size(package) if package.is_dir() else package.stat().st_size


def report(found: Iterable[Part], total: int, count: int = 10) -> str:
    """The largest parts, a line each, and the sum."""
    lines = [f"{part.size / MB:8.1f} MB  {part.name}" for part in list(found)[:count]]
    return "\n".join([*lines, f"{total / MB:8.1f} MB  in all (bar {FOLDER_BAR / MB:.0f})"])


def _part_of(path: str) -> str:
    inside = path.removeprefix(f"{_INNER}/")
    apart = next((name for name in _APART if inside.startswith(f"{name}/")), None)
    if apart is not None:
        return apart
    first, slash, _ = inside.partition("/")
    if not slash:
        return "the program and its modules" if inside == path else inside
    name = first.removesuffix(".libs")
    return {"opencv_python_headless": "cv2", "pillow": "PIL"}.get(name, name)
