"""Files with a person's EEG, encrypted by us: one key a person, kept on this computer.

The key is a file beside the vault, named by a random number that the encrypted file
states. Whoever gets a copy of the dataset cannot read the file; removing the key makes
every copy of it unreadable, those in backups too.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from attention_camp.camp.people.private import people_folder, write_private
from attention_camp.camp.people.seals import SealError, opened, shut
from attention_camp.resources.texts import Sentence, UserError

MARK = b"Attention Camp person file 1\n"
"""First bytes of an encrypted file; one without them is as versions before wrote it."""
_NUMBER = 16
"""Characters of a key's number."""
HEAD_BYTES = len(MARK) + _NUMBER
"""Bytes before what is encrypted."""
_ABOUT = "person file"


class PersonKeyError(UserError):
    """A person file whose key is not here, or that was changed; for people."""


class MissingKeyError(PersonKeyError):
    """The key of a person file is on another computer."""


def keys_folder() -> Path:
    """Return the folder of the keys of person files."""
    return people_folder() / "person-keys"


def new_person_key() -> str:
    """Make a key; return its number."""
    number = secrets.token_hex(_NUMBER // 2)
    write_private(_path(number), secrets.token_bytes(32))
    return number


def key_number(data: bytes) -> str:
    """Return the number of the key that an encrypted file states; empty: it is not."""
    if not data.startswith(MARK):
        return ""
    number = data[len(MARK) : HEAD_BYTES].decode("ascii", "replace")
    return number if set(number) <= set("0123456789abcdef") else ""


def has_person_key(number: str) -> bool:
    """Return whether a key is on this computer."""
    return bool(number) and _path(number).is_file()


def shut_person_file(content: bytes, number: str) -> bytes:
    """Return a file's content, encrypted.

    Raises
    ------
    MissingKeyError
        If the key is not on this computer.
    """
    box = shut(content, _key(number), about=_ABOUT)
    return MARK + number.encode() + box


def open_person_file(data: bytes) -> bytes:
    """Return the content of a person file, encrypted or as earlier versions wrote it.

    Raises
    ------
    MissingKeyError, PersonKeyError
        If its key is not on this computer, or it was changed.
    """
    if not data.startswith(MARK):
        return data
    number = key_number(data)
    try:
        return opened(data[HEAD_BYTES:], _key(number), about=_ABOUT)
    except SealError as error:
        raise PersonKeyError(
            Sentence(
                "The encrypted weights of a person were changed: the key {number} does "
                "not open them. Restore the file from a backup.",
                number=number,
            )
        ) from error


def forget_person_key(number: str) -> None:
    """Remove a key: what it shut can never be read again, wherever it is."""
    _path(number).unlink(missing_ok=True)


def _key(number: str) -> bytes:
    try:
        return _path(number).read_bytes()
    except OSError as error:
        raise MissingKeyError(
            Sentence(
                "The weights of a person are encrypted, and their key is not on this "
                "computer: it is {number}.key in {folder} of the one that recorded "
                "them. Bring it from there, or go on there.",
                number=number or "?",
                folder="people/person-keys",
            )
        ) from error


def _path(number: str) -> Path:
    return keys_folder() / f"{number}.key"
