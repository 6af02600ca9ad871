"""Marks the texts a participant reads for Qt Linguist, without Qt."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, N802 (Qt's name)
    """Return ``text`` unchanged; ``lupdate`` collects it for ``context``."""
    return text
