"""The programs of a build, as PyInstaller's EXE and BUNDLE take them: moebius.spec's table.

Windows tells programs with a console from those without when they are made, so there are two in one
folder. A Mac's .app is made of one without; started in a terminal it prints there all the same.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from moebius_build import icons, plist, windows
from moebius_build.desktop import NEEDS
from moebius_build.identity import APP_ID, NAME
from moebius_core.formats.kinds import FileKind


def executables(work: Path, release: str, platform: str = sys.platform) -> list[dict[str, Any]]:
    """Keyword arguments of EXE, one set a program.

    Args:
        work: A folder for icon and version resources, which PyInstaller reads from files.
        release: The project's version.
    """
    if platform == "win32":
        icon = str(icons.write_ico(work / f"{NAME}.ico"))
        return [_for_windows(name, icon, work, release) for name in _WITH_CONSOLE]
    return [{"name": NAME, "console": platform != "darwin"}]


def bundle(work: Path, release: str) -> dict[str, Any]:
    """Keyword arguments of BUNDLE, for macOS.

    The program offers itself for the photos that the environment's packages open: they are what is
    bundled.
    """
    kinds = [kind for kind in FileKind if kind not in NEEDS or find_spec(NEEDS[kind])]
    return {
        "name": plist.APP_FOLDER,
        "icon": str(icons.write_icns(work / f"{NAME}.icns")),
        "bundle_identifier": APP_ID,
        "version": release,
        "info_plist": plist.info_plist(release, kinds),
    }


_WITH_CONSOLE = {windows.WINDOW_PROGRAM: False, windows.CONSOLE_PROGRAM: True}


def _for_windows(program: str, icon: str, work: Path, release: str) -> dict[str, Any]:
    stamp = work / f"{program}.version.txt"
    stamp.write_text(windows.version_resource(release, program), encoding="utf-8")
    return {
        "name": program.removesuffix(".exe"),
        "console": _WITH_CONSOLE[program],
        "icon": icon,
        "manifest": windows.manifest(),
        "version": str(stamp),
    }
