"""The whole program twice: the second start's files open in the first one's window."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.fakes import write_photo

_FIRST = """
import socket, sys
from app import application
from app.window import inbox

inbox._BURST_S = 0.0  # a start that follows at once would join the first one's strip

def audit(event, arguments):
    is_local = event == "socket.connect" and arguments[0].family == getattr(socket, "AF_UNIX", 0)
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request") and not is_local:
        if "127.0.0.1" not in str(arguments):  # Windows makes socket pairs so
            print("network", event, arguments, flush=True)

class Told(application.Session):
    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.editor.document_changed.connect(self._tell)

    def _tell(self):
        if self.editor.name:
            print("opened", self.editor.name, flush=True)

application.Session = Told
sys.addaudithook(audit)
sys.argv = ["moebius", *sys.argv[1:]]
from app.__main__ import main
print("code", main(), "PySide6.QtNetwork" in sys.modules, flush=True)
"""


@contextmanager
def _program(room: Path, *words: str) -> Generator[IO[str]]:
    """What a program in a process of its own tells; it is asked to end when that is read."""
    process = subprocess.Popen(
        [sys.executable, "-c", _FIRST, *words],
        env=_environment(room),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    limit = threading.Timer(120, process.kill)  # whoever waits for a line is not left waiting
    limit.start()
    with process:
        assert process.stdout is not None
        try:
            yield process.stdout
            process.terminate()
            told = process.stdout.read()
        finally:
            limit.cancel()
            process.kill()
    if sys.platform != "win32":  # nobody is asked there
        assert told == "code 0 False\n"


def _environment(room: Path) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(room)}


def test_the_second_start_hands_over_and_ends(tmp_path: Path) -> None:
    write_photo(tmp_path / "pictures" / "zdjęcie 测试.png")
    with _program(tmp_path, str(write_photo(tmp_path / "a.png"))) as first:
        assert first.readline() == "opened a.png\n"
        second = subprocess.run(
            [sys.executable, "-m", "app", "zdjęcie 测试.png"],
            cwd=tmp_path / "pictures",
            env={**_environment(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert first.readline() == "opened zdjęcie 测试.png\n"
    assert [path for path in tmp_path.iterdir() if path.name.startswith("moebius-")] == []
