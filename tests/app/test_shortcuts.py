"""Keys of actions: what collides, who gets them, what is remembered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.shortcuts import (
    ShortcutRow,
    changed_only,
    chords,
    collides,
    conflicts,
    plain_text,
    with_defaults,
    with_keys,
)

ROWS = (
    ShortcutRow("undo", "&Undo", ("Ctrl+Z",), ("Ctrl+Z",), "Edit"),
    ShortcutRow("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit"),
    ShortcutRow("save-as", "Save && Close…", (), (), "File"),
)
_KEYS = st.sampled_from(["Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "B", "Ctrl++", "Ctrl+K, B", "F1"])
_IDS = st.sampled_from([row.id for row in ROWS])


def test_names_are_free_of_mnemonics_and_dots() -> None:
    assert [row.name for row in ROWS] == ["Undo", "Redo", "Save & Close"]
    assert plain_text("打开(&O)…") == "打开"
    assert plain_text("Export (PNG)") == "Export (PNG)"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ctrl+Z", "ctrl+z", True),
        ("Ctrl+Shift+Z", "Shift+Ctrl+Z", True),
        ("Ctrl+Z", "Ctrl+Shift+Z", False),
        ("Ctrl++", "Ctrl+Shift++", False),
        ("Ctrl++", "Ctrl++", True),
        ("+", "Ctrl++", False),
        ("Ctrl+K", "Ctrl+K, Ctrl+B", True),
        ("Ctrl+K, Ctrl+A", "Ctrl+K, Ctrl+B", False),
        ("Ctrl+,", "Ctrl+.", False),
        ("Ctrl+,", "Ctrl+,", True),
        ("B", "", False),
    ],
)
def test_keys_collide_when_they_start_alike(one: str, other: str, expected: bool) -> None:
    assert collides(one, other) is collides(other, one) is expected


def test_a_comma_key_is_no_separator() -> None:
    assert chords("Ctrl+,") == ("ctrl+,",)
    assert chords("Ctrl+K, ,") == ("ctrl+k", ",")


def test_a_conflict_names_the_other_action_only() -> None:
    assert [row.id for row in conflicts(ROWS, "undo", "Ctrl+Y")] == ["redo"]
    assert conflicts(ROWS, "redo", "Ctrl+Y") == ()


def test_taking_keys_takes_them_from_the_other() -> None:
    rows = with_keys(ROWS, "save-as", ["Ctrl+Y", "ctrl+y"])
    assert {row.id: row.keys for row in rows} == {
        "undo": ("Ctrl+Z",),
        "redo": ("Ctrl+Shift+Z",),
        "save-as": ("Ctrl+Y",),
    }
    assert changed_only(rows) == {"redo": ("Ctrl+Shift+Z",), "save-as": ("Ctrl+Y",)}


def test_one_action_gets_its_defaults_back_from_whoever_has_them() -> None:
    rows = with_defaults(with_keys(ROWS, "save-as", ["Ctrl+Y"]), "redo")
    assert {row.id: row.keys for row in rows}["redo"] == ("Ctrl+Shift+Z", "Ctrl+Y")
    assert changed_only(rows) == {}


@settings(deadline=None)
@given(st.lists(st.tuples(_IDS, st.lists(_KEYS, max_size=3)), max_size=8))
def test_no_two_actions_ever_share_a_key(edits: list[tuple[str, list[str]]]) -> None:
    rows: tuple[ShortcutRow, ...] = ROWS
    for action, keys in edits:
        rows = with_keys(rows, action, keys)
        assert all(conflicts(rows, row.id, key) == () for row in rows for key in row.keys)
    assert with_defaults(rows) == ROWS
