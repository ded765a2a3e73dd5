"""A run's TOML: read, checked against `settings`, and written with every key explained.

Whatever is not a key of `settings` is refused, with the nearest name that is. No torch.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import math
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args, get_origin, get_type_hints

from moebius_core.errors import BadInputError
from moebius_core.system import read_file
from moebius_core.training.settings import META, Place, Rule, Settings

_WIDTH = 98
_NAMES = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
_MANY = {int: "a list of whole numbers", str: "a list of texts"}


class Key(NamedTuple):
    """One key of the file."""

    section: str
    name: str
    type: type
    """bool, int, float or str; of a list, what is in it."""

    is_list: bool
    default: Any
    rule: Rule

    @property
    def title(self) -> str:
        """`section.key`."""
        return f"{self.section}.{self.name}"

    @property
    def kind(self) -> str:
        """For people: "a whole number"."""
        return (_MANY if self.is_list else _NAMES)[self.type]

    @property
    def range(self) -> str:
        """For people: "1 or more"; empty where everything of the type is allowed."""
        least, most, choices = self.rule.least, self.rule.most, self.rule.choices
        if choices:
            return " or ".join(f'"{choice}"' for choice in choices)
        if least is None:
            return ""
        return f"{least:g} or more" if most is None else f"{least:g} to {most:g}"


def all_keys() -> Iterator[Key]:
    """Every key, section by section."""
    for section, held in get_type_hints(Settings).items():
        hints = get_type_hints(held)
        for field in fields(held):
            hint = hints[field.name]
            is_list = get_origin(hint) is tuple
            held_type = get_args(hint)[0] if is_list else hint
            rule = cast("Rule", field.metadata[META])
            yield Key(section, field.name, held_type, is_list, field.default, rule)


def read_settings(path: Path, changes: Sequence[str] = ()) -> Settings:
    """The settings of a file, each change on top of it.

    Args:
        path: The TOML. Paths in it are relative to its folder.
        changes: Each "section.key=value", the value as in the file; a text may go without quotes.

    Raises:
        BadInputError: not TOML, an unknown section or key, a value of another type or outside its
            range.
        UnreadablePhotoError: it cannot be read.
    """
    try:
        told = tomllib.loads(read_file(path).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"“{path}” is not TOML: {error}.") from error
    settings = changed(checked(told), changes)
    return _rooted(settings, path.absolute().parent)


def checked(told: Mapping[str, Any]) -> Settings:
    """Settings of a table of tables; what is not in it keeps its default. Raises as above."""
    keys = {key.title: key for key in all_keys()}
    sections = {key.section for key in keys.values()}
    values = dict[str, dict[str, Any]]()
    for section, table in told.items():
        if section not in sections:
            raise _unknown(f"section [{section}]", section, sections)
        if not isinstance(table, Mapping):
            raise BadInputError(f"“{section}” is a section: write [{section}] above its keys.")
        for name, value in cast("Mapping[str, Any]", table).items():
            title = f"{section}.{name}"
            if title not in keys:
                raise _unknown(f"key “{title}”", title, keys)
            values.setdefault(section, {})[name] = _value(keys[title], value)
    return _with_values(Settings(), values)


def changed(settings: Settings, changes: Sequence[str]) -> Settings:
    """`settings` with each "section.key=value" set. Raises as `read_settings`."""
    keys = {key.title: key for key in all_keys()}
    values = dict[str, dict[str, Any]]()
    for change in changes:
        title, equals, text = (part.strip() for part in change.partition("="))
        if not equals:
            raise BadInputError(f"“{change}” sets nothing.", "Write section.key=value.")
        if title not in keys:
            raise _unknown(f"key “{title}”", title, keys)
        values.setdefault(keys[title].section, {})[keys[title].name] = _value(
            keys[title], _parsed(text)
        )
    return _with_values(settings, values)


def as_tables(settings: Settings) -> dict[str, dict[str, Any]]:
    """Section -> key -> value, of all keys, as `checked` takes them."""
    return {section: dict(table) for section, table in dataclasses.asdict(settings).items()}


def commented(settings: Settings) -> str:
    """A whole TOML: every key with what it is, its type, range and default."""
    tables, lines, last = as_tables(settings), list[str](), ""
    for key in all_keys():
        if key.section != last:
            section = get_type_hints(Settings)[key.section]
            lines += [""] * bool(last) + _comment(str(section.__doc__)) + [f"[{key.section}]"]
            last = key.section
        limits = f", {key.range}" if key.range else ""
        facts = f"{key.kind.capitalize()}{limits}; {_toml(key.default)} if left out."
        lines += ["", *_comment(key.rule.text), *_comment(facts)]
        lines.append(f"{key.name} = {_toml(tables[key.section][key.name])}")
    return "\n".join(lines) + "\n"


def _value(key: Key, given: Any) -> Any:
    """`given` in the key's type. Raises BadInputError."""
    if key.is_list:
        if not isinstance(given, list | tuple):
            raise _wrong(key, given)
        return tuple(_single(key, each, given) for each in cast("Iterable[Any]", given))
    return _single(key, given, given)


def _single(key: Key, given: Any, whole: Any) -> Any:
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if key.type is float and is_number:
        given = float(given)
    if type(given) is not key.type or (key.type is float and not math.isfinite(given)):
        raise _wrong(key, whole)
    rule = key.rule
    is_outside = is_number and (
        (rule.least is not None and given < rule.least)
        or (rule.most is not None and given > rule.most)
    )
    if is_outside or (rule.choices and given not in rule.choices):
        raise BadInputError(f"{key.title} must be {key.range}, not {_toml(whole)}.")
    return given


def _wrong(key: Key, given: Any) -> BadInputError:
    return BadInputError(f"{key.title} must be {key.kind}, not {_toml(given)}.")


def _unknown(what: str, name: str, known: Iterable[str]) -> BadInputError:
    meant = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    hint = f"Did you mean {meant[0]}?" if meant else "All keys: moebius train --print-config"
    return BadInputError(f"There is no {what} in a run's configuration.", hint)


def _with_values(settings: Settings, values: Mapping[str, Mapping[str, Any]]) -> Settings:
    sections = {
        section: dataclasses.replace(getattr(settings, section), **table)
        for section, table in values.items()
    }
    return dataclasses.replace(settings, **sections)


def _rooted(settings: Settings, folder: Path) -> Settings:
    """With all paths absolute, so that the copy beside the run means the same files."""
    tables, values = as_tables(settings), dict[str, dict[str, Any]]()
    for key in all_keys():
        if key.rule.place is None:
            continue
        value = tables[key.section][key.name]
        texts = value if key.is_list else (value,)
        found = tuple(_rooted_text(each, key.rule.place, folder) for each in texts)
        values.setdefault(key.section, {})[key.name] = found if key.is_list else found[0]
    return _with_values(settings, values)


def _rooted_text(text: str, place: Place, folder: Path) -> str:
    path = folder / text
    is_path = bool(text) and (place is Place.PATH or path.exists())
    return str(path) if is_path else text


def _parsed(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _toml(value: Any) -> str:
    """The value as TOML has it, or as near as it comes."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, cast('Iterable[Any]', value)))}]"
    if isinstance(value, float):
        return repr(value)
    try:
        return json.dumps(value, ensure_ascii=False)  # texts, whole numbers, true and false
    except TypeError:
        return str(value)


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH)]
