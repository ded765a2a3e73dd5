"""The portable edition for Windows: a .zip to unpack anywhere, which keeps its settings beside it.

The marker beside the program says so, see moebius_core.places. The same folder gives the same
bytes.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from moebius_build import windows_signing
from moebius_build.edition import Edition
from moebius_build.version import epoch
from moebius_build.windows import PRODUCT, check_folder, file_name
from moebius_core.places import PORTABLE_MARKER

_NOTE = """\
This file makes Moebius portable: settings, weights, logs and unsaved edits go into the folder
"data" beside it, and nothing is written elsewhere on this computer. Delete the file, and Moebius
uses your profile like an installed program.

Start moebius.exe for the window; moebius-cli.exe is the command line.
"""
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a .zip knows no older dates
_DOS = 0


def make(folder: Path, out: Path, edition: Edition, version: str) -> Path:
    """Write the archive into `out`.

    Raises:
        FileNotFoundError: the folder is not whole.
    """
    check_folder(folder)
    windows_signing.sign_folder(folder)
    out.mkdir(parents=True, exist_ok=True)
    made = out / file_name(version, edition, "portable.zip")
    moment = max(datetime.fromtimestamp(epoch(), UTC), _EARLIEST).timetuple()[:6]
    with zipfile.ZipFile(made, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in _entries(folder):
            info = zipfile.ZipInfo(f"{PRODUCT}/{name}", moment)
            info.create_system = _DOS
            info.compress_type = zipfile.ZIP_DEFLATED
            info.file_size = _size(content)
            with archive.open(info, "w") as target, _opened(content) as source:
                shutil.copyfileobj(source, target)
    return made


def _entries(folder: Path) -> Iterator[tuple[str, bytes | Path]]:
    """Path inside the folder and content, in the order of the paths, the marker among them."""
    files: dict[str, bytes | Path] = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    files[PORTABLE_MARKER] = _NOTE.replace("\n", "\r\n").encode()
    yield from sorted(files.items())


def _size(content: bytes | Path) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def _opened(content: bytes | Path) -> IO[bytes]:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
