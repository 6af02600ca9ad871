"""Accounts of this computer: names, roles and passphrases; none: roles are off."""

from __future__ import annotations

import base64
import hmac
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attention_camp.camp.people.private import people_folder, write_private
from attention_camp.camp.people.roles import ROLES, Account, Right, RoleError, refused
from attention_camp.camp.people.signed_in import account_here
from attention_camp.camp.people.vault.passphrase import (
    Attempts,
    Cost,
    PassphraseError,
    check_new_passphrase,
    key_of,
    new_salt,
)
from attention_camp.resources.texts import Sentence

LONGEST_NAME = 40
IDLE_MINUTES = 10
"""Minutes without a key or the mouse until the window asks again; own choice."""


def accounts_path() -> Path:
    """Return where this user's accounts are kept."""
    return people_folder() / "accounts.json"


class Accounts:
    """The accounts of this computer, read anew at each question.

    Parameters
    ----------
    path : Path or None
        The file; None: this user's.
    cost : Cost or None
        How slow a try is for passphrases that are set now.
    """

    def __init__(self, path: Path | None = None, *, cost: Cost | None = None) -> None:
        self._path = path or accounts_path()
        self._cost = cost or Cost()

    @property
    def are_on(self) -> bool:
        """Whether roles are asked for: there is an account."""
        return bool(self._read())

    def all(self) -> list[Account]:
        """Return every account, by name."""
        kept = self._read()
        return [Account(name, kept[name]["role"]) for name in sorted(kept)]

    def add(self, name: str, role: str, passphrase: str) -> Account:
        """Add an account, or give one another role and passphrase.

        Parameters
        ----------
        name : str
            Whose it is.
        role : str
            One of `ROLES`; the first account is a researcher's.
        passphrase : str
            Of twelve characters at least.

        Raises
        ------
        RoleError, PassphraseError
            If there is no such role, the passphrase is too short, or nobody would be
            left who may change accounts.
        """
        name = name.strip()
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise RoleError(
                Sentence(
                    "An account needs a name of at most {most} characters, got "
                    "“{name}”.",
                    most=LONGEST_NAME,
                    name=name[:LONGEST_NAME],
                )
            )
        if role not in ROLES:
            raise RoleError(
                Sentence(
                    "The role must be one of {allowed}, got {role}.",
                    allowed=", ".join(ROLES),
                    role=role,
                )
            )
        check_new_passphrase(passphrase)
        kept = self._read()
        salt = new_salt()
        kept[name] = {
            "role": role,
            "salt": base64.b64encode(salt).decode(),
            "cost": asdict(self._cost),
            "key": base64.b64encode(key_of(passphrase, salt, self._cost)).decode(),
            "attempts": asdict(Attempts()),
        }
        self._write(kept)
        return Account(name, kept[name]["role"])

    def remove(self, name: str) -> None:
        """Remove an account; with the last one, roles are off again.

        Raises
        ------
        RoleError
            If there is none, or nobody would be left who may change accounts.
        """
        kept = self._read()
        if kept.pop(name, None) is None:
            raise RoleError(Sentence("There is no account {name}.", name=name))
        self._write(kept)

    def sign_in(self, name: str, passphrase: str) -> Account:
        """Return the account, if the passphrase is right.

        Raises
        ------
        PassphraseError
            If it is wrong, there is no such account, or it was wrong too often.
        """
        kept = self._read()
        found = kept.get(name)
        if found is None:
            # as slow as a wrong one, and said alike: names cannot be tried out
            key_of(passphrase, new_salt(), self._cost)
            raise _wrong()
        attempts = Attempts(**found["attempts"])
        attempts.require_free()
        found["attempts"] = asdict(attempts.failed())
        self._write(kept)  # counted first: killing the program gains nothing
        cost = Cost.from_json(found["cost"])
        key = key_of(passphrase, base64.b64decode(found["salt"]), cost)
        if not hmac.compare_digest(key, base64.b64decode(found["key"])):
            raise _wrong()
        found["attempts"] = asdict(Attempts())
        self._write(kept)
        return Account(name, found["role"])

    def require(self, right: Right) -> None:
        """Refuse what whoever is signed in may not do; nothing where roles are off.

        Raises
        ------
        RoleError
            If nobody is signed in, or the role lacks the right.
        """
        if not self.are_on:
            return
        account = account_here()
        if account is None or not account.may(right):
            raise refused(account, right)

    def _read(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise self._damaged() from error
        if not isinstance(kept, dict):
            raise self._damaged()
        return kept

    def _damaged(self) -> RoleError:
        return RoleError(
            Sentence(
                "The accounts in {path} cannot be read, so nobody can sign in. Restore "
                "the file from a backup; without it roles are off.",
                path=self._path,
            )
        )

    def _write(self, kept: dict[str, Any]) -> None:
        managers = [one for one in kept.values() if one["role"] == "researcher"]
        if kept and not managers:
            raise RoleError(
                Sentence(
                    "One account must be a researcher's: nobody else may change "
                    "accounts. Begin with that one, and remove it last."
                )
            )
        if kept:
            write_private(self._path, json.dumps(kept, indent=1).encode())
        else:
            self._path.unlink(missing_ok=True)


def _wrong() -> PassphraseError:
    return PassphraseError(
        Sentence("Name or passphrase is wrong. Nobody was signed in.")
    )
