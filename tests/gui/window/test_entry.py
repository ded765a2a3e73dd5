"""The `moebius` command opens the window: quickly, and never with a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import __main__ as front_door
from app.start.single_instance import FirstInstance
from app.start.words import paths_of
from tests.fakes import write_photo

HEAVY = ("cv2", "PIL", "torch", "onnxruntime", "moebius_core.photo", "moebius_core.inpaint")

_FIRST_WINDOW = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from app import application

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            print("painted", *(name for name in {heavy} if name in sys.modules))
            QApplication.instance().removeEventFilter(self)
            QTimer.singleShot(0, watched.close)
        return False

watch = Watch()
make = application.make_application
def watched_application(argv):
    app = make(argv)
    app.installEventFilter(watch)
    return app
application.make_application = watched_application
sys.argv = ["moebius", *sys.argv[1:]]
from app.__main__ import main
print("code", main())
"""


def test_the_first_window_waits_for_nothing_heavy(tmp_path: Path) -> None:
    script = _FIRST_WINDOW.format(heavy=HEAVY)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MOEBIUS_HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "gone.jpg")],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=60,
    )
    assert ran.stdout.split("\n")[:2] == ["painted", "code 0"], ran.stdout + ran.stderr


_ASKED_BY_THE_SYSTEM = """
import gc, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from app import application
app = application.make_application(["moebius"])
session = application.Session(app, application.LogFile())
session.start([])
app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(sys.argv[1])))
def opened():
    if session.editor.path is not None:
        print("opened", session.editor.path.name, gc.isenabled())
        QTimer.singleShot(0, lambda: signal.raise_signal(signal.SIGINT))
session.editor.document_changed.connect(opened)
QTimer.singleShot(30000, lambda: app.exit(9))
print("code", app.exec())
session.end()
print("collects on any thread", gc.isenabled())
"""


def test_files_from_the_system_open_ctrl_c_closes_and_workers_collect_no_garbage(
    tmp_path: Path,
) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MOEBIUS_HOME": str(tmp_path)}
    photo = write_photo(tmp_path / "a.png")
    ran = subprocess.run(
        [sys.executable, "-c", _ASKED_BY_THE_SYSTEM, str(photo)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=60,
    )
    told = ["opened a.png False", "code 0", "collects on any thread True"]
    assert ran.stdout.split("\n")[:3] == told, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_a_sentence_says_what_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = write_photo(tmp_path / "a b.png")
    monkeypatch.setattr(sys, "argv", ["moebius", str(photo)])
    assert front_door.main() == 1
    told = capsys.readouterr().err
    assert "no screen" in told
    assert f'moebius remove "{photo}" --mask' in told


@pytest.mark.parametrize(
    "arguments",
    [[], ["photo.jpg"], ["gone/photo.jpg", "mask.png"], ["."], ["C:photo.JPG"]],
    ids=" ".join,
)
def test_photos_and_folders_go_to_the_window(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import app.application

    opened: list[list[Path]] = []
    monkeypatch.setattr(app.application, "run", lambda paths, _: opened.append(list(paths)) or 0)
    monkeypatch.setattr(sys, "argv", ["moebius", *arguments])
    assert front_door.main() == 0
    assert opened == [paths_of(arguments)]


@pytest.mark.parametrize(
    ("arguments", "receives"), [(["a.jpg"], True), (["--new-window", "a.jpg"], False)], ids=str
)
def test_a_window_of_its_own_takes_nobodys_files(
    arguments: list[str], receives: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    import app.application

    def run(paths: list[Path], first: FirstInstance | None) -> int:
        assert [path.name for path in paths] == ["a.jpg"]
        assert (first is not None) is receives
        return 0

    monkeypatch.setattr(app.application, "run", run)
    monkeypatch.setattr(sys, "argv", ["moebius", *arguments])
    assert front_door.main() == 0


@pytest.mark.parametrize(
    ("arguments", "code"), [(["devices"], 0), (["--version"], 0), (["remvoe"], 2)], ids=str
)
def test_commands_go_to_the_command_line(
    arguments: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import app.application

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(app.application, "run", lambda *_: pytest.fail("opens a window"))
    monkeypatch.setattr(sys, "argv", ["moebius", *arguments])
    assert front_door.main() == code


def test_the_help_mentions_the_editor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["moebius", "--help"])
    assert front_door.main() == 0
    assert "editor" in capsys.readouterr().out
