"""Settings: checked one by one, written whole, read from anything without raising."""

from __future__ import annotations

import dataclasses
import math
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.settings import (
    DEFAULTS,
    PAGES,
    ROW_OF,
    ROWS,
    Kind,
    Row,
    Settings,
    SettingsStore,
    default_of,
)
from app.tools.toolbox import TOOLS
from moebius_core.engines.selection import ENGINE_NAMES, Device
from moebius_core.errors import BadInputError
from moebius_core.formats.metadata import MetadataPolicy
from moebius_core.options import MAX_EDGE_PX, Quality

_QUICK = settings(deadline=None, max_examples=50)
_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
_ALLOWED: Mapping[Kind, Callable[[Row], st.SearchStrategy[object]]] = {
    Kind.SWITCH: lambda row: st.booleans(),
    Kind.CHOICE: lambda row: st.sampled_from([choice.value for choice in row.choices]),
    Kind.WHOLE: lambda row: st.integers(int(row.minimum), int(row.maximum)),
    Kind.DECIMAL: lambda row: st.floats(row.minimum, row.maximum),
    Kind.COLOUR: lambda row: st.integers(0, 0xFFFFFF).map("#{:06x}".format),
    Kind.KEYS: lambda row: st.dictionaries(
        _WORDS, st.lists(_WORDS, max_size=3).map(tuple), max_size=4
    ),
}
_CHANGES = st.fixed_dictionaries({}, optional={row.key: _ALLOWED[row.kind](row) for row in ROWS})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_each_setting_has_a_row_and_a_page() -> None:
    assert [field.name for field in dataclasses.fields(Settings)] == [row.key for row in ROWS]
    assert {row.page for row in ROWS} == {page.id for page in PAGES}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_each_default_is_allowed_as_it_is(row: Row) -> None:
    checked = row.checked(default_of(row.key))
    assert checked == default_of(row.key)
    assert row.kind is Kind.KEYS or type(checked) is type(default_of(row.key))


def test_choices_are_those_that_there_are() -> None:
    def values(key: str) -> set[str]:
        return {choice.value for choice in ROW_OF[key].choices}

    assert values("engine") == set(ENGINE_NAMES)
    assert values("device") == {device.value for device in Device}
    assert values("quality") == {quality.value for quality in Quality}
    assert values("tool") == set(TOOLS)
    assert values("metadata") == {policy.value for policy in MetadataPolicy}
    assert ROW_OF["grow"].maximum == ROW_OF["feather"].maximum == MAX_EDGE_PX


@_QUICK
@given(_CHANGES)
def test_whatever_is_set_comes_back_from_the_file(changes: dict[str, object]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        store = SettingsStore.load(path)
        store.set_all(changes)
        again = SettingsStore.load(path)
    assert again.value == store.value == dataclasses.replace(DEFAULTS, **changes)
    assert again.notes == ()


@_QUICK
@given(st.binary(max_size=200) | st.text().map(lambda text: text.encode("utf-8", "replace")))
def test_garbage_never_raises_and_is_set_aside(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_bytes(content)
        store = SettingsStore.load(path)
        assert store.value == DEFAULTS
        broken = path.with_name("settings.toml.broken")
        assert path.exists() != broken.exists()
        if broken.exists():
            assert broken.read_bytes() == content
            assert any(str(broken) in note for note in store.notes)
        store.set("theme", "dark")
        assert SettingsStore.load(path).value.theme == "dark"


_TOML_VALUES = st.recursive(
    st.booleans() | st.integers(-(2**40), 2**40) | st.floats() | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=6,
)


@_QUICK
@given(st.dictionaries(st.sampled_from([row.key for row in ROWS]), _TOML_VALUES, max_size=8))
def test_any_value_in_the_file_is_either_allowed_or_noted(document: dict[str, object]) -> None:
    from app.toml_text import toml_text

    with TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_bytes(toml_text(document).encode())
        store = SettingsStore.load(path)
    for key, value in document.items():
        checked = ROW_OF[key].checked(value)
        assert getattr(store.value, key) == (default_of(key) if checked is None else checked)
    refused = [key for key, value in document.items() if ROW_OF[key].checked(value) is None]
    assert len(store.notes) == len(refused)


def test_only_what_differs_is_written(path: Path) -> None:
    store = SettingsStore.load(path)
    store.set("grow", 9)
    store.set("theme", "dark")
    assert tomllib.loads(path.read_text()) == {"grow": 9, "theme": "dark"}
    store.reset("grow")
    assert tomllib.loads(path.read_text()) == {"theme": "dark"}


def test_unknown_keys_are_told_and_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('future = [1, 2]\ngrow = 7\n\n[panel]\nside = "left"\n')
    store = SettingsStore.load(path)
    assert store.value.grow == 7
    assert [("future" in note, "panel" in note) for note in store.notes] == [
        (True, False),
        (False, True),
    ]
    store.set("grow", 8)
    assert tomllib.loads(path.read_text()) == {
        "future": [1, 2],
        "grow": 8,
        "panel": {"side": "left"},
    }


def test_two_running_instances_keep_each_others_changes(path: Path) -> None:
    one, other = SettingsStore.load(path), SettingsStore.load(path)
    one.set("grow", 9)
    other.set("feather", 9)
    assert tomllib.loads(path.read_text()) == {"grow": 9, "feather": 9}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("grow", -1),
        ("grow", 501),
        ("grow", True),
        ("grow", 3.0),
        ("context", 0.1),
        ("context", math.nan),
        ("brush_size", math.inf),
        ("private", 1),
        ("theme", "pink"),
        ("overlay_colour", "red"),
        ("shortcuts", {"undo": "Ctrl+Z"}),
        ("shortcuts", {"undo": [""]}),
        ("shortcuts", []),
        ("no_such_setting", 1),
    ],
)
def test_a_value_that_is_not_allowed_changes_nothing(path: Path, key: str, value: object) -> None:
    store = SettingsStore.load(path)
    with pytest.raises(BadInputError, match=key):
        store.set_all({"theme": "dark", key: value})
    assert store.value == DEFAULTS
    assert not path.exists()


def test_a_whole_number_is_good_for_a_decimal(path: Path) -> None:
    store = SettingsStore.load(path)
    store.set("brush_size", 12)
    assert isinstance(store.value.brush_size, float)


def test_a_change_is_announced_once_and_only_if_it_is_one(path: Path) -> None:
    store = SettingsStore.load(path)
    heard: list[Settings] = []
    store.changed.connect(heard.append)
    store.set_all({"grow": 9, "feather": 0})
    store.set("grow", 9)
    assert heard == [dataclasses.replace(DEFAULTS, grow=9, feather=0)]


def test_shortcuts_in_force_cannot_be_changed_from_outside(path: Path) -> None:
    mine = {"undo": ("Ctrl+Z",)}
    store = SettingsStore.load(path)
    store.set("shortcuts", mine)
    mine["undo"] = ()
    assert store.value.shortcuts == {"undo": ("Ctrl+Z",)}


def test_an_unwritable_file_is_noted_once_and_settings_hold_in_memory(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    store = SettingsStore.load(tmp_path / "config" / "settings.toml")
    heard: list[str] = []
    store.noted.connect(heard.append)
    store.set("grow", 9)
    store.set("grow", 10)
    assert store.value.grow == 10
    assert len(heard) == 1
    assert str(tmp_path) in heard[0]
    (tmp_path / "config").unlink()
    store.flush()
    assert SettingsStore.load(store.path).value.grow == 10


def test_a_file_that_vanished_or_broke_meanwhile_is_made_anew_in_full(path: Path) -> None:
    store = SettingsStore.load(path)
    store.set("grow", 9)
    path.write_text("grow = = 9")
    store.set("feather", 9)
    assert tomllib.loads(path.read_text()) == {"grow": 9, "feather": 9}
    path.unlink()
    store.set("theme", "dark")
    assert tomllib.loads(path.read_text()) == {"grow": 9, "feather": 9, "theme": "dark"}


def test_an_unreadable_file_is_noted_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "settings.toml"
    folder.mkdir()
    store = SettingsStore.load(folder)
    assert store.value == DEFAULTS
    assert "cannot be read" in store.notes[0]
    store.set("grow", 9)
    assert folder.is_dir()


def test_a_failed_write_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SettingsStore.load(path)
    store.set("grow", 9)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    store.set("grow", 10)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    assert "cannot be written" in store.notes[0]


def test_writes_can_be_put_off(path: Path) -> None:
    put_off: list[Callable[[], None]] = []
    store = SettingsStore.load(path, schedule=put_off.append)
    for grow in range(5, 20):
        store.set("grow", grow)
    assert not path.exists()
    put_off[-1]()
    assert tomllib.loads(path.read_text()) == {"grow": 19}


def test_without_a_file_everything_is_in_memory() -> None:
    store = SettingsStore()
    store.set("grow", 9)
    assert store.value.grow == 9
    store.reset_all()
    assert store.value == DEFAULTS
    assert store.notes == ()


def test_the_place_is_the_editors_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path))
    assert SettingsStore.load().path == tmp_path / "config" / "settings.toml"
