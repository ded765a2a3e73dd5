"""A start that fails before there is a window: a sentence, where the log is, no traceback."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import __main__ as front_door
from app.start import breakdown
from app.start.message_box import show_message


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, str]]:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr("app.display.why_no_window", lambda *_: None)
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(breakdown, "show_message", lambda *words: shown.append(words))
    return shown


@pytest.mark.parametrize("has_stream", [True, False])
def test_a_damaged_installation_is_told_in_a_box(
    boxes: list[tuple[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    has_stream: bool,
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream if has_stream else None)
    monkeypatch.setattr(sys, "argv", ["moebius"])
    monkeypatch.setitem(sys.modules, "app.application", None)
    assert front_door.main() == 1
    ((title, text),) = boxes
    log = tmp_path / "log" / "moebius.log"
    assert title == "Moebius"
    assert "a part of it is missing or damaged" in text
    assert str(log) in text
    assert "Traceback" in log.read_text()
    assert "app.application" in log.read_text()
    if has_stream:
        assert stream.getvalue().startswith("moebius: Moebius cannot start")
        assert "Traceback" not in stream.getvalue()


def test_who_has_a_terminal_reads_it_there(
    boxes: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    breakdown.tell(ZeroDivisionError("a bug"))
    assert "ZeroDivisionError: a bug" in stream.getvalue()
    assert boxes == []


def test_without_a_place_for_the_log_the_sentence_comes_all_the_same(
    boxes: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "log").touch()
    breakdown.tell(ImportError("no Qt"))
    ((_, text),) = boxes
    assert "no Qt" in text
    assert "details" not in text


def test_the_next_start_is_first_after_one_that_failed(
    boxes: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    firsts: list[object] = []

    def run(_paths: object, first: object) -> int:
        firsts.append(first)
        raise ZeroDivisionError

    monkeypatch.setitem(sys.modules, "app.application", SimpleNamespace(run=run))
    monkeypatch.setattr(sys, "argv", ["moebius", "a.jpg"])
    assert [front_door.main(), front_door.main()] == [1, 1]
    assert len(firsts) == 2
    assert None not in firsts


def test_each_system_has_its_own_box(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> object:
        ran.append(command)
        return type("Ended", (), {"returncode": 0})

    monkeypatch.setattr("subprocess.run", run)
    monkeypatch.setattr("shutil.which", lambda name: name if name != "zenity" else None)
    assert show_message("Moebius", 'It {failed} "so".', platform="darwin")
    assert show_message("Moebius", "It failed.", platform="linux")
    assert [command[0] for command in ran] == ["osascript", "kdialog"]
    assert ran[0][-2:] == ["Moebius", 'It {failed} "so".']
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert not show_message("Moebius", "It failed.", platform="linux")
    assert not show_message("Moebius", "It failed.", platform="win32")  # no such library here
