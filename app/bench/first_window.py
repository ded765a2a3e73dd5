"""How long a process of the editor takes to its first painted window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

from app.places import HOME_VARIABLE

HEAVY = ("torch", "onnxruntime", "cv2")

_CHILD = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
import app.application as application

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.objectName() == "main-window":
            heavy = [name for name in {heavy} if name in sys.modules]
            print("painted", time.monotonic(), ",".join(heavy) or "none")
            sys.stdout.flush()
            QApplication.quit()
        return False

make = application.make_application
def watched(argv):
    app = make(argv)
    app.watch = Watch(app)
    app.installEventFilter(app.watch)
    return app
application.make_application = watched
sys.argv = ["moebius"]
from app.__main__ import main
sys.exit(main())
"""


class Start(NamedTuple):
    """One start of the editor."""

    seconds: float
    """From the start of the process to the paint event of its window."""
    heavy: tuple[str, ...]
    """Heavy libraries that were imported by then."""


def start() -> Start:
    """Start the editor in a process of its own, with an empty home, and end it again."""
    with tempfile.TemporaryDirectory(prefix="moebius-bench-") as home:
        started = time.monotonic()
        child = subprocess.run(
            [sys.executable, "-c", _CHILD.format(heavy=HEAVY)],
            env={**os.environ, HOME_VARIABLE: home},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    _, at, heavy = child.stdout.split()
    return Start(float(at) - started, () if heavy == "none" else tuple(heavy.split(",")))
