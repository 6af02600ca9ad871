"""Interface language: choose it and install its translators."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from attention_camp.resources.languages import languages, translation_files
from attention_camp.resources.texts import QT_TRANSLATE_NOOP

_NAMES = {"en": "English", "zh_CN": "简体中文"}
"""Where Qt's own name is another than people use."""

QT_LACKS = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Computer"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "%1 File"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Shortcut"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Alias"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Unknown"),
)
"""Texts of Qt's own dialogs that its Chinese catalogue lacks (6.11); ours has them."""

_installed: list[QTranslator] = []
"""Translators that are installed now."""


def chosen_language(setting: str) -> str:
    """Return one of `languages` for a setting that may say ``system``."""
    known = languages()
    if setting in known:
        return setting
    system = QLocale.system().language()
    return next((code for code in known if QLocale(code).language() == system), "en")


def language_names() -> dict[str, str]:
    """Return each language's native name, which is never translated, by its code."""
    return {
        code: _NAMES.get(code) or QLocale(code).nativeLanguageName() or code
        for code in languages()
    }


def install_language(app: QApplication, language: str) -> None:
    """Install the translators of ``language`` in place of the current ones."""
    while _installed:
        app.removeTranslator(_installed.pop())
    QLocale.setDefault(QLocale(language))
    if language == "en":
        return
    paths = [qt_translations() / f"qtbase_{language}.qm"]
    if own := translation_files().get(language):
        paths.append(own)
    for path in paths:
        translator = QTranslator(app)
        if translator.load(str(path)):
            app.installTranslator(translator)
            _installed.append(translator)


def qt_translations() -> Path:
    """Return the folder of Qt's own translations."""
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def own_translations() -> Path:
    """Return the folder of the application's translations."""
    return Path(str(files("attention_camp.resources") / "i18n"))
