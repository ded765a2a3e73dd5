"""SHA-256 sums of what is published."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from moebius_build import checksums


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.deb", "a.zip"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "inside").mkdir()
    return tmp_path


def test_each_file_has_a_line_in_the_order_of_names(folder: Path) -> None:
    lines = checksums.write(folder).read_text(encoding="utf-8").splitlines()

    assert lines == [f"{hashlib.sha256(n.encode()).hexdigest()}  {n}" for n in ("a.zip", "b.deb")]


def test_writing_again_does_not_count_the_sums_themselves(folder: Path) -> None:
    first = checksums.write(folder).read_bytes()

    assert checksums.write(folder).read_bytes() == first


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_the_usual_tool_reads_them(folder: Path) -> None:
    words = ["sha256sum", "--check", "--strict", checksums.write(folder).name]
    told = subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True).stdout

    assert told.splitlines() == ["a.zip: OK", "b.deb: OK"]


def test_nothing_to_publish_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no files"):
        checksums.write(tmp_path)


def test_the_command_prints_what_it_wrote(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checksums.main([str(folder)]) == 0
    assert "a.zip" in capsys.readouterr().out
    assert checksums.main([]) == 2
