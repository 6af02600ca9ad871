"""Read files that a person may have touched: bounded in size, depth and numbers."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any, BinaryIO

from attention_camp.resources.texts import Sentence, UserError

LARGEST_DOCUMENT = 8 * 1024 * 1024
"""Bytes of a JSON document or line; own choice: ours are below 1 MB, and a list of
empty lists takes twenty times its text in memory."""
LARGEST_TABLE = 128 * 1024 * 1024
"""Bytes of a table or of a file of JSON lines; own choice: a journal grows by 60 MB in
a hundred hours."""
DEEPEST = 64
"""Lists within lists; own choice: ours reach 8, and functions that walk a value call
themselves once or twice per level."""
MOST_DIGITS = 40
"""Digits of a whole number; own choice: seeds of 128 bits have 39."""
# a cheap look decides whether each number has to be checked on its own
_SUSPECT_NUMBER = re.compile(rf"\d[eE]\+?\d{{3}}|\d{{{MOST_DIGITS + 1}}}")
# possessive: a text without its end is passed over once, not from each of its quotes
_TEXTS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)


class UnreadableError(UserError, ValueError):
    """A file that cannot be read as what it should be; the text is for people.

    Parameters
    ----------
    path : Path | str
        The file, or what stands for its name.
    reason : str
        What is wrong with it, without the file's name.
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(
            Sentence(
                "{path} cannot be read: {reason}. Correct it, or restore it from a "
                "backup.",
                path=path,
                reason=reason,
            )
        )
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what it was made with."""
        return type(self), (self.path, self.reason)


def open_regular(path: Path, *, most: int) -> BinaryIO:
    """Open a regular file of at most ``most`` bytes for reading.

    A pipe that nobody writes to or an endless device is refused, not waited for.

    Raises
    ------
    UnreadableError
        If it is no regular file, too large, or the system does not let it be read.
    FileNotFoundError
        If there is none.
    """
    try:
        # looked at before it is opened: opening a device may already do something
        _require_file(path, path.stat(), most)
        handle = os.open(path, os.O_RDONLY | _NO_WAITING)
        file = open(handle, "rb")  # noqa: PTH123, SIM115  # of a handle
    except (FileNotFoundError, UnreadableError):
        raise
    except OSError as error:
        raise UnreadableError(path, _system_says(error)) from error
    except ValueError as error:  # a name with a zero character
        raise UnreadableError(path, Sentence("this is no file's name")) from error
    try:
        _require_file(path, os.fstat(handle), most)
    except BaseException:
        file.close()
        raise
    return file


def read_bytes(path: Path, *, most: int) -> bytes:
    """Return the content of a regular file of at most ``most`` bytes.

    Raises
    ------
    UnreadableError, FileNotFoundError
        As ``open_regular`` does.
    """
    with open_regular(path, most=most) as file:
        try:
            content = file.read(most + 1)
        except OSError as error:
            raise UnreadableError(path, _system_says(error)) from error
    if len(content) > most:  # it grew while it was read
        raise _too_large(path, len(content), most)
    return content


def is_there(path: Path) -> bool:
    """Return whether something has this path; False where it cannot be a path."""
    try:
        return path.exists()
    except (OSError, ValueError):  # too long, a zero character, no permission to look
        return False


def _system_says(error: OSError) -> str:
    return error.strerror or Sentence("the system does not say why")


# a pipe without a writer would block the opening; Windows has neither
_NO_WAITING = (
    getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
)


def _require_file(path: Path, found: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = (
            Sentence("it is a folder")
            if stat.S_ISDIR(found.st_mode)
            else Sentence("it is a device or a pipe, not a file")
        )
        raise UnreadableError(path, kind)
    if found.st_size > most:
        raise _too_large(path, found.st_size, most)


def _too_large(path: Path, size: int, most: int) -> UnreadableError:
    return UnreadableError(
        path,
        Sentence(
            "it has {size} bytes, more than the {most} that such a file may have",
            size=size,
            most=most,
        ),
    )


def read_text(path: Path, *, most: int = LARGEST_DOCUMENT) -> str:
    """Return the text of a regular file in UTF-8, with or without a byte order mark.

    Raises
    ------
    UnreadableError
        If it is none, or larger than ``most`` bytes.
    FileNotFoundError
        If there is no file.
    """
    content = read_bytes(path, most=most)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            path, Sentence("line {line} is no text in UTF-8", line=line)
        ) from error


def read_json(
    path: Path, *, most: int = LARGEST_DOCUMENT, needs_finite: bool = True
) -> Any:
    """Return the value in a JSON file.

    Parameters
    ----------
    path : Path
        The file.
    most : int
        Bytes that it may have.
    needs_finite : bool
        Whether a number that is not finite makes it unreadable; otherwise the caller
        checks each value.

    Raises
    ------
    UnreadableError
        As ``read_text`` and ``parse_json`` do; the text names file and line.
    FileNotFoundError
        If there is no file.
    """
    text = read_text(path, most=most)
    return parse_json(text, path, needs_finite=needs_finite)


def read_json_table(path: Path, *, most: int = LARGEST_DOCUMENT) -> dict[str, Any]:
    """Return the values in a JSON file that must hold an object.

    Raises
    ------
    UnreadableError
        As ``read_json`` does, and where it holds anything else.
    FileNotFoundError
        If there is no file.
    """
    value = read_json(path, most=most)
    if not isinstance(value, dict):
        raise UnreadableError(
            path,
            Sentence(
                "it holds {kind}, not a table of names and values",
                kind=type(value).__name__,
            ),
        )
    return value


def parse_json(
    text: str, path: Path | str, *, first_line: int = 1, needs_finite: bool = True
) -> Any:
    """Return the value in a JSON text.

    Parameters
    ----------
    text : str
        The text.
    path : Path | str
        Where it is from, for the text of an error.
    first_line : int
        Number of its first line in the file.
    needs_finite : bool
        Whether a number that is not finite makes it unreadable.

    Raises
    ------
    UnreadableError
        If it is no JSON, too long or nested too deeply, or holds a number that is not
        finite or has too many digits.
    """
    _check_length(text, path, first_line)
    # a value cannot be nested more deeply than it has brackets
    if text.count("[") + text.count("{") > DEEPEST:
        _check_depth(text, path, first_line)
    hooks: dict[str, Any] = {}
    if needs_finite:
        hooks["parse_constant"] = _no_number
    if _SUSPECT_NUMBER.search(text) is not None:
        hooks |= {"parse_float": _finite if needs_finite else float}
        hooks |= {"parse_int": _whole}
    try:
        return json.loads(text, **hooks)
    except _NumberError as error:
        line = first_line + text.count("\n", 0, max(text.find(error.literal), 0))
        raise UnreadableError(
            path,
            Sentence(
                "line {line}: {literal} is no number that can be used",
                line=line,
                literal=_short(error.literal),
            ),
        ) from error
    except json.JSONDecodeError as error:
        raise UnreadableError(
            path,
            Sentence(
                "line {line} is not valid JSON", line=first_line + error.lineno - 1
            ),
        ) from error
    except RecursionError as error:  # called with a deep stack already
        raise UnreadableError(path, _too_deep(first_line)) from error


def _check_length(text: str, path: Path | str, first_line: int) -> None:
    if len(text) > LARGEST_DOCUMENT:
        raise UnreadableError(
            path,
            Sentence(
                "line {line} has {size} characters, more than {most}",
                line=first_line,
                size=len(text),
                most=LARGEST_DOCUMENT,
            ),
        )


class _NumberError(Exception):
    """A number that JSON allows and a computer does not hold."""

    def __init__(self, literal: str) -> None:
        super().__init__(literal)
        self.literal = literal


def _finite(literal: str) -> float:
    value = float(literal)
    if abs(value) == float("inf"):
        raise _NumberError(literal)
    return value


def _whole(literal: str) -> int:
    if len(literal) > MOST_DIGITS + 1:  # and a sign
        raise _NumberError(literal)
    return int(literal)


def _no_number(literal: str) -> float:
    raise _NumberError(literal)


def _check_depth(text: str, path: Path | str, first_line: int) -> None:
    import numpy as np

    # texts go, but for their line ends: what is left has brackets only where they count
    bare = _TEXTS.sub(lambda found: "\n" * found[0].count("\n"), text)
    signs = np.frombuffer(bare.encode("utf-8", "replace"), np.uint8)
    steps = np.isin(signs, (ord("["), ord("{"))).astype(np.int32)
    steps -= np.isin(signs, (ord("]"), ord("}")))
    too_deep = np.flatnonzero(np.cumsum(steps) > DEEPEST)
    if len(too_deep):
        n_ends = int(np.count_nonzero(signs[: too_deep[0]] == ord("\n")))
        raise UnreadableError(path, _too_deep(first_line + n_ends))


def _too_deep(line: int) -> Sentence:
    return Sentence(
        "line {line}: its lists and tables are nested more than {most} deep",
        line=line,
        most=DEEPEST,
    )


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
