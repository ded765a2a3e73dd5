"""Signing and notarising for macOS, with a recorder in the place of Apple's tools."""

from __future__ import annotations

import plistlib
import subprocess
import sys
from pathlib import Path

import pytest

from moebius_build import macos_signing
from tests.packaging.mac_apps import make_app

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an .app holds links")

_NOTARY = dict(zip(macos_signing.NOTARY_VARIABLES, ("k.p8", "KEY", "ISSUER"), strict=True))


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    ran: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda words, check: ran.append(list(words)))
    for name in (macos_signing.IDENTITY_VARIABLE, *macos_signing.NOTARY_VARIABLES):
        monkeypatch.delenv(name, raising=False)
    return ran


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(macos_signing.IDENTITY_VARIABLE, "Developer ID Application: X")
    for name, value in _NOTARY.items():
        monkeypatch.setenv(name, value)


def test_code_is_signed_from_the_inside_out(tmp_path: Path) -> None:
    app = make_app(tmp_path)

    order = [path.relative_to(tmp_path).as_posix() for path in macos_signing.inside_out(app)]

    inside = "Moebius.app/Contents/Frameworks"
    framework = f"{inside}/PySide6/Qt/lib/QtCore.framework"
    assert order == [
        f"{framework}/Versions/A/QtCore",
        framework,
        f"{inside}/numpy/core.so",
        f"{inside}/libpython3.11.dylib",
        "Moebius.app",
    ]


def test_only_the_program_has_entitlements(
    tmp_path: Path, commands: list[list[str]], secrets: None
) -> None:
    app = make_app(tmp_path)

    macos_signing.sign_app(app)

    *signed, check = commands
    assert [words[-1] for words in signed if "--entitlements" in words] == [str(app)]
    assert all(words[words.index("--options") + 1] == "runtime" for words in signed)
    assert all("--timestamp" in words for words in signed)
    assert not any("--deep" in words for words in signed)
    assert check[:2] == ["codesign", "--verify"]


def test_without_an_identity_code_is_signed_ad_hoc(
    tmp_path: Path, commands: list[list[str]]
) -> None:
    macos_signing.sign_app(make_app(tmp_path))

    assert all(words[:4] == ["codesign", "--force", "--sign", "-"] for words in commands[:-1])
    assert not any("--timestamp" in words for words in commands)


def test_an_image_is_signed_with_an_identity_only(
    tmp_path: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    macos_signing.sign_image(tmp_path / "a.dmg")
    assert commands == []

    monkeypatch.setenv(macos_signing.IDENTITY_VARIABLE, "Developer ID Application: X")
    macos_signing.sign_image(tmp_path / "a.dmg")

    assert commands[0][-1].endswith("a.dmg")


@pytest.mark.parametrize("absent", [macos_signing.IDENTITY_VARIABLE, *_NOTARY])
def test_nothing_goes_to_apple_while_a_secret_is_missing(
    tmp_path: Path,
    commands: list[list[str]],
    secrets: None,
    absent: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(absent, "")  # as a workflow hands over a secret that does not exist

    assert not macos_signing.notarise(tmp_path / "a.dmg")
    assert commands == []
    assert f"not notarised: {absent} not set" in capsys.readouterr().out


def test_notarising_waits_for_the_answer(commands: list[list[str]], secrets: None) -> None:
    assert macos_signing.notarise(Path("a.dmg"))

    (words,) = commands
    assert words[:4] == ["xcrun", "notarytool", "submit", "a.dmg"]
    assert "--wait" in words
    assert [words[words.index(f"--{n}") + 1] for n in ("key", "key-id", "issuer")] == [
        *_NOTARY.values()
    ]


def test_the_entitlements_are_the_one_that_python_needs() -> None:
    entries = plistlib.loads(macos_signing.ENTITLEMENTS.read_bytes())

    assert entries == {"com.apple.security.cs.allow-unsigned-executable-memory": True}
