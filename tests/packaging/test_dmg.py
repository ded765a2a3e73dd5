"""The disk image for macOS, with a recorder in the place of Apple's tools."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from moebius_build import dmg, macos_signing
from moebius_build.edition import Edition
from tests.packaging.mac_apps import make_app

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an .app holds links")

_SECRETS = (macos_signing.IDENTITY_VARIABLE, *macos_signing.NOTARY_VARIABLES)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    ran: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda words, check: ran.append(list(words)))
    monkeypatch.setattr(dmg, "BUILD", tmp_path / "build")
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    for name in _SECRETS:
        monkeypatch.delenv(name, raising=False)
    return ran


def test_the_image_holds_the_program_and_a_link_to_applications(tmp_path: Path) -> None:
    staged = dmg.stage(make_app(tmp_path), tmp_path / "image")

    assert sorted(path.name for path in staged.iterdir()) == ["Applications", "Moebius.app"]
    assert str((staged / "Applications").readlink()) == "/Applications"
    assert (staged / "Moebius.app" / "Contents" / "Resources" / "numpy").is_symlink()


def test_without_secrets_it_is_made_and_nothing_is_sent(
    tmp_path: Path, commands: list[list[str]]
) -> None:
    make_app(tmp_path)

    made = dmg.make(tmp_path / "moebius", tmp_path / "out", Edition.LIGHT, "1.2.3")

    assert made == tmp_path / "out" / "moebius-1.2.3-macos-arm64.dmg"
    assert [words[0] for words in commands if words[0] != "codesign"] == ["hdiutil"]
    assert commands[-1][-1] == str(made)


def test_with_secrets_program_and_image_bear_apples_answer(
    tmp_path: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in _SECRETS:
        monkeypatch.setenv(name, "secret")

    made = dmg.make(make_app(tmp_path), tmp_path / "out", Edition.FULL, "1.2.3")

    assert made.name == "moebius-1.2.3-full-macos-arm64.dmg"
    steps = [" ".join(words[:2]) for words in commands if words[:2] != ["codesign", "--force"]]
    assert steps == [
        "codesign --verify",
        "ditto -c",
        "xcrun notarytool",
        "xcrun stapler",  # the program, before it is copied into the image
        "hdiutil create",
        "xcrun notarytool",
        "xcrun stapler",
    ]
    assert commands[-1][-1] == commands[-2][3] == str(made)


def test_a_folder_of_another_system_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no program for macOS"):
        dmg.app_of(tmp_path / "moebius")
