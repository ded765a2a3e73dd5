"""Standard streams that are closed or full, and names that would steer the terminal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from moebius_core.cli import main
from moebius_core.cli.terminal import printable
from tests.core.cli.conftest import ROOT
from tests.fakes import write_photo


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_closed_stream_ends_nothing(
    stream: str, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, stream, None)
    result = tmp_path / "result.png"
    assert main(["remove", str(photo), "--box", "20,16,6,5", "-o", str(result)]) == 0
    assert result.exists()
    assert getattr(sys, stream) is None


def test_a_closed_standard_input_is_an_empty_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["remove", "-", "--box", "20,16,6,5", "-o", "result.png"]) == 3
    assert "is empty" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("arguments", [["devices"], ["devices", "--json"], ["completion", "bash"]])
def test_a_full_standard_output_is_told_in_a_sentence(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "moebius_core.cli", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == (
        f"moebius {arguments[0]}: Standard output cannot be written: No space left on device.\n"
    )


def test_control_characters_of_a_name_are_spelt_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printable("a\x1b[31m\tb\x07\x9b\n照片　é") == "a\\x1b[31m\\x09b\\x07\\x9b\n照片　é"
    if sys.platform == "win32":
        return
    photo = write_photo(tmp_path / "a\x1b[31m.png")
    assert main(["remove", str(photo), "--box", "20,16,6,5"]) == 0
    assert main(["remove", str(photo), "--box", "20,16,6,5"]) == 2
    streams = capsys.readouterr()
    assert "\x1b" not in streams.out + streams.err
    assert "a\\x1b[31m_removed.png" in streams.out
    assert "a\\x1b[31m_removed.png exists already." in streams.err
