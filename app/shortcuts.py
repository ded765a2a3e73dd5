"""Which keys belong to which action, and where two actions want the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_MNEMONIC_BEHIND = re.compile(r"\s*\(&\w\)")
_MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "shift": "shift", "alt": "alt", "meta": "meta"}


@dataclass(frozen=True)
class ShortcutRow:
    """One action as the shortcut sheet and the shortcut editor show it."""

    id: str
    """Id of the action, key in `Settings.shortcuts`."""
    text: str
    """Its name as the person reads it; mnemonics (&) and a final "…" are taken off when shown."""
    keys: tuple[str, ...]
    """Portable key texts ("Ctrl+Shift+Z") in force, the first one stands in the menu."""
    default_keys: tuple[str, ...] = ()
    menu: str = ""
    """The group it stands in, as the person reads it."""

    @property
    def name(self) -> str:
        """The text without mnemonic and dots."""
        return plain_text(self.text)

    @property
    def is_changed(self) -> bool:
        return normalised(self.keys) != normalised(self.default_keys)


def plain_text(text: str) -> str:
    """The text without mnemonic and dots: "&Open…" and "Open(&O)…" become "Open"."""
    bare = _MNEMONIC_BEHIND.sub("", text.replace("&&", "\0")).replace("&", "")
    return bare.replace("\0", "&").rstrip("…")


def chords(keys: str) -> tuple[str, ...]:
    """A portable key text in a form that compares: "Shift+Ctrl+A, B" -> ("ctrl+shift+a", "b")."""
    return tuple(_chord(part) for part in _split(keys, ", "))


def normalised(keys: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(chords(key) for key in keys)


def collides(one: str, other: str) -> bool:
    """Whether both key texts start alike, so that only one of them could ever act."""
    a, b = chords(one), chords(other)
    shorter = min(len(a), len(b))
    return shorter > 0 and a[:shorter] == b[:shorter]


def conflicts(rows: Sequence[ShortcutRow], id: str, key: str) -> tuple[ShortcutRow, ...]:  # noqa: A002
    """The other actions that `key` would collide with if the action `id` had it."""
    return tuple(
        row for row in rows if row.id != id and any(collides(key, own) for own in row.keys)
    )


def with_keys(
    rows: Sequence[ShortcutRow],
    id: str,  # noqa: A002
    keys: Sequence[str],
) -> tuple[ShortcutRow, ...]:
    """The rows with other keys for one action; whoever else had them loses them."""
    return tuple(
        replace(row, keys=_without_doubles(keys))
        if row.id == id
        else replace(row, keys=tuple(k for k in row.keys if not any(collides(k, n) for n in keys)))
        for row in rows
    )


def with_defaults(rows: Sequence[ShortcutRow], id: str | None = None) -> tuple[ShortcutRow, ...]:  # noqa: A002
    """The rows with the default keys of one action, taken from whoever has them now, or of all."""
    if id is None:
        return tuple(replace(row, keys=row.default_keys) for row in rows)
    own = next((row for row in rows if row.id == id), None)
    return with_keys(rows, id, own.default_keys) if own else tuple(rows)


def changed_only(rows: Sequence[ShortcutRow]) -> dict[str, tuple[str, ...]]:
    """What `Settings.shortcuts` holds: the keys of those actions that differ from the default."""
    return {row.id: row.keys for row in rows if row.is_changed}


def _without_doubles(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple({chords(key): key for key in reversed(keys)}.values())[::-1]


def _split(text: str, separator: str) -> list[str]:
    return [part for part in text.split(separator) if part.strip()]


def _chord(text: str) -> str:
    parts = text.strip().casefold()
    key = "+" if parts.endswith("+") else parts.rpartition("+")[2]
    head = parts[: len(parts) - len(key)]
    held = {_MODIFIERS[word] for word in head.split("+") if word in _MODIFIERS}
    return "+".join([*sorted(held), key])
