"""Small files to work on, and the command as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import write_mask, write_photo

ROOT = Path(__file__).parents[3]

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


class Terminal(io.StringIO):
    """Takes what is drawn and claims to be a terminal."""

    encoding = "utf-8"  # pyright: ignore

    def isatty(self) -> bool:
        return True


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return write_photo(tmp_path / "beach.png")


@pytest.fixture
def mask(tmp_path: Path) -> Path:
    return write_mask(tmp_path / "beach_mask.png")


@pytest.fixture
def moebius(tmp_path: Path) -> Run:
    """Run `moebius ...` in `tmp_path`, away from the terminal."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "app", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=120,
            check=False,
        )

    return run
