"""The row of photos, and a folder's order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.editing.filmstrip import Filmstrip, natural_key, photos_in

SUFFIXES = frozenset({".jpg", ".png"})
A, B, C = Path("a.jpg"), Path("b.jpg"), Path("c.jpg")


def _folder(tmp_path: Path, *names: str) -> list[str]:
    for name in names:
        (tmp_path / name).touch()
    return [path.name for path in photos_in(tmp_path, SUFFIXES)]


def test_numbers_count_and_case_does_not(tmp_path: Path) -> None:
    names = ["img10.jpg", "IMG9.jpg", "img1.JPG", "Beach.png", "alps.jpg"]
    assert _folder(tmp_path, *names) == ["alps.jpg", "Beach.png", "img1.JPG", "IMG9.jpg", names[0]]


def test_masks_of_photos_hidden_files_and_other_files_are_left_out(tmp_path: Path) -> None:
    found = _folder(
        tmp_path, "a.jpg", "a_mask.png", "carnival_mask.jpg", ".hidden.jpg", "notes.txt", "b"
    )
    assert found == ["a.jpg", "carnival_mask.jpg"]


def test_only_files_are_photos(tmp_path: Path) -> None:
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    (tmp_path / "link.jpg").symlink_to("a.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    assert _folder(tmp_path, "a.jpg") == ["a.jpg", "link.jpg"]


def test_a_folder_that_is_gone_raises(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        photos_in(tmp_path / "gone", SUFFIXES)


@given(st.lists(st.text(max_size=12), max_size=8, unique_by=str.casefold))
def test_any_names_can_be_sorted_and_their_order_is_one(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=natural_key) == sorted(backwards, key=natural_key)


def test_walking() -> None:
    strip = Filmstrip()
    assert strip.neighbour(1) is strip.neighbour(-1) is None
    told: list[int | None] = []
    strip.changed.connect(lambda: told.append(strip.index))
    strip.set_paths([A, B, C], B)
    assert (strip.current, strip.neighbour(1), strip.neighbour(-1)) == (B, C, A)
    strip.show(C)
    assert strip.neighbour(1) is None
    assert told == [1, 2]


def test_the_walk_goes_on_past_a_photo_that_cannot_be_shown() -> None:
    strip = Filmstrip()
    strip.set_paths([A, B, C], A)
    strip.pass_by(B)
    assert strip.current == A
    assert strip.neighbour(1) == C
    assert strip.neighbour(-1) == A


def test_a_photo_from_elsewhere_is_none_of_the_strip() -> None:
    strip = Filmstrip()
    strip.set_paths([A, B], Path("elsewhere.jpg"))
    assert strip.index is strip.current is None
