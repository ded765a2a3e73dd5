"""Where the program's own files lie."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app import places as editor_places
from moebius_core.places import prepared_folder, weights_folder


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOEBIUS_HOME", "MOEBIUS_WEIGHTS"):
        monkeypatch.delenv(name, raising=False)


def test_one_folder_holds_all_where_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path))

    assert weights_folder() == tmp_path / "weights"
    assert prepared_folder() == tmp_path / "cache" / "prepared"
    assert editor_places.cache_folder() == prepared_folder().parent
    assert editor_places.settings_file() == tmp_path / "config" / "settings.toml"


def test_weights_have_a_folder_of_their_own_on_request(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MOEBIUS_WEIGHTS", str(tmp_path / "large"))

    assert weights_folder() == tmp_path / "large"


def test_otherwise_the_system_decides_and_weights_are_no_cache() -> None:
    assert weights_folder().name == "weights"
    assert prepared_folder().name == "prepared"
    assert weights_folder().is_absolute()
    assert editor_places.cache_folder() == prepared_folder().parent
    assert editor_places.cache_folder() not in weights_folder().parents


@pytest.fixture
def bundled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a program that runs as if it were bundled there."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "moebius.exe"))
    return tmp_path


def test_a_portable_program_keeps_everything_beside_itself(bundled: Path) -> None:
    (bundled / "portable.txt").touch()

    assert weights_folder() == bundled / "data" / "weights"
    assert prepared_folder() == bundled / "data" / "cache" / "prepared"
    assert editor_places.settings_file() == bundled / "data" / "config" / "settings.toml"
    assert editor_places.log_folder() == bundled / "data" / "log"


def test_an_installed_program_keeps_nothing_beside_itself(bundled: Path) -> None:
    assert bundled not in weights_folder().parents
    assert bundled not in editor_places.settings_file().parents


def test_the_variable_overrules_the_marker(
    bundled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (bundled / "portable.txt").touch()
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "named"))

    assert weights_folder() == tmp_path / "named" / "weights"


def test_a_marker_beside_the_interpreter_means_nothing_to_the_sources(
    bundled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bundled / "portable.txt").touch()
    monkeypatch.delattr(sys, "frozen")

    assert bundled not in weights_folder().parents
