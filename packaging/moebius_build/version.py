"""What is being built: its version, and the moment that stands for it in every file."""

from __future__ import annotations

import ast
import os
import subprocess
from pathlib import Path

from moebius_build.tree import ROOT

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
"""Environment variable that reproducible builds agree upon: https://reproducible-builds.org."""


def version(root: Path = ROOT) -> str:
    """`moebius_core.__version__`, read without importing it.

    Raises:
        ValueError: it is no plain assignment of a string any more.
    """
    source = (root / "moebius_core" / "__init__.py").read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(
                targets=[ast.Name(id="__version__")], value=ast.Constant(value=str(found))
            ):
                return found
            case _:
                continue
    raise ValueError("moebius_core/__init__.py assigns no string to __version__.")


def version_numbers(text: str) -> tuple[int, int, int, int]:
    """A version as the four numbers that Windows stores: "0.1.0" is (0, 1, 0, 0).

    What is not a number ends it: "1.2.0rc1" is (1, 2, 0, 0).
    """
    numbers: list[int] = []
    for part in text.split(".")[:4]:
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if digits:
            numbers.append(int(digits))
        if digits != part:
            break
    first, second, third, fourth = (*numbers, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def epoch(root: Path = ROOT) -> int:
    """Seconds since 1970 that all files of a build carry: SOURCE_DATE_EPOCH, else the commit's."""
    given = os.environ.get(EPOCH_VARIABLE)
    if given:
        return int(given)
    words = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    return int(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
