"""The doors of the page: sessions by token, browsers by cookie, both within limits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from attention_camp.camp.people.accounts import Accounts
from attention_camp.camp.people.roles import Right
from attention_camp.camp.people.vault.passphrase import PassphraseError
from attention_camp.camp.processes.announce.codes import plain_code
from attention_camp.camp.processes.announce.wire import is_name
from attention_camp.camp.serve.entry import Browsers, Code, Computer, Computers
from attention_camp.camp.serve.limits import Bucket, Limits

LOGINS_EACH, LOGINS_TOGETHER = 5, 60
"""Wrong logins and pairings a minute, of one address and of all; own choice: of the
2^40 codes, 600 are tried while one lasts."""
TOKENS_EACH, TOKENS_TOGETHER = 30, 300
"""Wrong tokens a minute: a computer that is no longer known goes on trying."""
STATES, STATES_PER_SECOND = 20, 8
"""States of one session: at once, and a second; it sends seven at most."""


class RefusedError(Exception):
    """Somebody who is not let in, with the status that says why.

    Parameters
    ----------
    status : int
        401: sign in; 403: wrong; 409: full; 429: too often.
    """

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(slots=True)
class Doors:
    """Everybody who may come in, and how often others may try."""

    folder: Path
    """Where the paired computers are kept."""
    accounts: Accounts
    """Where there are some, browsers sign in by name and passphrase; else by code."""
    computers: Computers = field(init=False)
    browsers: Browsers = field(default_factory=Browsers)
    learners_code: Code = field(default_factory=lambda: Code(once=False))
    """For a whole room of computers, while it lasts."""
    browser_code: Code = field(default_factory=lambda: Code(once=True))
    logins: Limits = field(default_factory=lambda: Limits(LOGINS_EACH, LOGINS_TOGETHER))
    tokens: Limits = field(default_factory=lambda: Limits(TOKENS_EACH, TOKENS_TOGETHER))
    _states: dict[str, Bucket] = field(default_factory=dict)
    _one_at_a_time: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(1)
    )

    def __post_init__(self) -> None:
        self.computers = Computers(self.folder / "computers.json")

    @property
    def n_refused(self) -> int:
        """How many logins and pairings were refused unseen."""
        return self.logins.n_refused

    def pair(self, address: str, code: str, name: str) -> str:
        """Let a learner's computer in; return its token.

        Parameters
        ----------
        address : str
            Where it asks from.
        code, name : str
            The code that was typed there, and what it is called.

        Raises
        ------
        RefusedError
            If the code is wrong, or there are too many tries or computers.
        """
        if not self.logins.take(address):
            raise RefusedError(429)
        if not is_name(name) or not self.learners_code.admits(plain_code(code)):
            raise RefusedError(403)
        self.logins.give_back(address)
        token = self.computers.pair(name.strip())
        if token is None:
            raise RefusedError(409)
        return token

    def computer(self, address: str, token: str) -> Computer:
        """Return the computer that speaks.

        Raises
        ------
        RefusedError
            If it is not known, or speaks too often.
        """
        found = self.computers.who(token)
        if found is None:
            raise RefusedError(401 if self.tokens.take(address) else 429)
        bucket = self._states.get(found.number)
        if bucket is None:
            bucket = self._states[found.number] = Bucket(STATES, STATES_PER_SECOND)
        if not bucket.take():
            raise RefusedError(429)
        return found

    async def sign_in(self, address: str, name: str, secret: str) -> str:
        """Sign a browser in; return the token of its cookie.

        Parameters
        ----------
        address : str
            Where it asks from.
        name : str
            Of the account; where there are none, as the person gives it.
        secret : str
            Passphrase of the account; where there are none, the code.

        Raises
        ------
        RefusedError
            If it is wrong, or there are too many tries.
        """
        if not self.logins.take(address):
            raise RefusedError(429)
        if not is_name(name) or not await self._is_right(name.strip(), secret):
            raise RefusedError(403)
        self.logins.give_back(address)
        return self.browsers.sign_in(name.strip())

    def who(self, token: str) -> str:
        """Return who is signed in.

        Raises
        ------
        RefusedError
            If nobody is.
        """
        who = self.browsers.who(token)
        if who is None:
            raise RefusedError(401)
        return who

    async def _is_right(self, name: str, secret: str) -> bool:
        if not self.accounts.are_on:
            return self.browser_code.admits(plain_code(secret))
        # a passphrase is slow on purpose: beside the loop, and one at a time
        async with self._one_at_a_time:
            try:
                sign_in = self.accounts.sign_in
                account = await asyncio.to_thread(sign_in, name, secret)
            except PassphraseError:
                return False
        return account.may(Right.RECORD)
