"""Words for people, translatable without Qt: the window hands its translator in at the start.

`pyside6-lupdate` finds the calls by the function's name, so every text stands literally in one:
`translate("Tools", "Brush")`, `translate("Batch", "%n photo(s)", "", count)`.
"""

from __future__ import annotations

from collections.abc import Callable

Translator = Callable[[str, str, str, int], str]


def _plain(_context: str, text: str, _comment: str = "", n: int = -1) -> str:
    return text.replace("%n", str(n)) if n >= 0 else text


_translator: list[Translator] = [_plain]


def set_translator(translator: Translator | None) -> None:
    """Use `QCoreApplication.translate`, or with None the English of the source."""
    _translator[0] = translator or _plain


def translate(context: str, text: str, comment: str = "", n: int = -1) -> str:
    """The text in the person's language; `%n` becomes the number `n` in its plural form."""
    return _translator[0](context, text, comment, n)


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name lupdate looks for
    """Mark a text in a table for translation where it is shown: `translate(context, text)`."""
    return text
