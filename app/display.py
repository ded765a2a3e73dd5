"""Whether this computer can show a window, asked before Qt would abort the program. Without Qt."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

_NEEDED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}
"""Libraries of the system that Qt's window on X11 needs, and Debian's packages of them.

Qt for Linux/X11, requirements: https://doc.qt.io/qt-6/linux-requirements.html
"""


def why_no_window(
    photo: str = "photo.jpg",
    *,
    platform: str = sys.platform,
    environ: Mapping[str, str] = os.environ,
    load: Callable[[str], object] = ctypes.CDLL,
) -> tuple[str, str] | None:
    """(what is missing, what to do about it), or None where a window can be expected to open.

    Args:
        photo: What was to be opened.
        platform, environ, load: Of this computer; others for tests.
    """
    if not platform.startswith(("linux", "freebsd")):
        return None
    if not any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return (
            "There is no screen to open a window on.",
            f'Without one, use: moebius remove "{photo}" --mask MASK',
        )
    if environ.get("WAYLAND_DISPLAY") or environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return None
    missing = [package for name, package in _NEEDED.items() if not _loads(name, load)]
    if not missing:
        return None
    return (
        "This system lacks libraries that a window needs.",
        f"On Debian and Ubuntu: sudo apt install {' '.join(missing)}",
    )


def _loads(name: str, load: Callable[[str], object]) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True
