"""PyInstaller's run: from the source tree to one folder with the program."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from moebius_build.environment import make_environment, run
from moebius_build.tree import BUILD, PACKAGING
from moebius_build.version import EPOCH_VARIABLE, epoch

DIST = BUILD / "dist"
WORK = BUILD / "work"
ENVIRONMENT = BUILD / "venv"
SPEC = PACKAGING / "moebius.spec"


def build_folder(*, reuse_environment: bool = False) -> Path:
    """Build the program.

    Args:
        reuse_environment: Take build/venv as it is: for those who work on the build itself. The
            project's own packages in it are as old as it is.

    Returns:
        build/dist/moebius; on macOS build/dist/Moebius.app.
    """
    python = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (reuse_environment and python.exists()):
        python = make_environment(ENVIRONMENT)
    for folder in (DIST, WORK):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    steady = {EPOCH_VARIABLE: str(epoch()), "PYTHONHASHSEED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    options = [
        "--noconfirm",
        "--log-level",
        "WARN",
        "--distpath",
        str(DIST),
        "--workpath",
        str(WORK),
    ]
    # From a folder of its own: Python would look for modules in the one it is started in.
    run(
        [str(python), "-m", "PyInstaller", *options, str(SPEC)],
        cwd=WORK,
        environment=steady,
    )
    return DIST / ("Moebius.app" if sys.platform == "darwin" else "moebius")
