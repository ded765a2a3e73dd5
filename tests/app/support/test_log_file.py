"""The log: rotating, quiet about its own troubles, and aware of what nobody caught."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.support.log_file import FILE_NAME, LEVEL_VARIABLE, LogFile

_OWN = logging.getLogger("app.something")
_FOREIGN = logging.getLogger("foreign.library")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogFile]:
    opened = LogFile(tmp_path / "log")
    yield opened
    opened.close()
    assert not any(
        type(h).__module__ == "app.support.log_file" for h in logging.getLogger().handlers
    )


def _content(log: LogFile) -> str:
    assert log.path is not None
    return log.path.read_text(encoding="utf-8")


def test_own_loggers_write_from_info_on_and_others_from_warnings_on(log: LogFile) -> None:
    _OWN.info("opened “/photos/löwe.jpg”")
    _OWN.debug("a detail")
    _FOREIGN.info("chatter")
    _FOREIGN.warning("a warning")
    written = _content(log)
    assert "opened “/photos/löwe.jpg”" in written
    assert "a warning" in written
    assert "a detail" not in written
    assert "chatter" not in written
    assert [line[-9:] for line in log.tail()[-1:]] == ["a warning"]


@pytest.mark.parametrize(
    ("name", "shown"), [("debug", True), ("Warning", False), ("", False), ("nonsense", False)]
)
def test_the_environment_sets_the_level(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, shown: bool
) -> None:
    monkeypatch.setenv(LEVEL_VARIABLE, name)
    log = LogFile(tmp_path)
    _OWN.debug("a detail")
    log.close()
    assert ("a detail" in _content(log)) is shown


def test_the_place_is_the_editors_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path))
    log = LogFile()
    log.close()
    assert log.path == tmp_path / "log" / FILE_NAME


def test_three_files_of_a_megabyte_at_most(tmp_path: Path, log: LogFile) -> None:
    for _ in range(450):
        _OWN.info("x" * 10_000)
    files = sorted((tmp_path / "log").iterdir())
    assert [file.name for file in files] == [FILE_NAME, f"{FILE_NAME}.1", f"{FILE_NAME}.2"]
    assert all(file.stat().st_size <= 1_000_000 for file in files)
    assert len(log.tail()) <= 200


def test_a_file_that_cannot_be_renamed_goes_on_growing(
    log: LogFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def held(*_: object) -> None:
        raise PermissionError(13, "held open by another instance")

    monkeypatch.setattr("os.rename", held)
    for _ in range(120):
        _OWN.info("x" * 10_000)
    _OWN.info("the last line")
    assert "the last line" in _content(log)
    assert capsys.readouterr().err == ""


def test_an_unwritable_folder_leaves_the_log_in_memory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    log = LogFile(tmp_path / "log")
    _OWN.info("something")
    log.close()
    assert log.path is None
    assert any("no log file" in line for line in log.tail())
    assert log.tail()[-1].endswith("something")
    assert capsys.readouterr().err == ""


def test_uncaught_exceptions_are_logged_and_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_on: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: passed_on.append(args[1]))
    monkeypatch.setattr(threading, "excepthook", lambda args: passed_on.append(args.exc_value))
    hooks = (sys.excepthook, threading.excepthook)
    errors = [ValueError("nobody caught this"), OSError("in a thread"), KeyboardInterrupt()]

    def fail() -> None:
        raise errors[1]

    log = LogFile(tmp_path)
    sys.excepthook(ValueError, errors[0], None)
    thread = threading.Thread(target=fail, name="worker-7")
    thread.start()
    thread.join()
    before = _content(log)
    sys.excepthook(KeyboardInterrupt, errors[2], None)
    log.close()
    assert "nobody caught this" in before
    assert "worker-7" in before
    assert "in a thread" in before
    assert "Traceback" in before
    assert _content(log) == before
    assert passed_on == errors
    assert (sys.excepthook, threading.excepthook) == hooks


def test_names_that_are_no_unicode_are_written_all_the_same(log: LogFile) -> None:
    record = logging.LogRecord("app", logging.INFO, "", 0, "opened %s", ("caf\udce9.jpg",), None)
    for handler in logging.getLogger().handlers:
        if (
            type(handler).__module__ == "app.support.log_file"
        ):  # the test runner's own would choke on it
            handler.handle(record)
    assert "caf\\udce9.jpg" in _content(log)
    assert "caf\\udce9.jpg" in log.tail()[-1]
