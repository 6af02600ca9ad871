"""The language of a report: the windows' own translations, without a window."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QTranslator

from attention_camp.camp.study.pages.language import ENGLISH, Language
from attention_camp.resources.texts import Sentence


def report_language(code: str) -> Language:
    """Return a language of the interface for reports.

    Parameters
    ----------
    code : str
        ``en`` or ``zh_CN``.
    """
    if code == ENGLISH:
        return Language()
    translator = QTranslator()
    folder = files("attention_camp.resources") / "i18n"
    translator.load(f"attention_camp_{code}", str(folder))

    def translate(text: str) -> str:
        if not isinstance(text, Sentence):
            return str(text)
        values = {
            name: translate(value) if isinstance(value, str) else value
            for name, value in text.values.items()
        }
        found = translator.translate("sentences", text.template) or text.template
        return found.format(**values)

    return Language(code, translate)
