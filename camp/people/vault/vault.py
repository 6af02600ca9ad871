"""Names, contacts and notes of people: one encrypted record each, in one SQLite file.

A random key encrypts every record by AES-256-GCM; it is kept twice, shut with the key
of the passphrase and with that of the recovery phrase. In the file is nothing readable:
the numbers of records are hashes under the key, and what is shut in is filled up, so
that its length tells nothing.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from attention_camp.camp.people.private import (
    make_private_file,
    make_private_folder,
    people_folder,
)
from attention_camp.camp.people.seals import (
    SealError,
    derived,
    opened,
    padded,
    shut,
    unpadded,
)
from attention_camp.camp.people.vault.passphrase import (
    Attempts,
    Cost,
    PassphraseError,
    check_new_passphrase,
    key_of,
    new_salt,
)
from attention_camp.camp.people.vault.phrase import key_of_phrase, new_phrase
from attention_camp.camp.people.vault.refusals import VaultError, in_words
from attention_camp.resources.texts import Sentence

STEP = 512
"""Bytes that records are filled up to whole multiples of; own choice."""
_KEY, _RECORD = "key of the vault", "record of the vault"


def vault_path() -> Path:
    """Return where this user's vault is, outside every dataset."""
    return people_folder() / "vault.sqlite"


def is_vault(path: Path) -> bool:
    """Return whether a vault is there: of one that was never whole a file is empty."""
    return path.exists() and (path.is_dir() or path.stat().st_size > 0)


class Vault:
    """An open vault; use `create`, `open` or `recover`, and close it.

    Parameters
    ----------
    connection : sqlite3.Connection
        The file.
    key : bytes
        The key of its records.
    """

    def __init__(self, connection: sqlite3.Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key

    @classmethod
    def create(
        cls, path: Path, passphrase: str, *, cost: Cost | None = None
    ) -> tuple[Self, str]:
        """Make a vault; return it and its recovery phrase, which is kept nowhere.

        Parameters
        ----------
        path : Path
            The file, readable by its owner alone.
        passphrase : str
            Of twelve characters at least.
        cost : Cost or None
            How slow a try is; None: the default.

        Raises
        ------
        VaultError, PassphraseError
            If there is a file already, or the passphrase is too short.
        """
        check_new_passphrase(passphrase)
        make_private_folder(path.parent)
        with suppress(FileExistsError):  # maybe an empty one, which a kill left
            make_private_file(path)
        phrase, key = new_phrase(), secrets.token_bytes(32)
        facts = {
            "by_phrase": shut(key, key_of_phrase(phrase), about=_KEY),
            "attempts": Attempts().to_json(),
            **_opened_by(passphrase, key, cost),
        }
        with in_words():
            connection = sqlite3.connect(path, timeout=5.0)
        try:
            is_made = _is_filled(connection, facts)
        except BaseException:
            connection.close()
            raise
        if not is_made:
            connection.close()
            raise VaultError(
                Sentence(
                    "{path} is there already, and no vault is written over. Open it "
                    "with its passphrase.",
                    path=path,
                )
            )
        return cls(connection, key), phrase

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Self:
        """Open a vault with its passphrase.

        Raises
        ------
        VaultError, PassphraseError
            If there is none, or the passphrase is wrong or given too often.
        """

        def key(vault: Vault) -> bytes:
            cost = Cost.from_json(json.loads(vault._get("cost")))
            return key_of(passphrase, vault._get("salt"), cost)

        return cls._opened(path, key, "by_passphrase")

    @classmethod
    def recover(cls, path: Path, phrase: str) -> Self:
        """Open a vault with its recovery phrase; then give it a new passphrase.

        Raises
        ------
        VaultError, PassphraseError
            If there is none, or the phrase is wrong or given too often.
        """
        wanted = key_of_phrase(phrase)  # a slip of the pen costs no attempt
        return cls._opened(path, lambda _: wanted, "by_phrase")

    @classmethod
    def _opened(cls, path: Path, key: Any, box: str) -> Self:
        if not is_vault(path):
            raise VaultError(
                Sentence(
                    "There is no vault at {path}. Make one: attention-camp people "
                    "vault --new.",
                    path=path,
                )
            )
        with in_words():
            connection = sqlite3.connect(path, timeout=5.0)
        vault = cls(connection, b"")
        try:
            with in_words():
                _harden(connection)
                attempts = Attempts(**json.loads(vault._get("attempts")))
                attempts.require_free()
                # counted first: a program that is killed while it tries gains nothing
                vault._set_attempts(attempts.failed())
                vault._key = opened(vault._get(box), key(vault), about=_KEY)
                vault._set_attempts(Attempts())
        except SealError as error:
            connection.close()
            raise PassphraseError(
                Sentence(
                    "That is not the passphrase or phrase of {path}. Nothing was "
                    "opened.",
                    path=path,
                )
            ) from error
        except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
            connection.close()
            raise VaultError(
                Sentence(
                    "{path} cannot be read as a vault. Restore it from a backup.",
                    path=path,
                )
            ) from error
        except BaseException:
            connection.close()
            raise
        return vault

    def change_passphrase(self, passphrase: str, *, cost: Cost | None = None) -> None:
        """Give the vault another passphrase; its records stay as they are.

        Raises
        ------
        PassphraseError, VaultError
            If it is too short, or the file cannot be written.
        """
        check_new_passphrase(passphrase)
        facts = _opened_by(passphrase, self._key, cost)
        with in_words(), self._connection:
            for name, value in facts.items():
                self._put("facts", name, value)

    def put(self, record: str, facts: Mapping[str, Any]) -> None:
        """Keep what is known of a person, in place of what was.

        Parameters
        ----------
        record : str
            The random number that stands for the person in the dataset.
        facts : mapping
            Plain JSON values, such as name and contact.

        Raises
        ------
        VaultError
            If the file cannot be written.
        """
        text = json.dumps({"record": record, **facts}, ensure_ascii=False).encode()
        number = self._number(record)
        box = shut(padded(text, STEP), self._key, about=f"{_RECORD} {number.hex()}")
        with in_words(), self._connection:
            self._put("records", number, box)

    def get(self, record: str) -> dict[str, Any] | None:
        """Return what is known of a person; None: nothing.

        Raises
        ------
        SealError, VaultError
            If the record was changed, or the file cannot be read.
        """
        number = self._number(record)
        query = "SELECT id, box FROM records WHERE id = ?"
        with in_words():
            row = self._connection.execute(query, (number,)).fetchone()
        return None if row is None else self._read(*row)

    def records(self) -> list[dict[str, Any]]:
        """Return all records, each with its ``record``.

        Raises
        ------
        SealError, VaultError
            If one was changed, or the file cannot be read.
        """
        with in_words():
            query = "SELECT id, box FROM records ORDER BY id"
            rows = self._connection.execute(query).fetchall()
        return [self._read(number, box) for number, box in rows]

    def remove(self, record: str) -> bool:
        """Remove a person for good; return whether there was one.

        What is freed is overwritten, and the file is written anew.

        Raises
        ------
        VaultError
            If the file cannot be written; it can be done again.
        """
        query = "DELETE FROM records WHERE id = ?"
        with in_words():
            with self._connection:
                n = self._connection.execute(query, (self._number(record),)).rowcount
            self._connection.execute("VACUUM")
        return n > 0

    def close(self) -> None:
        """Forget the key and close the file."""
        self._key = b""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the vault."""
        self.close()

    def _number(self, record: str) -> bytes:
        return derived(self._key, f"{_RECORD} {record}")

    def _read(self, number: bytes, box: bytes) -> dict[str, Any]:
        about = f"{_RECORD} {number.hex()}"
        facts = json.loads(unpadded(opened(box, self._key, about=about)))
        return dict(facts)

    def _get(self, name: str) -> bytes:
        query = "SELECT value FROM facts WHERE name = ?"
        row = self._connection.execute(query, (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return bytes(row[0])

    def _set_attempts(self, attempts: Attempts) -> None:
        with self._connection:
            self._put("facts", "attempts", attempts.to_json())

    def _put(self, table: str, key: str | bytes, value: bytes) -> None:
        query = {
            "facts": "REPLACE INTO facts VALUES (?, ?)",
            "records": "REPLACE INTO records VALUES (?, ?)",
        }
        self._connection.execute(query[table], (key, value))


def _harden(connection: sqlite3.Connection) -> None:
    """Have freed pages overwritten, and a change on disk when it is told."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _is_filled(connection: sqlite3.Connection, facts: Mapping[str, bytes]) -> bool:
    """Make a vault of an empty file, whole or not at all; False: it holds something."""
    try:
        with in_words(), connection:
            _harden(connection)
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("SELECT name FROM sqlite_master").fetchone():
                return False
            connection.execute("CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB)")
            connection.execute("CREATE TABLE records (id BLOB PRIMARY KEY, box BLOB)")
            connection.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
    except sqlite3.DatabaseError:  # a file of another program
        return False
    return True


def _opened_by(passphrase: str, key: bytes, cost: Cost | None) -> dict[str, bytes]:
    """Return what a vault keeps so that a passphrase opens it."""
    how, salt = cost or Cost(), new_salt()
    return {
        "cost": json.dumps(asdict(how)).encode(),
        "salt": salt,
        "by_passphrase": shut(key, key_of(passphrase, salt, how), about=_KEY),
    }
