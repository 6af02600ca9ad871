"""What may be said to a person of an error that a library raised."""

from __future__ import annotations

import json
import logging

from attention_camp.resources.bounded import UnreadableError
from attention_camp.resources.texts import Sentence, UserError

logger = logging.getLogger(__name__)

UNREADABLE = (
    UserError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What reading a file that was damaged or edited may raise; `reason_of` says why."""


def own_text(error: BaseException) -> Sentence | None:
    """Return the text for people that an error was made with; None: it has none.

    A library's errors are written for programmers: their text is never shown.
    """
    first = error.args[0] if error.args else None
    return first if isinstance(first, Sentence) else None


def reason_of(error: Exception) -> str:
    """Return why a file, or what a person typed, cannot be used, in words for people.

    What the system or our own code says is kept. The text of a library's error goes to
    the log, and a sentence takes its place.
    """
    if isinstance(error, UnreadableError):
        return error.reason  # who asks names the file
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if (text := own_text(error)) is not None:
        return text
    logger.info("what was read cannot be used", exc_info=error)
    if isinstance(error, UnicodeDecodeError):
        return Sentence("it is no text in UTF-8")
    if isinstance(error, json.JSONDecodeError):
        return Sentence("line {line} is not valid JSON", line=error.lineno)
    return Sentence("a value in it is missing or of another kind than expected")
