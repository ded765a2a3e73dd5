"""The language of the window: our own texts, Qt's texts, and numbers. [Qt]"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.i18n import set_translator
from app.places import asset

SYSTEM = "system"
ENGLISH = "en"
LANGUAGES = (ENGLISH, "de", "zh_CN")

_LANGUAGE_OF_TAG = MappingProxyType(
    {"en": "en", "de": "de", "zh-hans": "zh_CN", "zh-cn": "zh_CN", "zh-sg": "zh_CN", "zh": "zh_CN"}
)


def language_for(setting: str, wanted: Sequence[str] | None = None) -> str:
    """The language of `LANGUAGES` that a setting means.

    Args:
        setting: A language, or "system".
        wanted: What the person prefers, as BCP 47 tags, best first ("de-AT", "zh-Hans-CN");
            None asks the system.
    """
    if setting in LANGUAGES:
        return setting
    tags = QLocale.system().uiLanguages() if wanted is None else wanted
    return next((found for tag in tags if (found := _of_tag(tag))), ENGLISH)


class Translations:
    """The translators installed in the application; keep it as long as the application runs."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self.language = ENGLISH

    def use(self, setting: str) -> str:
        """Switch to a language or to the system's; returns which it became.

        Windows that are open receive a LanguageChange event. English has a translator too: it
        knows the plurals.
        """
        self.remove()
        self.language = language_for(setting)
        QLocale.setDefault(_locale(setting, self.language))
        qt_texts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._install(f"qtbase_{self.language}", qt_texts)
        self._install(f"moebius_{self.language}", str(asset("translations")))
        set_translator(_translated)
        return self.language

    def remove(self) -> None:
        """Back to the English of the source."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()
        self.language = ENGLISH
        QLocale.setDefault(QLocale.system())
        set_translator(None)

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self._app)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._installed.append(translator)


def _translated(context: str, text: str, comment: str, n: int) -> str:
    return QCoreApplication.translate(context, text, comment or None, n)  # pyright: ignore[reportArgumentType]  - its stub forgets that None is allowed


def _of_tag(tag: str) -> str | None:
    parts = tag.casefold().replace("_", "-").split("-")
    if "hant" in parts:
        return None
    return _LANGUAGE_OF_TAG.get("-".join(parts[:2])) or _LANGUAGE_OF_TAG.get(
        parts[0] if parts[0] != "zh" or len(parts) == 1 else ""
    )


def _locale(setting: str, language: str) -> QLocale:
    system = QLocale.system()
    follows = setting == SYSTEM and _of_tag(system.name()) == language
    return system if follows else QLocale(language)
