"""Pairing of this computer with a class page: once, by a code that the page shows."""

from __future__ import annotations

import json
import logging
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from attention_camp.camp.people.private import write_private
from attention_camp.camp.processes.announce.codes import (
    ALPHABET,
    PIN_LENGTH,
    SECRET_LENGTH,
    pin_of,
    plain_code,
)
from attention_camp.camp.processes.announce.pinned import (
    NO_CONTACT,
    PageError,
    PinnedConnection,
    is_same,
    place_of,
)
from attention_camp.camp.processes.announce.wire import LONGEST_NAME, PAIR_PATH
from attention_camp.resources.bounded import UnreadableError, parse_json, read_json
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)

REFUSED, TOO_OFTEN, OK = 403, 429, 200


@dataclass(frozen=True, slots=True)
class Pairing:
    """A class page that this computer was let in by."""

    url: str
    fingerprint: str
    """SHA-256 of its certificate."""
    token: str
    """Shows the page which computer speaks; for nobody else's eyes."""

    def connection(self) -> PinnedConnection:
        """Return a connection to this page and no other."""
        return PinnedConnection(
            self.url, lambda shown: is_same(shown, self.fingerprint)
        )


def pairing_path() -> Path:
    """Return where this user's pairing is kept."""
    from platformdirs import user_data_path

    return user_data_path("attention-camp") / "class-page" / "pairing.json"


def read_pairing(path: Path | None = None) -> Pairing | None:
    """Return the pairing of this computer; None: there is none that can be read."""
    try:
        values = read_json(path or pairing_path())
        return Pairing(*(str(values[name]) for name in ("url", "fingerprint", "token")))
    except FileNotFoundError:
        return None
    except (UnreadableError, OSError, KeyError, TypeError) as error:
        logger.warning("the pairing with the class page cannot be read: %s", error)
        return None


def pair(url: str, code: str, *, path: Path | None = None) -> Pairing:
    """Pair this computer with the page at an address, and keep that.

    Parameters
    ----------
    url : str
        ``https://HOST:PORT``, as the page's computer prints it.
    code : str
        The code for learners' computers, as it prints it, too.
    path : Path or None
        Where to keep it; None: this user's.

    Raises
    ------
    PageError
        If the code is none, the page does not answer or refuses it, or another
        computer answers in its place.
    OSError
        If it cannot be kept.
    """
    typed = plain_code(code)
    if len(typed) != PIN_LENGTH + SECRET_LENGTH or set(typed) - set(ALPHABET):
        raise PageError(
            Sentence(
                "The code for learners' computers has {n} letters and digits, in "
                "groups of four; got {got}. It is printed where attention-camp serve "
                "runs.",
                n=PIN_LENGTH + SECRET_LENGTH,
                got=len(typed),
            )
        )
    host, port = place_of(url)
    url = f"https://{f'[{host}]' if ':' in host else host}:{port}"
    pin, secret = typed[:PIN_LENGTH], typed[PIN_LENGTH:]
    connection = PinnedConnection(url, lambda shown: is_same(pin_of(shown), pin))
    body = {"code": secret, "computer": socket.gethostname()[:LONGEST_NAME]}
    try:
        status, content = connection.post(PAIR_PATH, json.dumps(body).encode())
    except NO_CONTACT as error:
        raise PageError(
            Sentence(
                "The class page at {url} does not answer ({why}). Check that "
                "attention-camp serve runs there, and that both computers are in one "
                "network.",
                url=url,
                why=str(error) or type(error).__name__,
            )
        ) from error
    finally:
        connection.close()
    pairing = Pairing(url, connection.fingerprint, _token(status, content))
    write_private(path or pairing_path(), json.dumps(asdict(pairing)).encode())
    return pairing


def _token(status: int, content: bytes) -> str:
    if status == REFUSED:
        raise PageError(
            Sentence(
                "The class page does not know this code: codes last for some minutes. "
                "Use the one that is printed now."
            )
        )
    if status == TOO_OFTEN:
        raise PageError(
            Sentence(
                "The class page takes no more codes for a minute: there were too many "
                "wrong ones. Wait, then try again."
            )
        )
    try:
        token = parse_json(content.decode(), "")["token"]
    except (UnreadableError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise _other_version(status) from error
    if status != OK or not isinstance(token, str):
        raise _other_version(status)
    return token


def _other_version(status: int) -> PageError:
    return PageError(
        Sentence(
            "The class page gave an answer that this version does not understand "
            "(status {status}). Use the same version on both computers.",
            status=status,
        )
    )
