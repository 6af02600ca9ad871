"""The vault: nothing readable without its key, slow on wrong passphrases."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from attention_camp.camp.people.key_bundle import load_keys, save_keys
from attention_camp.camp.people.person_keys import (
    PersonKeyError,
    new_person_key,
    open_person_file,
    shut_person_file,
)
from attention_camp.camp.people.seals import SealError
from attention_camp.camp.people.vault.passphrase import (
    FREE_ATTEMPTS,
    LONGEST_WAIT,
    Attempts,
    Cost,
    PassphraseError,
)
from attention_camp.camp.people.vault.refusals import VaultError
from attention_camp.camp.people.vault.vault import Vault, is_vault, vault_path
from attention_camp.signal.clock import HostTimes, replaced_clocks, wall_time

PASSPHRASE = "seven quiet herons"
CHEAP = Cost(iterations=1, lanes=1, memory_kib=64)
FACTS = {"name": "Annabel Leigh", "contact": "annabel.leigh@example.org"}


class Later(HostTimes):
    """Clocks that can be put forward."""

    ahead = timedelta()

    def wall(self):
        return super().wall() + self.ahead


@pytest.fixture
def made(tmp_path: Path):
    path = tmp_path / "kept" / "vault.sqlite"
    vault, phrase = Vault.create(path, PASSPHRASE, cost=CHEAP)
    vault.put("a1", FACTS)
    vault.close()
    return path, phrase


def test_a_record_comes_back_and_the_file_is_its_owners_alone(made) -> None:
    path, _ = made
    with Vault.open(path, f"  {PASSPHRASE} ") as vault:
        assert vault.get("a1") == {"record": "a1"} | FACTS
        assert vault.get("a2") is None
        assert vault.records() == [{"record": "a1"} | FACTS]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert vault_path().name == "vault.sqlite"


def test_nothing_of_a_record_is_in_any_byte_of_the_file(made) -> None:
    path, phrase = made
    data = b"".join(file.read_bytes() for file in path.parent.iterdir())
    words = [PASSPHRASE, phrase, "contact", *FACTS.values()]
    for word in [*words, *" ".join(FACTS.values()).split(), *PASSPHRASE.split()]:
        if len(word) > 2:
            for text in (word, word[::-1], word.upper(), word.lower()):
                for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                    assert text.encode(encoding) not in data, word
    # what can be said of it: how many records there are, each of the same size
    rows = sqlite3.connect(path).execute("SELECT id, box FROM records").fetchall()
    assert [(len(number), len(box) % 512) for number, box in rows] == [(32, 28)]


def test_one_changed_byte_of_a_record_is_noticed(made) -> None:
    path, _ = made
    file = sqlite3.connect(path)
    ((number, box),) = file.execute("SELECT id, box FROM records").fetchall()
    for place in range(0, len(box), 37):
        changed = bytearray(box)
        changed[place] ^= 1
        file.execute("UPDATE records SET box = ?", (bytes(changed),))
        file.commit()
        with Vault.open(path, PASSPHRASE) as vault, pytest.raises(SealError):
            vault.get("a1")
    file.execute("UPDATE records SET box = ?, id = ?", (box, number[::-1]))
    file.commit()
    file.close()
    with Vault.open(path, PASSPHRASE) as vault, pytest.raises(SealError):
        vault.records()


def test_a_person_who_is_removed_leaves_no_byte(made) -> None:
    path, _ = made
    ((box,),) = sqlite3.connect(path).execute("SELECT box FROM records").fetchall()
    assert box in path.read_bytes()
    with Vault.open(path, PASSPHRASE) as vault:
        assert vault.remove("a1")
        assert not vault.remove("a1")
    assert box[:64] not in path.read_bytes()
    assert box[-64:] not in path.read_bytes()


def test_the_recovery_phrase_opens_it_and_a_slip_is_told(made) -> None:
    path, phrase = made
    assert len(phrase.split()) == 12
    with Vault.recover(path, phrase.upper()) as vault:
        assert vault.get("a1") is not None
        vault.change_passphrase("another long one", cost=CHEAP)
    with pytest.raises(PassphraseError, match="not the passphrase"):
        Vault.open(path, PASSPHRASE)
    Vault.open(path, "another long one").close()
    first, *rest = phrase.split()
    with pytest.raises(PassphraseError, match="list: qwxz"):
        Vault.recover(path, " ".join(["qwxz", *rest]))
    with pytest.raises(PassphraseError, match="11 words are no recovery phrase"):
        Vault.recover(path, " ".join(rest))
    assert first


def test_500_wrong_passphrases_are_refused_and_cost_more_and_more(made) -> None:
    path, _ = made
    clocks = Later()
    looked_at = 0
    with replaced_clocks(clocks):
        for number in range(500):
            with pytest.raises(PassphraseError) as told:
                Vault.open(path, f"wrong one {number}")
            looked_at += "not the passphrase" in str(told.value)
            clocks.ahead += timedelta(seconds=10)
        spent = clocks.ahead
        with pytest.raises(PassphraseError, match="Wait"):
            Vault.open(path, PASSPHRASE)
        clocks.ahead += timedelta(seconds=900)
        Vault.open(path, PASSPHRASE).close()
        for number in range(FREE_ATTEMPTS):  # the count begins anew
            with pytest.raises(PassphraseError, match="not the passphrase"):
                Vault.open(path, f"wrong {number}")
    assert spent == timedelta(seconds=5000)
    # 5 at once, then after 1, 2, 4 s and so on up to 900 s each
    assert looked_at == 19


def test_what_is_no_vault_is_said(tmp_path: Path, made) -> None:
    path, _ = made
    with pytest.raises(VaultError, match="no vault at"):
        Vault.open(tmp_path / "none", PASSPHRASE)
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"not a database at all" * 100)
    with pytest.raises(VaultError, match="cannot be read as a vault"):
        Vault.open(other, PASSPHRASE)
    with pytest.raises(VaultError, match="no vault is written over"):
        Vault.create(path, PASSPHRASE, cost=CHEAP)
    with pytest.raises(PassphraseError, match="has 5 characters"):
        Vault.create(tmp_path / "new", " short ", cost=CHEAP)


def test_a_vault_that_the_disk_refuses_is_said(tmp_path: Path, made) -> None:
    """Not as one that is damaged: nobody has to restore anything."""
    with Vault.open(made[0], PASSPHRASE) as vault:
        vault._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(VaultError, match="cannot be read or written now"):
            vault.put("a2", FACTS)
        with pytest.raises(VaultError, match="cannot be read or written now"):
            vault.remove("a1")
        assert vault.get("a1") == {"record": "a1"} | FACTS
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(VaultError, match="cannot be read or written now"):
        Vault.open(tmp_path / "folder.sqlite", PASSPHRASE)


def test_a_vault_whose_making_was_killed_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is on the disk before each statement, and in the end."""
    path, kept = tmp_path / "new" / "vault.sqlite", tmp_path / "kept"

    class Watched(sqlite3.Connection):
        def execute(self, *statement):
            shutil.copytree(path.parent, kept / f"{len(list(kept.iterdir()))}")
            return super().execute(*statement)

    connect = sqlite3.connect
    kept.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(
            sqlite3, "connect", lambda *a, **k: connect(*a, **k, factory=Watched)
        )
        made, phrase = Vault.create(path, PASSPHRASE, cost=CHEAP)
        made.close()
    with Vault.recover(path, phrase) as vault:
        assert vault.records() == []
    places = [folder / path.name for folder in kept.iterdir()]
    assert len(places) >= 5
    for place in places:
        assert not is_vault(place)
        with pytest.raises(VaultError, match="There is no vault"):
            Vault.open(place, PASSPHRASE)
        Vault.create(place, PASSPHRASE, cost=CHEAP)[0].close()
        Vault.open(place, PASSPHRASE).close()


def test_no_file_of_another_program_becomes_a_vault(tmp_path: Path) -> None:
    text, other = tmp_path / "text", tmp_path / "other.sqlite"
    text.write_bytes(b"not a database at all" * 100)
    file = sqlite3.connect(other)
    file.execute("CREATE TABLE theirs (name TEXT)")
    file.close()
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(VaultError, match="is there already"):
            Vault.create(path, PASSPHRASE, cost=CHEAP)
        assert path.read_bytes() == before


def test_however_many_wrong_passphrases_the_wait_stays_the_longest() -> None:
    assert 0.0 < Attempts(5_000, wall_time().isoformat()).wait() <= LONGEST_WAIT


def test_keys_of_person_files_go_to_another_computer(tmp_path, monkeypatch) -> None:
    number = new_person_key()
    shut = shut_person_file(b"windows", number)
    bundle = tmp_path / "keys.json"
    assert save_keys(bundle, PASSPHRASE, cost=CHEAP) == 1
    with pytest.raises(PersonKeyError, match="is there already"):
        save_keys(bundle, PASSPHRASE, cost=CHEAP)
    assert number.encode() not in bundle.read_bytes()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
    with pytest.raises(PersonKeyError, match="not on this computer"):
        open_person_file(shut)
    with pytest.raises(PersonKeyError, match="no keys that this passphrase opens"):
        load_keys(bundle, "another passphrase")
    assert load_keys(bundle, PASSPHRASE) == 1
    assert open_person_file(shut) == b"windows"
    assert load_keys(bundle, PASSPHRASE) == 0
