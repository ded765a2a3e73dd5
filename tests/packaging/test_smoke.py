"""The program tests itself: folder and packages, with small scripts in the program's place."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from moebius_build import smoke

scripts = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")

WELL = {"ok": True, "frozen": True}


def _program(path: Path, told: object = WELL, code: int = 0) -> Path:
    """A program that tells this when it is asked to test itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = told if isinstance(told, str) else json.dumps(told)
    path.write_text(f"#!/bin/sh\n[ \"$1\" = --self-test ] || exit 9\necho '{text}'\nexit {code}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    "inside", ["moebius", "moebius-cli.exe", "bin/moebius", "Contents/MacOS/moebius"]
)
def test_the_program_is_found_in_every_shape(tmp_path: Path, inside: str) -> None:
    made = _program(tmp_path / inside)

    assert smoke.program_in(tmp_path) == made


def test_of_two_programs_the_one_that_prints_is_taken(tmp_path: Path) -> None:
    _program(tmp_path / "moebius.exe")
    printing = _program(tmp_path / "moebius-cli.exe")

    assert smoke.program_in(tmp_path) == printing


def test_an_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert smoke.main([str(tmp_path)]) == 1
    assert "holds no program" in capsys.readouterr().err
    assert smoke.main(["--packages", str(tmp_path)]) == 1
    assert "no package" in capsys.readouterr().err


@scripts
def test_what_the_program_found_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _program(tmp_path / "moebius")

    assert smoke.main([str(tmp_path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert json.loads(told[0]) == WELL
    assert told[1].startswith("well after")


@scripts
@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ({"ok": False, "frozen": True}, 1, "is not well (exit code 1)"),
        (WELL, 3, "is not well (exit code 3)"),
        ({"ok": True, "frozen": False}, 0, "is not well"),
        ("Segmentation fault", 139, "printed no JSON (exit code 139)"),
    ],
)
def test_a_program_that_is_not_well_fails_the_test(
    tmp_path: Path, told: object, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _program(tmp_path / "moebius", told, code)

    assert smoke.main([str(tmp_path)]) == 1
    assert said in capsys.readouterr().err


def test_a_program_that_hangs_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(words: list[str], **options: float) -> None:
        raise subprocess.TimeoutExpired(words, options["timeout"])

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(smoke.SmokeError, match="more than 280 s"):
        smoke.test_program(tmp_path / "moebius")


@scripts
def test_archives_are_unpacked_and_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packages = tmp_path / "packages"
    packages.mkdir()
    program = _program(tmp_path / "moebius-1.0-linux-x86_64" / "bin" / "moebius")
    with tarfile.open(packages / "moebius-1.0-linux-x86_64.tar.xz", "w:xz") as archive:
        archive.add(program.parents[1], program.parents[1].name)
    (packages / "moebius-linux.cdx.json").write_text("{}")

    assert smoke.main(["--packages", str(packages)]) == 0
    assert "== moebius-1.0-linux-x86_64.tar.xz" in capsys.readouterr().out


def test_a_portable_zip_is_run_where_it_was_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "moebius-1.0-windows-x64-portable.zip", "w") as archive:
        archive.writestr("Moebius/moebius-cli.exe", "MZ")
    ran: list[Path] = []
    monkeypatch.setattr(smoke, "test_program", ran.append)

    smoke.test_packages(tmp_path)

    assert [path.parts[-2:] for path in ran] == [("Moebius", "moebius-cli.exe")]


def test_the_installer_is_run_without_questions_and_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "moebius-1.0-windows-x64-setup.exe"
    package.touch()
    ran: list[list[str]] = []

    def install(words: list[str], check: bool) -> None:
        ran.append(words)
        folder = Path(next((w[5:] for w in words if w.startswith("/DIR=")), Path(words[0]).parent))
        if words[0] == str(package):
            _program(folder / "moebius-cli.exe")
        else:
            (folder / "moebius-cli.exe").unlink()
            folder.rmdir()

    monkeypatch.setattr(subprocess, "run", install)
    monkeypatch.setattr(smoke, "test_program", lambda program: None)

    smoke.test_packages(tmp_path)

    assert [Path(words[0]).name for words in ran] == [package.name, "unins000.exe"]
    assert all({"/VERYSILENT", "/SUPPRESSMSGBOXES"} <= set(words) for words in ran)


def test_a_deb_is_given_to_apt_as_a_file_and_purged_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "moebius-full_1.0_amd64.deb"
    package.touch()
    ran: list[list[str]] = []
    found = iter([str(tmp_path / "moebius"), None])
    monkeypatch.setattr(subprocess, "run", lambda words, check: ran.append(words))
    monkeypatch.setattr("shutil.which", lambda name: next(found))
    monkeypatch.setattr(smoke, "test_program", lambda program: None)

    smoke.test_packages(tmp_path)

    assert [words[2] for words in ran] == ["install", "purge"]
    assert [words[-1] for words in ran] == [str(package), "moebius-full"]


def test_an_image_is_detached_even_if_the_program_in_it_is_not_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "moebius-1.0-macos-arm64.dmg").touch()
    ran: list[list[str]] = []

    def hdiutil(words: list[str], check: bool) -> None:
        ran.append(words)
        if words[1] == "attach":
            folder = Path(words[words.index("-mountpoint") + 1])
            _program(folder / "Moebius.app" / "Contents" / "MacOS" / "moebius")

    def not_well(program: Path) -> None:
        raise smoke.SmokeError("no")

    monkeypatch.setattr(subprocess, "run", hdiutil)
    monkeypatch.setattr(smoke, "test_program", not_well)

    with pytest.raises(smoke.SmokeError):
        smoke.test_packages(tmp_path)
    assert [words[1] for words in ran] == ["attach", "detach"]
