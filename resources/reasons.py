"""What may be said to a person of an error that a library raised."""

from __future__ import annotations

import errno
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


def said_by_system(error: OSError) -> Sentence:
    """Return what the system refused, with the file's name, and what to do."""
    says = error.strerror or type(error).__name__
    what = f"{error.filename}: {says}" if error.filename else says
    return Sentence("{what}. {remedy}", what=what, remedy=remedy_of(error))


def remedy_of(error: OSError) -> Sentence:
    """Return what a person can do about what the system refused."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return Sentence("Free some space on that disk.")
        case errno.EFBIG:
            return Sentence(
                "Files may not grow larger there: raise this account's limit, or use "
                "another disk."
            )
        case errno.EACCES | errno.EPERM:
            return Sentence(
                "This account has no right to it: ask whoever looks after this "
                "computer for the right, or use another folder."
            )
        case errno.EROFS:
            return Sentence("That disk is read-only: use a folder on another one.")
        case errno.ENOENT | errno.ENOTDIR | errno.ESTALE:
            return Sentence(
                "It was moved, renamed or removed: bring it back to its place, and "
                "leave it there while a session runs."
            )
        case errno.ENAMETOOLONG:
            return Sentence("That name is too long: use a shorter one.")
        case errno.EMFILE | errno.ENFILE:
            return Sentence("Too many files are open: close other programs.")
        case errno.EIO | errno.ENXIO | errno.ENODEV | errno.ETIMEDOUT | errno.ENOTCONN:
            return Sentence(
                "That disk does not answer: check its cable or network, and copy what "
                "is on it to another one."
            )
    return Sentence("Look at that disk and folder, or use another one.")


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
