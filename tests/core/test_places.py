"""Where the program's own files lie."""

from __future__ import annotations

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
