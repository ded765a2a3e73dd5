"""A sentence in a box of the system's own, for a program without a window or a terminal."""

from __future__ import annotations

import contextlib
import ctypes
import shutil
import subprocess
import sys

_ICON_ERROR, _SET_FOREGROUND = 0x10, 0x10000

_MESSAGE_BOXES = {
    "darwin": [
        [
            "osascript",
            "-e",
            "on run argv",
            "-e",
            "display alert (item 1 of argv) message (item 2 of argv) as critical",
            "-e",
            "end run",
            "{title}",
            "{text}",
        ]
    ],
    "linux": [
        ["zenity", "--error", "--no-markup", "--title={title}", "--text={text}"],
        ["kdialog", "--title", "{title}", "--error", "{text}"],
        ["xmessage", "-center", "{title}: {text}"],
    ],
}


def show_message(title: str, text: str, *, platform: str = sys.platform) -> bool:
    """Show a box with a sentence by the system's own means, and wait until it is closed.

    For a program that has neither a window nor a terminal. Returns whether it could be shown.
    """
    if platform == "win32":
        with contextlib.suppress(AttributeError, OSError):
            flags = _ICON_ERROR | _SET_FOREGROUND
            return bool(ctypes.windll.user32.MessageBoxW(None, text, title, flags))  # pyright: ignore
        return False
    for command in _MESSAGE_BOXES.get(platform, _MESSAGE_BOXES["linux"]):
        if shutil.which(command[0]) is None:
            continue
        words = [word.format(title=title, text=text) for word in command]
        with contextlib.suppress(OSError):
            return subprocess.run(words, check=False, capture_output=True).returncode == 0
    return False
