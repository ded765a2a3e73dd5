"""The programs of a build, as PyInstaller takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from moebius_build import programs


def test_windows_has_one_for_the_window_and_one_for_the_console(tmp_path: Path) -> None:
    window, console = programs.executables(tmp_path, "1.2.3", "win32")

    assert (window["name"], window["console"]) == ("moebius", False)
    assert (console["name"], console["console"]) == ("moebius-cli", True)
    for each in (window, console):
        assert "longPathAware" in each["manifest"]
        assert Path(each["icon"]).read_bytes()[:4] == b"\0\0\1\0"
        assert f"{each['name']}.exe" in Path(each["version"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(("platform", "console"), [("linux", True), ("darwin", False)])
def test_other_systems_have_one(tmp_path: Path, platform: str, console: bool) -> None:
    assert programs.executables(tmp_path, "1.2.3", platform) == [
        {"name": "moebius", "console": console}
    ]


def test_the_mac_gets_an_app_with_icon_and_plist(tmp_path: Path) -> None:
    made = programs.bundle(tmp_path, "1.2.3")

    assert made["name"] == "Moebius.app"
    assert Path(made["icon"]).read_bytes()[:4] == b"icns"
    assert made["info_plist"]["CFBundleIdentifier"] == made["bundle_identifier"]
    assert made["info_plist"]["CFBundleVersion"] == "1.2.3"


def test_the_mac_is_offered_only_what_the_bundled_packages_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "find_spec", lambda name: None)

    documents = programs.bundle(tmp_path, "1.2.3")["info_plist"]["CFBundleDocumentTypes"]

    types = {name for each in documents for name in each["LSItemContentTypes"]}
    assert "public.jpeg" in types
    assert not {"public.heic", "public.camera-raw-image"} & types
