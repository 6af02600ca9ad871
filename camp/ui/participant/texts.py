"""The participant's language: translations found among the resources."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QCoreApplication, QTranslator

from attention_camp.resources.languages import translation_files

logger = logging.getLogger(__name__)


class ToChildren(QTranslator):
    """Speaks to a child: Chinese has another word for “you” then, on every page."""

    def translate(self, context: str, source: str, *more: Any) -> str:
        """Return the translation of a text in words to a child, or the text itself.

        Parameters
        ----------
        context, source : str
            The text, as Qt asks for it.
        *more : Any
            What tells equal texts apart, and a number: passed on.
        """
        said = super().translate(context, source, *more)
        return (said or source).replace("您", "你")


def install_language(language: str, audience: str = "adults") -> list[QTranslator]:
    """Install the translations of ``language``; English where there are none.

    Parameters
    ----------
    language : str
        ``en`` or ``zh_CN``.
    audience : str
        Whom the texts speak to, as a protocol says: ``adults`` or ``children``.

    Returns
    -------
    list of QTranslator
        To be kept as long as the texts are shown.
    """
    if language == "en":
        return []
    installed = []
    if path := translation_files().get(language):
        translator = ToChildren() if audience == "children" else QTranslator()
        if translator.load(str(path)):
            QCoreApplication.installTranslator(translator)
            installed.append(translator)
    if not installed:
        logger.warning(
            "There is no translation to %r here: texts are shown in English.", language
        )
    return installed


def remove_language(translators: list[QTranslator]) -> None:
    """Remove what ``install_language`` installed."""
    for translator in translators:
        QCoreApplication.removeTranslator(translator)
