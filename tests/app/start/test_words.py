"""What the words after the command's name mean for a window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.start.words import Words, paths_of, read_words


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ([], Words((), is_apart=False)),
        (["a.jpg", "b"], Words(("a.jpg", "b"), is_apart=False)),
        (["--new-window"], Words((), is_apart=True)),
        (["a.jpg", "--new-window"], Words(("a.jpg",), is_apart=True)),
        (["--version"], None),
        (["a.jpg", "-v"], None),
        (["--new-window", "--help"], None),
        (["-psn_0_12345"], None),
    ],
    ids=str,
)
def test_options_but_one_mean_the_command_line(words: list[str], read: Words | None) -> None:
    assert read_words(words, platform="linux") == read


def test_what_macos_adds_means_nothing() -> None:
    assert read_words(["-psn_0_12345"], platform="darwin") == Words((), is_apart=False)


def test_relative_paths_begin_where_this_start_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths_of(["a.jpg", "../b", "zdjęcia 测试/c.png"]) == [
        tmp_path / "a.jpg",
        tmp_path.parent / "b",
        tmp_path / "zdjęcia 测试" / "c.png",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="paths have drives there")
@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("file:///home/a%20b/zdj%C4%99cie.jpg", "/home/a b/zdjęcie.jpg"),
        ("file://localhost/x.jpg", "/x.jpg"),
        ("FILE:///x.jpg", "/x.jpg"),
        ("file:/x.jpg", "/x.jpg"),
        ("file:///100%25.jpg", "/100%.jpg"),
        ("file:///what?.jpg", "/what?.jpg"),
        ("file:///a%23b#c.jpg", "/a#b#c.jpg"),
        ("file:///caf%E9.jpg", os.fsdecode(b"/caf\xe9.jpg")),
    ],
)
def test_addresses_of_files_are_paths(address: str, path: str) -> None:
    assert paths_of([address]) == [Path(path)]
