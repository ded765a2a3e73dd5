"""Crashes that Python cannot catch are noted, and told by the next start; kills are not."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from app.support.crash_note import CrashNote

_RUN = """
import faulthandler, os, signal, sys
from pathlib import Path
from app.support.crash_note import CrashNote
note = CrashNote(Path(sys.argv[1]))
print(note.has_crashed, flush=True)
{then}
"""


def _run(folder: Path, then: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _RUN.format(then=then), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("crash", ["faulthandler._sigsegv()", "os.abort()"])
def test_a_crash_is_in_the_log_of_the_next_start(
    tmp_path: Path, crash: str, caplog: pytest.LogCaptureFixture
) -> None:
    ended = _run(tmp_path, crash)
    assert (ended.stdout, ended.returncode == 0) == ("False\n", False)
    with caplog.at_level(logging.ERROR):
        note = CrashNote(tmp_path)
    assert note.has_crashed
    assert "Fatal Python error" in caplog.text
    note.close()
    assert list(tmp_path.iterdir()) == []
    following = CrashNote(tmp_path)
    assert not following.has_crashed
    following.close()


def test_a_clean_end_and_a_kill_are_no_crash(tmp_path: Path) -> None:
    assert _run(tmp_path, "note.close()").returncode == 0
    assert list(tmp_path.iterdir()) == []
    _run(tmp_path, "os._exit(9)")
    assert len(list(tmp_path.iterdir())) == 1
    assert _run(tmp_path, "note.close()").stdout == "False\n"
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_still_runs_is_left_alone(tmp_path: Path) -> None:
    note = CrashNote(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_text("half written")
    assert _run(tmp_path, "note.close()").stdout == "False\n"
    assert list(tmp_path.iterdir()) == [file]
    note.close()
    note.close()


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    note = CrashNote(tmp_path / "file")
    assert not note.has_crashed
    note.close()


def test_the_place_is_the_logs_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path))
    (tmp_path / "log").mkdir()
    note = CrashNote()
    assert len(list((tmp_path / "log").iterdir())) == 1
    note.close()
