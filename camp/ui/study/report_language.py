"""The language of a report: the windows' own translations, without a window."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from attention_camp.camp.study.pages.language import ENGLISH, Language
from attention_camp.resources.languages import translation_files
from attention_camp.resources.texts import Sentence, fill


def report_language(code: str) -> Language:
    """Return a language of the interface for reports.

    Parameters
    ----------
    code : str
        One of `languages`.
    """
    if code == ENGLISH:
        return Language()
    translator = QTranslator()
    if path := translation_files().get(code):
        translator.load(str(path))

    def translate(text: str) -> str:
        if not isinstance(text, Sentence):
            return str(text)
        values = {
            name: translate(value) if isinstance(value, str) else value
            for name, value in text.values.items()
        }
        found = translator.translate("sentences", text.template) or text.template
        return fill(found, **values)

    return Language(code, translate)
