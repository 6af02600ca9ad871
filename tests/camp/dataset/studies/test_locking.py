"""A locked study: one changed byte is noticed, deviations are stated."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from attention_camp.camp.dataset.studies import locking
from attention_camp.camp.dataset.studies.enrolment import code_of, enrol
from attention_camp.camp.dataset.studies.locking import (
    StudyLock,
    check_protocol,
    deviate,
    lock_study,
    read_lock,
)
from attention_camp.camp.dataset.studies.study_folder import note, notes
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.session.protocol import Protocol, load_protocol
from attention_camp.camp.session.studies.study_file import (
    StudyError,
    canonical_hash,
    load_study,
)

STUDY = """\
name: small
title: Small
protocols: [demo]
sessions: 1
arms:
  - {name: loop, evidence: closed-loop}
  - {name: yoked, evidence: yoked}
strata: {site: [north, south]}
block_sizes: [2]
places: 4
primary_outcome: {measure: x, sessions: [post], test: ancova}
"""


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StudyLock:
    monkeypatch.setattr(locking, "key_folder", lambda: tmp_path / "pc")
    (tmp_path / "study.yaml").write_text(STUDY)
    public = make_key(tmp_path / "statistician.pem")
    return lock_study(tmp_path / "study.yaml", tmp_path / "data", public)


def test_one_changed_byte_of_what_is_locked_is_noticed(lock: StudyLock) -> None:
    """Any byte of any file: whatever it is turned into, no session begins."""
    folder = lock.folder
    assert read_lock(folder.dataset).hash == lock.hash
    for path in (folder.study, folder.lock, folder.allocation, folder.codes):
        content = path.read_bytes()
        for place in range(0, len(content), max(len(content) // 40, 1)):
            changed = bytes([content[place] ^ 1])
            path.write_bytes(content[:place] + changed + content[place + 1 :])
            with pytest.raises(StudyError, match="was changed"):
                read_lock(folder.dataset)
        path.write_bytes(content)
    assert read_lock(folder.dataset).hash == lock.hash


def test_a_changed_line_of_the_audit_trail_is_noticed(lock: StudyLock) -> None:
    enrol(lock, "01", {"site": "north"})
    enrol(lock, "02", {"site": "north"})
    text = lock.folder.audit.read_text()
    lock.folder.audit.write_text(text.replace('"01"', '"07"'))
    with pytest.raises(StudyError, match="audit trail"):
        notes(lock.folder)


def test_a_line_that_a_power_cut_left_half_stops_nothing(lock: StudyLock) -> None:
    """It is kept aside when the next line is written, and the chain goes on."""
    with lock.folder.audit.open("ab") as file:
        file.write(b'{"at": "2026-')
    assert read_lock(lock.folder.dataset).hash == lock.hash
    enrol(lock, "01", {"site": "north"})
    assert len(notes(lock.folder)) == 2
    assert [p.read_bytes() for p in (lock.folder.path / "torn").iterdir()]


def test_lines_written_at_once_keep_the_chain(lock: StudyLock) -> None:
    """Sessions begin while people are enrolled: no line is lost or falls between."""
    with ThreadPoolExecutor(4) as pool:
        for number in range(40):
            pool.submit(note, lock.folder, "opened", run=str(number))
    assert len(notes(lock.folder, "opened")) == 40


def test_nothing_in_the_dataset_names_an_arm_of_a_code(lock: StudyLock) -> None:
    """The boxes are alike, and the list is not readable."""
    codes = json.loads(lock.folder.codes.read_bytes())
    boxes = [slot["box"] for slots in codes.values() for slot in slots]
    assert len(set(boxes)) == len(boxes) == 8
    assert len({len(box) for box in boxes}) == 1
    assert b"yoked" not in lock.folder.allocation.read_bytes()
    assert lock.pc_key.exists()
    assert lock.folder.dataset not in lock.pc_key.parents


def test_enrolment_gives_the_places_of_a_stratum_in_order(lock: StudyLock) -> None:
    listed = [slot["code"] for slot in lock.codes["site=south"]]
    labels = ["01", "02", "03", "04"]
    assert [enrol(lock, label, {"site": "south"}) for label in labels] == listed
    assert code_of(lock, "03") == listed[2]
    with pytest.raises(StudyError, match="enrolled already"):
        enrol(lock, "03", {"site": "north"})
    with pytest.raises(StudyError, match="has 4 places, all taken"):
        enrol(lock, "05", {"site": "south"})
    with pytest.raises(StudyError, match="must be one of north, south"):
        enrol(lock, "06", {})
    with pytest.raises(StudyError, match="no factor age"):
        enrol(lock, "06", {"site": "north", "age": "old"})


def test_another_protocol_needs_a_stated_deviation(lock: StudyLock) -> None:
    """Stated with a name and a reason, it may be used; it stays on record."""
    check_protocol(lock, load_protocol("demo"))
    with pytest.raises(StudyError, match="state the change first"):
        check_protocol(lock, load_protocol("reaction"))
    with pytest.raises(StudyError, match="who states it"):
        deviate(lock, "reaction", who="", why="the other key was broken")
    deviate(lock, "reaction", who="A. Lee", why="the other key was broken")
    check_protocol(lock, load_protocol("reaction"))
    assert notes(lock.folder, "deviation")[0]["who"] == "A. Lee"


def test_a_study_is_locked_once_and_before_its_first_session(
    lock: StudyLock, tmp_path: Path
) -> None:
    public = make_key(tmp_path / "another.pem")
    with pytest.raises(StudyError, match="locked once"):
        lock_study(tmp_path / "study.yaml", lock.folder.dataset, public)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("block_sizes: [2]", "block_sizes: [3]", "multiples of 2"),
        ("evidence: yoked", "evidence: sham-ish", "must be one of"),
        ("title: Small", "titel: Small", "did you mean “title”"),
        ("evidence: yoked", "evidence: closed-loop", "the same evidence"),
    ],
)
def test_a_wrong_study_file_is_told_with_its_line(tmp_path, was, now, told) -> None:
    path = tmp_path / "study.yaml"
    path.write_text(STUDY.replace(was, now))
    with pytest.raises(StudyError, match=told):
        load_study(path)


def test_an_option_more_in_a_later_version_changes_no_locked_protocol() -> None:
    """What a file does not say is not part of what it says."""

    class Later(Protocol):
        option: int = 3

    values = load_protocol("adults").model_dump(exclude_unset=True)
    before = canonical_hash(Protocol.model_validate(values))
    assert canonical_hash(Later.model_validate(values)) == before
    assert canonical_hash(Later.model_validate(values | {"option": 4})) != before
