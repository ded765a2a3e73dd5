"""The build's own Python environment, made anew from constraints.txt alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

from moebius_build.tree import PACKAGING, ROOT

CONSTRAINTS = PACKAGING / "constraints.txt"


def make_environment(folder: Path) -> Path:
    """A virtual environment with the pinned packages and the project itself, not editable.

    Nothing is taken that constraints.txt does not name with its checksum: pip neither looks for
    dependencies nor builds anything but the project.

    Args:
        folder: Where; what is there is replaced.

    Returns:
        The environment's Python.

    Raises:
        subprocess.CalledProcessError: pip could not; it has said why.
    """
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--no-deps", "--only-binary", ":all:", "-r", str(CONSTRAINTS)])
    run([*pip, "--no-deps", "--no-build-isolation", "--no-index", str(ROOT)])
    run([str(python), "-m", "pip", "check"])
    return python


def run(
    words: Sequence[str], *, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
) -> None:
    """Run a program with its output in ours; raises CalledProcessError where it fails."""
    print("+", *words, flush=True, file=sys.stderr)
    subprocess.run(words, check=True, cwd=cwd, env={**os.environ, **(environment or {})})
