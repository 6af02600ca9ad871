"""Marks texts that are translated where they are shown, with their type kept."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, N802 (Qt's name)
    """Return ``text`` unchanged; ``lupdate`` collects it for ``context``."""
    return text
