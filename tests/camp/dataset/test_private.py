"""What is recorded is its owner's alone; a shared folder stays its group's."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.person_versions import (
    PersonVersions,
    key_numbers,
    person_files,
    read_person_file,
)
from attention_camp.camp.dataset.trial_store import update_session
from attention_camp.camp.people.person_keys import (
    MARK,
    MissingKeyError,
    PersonKeyError,
    forget_person_key,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes of Unix")


def _modes(folder: Path) -> set[tuple[bool, int]]:
    found = [folder, *folder.rglob("*")]
    return {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in found}


@pytest.fixture
def own_session(paths: RunPaths, session) -> RunPaths:
    # another state than other tests ask for: recorded here, not copied
    paths.dataset.parent.mkdir(exist_ok=True)
    make_folder(paths.dataset)
    return session(paths, n_trials=1)


def test_a_recording_is_private_whatever_the_umask(own_session: RunPaths) -> None:
    assert _modes(own_session.dataset) == {(True, 0o700), (False, 0o600)}


def test_a_folder_that_is_shared_stays_its_groups(paths: RunPaths, session) -> None:
    paths.dataset.mkdir()
    paths.dataset.chmod(0o2770)
    session(paths, n_trials=1)
    assert _modes(paths.dataset) == {(True, 0o2770), (False, 0o660)}


def test_a_file_that_others_may_read_stays_so(tmp_path: Path) -> None:
    path = tmp_path / "participants.tsv"
    path.write_text("before")
    path.chmod(0o644)
    write_whole(path, "after")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_persons_eeg_is_encrypted_and_its_key_can_be_taken_away(
    own_session: RunPaths,
) -> None:
    versions = PersonVersions(own_session)
    versions.keep(b"windows of EEG " * 9)
    data = own_session.person.read_bytes()
    assert data.startswith(MARK)
    assert b"windows" not in data
    assert read_person_file(own_session.person) == b"windows of EEG " * 9
    (number,) = key_numbers(person_files(own_session.source_folder.parent))
    versions.keep(b"again")
    assert key_numbers([own_session.person]) == [number], "one key a person"
    changed = bytearray(own_session.person.read_bytes())
    changed[-1] ^= 1
    own_session.person.write_bytes(changed)
    with pytest.raises(PersonKeyError, match="were changed"):
        read_person_file(own_session.person)
    forget_person_key(number)
    with pytest.raises(MissingKeyError, match=number):
        read_person_file(own_session.person)
    assert versions.earlier() == []


def test_what_earlier_versions_wrote_is_read_and_nobody_real_is_left_open(
    own_session: RunPaths,
) -> None:
    own_session.person.write_bytes(b"plain")
    assert read_person_file(own_session.person) == b"plain"
    update_session(own_session, request={"observer": "default"})
    PersonVersions(own_session).keep(b"simulated")
    assert own_session.person.read_bytes() == b"simulated"


@pytest.mark.parametrize("kind", ["bare", "encrypted", "simulated"])
def test_a_persons_open_file_is_left_out_of_a_copy(
    own_session: RunPaths, tmp_path: Path, kind: str
) -> None:
    if kind == "simulated":
        update_session(own_session, request={"observer": "default"})
    if kind == "encrypted":
        PersonVersions(own_session).keep(b"windows of EEG")
    else:
        own_session.person.write_bytes(b"windows of EEG")
    said = export_bids(own_session.dataset, tmp_path / "copy")
    within = own_session.person.relative_to(own_session.dataset)
    assert (tmp_path / "copy" / within).exists() == (kind != "bare")
    assert any(str(within) in one for one in said) == (kind == "bare")
