"""Signing for Windows, with a recorder in signtool's place."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path

import pytest

from moebius_build import windows_signing


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    ran: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda words, check: ran.append(words))
    for name in (windows_signing.SIGNTOOL_VARIABLE, windows_signing.TIMESTAMP_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(windows_signing.THUMBPRINT_VARIABLE, "AB12")
    return ran


def _program(signature_bytes: int, *, magic: int = 0x20B) -> bytes:
    """The headers of a program for Windows with a signature of that size."""
    directories = {0x10B: 96, 0x20B: 112}[magic]
    optional = struct.pack("<H", magic) + bytes(directories - 2)
    optional += bytes(8 * 4) + struct.pack("<II", 0x1000, signature_bytes) + bytes(8 * 11)
    start = 0x80
    dos = b"MZ" + bytes(0x3C - 2) + struct.pack("<I", start)
    return dos.ljust(start, b"\0") + b"PE\0\0" + bytes(20) + optional


@pytest.mark.parametrize("magic", [0x10B, 0x20B])
def test_a_signature_is_seen_in_the_header(magic: int) -> None:
    assert windows_signing.is_signed(_program(5000, magic=magic))
    assert not windows_signing.is_signed(_program(0, magic=magic))


@pytest.mark.parametrize("content", [b"", b"MZ", b"\x7fELF" + bytes(200), _program(9)[:140]])
def test_what_is_no_program_bears_no_signature(content: bytes) -> None:
    assert not windows_signing.is_signed(content)


def test_nothing_is_signed_without_a_certificate(
    tmp_path: Path,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv(windows_signing.THUMBPRINT_VARIABLE)
    (tmp_path / "moebius.exe").write_bytes(_program(0))

    assert windows_signing.sign_folder(tmp_path) == []
    assert commands == []
    assert windows_signing.compiler_words() == []
    assert windows_signing.script_line() == ""
    assert "nothing is signed" in capsys.readouterr().out


def test_others_signatures_are_kept_and_the_rest_is_signed(
    tmp_path: Path, commands: list[list[str]]
) -> None:
    contents = {"moebius.exe": 0, "python311.dll": 900, "cv2.pyd": 0}
    for name, size in contents.items():
        (tmp_path / name).write_bytes(_program(size))
    (tmp_path / "LICENSE").write_text("words")

    windows_signing.sign_folder(tmp_path)

    (words,) = commands
    assert words[:4] == ["signtool", "sign", "/sha1", "AB12"]
    assert words[words.index("/fd") + 1] == words[words.index("/td") + 1] == "sha256"
    assert [Path(word).name for word in words[10:]] == ["cv2.pyd", "moebius.exe"]


def test_a_command_line_never_grows_too_long(tmp_path: Path, commands: list[list[str]]) -> None:
    for number in range(250):
        (tmp_path / f"{number}.dll").write_bytes(_program(0))

    windows_signing.sign_folder(tmp_path)

    assert [len(words) - 10 for words in commands] == [100, 100, 50]


def test_inno_setup_is_told_how_to_sign(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(windows_signing.SIGNTOOL_VARIABLE, r"C:\Program Files\sdk\signtool.exe")
    monkeypatch.setenv(windows_signing.TIMESTAMP_VARIABLE, "http://stamp.invalid")

    (word,) = windows_signing.compiler_words()

    assert word == (
        r"/Smoebius=$qC:\Program Files\sdk\signtool.exe$q sign /sha1 AB12 /fd sha256 "
        "/tr http://stamp.invalid /td sha256 $f"
    )
    assert windows_signing.script_line() == "SignTool=moebius"
