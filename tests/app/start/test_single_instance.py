"""A second start hands its files over, whatever the first one is doing, and nothing gets lost."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.start import letters, single_instance
from app.start.letters import Letterbox, send
from app.start.single_instance import FirstInstance, Handed, HandedOver, first_or_hand_over

PATIENCE_S = 20.0
SCREEN = {"DISPLAY": ":7"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rooms = tmp_path / "runtime"
    rooms.mkdir()
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(rooms))
    monkeypatch.setattr(single_instance, "_STARTING_S", PATIENCE_S)
    return rooms


@pytest.fixture
def first() -> Iterator[FirstInstance]:
    with _first() as instance:
        yield instance


@contextmanager
def _first() -> Generator[FirstInstance]:
    instance = first_or_hand_over([], environ=SCREEN)
    assert isinstance(instance, FirstInstance)
    try:
        yield instance
    finally:
        instance.close()


def test_files_come_whole_and_the_second_goes(first: FirstInstance, tmp_path: Path) -> None:
    came: queue.Queue[Handed] = queue.Queue()
    first.receive(came.put)
    paths = [tmp_path / name for name in ("a b.jpg", "测试 ñ.png", os.fsdecode(b"caf\xe9.jpg"))]
    second = first_or_hand_over(paths, environ={**SCREEN, "XDG_ACTIVATION_TOKEN": "let me"})
    assert second == HandedOver()
    assert came.get(timeout=PATIENCE_S) == Handed(tuple(paths), "let me")
    assert first_or_hand_over([], environ=SCREEN) == HandedOver()
    assert came.get(timeout=PATIENCE_S) == Handed(())


def test_a_second_waits_for_a_first_that_is_still_starting(first: FirstInstance) -> None:
    came: queue.Queue[Handed] = queue.Queue()
    ends: list[object] = []
    second = threading.Thread(
        target=lambda: ends.append(first_or_hand_over([Path("/a")], environ=SCREEN))
    )
    second.start()
    first.receive(came.put)
    second.join(PATIENCE_S)
    assert ends == [HandedOver()]
    assert came.get(timeout=PATIENCE_S).paths == (Path("/a"),)


def test_another_screen_has_its_own_first(first: FirstInstance) -> None:
    other = first_or_hand_over([], environ={"DISPLAY": ":8"})
    assert isinstance(other, FirstInstance)
    other.close()


def test_when_the_first_has_ended_the_next_is_first(home: Path) -> None:
    with _first() as first:
        first.receive(lambda _: None)
        assert list(home.iterdir())
        first.close()
    assert list(home.iterdir()) == []
    with _first():
        pass


_DYING = """
import os, sys
from app.start.single_instance import first_or_hand_over
first = first_or_hand_over([], environ={"DISPLAY": ":7"})
first.receive(lambda _: None)
print("ready", flush=True)
sys.stdin.read()
"""


@contextmanager
def _another() -> Generator[subprocess.Popen[str]]:
    """A first instance in a process of its own, which is killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", _DYING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_first_that_was_killed_leaves_its_place_to_the_next(home: Path) -> None:
    with _another():
        assert first_or_hand_over([Path("/a")], environ=SCREEN) == HandedOver()
    left = list(home.iterdir())
    came: queue.Queue[Handed] = queue.Queue()
    with _first() as first:
        assert [path for path in left if path.exists()] == []
        first.receive(came.put)
        assert first_or_hand_over([Path("/b")], environ=SCREEN) == HandedOver()
    assert came.get(timeout=PATIENCE_S).paths == (Path("/b"),)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="nothing stops a process there")
def test_beside_a_first_that_hangs_a_start_goes_on_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(letters, "_PATIENCE_S", 0.2)
    monkeypatch.setattr(single_instance, "_ANSWERING_S", 0.1)
    with _another() as process:
        process.send_signal(signal.SIGSTOP)
        os.waitpid(process.pid, os.WUNTRACED)
        assert first_or_hand_over([Path("/a")], environ=SCREEN) is None


def test_a_first_that_never_gets_ready_is_not_waited_for(
    first: FirstInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_STARTING_S", 0.1)
    assert first_or_hand_over([], environ=SCREEN) is None


def test_where_the_state_cannot_be_written_every_start_is_on_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "file"))
    assert first_or_hand_over([], environ=SCREEN) is None


def test_without_a_place_for_letters_the_first_works_all_the_same(
    first: FirstInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError("no space left")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    first.receive(lambda _: None)


def test_a_window_closed_before_it_is_ready_receives_nothing(
    first: FirstInstance, home: Path
) -> None:
    first.close()
    first.receive(lambda _: None)
    assert list(home.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="pipes lie in no folder")
def test_a_letterbox_that_cannot_be_leaves_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("multiprocessing.connection.Listener", _refuse)
    with pytest.raises(OSError, match="too long"):
        Letterbox(lambda _: None)
    assert list(home.iterdir()) == []


def _refuse(*_: object, **__: object) -> None:
    raise OSError("path too long")


def test_what_is_no_letter_does_no_harm(first: FirstInstance, tmp_path: Path) -> None:
    came: queue.Queue[Handed] = queue.Queue()
    first.receive(came.put)
    (file,) = (tmp_path / "home" / "state" / "first").iterdir()
    for junk in (b"", b"\xff", b"{}", b"[]", json.dumps({"paths": 3, "token": ""}).encode()):
        assert send(file.read_text(), junk)
    assert first_or_hand_over([Path("/a")], environ=SCREEN) == HandedOver()
    assert came.get(timeout=PATIENCE_S).paths == (Path("/a"),)


def test_a_sender_that_goes_away_does_not_stop_the_next() -> None:
    from multiprocessing.connection import Client

    came: queue.Queue[bytes] = queue.Queue()
    box = Letterbox(came.put)
    Client(box.address).close()
    assert send(box.address, b"hello")
    assert came.get(timeout=PATIENCE_S) == b"hello"
    box.close()
    with pytest.raises(OSError, match=r"No such file|cannot find|refused"):
        send(box.address, b"hello")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes lie in no folder")
def test_nobody_else_can_reach_a_letterbox_and_only_its_folder_is_deleted(
    home: Path, tmp_path: Path
) -> None:
    box = Letterbox(lambda _: None)
    folder = Path(box.address).parent
    assert folder.parent == home
    assert folder.stat().st_mode & 0o077 == 0
    box.close()
    assert not folder.exists()
    (tmp_path / "moebius-photos").mkdir()
    letters.clear_away(str(tmp_path / "moebius-photos" / "a.jpg"))
    letters.clear_away("")
    assert (tmp_path / "moebius-photos").is_dir()


def test_sandboxes_of_flatpak_share_a_room(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLATPAK_ID", "org.example.Moebius")
    assert letters._room() == home
    (home / "app" / "org.example.Moebius").mkdir(parents=True)
    assert letters._room() == home / "app" / "org.example.Moebius"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "gone"))
    assert letters._room() == Path(letters.tempfile.gettempdir())
