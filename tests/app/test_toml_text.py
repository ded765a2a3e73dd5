"""The emitter writes what tomllib reads back equal."""

from __future__ import annotations

import datetime
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.toml_text import toml_text

_SCALARS = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.dates()
)
_KEYS = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(_KEYS, _VALUES, max_size=6))
def test_whatever_toml_can_hold_comes_back_equal(document: dict[str, object]) -> None:
    assert tomllib.loads(toml_text(document)) == document


def test_types_stay_what_they_are() -> None:
    document = {
        "yes": True,
        "one": 1,
        "one_point": 1.0,
        "endless": float("-inf"),
        "then": datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
        "noon": datetime.time(12, 30),
    }
    found = tomllib.loads(toml_text(document))
    assert found == document
    assert [type(value) for value in found.values()] == [type(v) for v in document.values()]


def test_tables_of_the_top_level_are_sections() -> None:
    text = toml_text({"keys": {"save as": ["Ctrl+S"]}, "size": 3})
    assert text == 'size = 3\n\n[keys]\n"save as" = ["Ctrl+S"]\n'


def test_what_toml_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        toml_text({"nothing": None})
