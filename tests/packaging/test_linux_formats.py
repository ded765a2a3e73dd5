"""The .tar.xz, the AppImage's folder, the Flatpak manifest, and the proof's script."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from moebius_build import appimage, flatpak, tar_xz
from moebius_build.edition import Edition
from moebius_build.identity import APP_ID
from moebius_build.tree import PACKAGING
from tests.packaging.linux_programs import EPOCH, make_program


@pytest.fixture(autouse=True)
def fixed_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    monkeypatch.setattr("platform.machine", lambda: "x86_64")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_program(tmp_path_factory.mktemp("program"))


def test_the_archive_runs_where_it_is_unpacked(tmp_path: Path, program: Path) -> None:
    made = tar_xz.make(program, tmp_path, Edition.LIGHT, "1.2.3")

    assert made.name == "moebius-1.2.3-linux-x86_64.tar.xz"
    with tarfile.open(made) as archive:
        archive.extractall(tmp_path, filter="tar")
    top = tmp_path / "moebius-1.2.3-linux-x86_64"
    assert subprocess.check_output([top / "bin" / "moebius"], text=True) == "moebius\n"
    assert sorted(path.name for path in top.iterdir()) == [
        *("CHANGELOG.md", "INSTALL.md", "LICENSE", "bin", "lib", "share")
    ]


def test_what_the_note_takes_away_is_all_that_it_puts_there(tmp_path: Path, program: Path) -> None:
    made = tar_xz.make(program, tmp_path, Edition.LIGHT, "1.2.3")
    home = tmp_path / "home"
    prefix = home / ".local"
    prefix.mkdir(parents=True)
    with tarfile.open(made) as archive:
        archive.extractall(tmp_path, filter="tar")
    top = tmp_path / tar_xz.top_folder(Edition.LIGHT, "1.2.3")
    note = (top / "INSTALL.md").read_text(encoding="utf-8")
    lines = [line.strip().split("#")[0] for line in note.splitlines() if line.startswith("    ")]
    put = next(line for line in lines if line.startswith("cp "))
    take = "\n".join(line for line in lines if line.startswith(("cd ", "rm ")))

    def run(script: str) -> None:
        subprocess.run(
            ["sh", "-euc", script], cwd=top, env={**os.environ, "HOME": str(home)}, check=True
        )

    run(put)
    assert (prefix / "bin" / "moebius").is_symlink()
    run(take)
    assert [path for path in prefix.rglob("*") if not path.is_dir()] == []


def test_two_archives_of_one_program_are_the_same(tmp_path: Path, program: Path) -> None:
    made = [
        tar_xz.make(program, tmp_path / name, Edition.FULL, "1.2.3").read_bytes()
        for name in ("one", "other")
    ]
    assert made[0] == made[1]


def test_the_app_dir_is_what_the_tool_looks_for(tmp_path: Path, program: Path) -> None:
    appimage.app_dir_files(program, "1.2.3", EPOCH).copy_to(tmp_path)

    assert subprocess.check_output([tmp_path / "AppRun"], text=True) == "moebius\n"
    entry = (tmp_path / "moebius.desktop").read_text(encoding="utf-8")
    assert "\nIcon=moebius\n" in entry
    assert (tmp_path / "moebius.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / ".DirIcon").resolve() == tmp_path / "moebius.png"
    assert (tmp_path / "usr/share/metainfo" / f"{APP_ID}.metainfo.xml").exists()


def test_an_image_is_packed_by_the_tool_that_is_named(
    tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "tool"
    tool.write_text('#!/bin/sh\ntest -x "$1/AppRun" && echo "$ARCH $SOURCE_DATE_EPOCH" > "$2"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("APPIMAGETOOL", str(tool))

    made = appimage.make(program, tmp_path / "out", Edition.LIGHT, "1.2.3")

    assert made.name == "moebius-1.2.3-x86_64.AppImage"
    assert made.read_text() == f"x86_64 {EPOCH}\n"


def test_without_the_tool_a_sentence_says_so(
    tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("APPIMAGETOOL", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(appimage.MissingToolError, match="appimagetool, which is not here"):
        appimage.make(program, tmp_path / "out", Edition.LIGHT, "1.2.3")


def test_the_manifest_names_the_archive_beside_it(tmp_path: Path, program: Path) -> None:
    made = flatpak.make(program, tmp_path, Edition.LIGHT, "1.2.3")

    manifest = json.loads(made.read_text(encoding="utf-8"))
    assert made.name == f"{manifest['id']}.json"
    (source,) = manifest["modules"][0]["sources"]
    archive = tmp_path / source["path"]
    assert source["sha256"] == hashlib.sha256(archive.read_bytes()).hexdigest()


@pytest.mark.skipif(shutil.which("flatpak-builder") is None, reason="needs flatpak-builder")
def test_flatpak_reads_the_manifest(tmp_path: Path, program: Path) -> None:
    made = flatpak.make(program, tmp_path, Edition.LIGHT, "1.2.3")

    words = ["flatpak-builder", "--show-manifest", made]
    shown = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)["command"] == "moebius"


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="needs shellcheck")
@pytest.mark.parametrize("name", ["prove_debian.sh", "linux/AppRun"])
def test_scripts_are_clean(name: str) -> None:
    checked = subprocess.run(["shellcheck", PACKAGING / name], capture_output=True, text=True)
    assert (checked.returncode, checked.stdout) == (0, "")
