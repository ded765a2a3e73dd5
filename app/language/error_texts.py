"""What the core says, in the person's language: errors, hints, notes and progress texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from app.i18n import translate
from app.language.core_texts import IN_WINDOW, PARTS, REASONS, SENTENCES

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SENTENCE_END = re.compile(r"[.!?] ")
_INNER = frozenset(("what", "other", "why", "where", "whose", "doing", "reasons", "found", "keys"))
"""Placeholders that hold something said by the core, never a name of the person's."""

_WORDS = frozenset(("count", "device", "library", "precision"))
"""Placeholders that hold a few words, never a sentence."""

_LIST = "; "
_SEAMS = (". ", ": ")
"""What else joins several of them, the looser first."""


class _Template(NamedTuple):
    text: str
    pattern: re.Pattern[str]
    literal_characters: int


class _Match(NamedTuple):
    template: str
    values: dict[str, str]


def translated(sentence: str) -> str:
    """The sentence in the person's language, names and numbers carried over.

    Args:
        sentence: What the core said: one sentence, or several with a space between. Hints on the
            command line become hints on the window, in English too.

    Returns:
        The same text where it is not known: a system's own words, for instance.
    """
    known = _understood(sentence)
    if known:
        return _joined([_told(match) for match in known])
    for first, rest in _splits(sentence):
        return _joined([_told(first), translated(rest)])
    return sentence


def template_of(sentence: str) -> str | None:
    """The template that a single sentence or reason was made from."""
    found = _matched(sentence, _sentences()) or _matched(sentence, _inner())
    return found.template if found else None


def translated_part(text: str) -> str:
    """What is said within a sentence, or in a list: a size, a device, one or several reasons."""
    if _LIST in text:
        return _LIST.join(translated_part(part) for part in text.split(_LIST))
    known = _understood(text)
    if known:
        return _joined([_told(match) for match in known])
    whole = _matched(text, _inner())
    if whole is not None:
        return _told(whole)
    for seam in _SEAMS:
        if seam in text:
            return seam.join(translated_part(part) for part in text.split(seam))
    return text


def _understood(text: str) -> list[_Match]:
    """The sentences that the text consists of; empty unless every one of them is known."""
    for first, rest in _splits(text):
        others = _understood(rest)
        if others:
            return [first, *others]
    whole = _matched(text, _sentences())
    return [whole] if whole else []


def _splits(text: str) -> Iterator[tuple[_Match, str]]:
    """Each way to take a known sentence off the beginning, and what follows it."""
    for end in _SENTENCE_END.finditer(text):
        first = _matched(text[: end.start() + 1], _sentences())
        if first is not None:
            yield first, text[end.end() :]


def _joined(sentences: list[str]) -> str:
    """One after the other; Chinese has no space between sentences."""
    return " ".join(sentences).replace("。 ", "。")


def _told(match: _Match) -> str:
    text = IN_WINDOW.get(match.template, match.template)
    values = {
        name: translated_part(value) if name in _INNER else _value(value)
        for name, value in match.values.items()
    }
    return translate("Core", text).format_map(values)


def _value(value: str) -> str:
    """A part of a sentence: a known reason, a list of known things, or a name to carry over."""
    whole = _matched(value, _reasons())
    if whole is not None:
        return _told(whole)
    parts = [_matched(part, _reasons()) for part in value.split(", ")]
    return ", ".join(_told(part) for part in parts if part) if all(parts) else value


def _matched(text: str, templates: tuple[_Template, ...]) -> _Match | None:
    for template in templates:
        found = template.pattern.fullmatch(text)
        if found is not None:
            return _Match(template.text, found.groupdict())
    return None


@lru_cache(maxsize=1)
def _sentences() -> tuple[_Template, ...]:
    return _compiled((*SENTENCES, *IN_WINDOW))


@lru_cache(maxsize=1)
def _reasons() -> tuple[_Template, ...]:
    return _compiled(REASONS)


@lru_cache(maxsize=1)
def _inner() -> tuple[_Template, ...]:
    return _compiled((*REASONS, *PARTS))


def _compiled(texts: tuple[str, ...]) -> tuple[_Template, ...]:
    """Templates with the most text of their own first: they say most precisely what is meant."""
    found = [_template(text) for text in texts]
    return tuple(sorted(found, key=lambda template: -template.literal_characters))


def _template(text: str) -> _Template:
    pieces = _PLACEHOLDER.split(text)
    literal = sum(map(len, pieces[::2]))
    escaped = (
        f"(?P<{piece}>{'[^.:;]' if piece in _WORDS else '.'}+?)" if index % 2 else re.escape(piece)
        for index, piece in enumerate(pieces)
    )
    return _Template(text, re.compile("".join(escaped), re.DOTALL), literal)
