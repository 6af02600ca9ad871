"""From a passphrase to a key: slow on purpose, and slower with each wrong one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from attention_camp.resources.texts import Sentence, UserError
from attention_camp.signal.clock import wall_time

SHORTEST = 12
"""Fewest characters of a passphrase; own choice, above the 8 of NIST SP 800-63B."""
FREE_ATTEMPTS = 5
"""Wrong ones in a row that cost nothing but their own time; own choice."""
MOST_MEMORY_KIB = 1 << 21
"""2 GiB: a damaged file does not take the computer's memory."""
LONGEST_WAIT = 900.0
"""s; own choice: whoever mistypes loses a quarter of an hour, not the study."""
MOST_DOUBLED = 10
"""How often a wait of 1 s is doubled: it is above the longest one then."""


class PassphraseError(UserError):
    """A passphrase that is wrong, too short, or given too often; for people."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs: Argon2id's second recommended choice by default.

    References
    ----------
    Biryukov, A., Dinu, D., Khovratovich, D., & Josefsson, S. (2021). Argon2 memory-hard
    function for password hashing and proof-of-work applications. RFC 9106, section 4.
    https://doi.org/10.17487/RFC9106
    """

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 65_536

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Cost:
        """Return the cost that a file states.

        Raises
        ------
        ValueError
            If it states one that no file of ours has.
        """
        cost = cls(**{one.name: int(given[one.name]) for one in fields(cls)})
        if cost.memory_kib > MOST_MEMORY_KIB or max(cost.iterations, cost.lanes) > 64:
            raise ValueError(f"no cost of ours: {cost}")
        return cost


def new_salt() -> bytes:
    """Return a salt, 16 bytes."""
    return os.urandom(16)


def key_of(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the key of 32 bytes that a passphrase stands for.

    Parameters
    ----------
    passphrase : str
        As it was typed; leading and trailing spaces do not count.
    salt : bytes
        Of `new_salt`, kept with what the key opens.
    cost : Cost
        How slow.
    """
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return kdf.derive(passphrase.strip().encode("utf-8", "surrogatepass"))


def check_new_passphrase(passphrase: str) -> None:
    """Refuse a new passphrase that is too short.

    Raises
    ------
    PassphraseError
        With how many characters it needs.
    """
    n = len(passphrase.strip())
    if n < SHORTEST:
        raise PassphraseError(
            Sentence(
                "The passphrase has {n:character|characters}. Use {least} at least: "
                "several words that do not belong together.",
                n=n,
                least=SHORTEST,
            )
        )


@dataclass(frozen=True, slots=True)
class Attempts:
    """Wrong attempts in a row; the wait doubles from the sixth on."""

    n_wrong: int = 0
    last: str = ""
    """When the last one was, ISO 8601 with its offset; empty: never."""

    def wait(self) -> float:
        """Return how long the next attempt has to wait yet, s."""
        if self.n_wrong < FREE_ATTEMPTS or not self.last:
            return 0.0
        n_doubled = min(self.n_wrong - FREE_ATTEMPTS, MOST_DOUBLED)
        due = min(2.0**n_doubled, LONGEST_WAIT)
        since = (wall_time() - datetime.fromisoformat(self.last)).total_seconds()
        # a clock that was set back starts the wait again, and does not prolong it
        return max(due - max(since, 0.0), 0.0)

    def require_free(self) -> None:
        """Refuse an attempt while the wait after the last one lasts.

        Raises
        ------
        PassphraseError
            With how long it lasts yet.
        """
        if left := self.wait():
            raise PassphraseError(
                Sentence(
                    "There were {n} wrong attempts in a row. Wait {seconds:.0f} s, "
                    "then try again; nothing was looked at meanwhile.",
                    n=self.n_wrong,
                    seconds=max(left, 1.0),
                )
            )

    def to_json(self) -> bytes:
        """Return what a vault keeps of them."""
        return json.dumps(asdict(self)).encode()

    def failed(self) -> Attempts:
        """Return the attempts after one more wrong one."""
        return Attempts(self.n_wrong + 1, wall_time().isoformat())
