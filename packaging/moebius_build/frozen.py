"""PyInstaller's run, and what is done to the folder that it leaves."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from moebius_build import stand_ins, weights
from moebius_build.elf import forget_build_folders
from moebius_build.environment import make_environment, run
from moebius_build.identity import NAME
from moebius_build.plist import APP_FOLDER
from moebius_build.strip import strip_python
from moebius_build.tree import BUILD, PACKAGING
from moebius_build.version import EPOCH_VARIABLE, epoch

DIST = BUILD / "dist"
WORK = BUILD / "work"
ENVIRONMENT = BUILD / "venv"
SPEC = PACKAGING / "moebius.spec"
TOOLS = {"linux": ("cc", "nm", "strip", "objdump", "dpkg-query")}
"""What has to be there beforehand, by `sys.platform`."""


def build_folder(
    *, with_weights: Path | None = None, dist: Path = DIST, reuse_environment: bool = False
) -> Path:
    """Build the program.

    Args:
        with_weights: Folder of weights for the full edition.
        dist: Where the program's folder goes; what is there is replaced.
        reuse_environment: Take build/venv as it is: for those who work on the build itself. The
            project's own packages are installed anew.

    Returns:
        DIST/moebius; on macOS DIST/Moebius.app.

    Raises:
        subprocess.CalledProcessError: a step failed, and has said why.
        WeightsFolderError: there are no weights in that folder.
        FileNotFoundError: a program that is needed is missing; says which.
    """
    check_tools()
    environment = {
        EPOCH_VARIABLE: str(epoch()),
        "PYTHONHASHSEED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",  # the icons are drawn by Qt
    }
    if with_weights is not None:
        weights.sets_in(with_weights)  # says at once what is wrong
        environment[weights.VARIABLE] = str(with_weights.resolve())
    python = make_environment(ENVIRONMENT, reuse=reuse_environment)
    shutil.rmtree(WORK, ignore_errors=True)
    made = WORK / "dist"
    made.mkdir(parents=True)
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(made)]
    words = [str(python), "-m", "PyInstaller", *options, "--workpath", str(WORK), str(SPEC)]
    # From a folder of its own: Python would look for modules in the one it is started in.
    run(words, cwd=WORK, environment=environment)
    if sys.platform == "linux":
        stand_ins.replace_unused(made / NAME)
        strip_python(made / NAME)
        forget_build_folders(made / NAME)
    name = APP_FOLDER if sys.platform == "darwin" else NAME
    shutil.rmtree(dist / name, ignore_errors=True)  # only now: a build that fails leaves the last
    dist.mkdir(parents=True, exist_ok=True)
    shutil.move(made / name, dist / name)
    return dist / name


def check_tools(platform: str = sys.platform) -> None:
    """Raise FileNotFoundError at once, not after minutes, where a program is missing."""
    missing = [name for name in TOOLS.get(platform, ()) if not shutil.which(name)]
    if missing:
        raise FileNotFoundError(
            f"Not found: {', '.join(missing)}. A build for Linux is made on Debian or a descendant "
            "of it, with: apt install binutils gcc"
        )
