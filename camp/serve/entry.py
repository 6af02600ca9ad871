"""Who is let in: codes for minutes, computers for good, browsers for a day."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from attention_camp.camp.people.private import write_private
from attention_camp.camp.processes.announce.codes import new_secret
from attention_camp.resources.bounded import read_json
from attention_camp.resources.texts import Sentence, UserError
from attention_camp.signal.clock import host_time

logger = logging.getLogger(__name__)

CODE_SECONDS = 600.0
"""How long a code lets somebody in, s; own choice."""
LOGIN_SECONDS = 12 * 3600.0
"""How long a browser stays signed in, s: a day of lessons."""
MOST_COMPUTERS = 200
MOST_BROWSERS = 50


class EntryError(UserError):
    """Computers that are known and cannot be read; the text is for people."""


class Code:
    """A code that lets somebody in for some minutes.

    Parameters
    ----------
    once : bool
        Whether it is used up by the first who is let in.
    clock : callable
        Seconds.
    """

    def __init__(self, *, once: bool, clock: Callable[[], float] = host_time) -> None:
        self._once, self._clock = once, clock
        self.renew()

    def renew(self) -> str:
        """Return a new code; the former one is over."""
        self._secret, self._until = new_secret(), self._clock() + CODE_SECONDS
        return self._secret

    @property
    def current(self) -> str:
        """The code that lets somebody in now; a new one where the last is over."""
        return self._secret if self._clock() < self._until else self.renew()

    def admits(self, typed: str) -> bool:
        """Return whether a code lets somebody in."""
        right = hmac.compare_digest(typed.encode(), self._secret.encode())
        if not right or self._clock() >= self._until:
            return False
        if self._once:
            self._until = float("-inf")
        return True


@dataclass(frozen=True, slots=True)
class Computer:
    """A learner's computer that was paired."""

    number: str
    """Stands for it on the page."""
    name: str
    """As it named itself."""


class Computers:
    """The learners' computers that may announce sessions, kept over restarts.

    Their tokens are kept as digests: who reads the file cannot speak for them.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    EntryError
        If it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, Computer] = {}
        try:
            for digest, values in dict(read_json(path)).items():
                self._known[digest] = Computer(*(str(values[k]) for k in _FIELDS))
        except FileNotFoundError:
            pass
        except (UserError, KeyError, TypeError, ValueError) as error:
            raise EntryError(
                Sentence(
                    "The computers that are paired with the class page cannot be read "
                    "from {path}. Remove the file and pair them again.",
                    path=path,
                )
            ) from error

    def pair(self, name: str) -> str | None:
        """Let a computer in; return its token, or None where there are too many."""
        if len(self._known) >= MOST_COMPUTERS:
            return None
        token = secrets.token_urlsafe(32)
        self._known[_digest(token)] = Computer(secrets.token_hex(4), name)
        kept = {
            digest: {"number": one.number, "name": one.name}
            for digest, one in self._known.items()
        }
        write_private(self._path, json.dumps(kept, indent=1).encode())
        return token

    def who(self, token: str) -> Computer | None:
        """Return the computer that a token stands for; None: nobody's."""
        return self._known.get(_digest(token))


class Browsers:
    """The browsers that are signed in; none is after a restart."""

    def __init__(self, *, clock: Callable[[], float] = host_time) -> None:
        self._clock = clock
        self._known: dict[str, tuple[str, float]] = {}

    def sign_in(self, who: str) -> str:
        """Return the token of a browser that is signed in from now on."""
        now = self._clock()
        self._known = {k: v for k, v in self._known.items() if v[1] > now}
        while len(self._known) >= MOST_BROWSERS:  # the oldest one has to come again
            self._known.pop(next(iter(self._known)))
        token = secrets.token_urlsafe(32)
        self._known[_digest(token)] = who, now + LOGIN_SECONDS
        return token

    def who(self, token: str) -> str | None:
        """Return who is signed in with a token; None: nobody."""
        who, until = self._known.get(_digest(token), ("", 0.0))
        return who if until > self._clock() else None

    def sign_out(self, token: str) -> None:
        """Forget a browser."""
        self._known.pop(_digest(token), None)


_FIELDS = ("number", "name")


def _digest(token: str) -> str:
    # tokens are drawn at random: a fast hash is enough
    return hashlib.sha256(token.encode()).hexdigest()
