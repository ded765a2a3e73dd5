"""Languages at work: the .qm files are current, and Qt's own texts and keys follow."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from app.actions import MENUS
from app.i18n import translate
from app.language.translations import LANGUAGES, Translations, language_for
from app.places import asset
from app.settings import ROW_OF
from app.window.action import Menu

_SAMPLE_COUNTS = (1, 2)


@pytest.fixture
def translations(qapp: QApplication) -> Iterator[Translations]:
    installed = Translations(qapp)
    yield installed
    installed.remove()


@pytest.mark.parametrize(
    ("setting", "wanted", "expected"),
    [
        ("de", ["zh-Hans-CN"], "de"),
        ("system", ["de-Latn-AT", "de-AT", "de"], "de"),
        ("system", ["zh-Hans-CN", "zh-CN", "zh"], "zh_CN"),
        ("system", ["zh_CN"], "zh_CN"),
        ("system", ["zh-Hans-SG"], "zh_CN"),
        ("system", ["zh-SG"], "zh_CN"),
        ("system", ["zh"], "zh_CN"),
        ("system", ["zh-Hant-TW", "zh-TW", "zh-Hant"], "en"),
        ("system", ["fr-FR", "fr", "de-DE"], "de"),
        ("system", ["en-GB", "de-DE"], "en"),
        ("system", ["fr-FR"], "en"),
        ("system", ["C"], "en"),
        ("system", [], "en"),
        ("klingon", ["de"], "de"),
    ],
)
def test_the_language_is_the_persons(setting: str, wanted: list[str], expected: str) -> None:
    assert language_for(setting, wanted) == expected


def test_the_setting_offers_every_language() -> None:
    offered = [choice.value for choice in ROW_OF["language"].choices]
    assert offered == ["system", *LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_built_files_hold_what_the_sources_say(language: str) -> None:
    built = QTranslator()
    assert built.load(f"moebius_{language}", str(asset("translations")))
    root = ET.parse(asset("translations", f"moebius_{language}.ts")).getroot()
    count = 0
    for context in root.iter("context"):
        for message in context.iter("message"):
            name, source = context.findtext("name", ""), message.findtext("source", "")
            translation = message.find("translation")
            assert translation is not None
            if translation.get("type") == "unfinished":
                continue  # that is told by tests/app/test_translation_files.py
            if message.get("numerus") == "yes":
                forms = [form.text for form in translation]
                for n, form in zip(_SAMPLE_COUNTS, forms, strict=False):
                    assert built.translate(name, source, "", n) == form, "run the script again"
            else:
                assert built.translate(name, source) == translation.text, "run the script again"
            count += 1
    assert count > (0 if language == "en" else 500)


def test_a_language_is_taken_up_and_laid_down(translations: Translations) -> None:
    undo = translate("Actions", "&Undo")
    assert translations.use("de") == "de"
    assert translate("Actions", "&Undo") == "&Rückgängig"
    assert translate("Actions", "not known") == "not known"
    assert QLocale().language() is QLocale.Language.German
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert translations.use("zh_CN") == "zh_CN"
    assert translate("Actions", "&Undo") == "撤销(&U)"
    translations.remove()
    assert translate("Actions", "&Undo") == undo == "&Undo"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 more photo after this one.", "3 more photos after this one."),
        ("de", "Danach noch 1 Foto.", "Danach noch 3 Fotos."),
        ("zh_CN", "此后还有 1 张照片。", "此后还有 3 张照片。"),
    ],
)
def test_plurals(translations: Translations, language: str, one: str, many: str) -> None:
    translations.use(language)
    told = [translate("Restore", "%n more photo(s) after this one.", "", n) for n in (1, 3)]
    assert told == [one, many]


def test_keys_are_written_as_on_the_persons_keyboard(translations: Translations) -> None:
    translations.use("de")
    native = QKeySequence("Ctrl+Shift+Z").toString(QKeySequence.SequenceFormat.NativeText)
    assert native in ("Strg+Umschalt+Z", "⇧⌘Z")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_menu_has_a_letter_twice(translations: Translations, language: str) -> None:
    translations.use(language)
    waiting = [Menu("bar", "", MENUS)]
    while waiting:
        menu = waiting.pop()
        entries = [entry for entry in menu.entries if entry is not None]
        waiting += [entry for entry in entries if isinstance(entry, Menu)]
        texts = [translate(getattr(e, "context", "Actions"), e.text) for e in entries]
        letters = [found.group(1).lower() for t in texts if (found := re.search(r"&(\w)", t))]
        assert len(set(letters)) == len(letters), texts


@pytest.mark.parametrize("language", ["de", "zh_CN"])
def test_what_the_core_says_is_told_in_the_language(
    translations: Translations, language: str
) -> None:
    from app.language.error_texts import translated

    translations.use(language)
    told = translated("“/a b/c.jpg” could not be saved: the disk is full. Choose another folder.")
    assert (
        told
        == {
            "de": "„/a b/c.jpg“ konnte nicht gespeichert werden: der Datenträger ist voll. "
            "Wählen Sie einen anderen Ordner.",
            "zh_CN": "无法保存“/a b/c.jpg”：磁盘已满。请选择其他文件夹。",
        }[language]
    )
