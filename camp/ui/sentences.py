"""Sentences made outside the windows, in the language of the windows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.ui import formats
from attention_camp.resources.texts import (
    QT_TRANSLATE_NOOP,
    Day,
    Sentence,
    UserError,
    fill,
)

PROGRAM_FAULT = Sentence(
    "The program has a fault and could not do this. What is recorded so far is on "
    "disk. Please send the log to the developers."
)
"""Shown in place of the text of an error that is not meant for people."""

SYSTEM_ERRORS = (
    QT_TRANSLATE_NOOP("system", "No such file or directory"),
    QT_TRANSLATE_NOOP("system", "No space left on device"),
    QT_TRANSLATE_NOOP("system", "Permission denied"),
    QT_TRANSLATE_NOOP("system", "Operation not permitted"),
    QT_TRANSLATE_NOOP("system", "Read-only file system"),
    QT_TRANSLATE_NOOP("system", "Input/output error"),
    QT_TRANSLATE_NOOP("system", "File exists"),
    QT_TRANSLATE_NOOP("system", "Is a directory"),
    QT_TRANSLATE_NOOP("system", "Not a directory"),
    QT_TRANSLATE_NOOP("system", "Disk quota exceeded"),
    QT_TRANSLATE_NOOP("system", "File too large"),
    QT_TRANSLATE_NOOP("system", "File name too long"),
    QT_TRANSLATE_NOOP("system", "Device or resource busy"),
)
"""What an operating system says when a file cannot be read or written."""


def translated(said: object) -> str:
    """Return a sentence, or an error made with one, in the language of the windows.

    A text that is no `Sentence` is returned as it is, unless it is a `Day` or a text of
    the timing certificate or of the operating system. An exception that is neither a
    `UserError` nor an `OSError` is a fault of the program: its text helps nobody who
    reads it in a window, so `PROGRAM_FAULT` stands in its place.
    """
    if isinstance(said, Day):
        return formats.day(said)
    if isinstance(said, Exception) and not isinstance(said, UserError | OSError):
        return translated(PROGRAM_FAULT)
    if isinstance(said, OSError) and said.strerror:
        reason = QCoreApplication.translate("system", said.strerror)
        return f"{said.filename}: {reason}" if said.filename else reason
    text = str(said)
    if not isinstance(text, Sentence):
        return _marked_elsewhere(text)
    values = {
        name: translated(value) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return fill(QCoreApplication.translate("sentences", text.template), **values)


def _marked_elsewhere(text: str) -> str:
    for context in ("system", "timing"):
        told = QCoreApplication.translate(context, text)
        if told != text:
            return told
    return text
