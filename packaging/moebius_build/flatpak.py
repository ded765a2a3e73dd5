"""The Flatpak recipe: a manifest that `flatpak-builder` builds from the .tar.xz, without a network.

    flatpak-builder --user --install build-dir local.moebius.editor.json

Nothing is compiled: the archive is one installation below a prefix, and /app is one.
https://docs.flatpak.org/en/latest/flatpak-builder-command-reference.html
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from string import Template

from moebius_build import tar_xz
from moebius_build.edition import Edition
from moebius_build.identity import APP_ID
from moebius_build.tree import PACKAGING


def make(folder: Path, out: Path, edition: Edition, version: str) -> Path:
    """Write the manifest beside the archive, which is made where it is not there yet.

    Args:
        folder: The program, as the build made it.
        out: The folder for both.
    """
    archive = out / f"{tar_xz.top_folder(edition, version)}.tar.xz"
    if not archive.exists():
        tar_xz.make(folder, out, edition, version)
    target = out / f"{APP_ID}.json"
    target.write_text(manifest(archive), encoding="utf-8")
    return target


def manifest(archive: Path) -> str:
    """The manifest for this archive, which lies in the same folder."""
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    text = (PACKAGING / "linux" / "flatpak.json").read_text(encoding="utf-8")
    return Template(text).substitute(app_id=APP_ID, archive=archive.name, sha256=digest)
