"""Licences are collected from what is installed; nothing is bundled without one."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest

from app.support import collected
from app.support import licences as shown
from moebius_build import licences


def _package(
    site: Path, name: str, metadata: str = "", files: dict[str, str] | None = None
) -> Distribution:
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{metadata}")
    rows = [f"{info.name}/METADATA,,"]
    for path, text in (files or {}).items():
        target = site / path.replace("INFO", info.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        rows.append(f"{target.relative_to(site).as_posix()},,")
    (info / "RECORD").write_text("\n".join(rows))
    return PathDistribution(info)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def installed(site: Path, monkeypatch: pytest.MonkeyPatch) -> list[Distribution]:
    """Three packages of a program, two of its build, and one that is left out."""
    found = [
        _package(
            site,
            "Some_Thing",
            "License-Expression: MIT\nProject-URL: Source, https://example.org/source\n"
            "Project-URL: Homepage, https://example.org\n",
            {
                "INFO/licenses/LICENSE": "some words",
                "INFO/licenses/third/LICENSE": "other words",
                "thing/ThirdPartyNotices.txt": "notices",
                "thing/license.py": "code",
            },
        ),
        _package(site, "PySide6-Essentials", "License: LGPL\n"),
        _package(
            site,
            "pyinstaller",
            "Classifier: License :: OSI Approved :: GPLv2\n",
            {"INFO/COPYING.txt": "bootloader exception"},
        ),
        _package(site, "setuptools"),
        _package(site, "torch"),
    ]
    monkeypatch.setattr(licences, "distributions", lambda: found)
    return found


def test_texts_addresses_and_names_are_collected_and_shown(
    installed: list[Distribution], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = licences.collect([], tmp_path / "program" / "licences")

    monkeypatch.setattr(shown, "collected_parts", lambda: collected.collected_parts(folder))
    found = {each.name: each for each in shown.components()}
    assert list(found) == ["Python", "PyInstaller's bootloader", "Qt and PySide6", "Some_Thing"]
    thing = found["Some_Thing"]
    assert (thing.version, thing.licence, thing.url) == ("1.0", "MIT", "https://example.org")
    assert {"some words", "other words", "notices"} == set(thing.text().split("\n\n\n"))
    assert "bootloader exception" in found["PyInstaller's bootloader"].text()
    assert shown.version_of("some.thing") == "1.0"
    note = found["Qt and PySide6"].text().partition("\n\n\n")[0].splitlines()
    assert len(note) > 3
    assert max(map(len, note)) <= 76


def test_qt_says_how_it_is_replaced_and_brings_both_texts(
    installed: list[Distribution], tmp_path: Path
) -> None:
    folder = licences.collect([], tmp_path / "licences")

    qt = next(
        p for p in collected.collected_parts(folder) if p.distribution == "pyside6-essentials"
    )
    assert qt.licence == "LGPL-3.0"
    assert "put its files in the place of these" in qt.note
    assert [path.name for path in qt.texts] == ["LGPL-3.0.txt", "GPL-3.0.txt"]
    assert all("GNU" in path.read_text(encoding="utf-8") for path in qt.texts)


def test_what_has_no_text_stops_the_build(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(licences, "distributions", lambda: [_package(site, "secretive")])

    with pytest.raises(licences.MissingLicenceError, match="secretive"):
        licences.collect([], tmp_path / "licences")


def test_a_name_comes_from_classifiers_or_a_short_word_never_from_a_whole_text(
    site: Path,
) -> None:
    classified = _package(site, "a", "Classifier: License :: OSI Approved :: MIT License\n")
    named = _package(site, "b", "License: Apache 2.0\n")
    pasted = _package(site, "c", f"License: {'word ' * 50}\n")

    assert licences.licence_of(classified) == "MIT License"
    assert licences.licence_of(named) == "Apache 2.0"
    assert licences.licence_of(pasted) == "see the text"


def test_a_damaged_list_is_no_list(tmp_path: Path) -> None:
    assert collected.collected_parts(tmp_path) == ()
    for text in ("no json", "{}", json.dumps([{"name": "a"}])):
        (tmp_path / "index.json").write_text(text)
        assert collected.collected_parts(tmp_path) == ()


def test_from_source_nothing_is_collected() -> None:
    assert collected.collected_parts() == ()
