"""The participant's language: translations found among the resources."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QTranslator

from attention_camp.resources.languages import translation_files

logger = logging.getLogger(__name__)


def install_language(language: str) -> list[QTranslator]:
    """Install the translations of ``language``; English where there are none.

    Returns
    -------
    list of QTranslator
        To be kept as long as the texts are shown.
    """
    if language == "en":
        return []
    installed = []
    if path := translation_files().get(language):
        translator = QTranslator()
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
