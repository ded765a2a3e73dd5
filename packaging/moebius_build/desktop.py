"""What a Linux desktop reads: the menu entry and the software centre's description.

The texts are in packaging/linux; here come the kinds of photo, which the core lists, and the
version. https://specifications.freedesktop.org/desktop-entry-spec,
https://www.freedesktop.org/software/appstream/docs
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from moebius_build.identity import APP_ID, NAME
from moebius_build.tree import PACKAGING
from moebius_core.formats.kinds import FileKind

DESKTOP_FILE = f"{NAME}.desktop"
METAINFO_FILE = f"{APP_ID}.metainfo.xml"

MIME_TYPES: dict[FileKind, tuple[str, ...]] = {
    FileKind.JPEG: ("image/jpeg",),
    FileKind.PNG: ("image/png", "image/apng"),
    FileKind.TIFF: ("image/tiff",),
    FileKind.WEBP: ("image/webp",),
    FileKind.BMP: ("image/bmp",),
    FileKind.GIF: ("image/gif",),
    FileKind.AVIF: ("image/avif",),
    FileKind.HEIC: ("image/heif", "image/heic"),
    FileKind.RAW: (
        *("image/x-adobe-dng", "image/x-canon-cr2", "image/x-canon-cr3", "image/x-canon-crw"),
        *("image/x-fuji-raf", "image/x-kodak-dcr", "image/x-kodak-kdc", "image/x-minolta-mrw"),
        *("image/x-nikon-nef", "image/x-nikon-nrw", "image/x-olympus-orf", "image/x-panasonic-rw"),
        *("image/x-panasonic-rw2", "image/x-pentax-pef", "image/x-sigma-x3f", "image/x-sony-arw"),
        *("image/x-sony-sr2", "image/x-sony-srf"),
    ),
}
"""As the shared database names them; other raw files have no type of their own there.

https://www.freedesktop.org/wiki/Specifications/shared-mime-info-spec
"""

NEEDS = {FileKind.HEIC: "pillow_heif", FileKind.RAW: "rawpy"}
"""What a kind cannot be opened without: part of a file's or folder's name."""


def kinds_opened_by(folder: Path) -> list[FileKind]:
    """The kinds of photo that the program in this folder opens."""
    return [kind for kind in FileKind if kind not in NEEDS or _holds(folder, NEEDS[kind])]


def desktop_entry(kinds: Collection[FileKind]) -> str:
    """The entry of the menu, which also offers the program for these kinds of file.

    It never makes itself the default for them: that is a list of the person's own, which no file
    here touches.
    """
    types = "".join(f"{each};" for each in _types_of(kinds))
    return _filled(DESKTOP_FILE, mime_types=types)


def metainfo(kinds: Collection[FileKind], version: str, epoch: int) -> str:
    """What a software centre tells about the program.

    Args:
        epoch: When this version was made, in seconds since 1970.
    """
    types = "\n".join(f"    <mediatype>{each}</mediatype>" for each in _types_of(kinds))
    date = datetime.fromtimestamp(epoch, UTC).date().isoformat()
    return _filled(
        "moebius.metainfo.xml", app_id=APP_ID, media_types=types, version=version, date=date
    )


def _types_of(kinds: Collection[FileKind]) -> list[str]:
    return [each for kind in FileKind if kind in kinds for each in MIME_TYPES[kind]]


def _filled(name: str, **values: str) -> str:
    return Template((PACKAGING / "linux" / name).read_text(encoding="utf-8")).substitute(values)


def _holds(folder: Path, package: str) -> bool:
    return next(folder.rglob(f"*{package}*"), None) is not None
