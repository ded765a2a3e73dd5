"""The .ts files: complete, and every translation fits its English text."""

from __future__ import annotations

import importlib.util
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from app.places import asset

_SCRIPT = Path(__file__).resolve().parents[3] / "packaging" / "translations.py"
_PLURAL_FORMS = {"en": 2, "de": 2, "zh_CN": 1}
_FULL = ("de", "zh_CN")
_PLACEHOLDER = re.compile(r"\{\w*\}|%n")
_MNEMONIC = re.compile(r"&(?!&)(?<!&&)\S")


Texts = dict[tuple[str, str], bool]
"""(context, text) -> whether it has plural forms."""


class Message(NamedTuple):
    context: str
    source: str
    forms: tuple[str, ...]
    is_plural: bool
    is_finished: bool

    @property
    def place(self) -> str:
        return f"{self.context}: {self.source} -> {self.forms}"


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("packaging_translations", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def wanted(script: ModuleType) -> Texts:
    return {(text.context, text.text): text.is_plural for text in script.texts()}


def messages(language: str) -> list[Message]:
    root = ET.parse(asset("translations", f"moebius_{language}.ts")).getroot()
    found: list[Message] = []
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            is_plural = message.get("numerus") == "yes"
            forms = [f.text or "" for f in translation] if is_plural else [translation.text or ""]
            found.append(
                Message(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    tuple(forms),
                    is_plural,
                    translation.get("type") is None and all(forms),
                )
            )
    return found


def finished(language: str) -> list[Message]:
    return [message for message in messages(language) if message.is_finished]


def _end(text: str) -> str:
    last = text[-1:]
    return {"：": ":", "。": ".", "？": "?"}.get(last, last if last in ":.?…" else "")


def test_texts_are_found_wherever_they_stand(script: ModuleType) -> None:
    source = """
A = (QT_TRANSLATE_NOOP("C", "in a table"),)
x = f"{translate('C', 'in an f-string')};"
y = translate("C", "in "
    "two parts")
z = translate("C", "%n thing(s)", "", len(y)) if y else translate(context, text)
"""
    found = {text.text: text.is_plural for text in script._texts_in(source)}
    assert found == {
        "in a table": False,
        "in an f-string": False,
        "in two parts": False,
        "%n thing(s)": True,
    }


@pytest.mark.parametrize("language", _FULL)
def test_every_text_of_the_editor_is_translated(wanted: Texts, language: str) -> None:
    found = {(m.context, m.source): m.is_plural for m in finished(language)}
    left = [f"{context}: {text}" for context, text in wanted if (context, text) not in found]
    assert left == [], "translate these, see packaging/translations.py"
    assert found == wanted, "run packaging/translations.py"


def test_english_has_its_plurals(wanted: Texts) -> None:
    found = {(m.context, m.source) for m in finished("en")}
    assert found == {text for text, is_plural in wanted.items() if is_plural}


@pytest.mark.parametrize("language", _PLURAL_FORMS)
def test_plural_forms_are_complete(language: str) -> None:
    for message in finished(language):
        if message.is_plural:
            assert len(message.forms) == _PLURAL_FORMS[language], message.place
            assert all("%n" in form for form in message.forms), message.place
            assert len(set(message.forms)) == len(message.forms), message.place


@pytest.mark.parametrize("language", _FULL)
def test_placeholders_are_carried_over(language: str) -> None:
    for message in finished(language):
        wanted = sorted(_PLACEHOLDER.findall(message.source))
        for form in message.forms:
            assert sorted(_PLACEHOLDER.findall(form)) == wanted, message.place
            assert form.count("{") == form.count("}") == message.source.count("{"), message.place


@pytest.mark.parametrize("language", _FULL)
def test_mnemonics_stand_where_english_has_one(language: str) -> None:
    for message in finished(language):
        wanted = len(_MNEMONIC.findall(message.source))
        for form in message.forms:
            assert len(_MNEMONIC.findall(form)) == wanted <= 1, message.place


@pytest.mark.parametrize("language", _FULL)
def test_ends_and_spaces_are_those_of_the_english_text(language: str) -> None:
    for message in finished(language):
        spaces = [message.source.startswith(" "), message.source.endswith(" ")]
        for form in message.forms:
            assert _end(form) == _end(message.source), message.place
            assert [form.startswith(" "), form.endswith(" ")] == spaces, message.place


def test_quotation_marks_are_those_of_the_language() -> None:
    for message in finished("de"):
        for form in message.forms:
            assert form.count("„") == form.count("“") >= message.source.count("“"), message.place
            assert "”" not in form, message.place
    for message in finished("zh_CN"):
        for form in message.forms:
            assert form.count("“") == form.count("”") >= message.source.count("“"), message.place


def test_the_translations_are_no_copies() -> None:
    for language in _FULL:
        found = [m for m in finished(language) if " " in m.source.strip("% ")]
        same = [m.source for m in found if m.source in m.forms]
        assert len(same) < len(found) * 0.03, same
