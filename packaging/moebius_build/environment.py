"""The build's own Python environment, made anew from constraints.txt alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

from moebius_build.tree import BUILD, PACKAGING, ROOT

CONSTRAINTS = PACKAGING / "constraints.txt"


def make_environment(folder: Path, *, reuse: bool = False) -> Path:
    """A virtual environment with the pinned packages and the project itself, not editable.

    Nothing is taken that constraints.txt does not name with its checksum: pip neither looks for
    dependencies nor builds anything but the project.

    Args:
        folder: Where; what is there is replaced.
        reuse: Keep the packages that are there; only the project is installed anew.

    Returns:
        The environment's Python.

    Raises:
        subprocess.CalledProcessError: pip could not; it has said why.
    """
    python = python_of(folder)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if not (reuse and python.exists()):
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True, symlinks=os.name != "nt")
        pinned = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(CONSTRAINTS)]
        run([*pip, "--no-deps", *pinned])
    for left in ("lib", *(path.name for path in BUILD.glob("bdist.*"))):
        shutil.rmtree(BUILD / left, ignore_errors=True)  # setuptools adds to what it finds there
    project = ["--no-build-isolation", "--no-index", "--force-reinstall", str(ROOT)]
    run([*pip, "--no-deps", *project])
    run([str(python), "-m", "pip", "check"])
    return python


def python_of(folder: Path) -> Path:
    """Where a virtual environment has its Python."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(
    words: Sequence[str], *, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
) -> None:
    """Run a program with its output in ours; raises CalledProcessError where it fails."""
    print("+", *words, flush=True, file=sys.stderr)
    subprocess.run(words, check=True, cwd=cwd, env={**os.environ, **(environment or {})})
