"""Mark texts that people read, without a translator: Qt's tools find them here."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001
    """Return ``text`` unchanged; ``lupdate`` collects it under ``context``."""
    return text
