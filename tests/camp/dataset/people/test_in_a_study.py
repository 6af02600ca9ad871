"""In a locked study: answers draw the stratum, encryption is declared, labels go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from attention_camp.camp.dataset.people import volume
from attention_camp.camp.dataset.people.enrolment import enrol
from attention_camp.camp.dataset.people.label_journal import RelabelError
from attention_camp.camp.dataset.people.relabel import merge
from attention_camp.camp.dataset.people.volume import (
    VolumeError,
    check_volume,
    confirm_volume,
)
from attention_camp.camp.dataset.studies import locking
from attention_camp.camp.dataset.studies.enrolment import code_of
from attention_camp.camp.dataset.studies.locking import lock_study, read_lock
from attention_camp.camp.dataset.studies.study_folder import notes
from attention_camp.camp.dataset.withdraw import withdraw
from attention_camp.camp.pc.volume import Volume, of_linux, volume_of
from attention_camp.camp.people.demographics import Demographics
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.session.studies.study_file import StudyError

STUDY = """\
name: small
title: Small
protocols: [demo]
sessions: 1
encrypted_volume: true
arms:
  - {name: loop, evidence: closed-loop}
  - {name: yoked, evidence: yoked}
strata: {site: [north, south], sex: [female, male]}
block_sizes: [2]
places: 4
primary_outcome: {measure: x, sessions: [post], test: ancova}
"""


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(locking, "key_folder", lambda: tmp_path / "pc")
    (tmp_path / "study.yaml").write_text(STUDY)
    public = make_key(tmp_path / "statistician.pem")
    lock_study(tmp_path / "study.yaml", tmp_path / "data", public)
    return tmp_path / "data"


def test_answers_and_strata_draw_one_place(dataset: Path) -> None:
    about = Demographics(age=30, sex="female")
    with pytest.raises(StudyError, match="factor site must be one of"):
        enrol(dataset, "0101", about)
    _, code = enrol(dataset, "0101", about, strata={"site": "north"})
    lock = read_lock(dataset)
    assert lock is not None
    assert code_of(lock, "0101") == code
    (line,) = notes(lock.folder, "enrolled")
    assert line["stratum"] == "site=north, sex=female"
    with pytest.raises(StudyError, match="factor sex must be one of"):
        enrol(dataset, "0102", Demographics(), strata={"site": "north"})


def test_a_withdrawn_label_leaves_the_studys_trail_which_still_holds(
    dataset: Path,
) -> None:
    for label in ("0101", "0102"):
        enrol(dataset, label, Demographics(sex="male"), strata={"site": "south"})
    withdraw(dataset, "0101", who="A. Lee", why="asked")
    lock = read_lock(dataset)
    assert lock is not None
    people = [line["participant"] for line in notes(lock.folder, "enrolled")]
    assert people == ["withdrawn", "0102"]
    # the place stays taken: nobody gets the arm of who withdrew
    _, code = enrol(dataset, "0103", Demographics(sex="male"), strata={"site": "south"})
    codes = [line["code"] for line in notes(lock.folder, "enrolled")]
    assert codes[-1] == code
    assert len(set(codes)) == 3
    assert not [p for p in dataset.rglob("*") if p.is_file() and b"0101" in _text(p)]


def test_two_places_in_a_study_stay_two_labels(dataset: Path) -> None:
    """Merged, one person would have two codes, and the wrong key open their ledgers."""
    for label in ("0101", "0102"):
        enrol(dataset, label, Demographics(sex="male"), strata={"site": "south"})
    with pytest.raises(RelabelError, match="withdraw it instead"):
        merge(dataset, "0102", "0101", who="A. Lee", why="enrolled twice")
    lock = read_lock(dataset)
    assert lock is not None
    people = [line["participant"] for line in notes(lock.folder, "enrolled")]
    assert people == ["0101", "0102"]


def _text(path: Path) -> bytes:
    # sealed boxes are random: a label may come up in them by chance
    return b"" if path.suffix == ".sealed" else path.read_bytes()


def test_declared_encryption_needs_an_encrypted_volume_or_a_persons_word(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = [Volume("/dev/sda1", is_encrypted=False)]
    monkeypatch.setattr(volume, "volume_of", lambda _: shown[-1])
    with pytest.raises(VolumeError, match="/dev/sda1 is not known to be one"):
        check_volume(dataset)
    lock = read_lock(dataset)
    assert lock is not None
    with pytest.raises(VolumeError, match="Say who"):
        confirm_volume(lock, who=" ")
    confirm_volume(lock, who="A. Lee")
    check_volume(dataset)
    shown.append(Volume("/dev/sdb1", is_encrypted=False))  # moved to another disk
    with pytest.raises(VolumeError, match="/dev/sdb1"):
        check_volume(dataset)
    shown.append(Volume("/dev/mapper/home", is_encrypted=True))
    check_volume(dataset)


@pytest.mark.skipif(os.name == "nt", reason="the kernel's tables of Linux")
def test_luks_below_a_volume_is_seen(tmp_path: Path) -> None:
    number = tmp_path.stat().st_dev
    device = f"{os.major(number)}:{os.minor(number)}"
    mounts, root = tmp_path / "mountinfo", tmp_path / "sys"
    mounts.write_text(f"1 0 {device} / / rw - ext4 /dev/mapper/data rw\n")
    folder = root / "dev" / "block" / device
    (folder / "slaves" / "dm-1" / "dm").mkdir(parents=True)

    def found() -> Volume:
        return of_linux(tmp_path, mounts=mounts, sys_root=root)

    assert found() == Volume("/dev/mapper/data", is_encrypted=False)
    (folder / "slaves" / "dm-1" / "dm" / "uuid").write_text("CRYPT-LUKS2-1234")
    assert found().is_encrypted
    (folder / "slaves" / "sda1").mkdir()  # half of it lies in the open
    assert not found().is_encrypted
    mounts.write_text(f"1 0 {device} / / rw - fuse.gocryptfs crypt rw\n")
    assert found() == Volume("crypt", is_encrypted=True)
    assert volume_of(tmp_path / "not" / "there").name
