"""A correction of a label that a kill broke off is finished, and nothing is lost."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.guards.links import dataset_files
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.people.audit import audit_path, trail_problems
from attention_camp.camp.dataset.people.enrolment import (
    check_enrolled,
    enrol,
    enrolment_path,
    labels_taken,
    require_enrolment,
)
from attention_camp.camp.dataset.people.exports_made import note_made
from attention_camp.camp.dataset.people.label_journal import JOURNAL, RelabelError
from attention_camp.camp.dataset.people.relabel import merge, relabel
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.recover import Unmended, recover
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.shared_table import SharedTable
from attention_camp.camp.dataset.storage.disk import replaced_disk
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.dataset.withdraw import plan_withdrawal
from attention_camp.camp.people.demographics import Demographics
from attention_camp.resources.bounded import UnreadableError

sys.path.append(str(Path(__file__).resolve().parents[3] / "benchmarks"))
from fault_world.disk import Fault, Killed, SimulatedDisk

WHO = {"who": "A. Lee", "why": "typed wrongly"}
STAYS, GOES, OTHER = "Qx7", "Qx77", "Bz3"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, session) -> Path:
    """Two labels of one person, both enrolled; to be read only."""
    folder = tmp_path_factory.mktemp("people") / "dataset"
    for label in (STAYS, GOES):
        session(RunPaths(folder, label, "01", "demo"), n_trials=1)
        enrol(folder, label, Demographics(age=30))
    note_made(folder, "page", folder.parent / "page.html", of=GOES)
    return folder


@pytest.fixture
def dataset(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "dataset")
    return tmp_path / "dataset"


def _correct(dataset: Path, what: str) -> None:
    if what == "merged":
        merge(dataset, GOES, STAYS, **WHO, sessions={"01": "02"})
    else:
        relabel(dataset, GOES, OTHER, **WHO)


def _killed(dataset: Path, what: str, at: int) -> SimulatedDisk:
    """Correct a label on a disk at whose operation the program is killed."""
    disk = SimulatedDisk(dataset, lambda: 0.0)
    disk.fault = Fault(at)
    with replaced_disk(disk), pytest.raises(Killed):
        _correct(dataset, what)
    return disk


def _steps(dataset: Path, what: str) -> list[int]:
    """Correct a label; return the operations before which a kill makes a difference."""
    disk = SimulatedDisk(dataset, lambda: 0.0)
    with replaced_disk(disk):
        _correct(dataset, what)
    return [
        number
        for number, (kind, name) in enumerate(disk.log)
        if kind in {"mkdir", "replace", "unlink", "rmdir"}
        or (kind == "write" and name.endswith(".jsonl"))
    ]


def _outcome(dataset: Path) -> dict[str, bytes | int]:
    """Return all files, of those that hold times or hashes how many lines they have."""
    found: dict[str, bytes | int] = {}
    for path in dataset_files(dataset):
        name, data = path.relative_to(dataset).as_posix(), path.read_bytes()
        if "torn/" in name or name.endswith((".tmp", ".lock")):
            continue
        is_hashed = name.endswith((".jsonl", "_hash.json"))
        found[name] = data.count(b"\n") if is_hashed else data
    return found


def _require_whole(dataset: Path, what: str, record: str) -> None:
    """Hold what must be so after a correction: proofs, one trace, nothing half."""
    assert GOES not in labels_taken(dataset)
    assert [p for run in existing_runs(dataset) for p in check_run(run)] == []
    assert trail_problems(dataset) == []
    lines = [json.loads(text) for text in audit_path(dataset).read_text().splitlines()]
    (trace,) = (line for line in lines if line["what"] in {"relabelled", "merged"})
    assert trace["merged" if what == "merged" else "person"] == record
    assert recover(dataset) == []


@pytest.mark.parametrize("what", ["merged", "relabelled"])
@pytest.mark.parametrize("is_power_cut", [False, True])
def test_whenever_the_kill_comes_nothing_is_lost(
    made: Path, tmp_path: Path, what: str, is_power_cut: bool
) -> None:
    before, record = _outcome(made), require_enrolment(made, GOES).record
    whole = tmp_path / "whole"
    shutil.copytree(made, whole)
    steps = _steps(whole, what)
    wanted = _outcome(whole)
    _require_whole(whole, what, record)
    finished = 0
    # most steps of both are the same
    for number in steps[:: 7 if is_power_cut else {"merged": 1}.get(what, 4)]:
        dataset = tmp_path / f"at {number}"
        shutil.copytree(made, dataset)
        disk = _killed(dataset, what, number)
        if is_power_cut:
            disk.cut_power(np.random.default_rng(number))
        is_begun = (dataset / JOURNAL).exists()
        with replaced_disk(SimulatedDisk(dataset, lambda: 0.0)):
            said = recover(dataset)
            if not is_begun and GOES in labels_taken(dataset):
                assert _outcome(dataset) == before
                _correct(dataset, what)
        assert any("was finished" in line for line in said) == is_begun
        finished += is_begun
        assert _outcome(dataset) == wanted, f"killed at {number}"
        _require_whole(dataset, what, record)
    assert finished > len(steps) // 10


def test_what_is_half_corrected_is_refused_until_it_is_done_again(
    dataset: Path, made: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(made, whole)
    steps = _steps(whole, "merged")
    _killed(dataset, "merged", steps[len(steps) // 2])
    for label in (STAYS, GOES):
        with pytest.raises(RelabelError, match="attention-camp recover"):
            check_enrolled(dataset, label)
    with pytest.raises(RelabelError, match=f"{GOES} is being corrected to {STAYS}"):
        plan_withdrawal(dataset, STAYS)
    with pytest.raises(RelabelError, match=f"{GOES} is being corrected to {STAYS}"):
        relabel(dataset, STAYS, OTHER, **WHO)
    enrol(dataset, "another", Demographics())
    _correct(dataset, "merged")
    assert existing_runs(dataset) == [
        RunPaths(dataset, STAYS, "01", "demo"),
        RunPaths(dataset, STAYS, "02", "demo"),
    ]
    assert not (dataset / JOURNAL).exists()


def test_a_journal_that_cannot_be_read_is_said_and_nothing_is_touched(
    dataset: Path, session
) -> None:
    """Anybody may be half moved: who has no row may be the new label."""
    session(RunPaths(dataset, OTHER, "01", "demo"), n_trials=1, state="")
    (dataset / "participants.tsv").write_text("participant_id\n")
    (dataset / JOURNAL).parent.mkdir()
    (dataset / JOURNAL).write_text("{")
    before = _outcome(dataset)
    for dry_run in (True, False):
        (said,) = recover(dataset, dry_run=dry_run)
        assert isinstance(said, Unmended)
        assert "Restore it from a backup" in said
    assert _outcome(dataset) == before
    (dataset / JOURNAL).unlink()
    assert any("is interrupted" in line for line in recover(dataset))


def test_two_sessions_never_become_one(dataset: Path, session) -> None:
    session(RunPaths(dataset, GOES, "02", "demo"), n_trials=2)
    with pytest.raises(RelabelError, match="Both have session 02"):
        merge(dataset, GOES, STAYS, **WHO, sessions={"01": "02"})
    merge(dataset, GOES, STAYS, **WHO, sessions={"01": "02", "02": "03"})
    runs = existing_runs(dataset)
    found = {run.session: len(list(read_trials(run))) for run in runs}
    assert found == {"01": 1, "02": 1, "03": 2}
    assert [problem for run in runs for problem in check_run(run)] == []


def test_a_file_that_both_have_is_not_written_over(dataset: Path) -> None:
    for label in (STAYS, GOES):
        path = dataset / "derivatives" / f"sub-{label}" / f"sub-{label}_report.txt"
        path.parent.mkdir(parents=True)
        path.write_text(f"of {label}")
    before = _outcome(dataset)
    with pytest.raises(RelabelError, match="sub-Qx77_report"):
        _correct(dataset, "merged")
    assert _outcome(dataset) == before


def test_the_only_consent_stays(dataset: Path) -> None:
    record = require_enrolment(dataset, GOES).record
    enrolment_path(dataset, STAYS).unlink()
    _correct(dataset, "merged")
    assert require_enrolment(dataset, STAYS).record == record


def test_a_table_of_sessions_with_other_columns_is_added_by_their_names(
    dataset: Path,
) -> None:
    table = dataset / f"sub-{GOES}" / f"sub-{GOES}_sessions.tsv"
    table.write_text("session_id\tmood\tacq_time\nses-01\tgood\tn/a\n")
    _correct(dataset, "merged")
    there = SharedTable.read(dataset / f"sub-{STAYS}" / f"sub-{STAYS}_sessions.tsv")
    _, row = there.rows()
    found = dict(zip(there.header, row[1], strict=True))
    wanted = {"session_id": "ses-02", "mood": "good", "acq_time": "n/a"}
    assert found == wanted | {"session_type": "n/a"}


def test_columns_keep_their_descriptions_and_a_header_in_capitals_its_sessions(
    dataset: Path,
) -> None:
    """As a spreadsheet or another program left table and sidecar."""
    table = dataset / f"sub-{GOES}" / f"sub-{GOES}_sessions.tsv"
    table.write_text("Session_ID\tmood\tacq_time\nses-01\tgood\tn/a\n")
    mood = {"Description": "What they said at the door."}
    wrong = {"Description": "of another program"}
    said = {"mood": mood, "Acq_Time": wrong}
    table.with_suffix(".json").write_text(json.dumps(said))
    path = dataset / f"sub-{STAYS}" / f"sub-{STAYS}_sessions.json"
    before = json.loads(path.read_text())
    assert "acq_time" in before
    _correct(dataset, "merged")
    there = SharedTable.read(path.with_suffix(".tsv"))
    assert there.column("session_id") == ("ses-01", "ses-02")
    assert there.column("mood") == ("n/a", "good")
    assert json.loads(path.read_text()) == before | {"mood": mood}


def test_a_damaged_sidecar_of_sessions_is_told_before_anything_is_changed(
    dataset: Path,
) -> None:
    path = dataset / f"sub-{STAYS}" / f"sub-{STAYS}_sessions.json"
    path.write_text("{")
    before = _outcome(dataset)
    with pytest.raises(UnreadableError, match="sub-Qx7_sessions"):
        _correct(dataset, "merged")
    assert _outcome(dataset) == before


def test_half_lines_and_drafts_that_a_kill_left_get_the_label_too(
    dataset: Path,
) -> None:
    """A withdrawal that comes later finds them by the label."""
    torn = dataset / "sourcedata" / "torn" / "audit.jsonl.70.torn"
    torn.parent.mkdir(exist_ok=True)
    torn.write_text(f'{{"what": "page", "of": "{GOES}", "at"')
    draft = dataset / "sourcedata" / ".audit.jsonl.77-1.tmp"
    draft.write_text(f'{{"what": "page", "of": "{GOES}"}}\n')
    another = draft.with_name(".audit.jsonl.78-1.tmp")
    another.write_text(f'{{"what": "page", "of": "{STAYS}"}}\n')
    _correct(dataset, "relabelled")
    assert torn.read_text() == f'{{"what": "page", "of": "{OTHER}", "at"'
    assert (draft.exists(), another.exists()) == (False, True)


def test_a_table_that_a_spreadsheet_saved_gets_the_label(dataset: Path) -> None:
    path = dataset / "participants.tsv"
    path.write_bytes(path.read_text().encode("utf-16"))
    _correct(dataset, "relabelled")
    found = path.read_bytes().decode("utf-16")
    assert f"sub-{GOES}" not in found
    assert f"sub-{OTHER}" in found


def test_the_proof_goes_on_to_hold_the_rows_of_tables_that_people_share(
    dataset: Path,
) -> None:
    run = RunPaths(dataset, GOES, "01", "demo")
    before = read_chain(run.decisions).closing
    _correct(dataset, "relabelled")
    after = read_chain(RunPaths(dataset, OTHER, "01", "demo").decisions).closing
    assert before is not None
    assert after is not None
    assert len(after.line.rows) == len(before.line.rows)
    assert "participants.tsv" in after.line.rows


def test_a_session_that_broke_off_is_mended_before_its_label_is(
    dataset: Path, session
) -> None:
    session(RunPaths(dataset, GOES, "02", "demo"), n_trials=1, state="")
    with pytest.raises(RelabelError, match="Have it mended first"):
        _correct(dataset, "relabelled")
    recover(dataset)
    _correct(dataset, "relabelled")
    found = [p for run in existing_runs(dataset) for p in check_run(run)]
    assert [problem for problem in found if problem.is_error] == []
