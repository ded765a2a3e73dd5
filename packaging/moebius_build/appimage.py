"""The AppImage: one file that is made executable and run.

The folder for it is made everywhere; packing it takes `appimagetool`, which is fetched by whoever
builds and named in APPIMAGETOOL or on the PATH: https://docs.appimage.org/reference/appdir.html
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

from moebius_build.desktop import DESKTOP_FILE
from moebius_build.edition import Edition
from moebius_build.file_tree import Entry, FileTree
from moebius_build.icons import png
from moebius_build.identity import NAME
from moebius_build.linux_files import installation
from moebius_build.tree import PACKAGING
from moebius_build.version import EPOCH_VARIABLE
from moebius_build.version import epoch as epoch_of_the_build

TOOL = "appimagetool"
TOOL_VARIABLE = "APPIMAGETOOL"
_ICON_PX = 256


class MissingToolError(OSError):
    """The program that packs is not on this computer."""


def make(folder: Path, out: Path, edition: Edition, version: str) -> Path:
    """Pack the frozen program.

    Args:
        folder: The program, as the build made it.
        out: The folder for the image.

    Raises:
        MissingToolError: there is no appimagetool.
    """
    tool = os.environ.get(TOOL_VARIABLE) or shutil.which(TOOL)
    if tool is None:
        raise MissingToolError(
            f"An AppImage is packed by {TOOL}, which is not here. Put it on the PATH, or its path"
            f" into {TOOL_VARIABLE}."
        )
    epoch = epoch_of_the_build()
    extra = "" if edition is Edition.LIGHT else f"-{edition}"
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{NAME}-{version}{extra}-{platform.machine()}.AppImage"
    with tempfile.TemporaryDirectory() as scratch:
        app_dir = Path(scratch) / f"{NAME}.AppDir"
        app_dir_files(folder, version, epoch).copy_to(app_dir)
        environment = {**os.environ, "ARCH": platform.machine(), EPOCH_VARIABLE: str(epoch)}
        subprocess.run([tool, str(app_dir), str(target)], env=environment, check=True)
    return target


def app_dir_files(folder: Path, version: str, epoch: int) -> FileTree:
    """An AppDir: an installation below usr, and what the tool looks for at the top."""
    return (
        installation(folder, version, epoch)
        .under("usr")
        .plus(
            FileTree.of(
                [
                    Entry("AppRun", PACKAGING / "linux" / "AppRun", may_run=True),
                    Entry(DESKTOP_FILE, link=f"usr/share/applications/{DESKTOP_FILE}"),
                    Entry(f"{NAME}.png", png(_ICON_PX)),
                    Entry(".DirIcon", link=f"{NAME}.png"),
                ]
            )
        )
    )
