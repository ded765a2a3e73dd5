"""The disk image for macOS: the program, and a link to Applications to drag it onto.

https://developer.apple.com/library/archive/technotes/tn2206
"""

from __future__ import annotations

import platform
import shutil
import subprocess
from pathlib import Path

from moebius_build import macos_signing
from moebius_build.edition import Edition
from moebius_build.identity import NAME
from moebius_build.plist import APP_FOLDER, APP_NAME
from moebius_build.tree import BUILD


def make(folder: Path, out: Path, edition: Edition, version: str) -> Path:
    """Sign the program, let it be notarised, and write the image into `out`.

    Args:
        folder: The .app, or the folder that PyInstaller made beside it.

    Raises:
        FileNotFoundError: there is no .app; only macOS makes one.
        subprocess.CalledProcessError: one of Apple's tools refused.
    """
    app = app_of(folder)
    macos_signing.sign_app(app)
    work = BUILD / "dmg"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    _notarise_app(app, work)
    target = out / file_name(version, edition, platform.machine())
    out.mkdir(parents=True, exist_ok=True)
    subprocess.run(image_words(stage(app, work / "image"), target), check=True)
    macos_signing.sign_image(target)
    if macos_signing.notarise(target):
        macos_signing.staple(target)
    return target


def file_name(version: str, edition: Edition, machine: str) -> str:
    """moebius-0.1.0-macos-arm64.dmg; the full edition says so."""
    full = "-full" if edition is Edition.FULL else ""
    return f"{NAME}-{version}{full}-macos-{machine}.dmg"


def app_of(folder: Path) -> Path:
    """The .app that belongs to a built folder.

    Raises:
        FileNotFoundError: there is none.
    """
    app = folder if folder.suffix == ".app" else folder.parent / APP_FOLDER
    if not (app / "Contents" / "Info.plist").is_file():
        raise FileNotFoundError(f"{app} is no program for macOS: build it on macOS first.")
    return app


def stage(app: Path, folder: Path) -> Path:
    """What the image shows when it is opened."""
    shutil.copytree(app, folder / APP_FOLDER, symlinks=True)
    (folder / "Applications").symlink_to("/Applications")
    return folder


def image_words(folder: Path, target: Path) -> list[str]:
    """The command that packs a folder into an image: compressed by LZFSE, read-only."""
    words = ["hdiutil", "create", "-volname", APP_NAME, "-srcfolder", str(folder)]
    return [*words, "-fs", "HFS+", "-format", "ULFO", "-ov", str(target)]


def _notarise_app(app: Path, work: Path) -> None:
    """The program bears Apple's answer by itself, for when it has left its image."""
    if macos_signing.missing_for_notary():
        return  # said once, of the image
    archive = work / f"{APP_NAME}.zip"
    subprocess.run(["ditto", "-c", "-k", "--keepParent", str(app), str(archive)], check=True)
    macos_signing.notarise(archive)
    macos_signing.staple(app)
