"""The keys of person files in one file, to move to another computer or to back up."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from pathlib import Path

from attention_camp.camp.people.person_keys import PersonKeyError, keys_folder
from attention_camp.camp.people.private import write_private
from attention_camp.camp.people.seals import SealError, opened, shut
from attention_camp.camp.people.vault.passphrase import (
    Cost,
    check_new_passphrase,
    key_of,
    new_salt,
)
from attention_camp.resources.texts import Sentence

_ABOUT = "keys of person files"


def save_keys(path: Path, passphrase: str, *, cost: Cost | None = None) -> int:
    """Write every key into one file, shut with a passphrase; return how many.

    Parameters
    ----------
    path : Path
        The file; an existing one is never replaced.
    passphrase : str
        Of twelve characters at least.
    cost : Cost or None
        How slow a try is; None: the default.

    Raises
    ------
    PersonKeyError, PassphraseError
        If there is a file already, no key, or the passphrase is too short.
    """
    check_new_passphrase(passphrase)
    keys = {one.stem: one.read_bytes().hex() for one in keys_folder().glob("*.key")}
    if path.exists() or not keys:
        raise PersonKeyError(
            Sentence(
                "Nothing was written: {path} is there already, or this computer has "
                "no key of a person file.",
                path=path,
            )
        )
    how, salt = cost or Cost(), new_salt()
    box = shut(json.dumps(keys).encode(), key_of(passphrase, salt, how), about=_ABOUT)
    content = {"cost": asdict(how), "salt": _text(salt), "box": _text(box)}
    write_private(path.absolute(), json.dumps(content).encode())
    return len(keys)


def load_keys(path: Path, passphrase: str) -> int:
    """Take over the keys of another computer; return how many are new here.

    Parameters
    ----------
    path : Path
        The file that `save_keys` wrote.
    passphrase : str
        Its passphrase.

    Raises
    ------
    PersonKeyError
        If it cannot be read, or the passphrase is wrong.
    """
    try:
        content = json.loads(path.read_bytes())
        cost, salt = Cost.from_json(content["cost"]), _bytes(content["salt"])
        box = opened(
            _bytes(content["box"]), key_of(passphrase, salt, cost), about=_ABOUT
        )
        keys = {str(name): bytes.fromhex(key) for name, key in json.loads(box).items()}
    except (OSError, ValueError, KeyError, TypeError, SealError) as error:
        raise PersonKeyError(
            Sentence(
                "{path} holds no keys that this passphrase opens. Nothing was taken "
                "over.",
                path=path,
            )
        ) from error
    new = {k: v for k, v in keys.items() if k.isalnum() and not _here(k).exists()}
    for name, key in new.items():
        write_private(_here(name), key)
    return len(new)


def _here(number: str) -> Path:
    return keys_folder() / f"{number}.key"


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
