"""What is remembered between two starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.editing.state import KEPT_RECENT, State, WindowGeometry


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "state.json"


def test_everything_comes_back(file: Path) -> None:
    state = State.load(file)
    state.add_recent(Path("a.jpg"))
    state.geometry = WindowGeometry(-5, 7, 800, 600, is_maximised=True, layout="AAEC")
    state.remember_folder("open", Path("photos"))
    state.remember_folder("mask", Path("masks"))
    state.batch = {"folder": "photos", "recursive": True, "quality": [1, 2.5, None]}
    state.set("own", "Grüße 🙂 \udcff")
    state.flush()
    again = State.load(file)
    assert again.recent == (Path("a.jpg"),)
    assert again.geometry == state.geometry
    assert again.folder("open") == Path("photos")
    assert again.folder("mask") == Path("masks")
    assert again.folder("save") is None
    assert again.batch == state.batch
    assert not list(file.parent.glob(".moebius-*"))


def test_recent_photos_stand_once_and_newest_first(file: Path) -> None:
    state = State.load(file)
    for number in range(KEPT_RECENT + 5):
        state.add_recent(Path(f"{number}.jpg"))
    state.add_recent(Path("20.jpg"))
    assert state.recent[:2] == (Path("20.jpg"), Path(f"{KEPT_RECENT + 4}.jpg"))
    assert len(state.recent) == len(set(state.recent)) == KEPT_RECENT
    state.clear_recent()
    assert state.recent == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1, 2]",
        b"\xff\xfe\x00",
        b'{"recent": 5, "window": {"x": "left"}, "folders": [], "batch": "all"}',
        b'{"recent": [1, null], "window": {"x": true, "y": 1, "width": 1, "height": 1}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_as_good_as_none(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    state = State.load(file)
    assert state.recent == ()
    assert state.geometry is None
    assert state.folder("open") is None
    assert state.batch == {}
    state.remember_folder("open", Path("x"))
    state.flush()
    assert State.load(file).folder("open") == Path("x")


def test_it_tells_of_changes_only_and_writes_only_what_is_new(file: Path) -> None:
    state = State.load(file)
    told: list[bool] = []
    state.changed.connect(lambda: told.append(True))
    state.flush()
    assert not file.exists()
    state.set("a", 1)
    state.set("a", 1)
    assert told == [True]
    state.flush()
    file.unlink()
    state.flush()
    assert not file.exists()
    state.set("a", None)
    state.set("b", None)
    assert told == [True, True]


def test_a_folder_that_cannot_be_written_is_tolerated(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    state = State.load(tmp_path / "file" / "state.json")
    state.add_recent(Path("a.jpg"))
    state.flush()
    assert state.recent == (Path("a.jpg"),)
