"""Symbols that only debuggers read are taken out of Python's own libraries. Linux only."""

from __future__ import annotations

import stat
import subprocess
from pathlib import Path

STRIPPED = ("libpython3*.so*", "lib-dynload/*.so")
"""The wheels' libraries are not among them: their names and tables have been moved about for the
wheel, and strip makes numpy's unusable. The program carries its archive at its end.
"""


def strip_python(folder: Path) -> int:
    """Strip the libraries of `STRIPPED` that are in the folder.

    Returns:
        The bytes that are gone.

    Raises:
        FileNotFoundError: there is no strip (binutils).
        subprocess.CalledProcessError: it failed.
    """
    found = [path for pattern in STRIPPED for path in sorted(folder.rglob(pattern))]
    libraries = [path for path in found if not path.is_symlink()]
    before = sum(path.stat().st_size for path in libraries)
    for path in libraries:
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)
    return before - sum(path.stat().st_size for path in libraries)
