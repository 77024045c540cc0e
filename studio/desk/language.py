"""Simplified Chinese and English, changed at once.

The desk's own words are English in the code and Chinese in `translations/desk_zh_CN.ts` (Qt Linguist); the compiled
`.qm` lies beside it. Words of the catalogue come in both languages from `control`.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from studio.control import error_words
from studio.control.titles import Text

FOLDER = Path(__file__).parent / "translations"


class Language(StrEnum):
    CHINESE = "zh"
    ENGLISH = "en"


LANGUAGE_NAMES = {Language.CHINESE: "简体中文", Language.ENGLISH: "English"}
"""Each in its own tongue, whatever is spoken now."""


class Tongue(QObject):
    """The language of the app. Every widget hears of a change by Qt's LanguageChange event."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._translators: list[QTranslator] = []
        self.language = Language.ENGLISH

    def speak(self, language: Language) -> None:
        """Changes over. Raises FileNotFoundError if the compiled words are not there."""
        self.language = language
        self._app.setProperty(_PROPERTY, str(language))
        locale = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
        QLocale.setDefault(locale if language is Language.CHINESE else QLocale(QLocale.Language.English))
        old, self._translators = self._translators, []
        if language is Language.CHINESE:
            of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            for name, folder, needed in (("qtbase_zh_CN", of_qt, False), ("desk_zh_CN", str(FOLDER), True)):
                translator = QTranslator(self)
                if translator.load(name, folder):
                    self._translators.append(translator)
                elif needed:
                    raise FileNotFoundError(FOLDER / f"{name}.qm")
        for translator in old:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        for translator in self._translators:
            self._app.installTranslator(translator)


def said(text: Text) -> str:
    """A text of the catalogue in the language spoken now."""
    return text.zh if spoken() is Language.CHINESE else text.en


def told(text: str) -> str:
    """A problem or remedy of the engine in the language spoken now; any other text as it is."""
    return error_words.told(text, spoken())


def spoken() -> Language:
    """What `Tongue.speak` was told last; English before."""
    app = QCoreApplication.instance()
    return Language.CHINESE if app is not None and app.property(_PROPERTY) == Language.CHINESE else Language.ENGLISH


def of_system() -> Language:
    """Chinese where the desktop speaks any Chinese, else English."""
    chinese = QLocale.system().language() == QLocale.Language.Chinese
    return Language.CHINESE if chinese else Language.ENGLISH


_PROPERTY = "studio_language"
