"""What the About window copies: versions without imports, nothing that names the person."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.places import asset
from app.support.diagnostics import anonymised, gather
from app.support.licences import components, own_licence, samples, version_of


def test_the_report_holds_what_helps() -> None:
    report = gather(
        settings={"grow": 9, "shortcuts": {"undo": ("F5",)}},
        screens=["screen: 1920 × 1080, scale 2"],
        engine=["content-fill on cpu"],
        log=[f"line {number}" for number in range(100)],
    ).text()
    for wanted in (
        "Moebius ",
        "Python 3.",
        f"numpy {version_of('numpy')}",
        "PySide6-Essentials ",
        "screen: 1920 × 1080, scale 2",
        "content-fill on cpu",
        "grow = 9",
        "shortcuts = {'undo': ('F5',)}",
        "line 99",
    ):
        assert wanted in report
    assert "line 39\n" not in report


def test_nothing_is_imported_for_its_version() -> None:
    code = (
        "import sys, app.settings, app.shortcuts, app.language.error_texts, app.support.log_file;"
        "from app.support.diagnostics import gather; gather(settings={}).text();"
        "print([m for m in ('cv2', 'PIL', 'torch', 'onnxruntime', 'PySide6') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[3]
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("home", "user", "text", "expected"),
    [
        ("/home/ada", "ada", "/home/ada/Pictures/x.jpg", "~/Pictures/x.jpg"),
        ("/home/ada", "ada", "/home/adam/x.jpg", "/home/adam/x.jpg"),
        ("/home/ada", "ada", "/media/ada/stick/x.jpg", "/media/(user)/stick/x.jpg"),
        ("/home/ada", "ada", "canada, Ada's, ada_2", "canada, (user)'s, (user)_2"),
        ("C:\\Users\\Ada", "Ada", "C:\\Users\\Ada\\x.jpg", "~\\x.jpg"),
        ("C:\\Users\\Ada", "Ada", "c:/users/ada/x.jpg", "~/x.jpg"),
        ("C:\\Users\\Ada", "Ada", "'C:\\\\Users\\\\Ada\\\\x.jpg'", "'~\\\\x.jpg'"),
        ("/", "", "/x.jpg", "/x.jpg"),
    ],
)
def test_home_folder_and_user_name_are_taken_out(
    home: str, user: str, text: str, expected: str
) -> None:
    class _Home:
        def __str__(self) -> str:
            return home

    assert anonymised(text, home=_Home(), user=user) == expected  # type: ignore[arg-type]


def test_every_section_is_anonymised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.support.diagnostics._user", lambda: "grace")
    report = gather(settings={"a": "/x/grace"}, screens=["grace"], engine=["grace"], log=["grace"])
    assert "grace" not in report.text()


def test_components_have_licences_and_versions() -> None:
    found = {component.name: component for component in components()}
    assert {"Python", "Qt and PySide6", "NumPy", "OpenCV", "Pillow", "platformdirs"} <= found.keys()
    for component in found.values():
        assert component.version
        assert component.licence
        assert component.url.startswith("https://")
    for name, words in (
        ("Qt and PySide6", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("NumPy", "Redistribution and use"),
        ("Pillow", "Permission to use"),
    ):
        assert words in found[name].text()


def test_the_own_licence_and_the_samples_authors_are_there() -> None:
    assert "Apache License" in own_licence()
    photos = {file.name for file in asset("samples").glob("*.jpg")}
    found = samples()
    assert {sample.file for sample in found} == photos
    for sample in found:
        assert sample.author
        assert sample.licence.startswith("CC")
        assert sample.source.startswith("https://")
        assert not sample.source.endswith((")", "`", "."))
