"""The portable edition for Windows."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from moebius_build import portable_zip
from moebius_build.edition import Edition


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.delenv("MOEBIUS_SIGN_THUMBPRINT", raising=False)
    folder = tmp_path / "program"
    for name in ("moebius.exe", "moebius-cli.exe", "_internal/onnxruntime/capi/DirectML.dll"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode() * 100)
    return folder


def test_everything_is_in_one_folder_with_the_marker(folder: Path, tmp_path: Path) -> None:
    made = portable_zip.make(folder, tmp_path / "out", Edition.LIGHT, "1.2.3")

    assert made.name == "moebius-1.2.3-windows-x64-portable.zip"
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "Moebius/_internal/onnxruntime/capi/DirectML.dll",
            "Moebius/moebius-cli.exe",
            "Moebius/moebius.exe",
            "Moebius/portable.txt",
        ]
        assert archive.read("Moebius/moebius.exe") == b"moebius.exe" * 100
        note = archive.read("Moebius/portable.txt").decode()
    assert 'folder\r\n"data" beside it' in note


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    first = portable_zip.make(folder, tmp_path / "one", Edition.FULL, "1.2.3")
    for path in folder.rglob("*.exe"):
        path.touch()
    again = portable_zip.make(folder, tmp_path / "two", Edition.FULL, "1.2.3")

    assert first.name == "moebius-1.2.3-full-windows-x64-portable.zip"
    assert first.read_bytes() == again.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}


def test_a_folder_of_another_system_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "moebius.exe").unlink()
    with pytest.raises(FileNotFoundError, match=r"moebius\.exe"):
        portable_zip.make(folder, tmp_path / "out", Edition.LIGHT, "1.2.3")
