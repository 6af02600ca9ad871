"""The participant's language: translations found among the resources."""

from __future__ import annotations

import logging
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

logger = logging.getLogger(__name__)

FOLDER = Path(str(resources.files("attention_camp.resources"))) / "i18n"


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
    for file in sorted(FOLDER.glob(f"*{language}.qm")):
        translator = QTranslator()
        if translator.load(file.name, str(file.parent)):
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
