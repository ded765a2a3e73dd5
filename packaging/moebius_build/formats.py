"""The packages that can be made of a built folder: their names, and who makes them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from moebius_build.edition import Edition


class Maker(Protocol):
    """What each module offers as `make`."""

    def __call__(self, folder: Path, out: Path, edition: Edition, version: str, /) -> Path:
        """Pack the program.

        Args:
            folder: The built program; a .app on macOS.
            out: Folder for the package.

        Returns:
            The package.
        """
        ...


class Format(NamedTuple):
    """One row: what makes it, and on which systems (`sys.platform`)."""

    module: str
    platforms: tuple[str, ...]


FORMATS: dict[str, Format] = {
    "deb": Format("moebius_build.deb", ("linux",)),
    "tar.xz": Format("moebius_build.tar_xz", ("linux",)),
    "appimage": Format("moebius_build.appimage", ("linux",)),
    "flatpak": Format("moebius_build.flatpak", ("linux",)),
    "setup": Format("moebius_build.inno", ("win32",)),
    "zip": Format("moebius_build.portable_zip", ("win32",)),
    "dmg": Format("moebius_build.dmg", ("darwin",)),
}


def formats_here(platform: str = sys.platform) -> list[str]:
    """Names of what can be made on this system."""
    return [name for name, each in FORMATS.items() if platform in each.platforms]


def chosen(text: str, platform: str = sys.platform) -> list[str]:
    """The names in "deb,tar.xz", each once, in their order.

    Raises:
        ValueError: one is unknown or belongs to another system.
    """
    names = list(dict.fromkeys(word for word in text.split(",") if word))
    here = formats_here(platform)
    wrong = [name for name in names if name not in here]
    if wrong:
        raise ValueError(f"Not made here: {', '.join(wrong)}. Made here: {', '.join(here)}.")
    return names


def make(
    names: Sequence[str], folder: Path, out: Path, edition: Edition, version: str
) -> list[Path]:
    """Make these packages, one after the other."""
    out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for name in names:
        maker = cast(Maker, import_module(FORMATS[name].module).make)
        made.append(maker(folder, out, edition, version))
    return made
