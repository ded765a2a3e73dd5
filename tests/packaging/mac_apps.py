"""A program for macOS in its shape: bundles, code by its first bytes, links."""

from __future__ import annotations

import plistlib
from pathlib import Path

THIN = bytes.fromhex("cffaedfe") + bytes(28)
FAT = bytes.fromhex("cafebabe") + bytes(28)

_CODE = {
    "MacOS/moebius": THIN,
    "Frameworks/libpython3.11.dylib": FAT,
    "Frameworks/numpy/core.so": THIN,
    "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore": FAT,
}
_DATA = {
    "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/Resources/Info.plist": b"<plist/>",
    "Resources/assets/app_icon.svg": b"<svg/>",
    "Resources/short": b"ab",
}


def make_app(folder: Path) -> Path:
    """Moebius.app in this folder."""
    contents = folder / "Moebius.app" / "Contents"
    for name, content in {**_CODE, **_DATA}.items():
        (contents / name).parent.mkdir(parents=True, exist_ok=True)
        (contents / name).write_bytes(content)
    entries = {"CFBundleExecutable": "moebius"}
    (contents / "Info.plist").write_bytes(plistlib.dumps(entries))
    framework = contents / "Frameworks" / "PySide6" / "Qt" / "lib" / "QtCore.framework"
    (framework / "Versions" / "Current").symlink_to("A")
    (framework / "QtCore").symlink_to("Versions/Current/QtCore")
    (contents / "Resources" / "numpy").symlink_to("../Frameworks/numpy")
    return contents.parent
