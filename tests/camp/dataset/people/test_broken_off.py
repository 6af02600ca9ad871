"""Nothing is lost of what goes on, or is damaged, while a label is corrected."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from attention_camp.camp.dataset.guards.links import dataset_files
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, existing_runs
from attention_camp.camp.dataset.people.audit import COMMENTS, TRAILS
from attention_camp.camp.dataset.people.enrolment import enrol, require_enrolment
from attention_camp.camp.dataset.people.exports_made import note_made
from attention_camp.camp.dataset.people.label_journal import RelabelError
from attention_camp.camp.dataset.people.relabel import merge, relabel
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.closing import append_lines, close
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.storage.disk import replaced_disk
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.dataset.withdraw import plan_withdrawal, withdraw
from attention_camp.camp.people.demographics import Demographics
from attention_camp.camp.session.arms.arm_lines import ArmLine, Course
from attention_camp.camp.session.studies.study_file import StudyError

sys.path.append(str(Path(__file__).resolve().parents[3] / "benchmarks"))
from fault_world.disk import Fault, Killed, SimulatedDisk

WHO = {"who": "A. Lee", "why": "by letter"}
DONOR, OTHER, NEW = "Qx7", "Qx77", "Bz3"
COURSE = ArmLine("yoked", Course(f"sub-{DONOR}_ses-01_task-demo_run-01", {}))


@pytest.fixture
def dataset(tmp_path: Path, session) -> Path:
    """A donor, and who received their scores in the first of two runs of a session."""
    folder = tmp_path / "dataset"
    session(RunPaths(folder, DONOR, "01", "demo"), n_trials=1)
    first = session(RunPaths(folder, OTHER, "01", "demo"), n_trials=1)
    append_lines(first, COURSE)
    close(first, by="session", state="finished")
    session(RunPaths(folder, OTHER, "01", "demo", 2), n_trials=1)
    assert _problems(folder) == []
    return folder


def _to(act: object) -> tuple[str, ...]:
    """Return the label that a correction gives; none: a withdrawal gives none."""
    return (NEW,) if act is relabel else ()


def _problems(dataset: Path) -> list[object]:
    return [problem for run in existing_runs(dataset) for problem in check_run(run)]


def _content(dataset: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in dataset_files(dataset)
        if path.suffix != ".lock"
    }


@pytest.mark.parametrize("act", [relabel, withdraw])
def test_what_was_killed_between_two_ledgers_is_done_again(
    dataset: Path, tmp_path: Path, act
) -> None:
    """Runs of a session are one chain."""
    to = _to(act)
    whole = tmp_path / "whole"
    shutil.copytree(dataset, whole)
    disk = SimulatedDisk(whole, lambda: 0.0)
    with replaced_disk(disk):
        act(whole, DONOR, *to, **WHO)
    assert _problems(whole) == []
    steps = [
        number
        for number, (kind, name) in enumerate(disk.log)
        if kind == "replace" and f"sub-{OTHER}" in name and "_decisions." in name
    ]
    assert len(steps) == 2
    for number in steps:
        again = tmp_path / f"at {number}"
        shutil.copytree(dataset, again)
        disk = SimulatedDisk(again, lambda: 0.0)
        disk.fault = Fault(number)
        with replaced_disk(disk), pytest.raises(Killed):
            act(again, DONOR, *to, **WHO)
        recover(again)
        if act is withdraw:
            withdraw(again, DONOR, **WHO)
        assert _problems(again) == []
        name = f"sub-{DONOR}_".encode()
        ledgers = [run.decisions.read_bytes() for run in existing_runs(again)]
        assert not any(name in data for data in ledgers)


def _merge(dataset: Path, old: str, into: str, *, who: str, why: str) -> None:
    merge(dataset, old, into, who=who, why=why, sessions={"01": "02"})


@pytest.mark.parametrize(
    ("act", "to"), [(relabel, (NEW,)), (withdraw, ()), (_merge, (OTHER,))]
)
def test_a_session_of_somebody_else_that_broke_off_is_mended_first(
    dataset: Path, act, to
) -> None:
    """Its ledger names the person, and ends in half a line."""
    run = RunPaths(dataset, OTHER, "01", "demo", 2)
    lines = run.decisions.read_bytes().splitlines(keepends=True)
    run.decisions.write_bytes(b"".join(lines[:-1]) + lines[-1][:20])
    before = _content(dataset)
    with pytest.raises(StudyError, match="its chain is open"):
        act(dataset, DONOR, *to, **WHO)
    assert _content(dataset) == before
    recover(dataset)
    act(dataset, DONOR, *to, **WHO)
    (torn,) = (dataset / "sourcedata").rglob("*_decisions.jsonl.*.torn")
    assert torn.read_bytes() == lines[-1][:20]


def test_a_damaged_line_of_a_ledger_stays_and_is_found_still(dataset: Path) -> None:
    """It may be older than all backups: the label is corrected all the same."""
    run = RunPaths(dataset, DONOR, "01", "demo")
    lines = run.decisions.read_bytes().splitlines(keepends=True)
    lines[1] = b"{damaged}\n"
    run.decisions.write_bytes(b"".join(lines))
    relabel(dataset, DONOR, NEW, **WHO)
    run = RunPaths(dataset, NEW, "01", "demo")
    assert run.decisions.read_bytes().splitlines(keepends=True)[1] == lines[1]
    chain = read_chain(run.decisions)
    assert [found.number for found in chain.breaks] == [2]
    assert chain.closing is not None


@pytest.mark.parametrize("trail", [TRAILS[0], TRAILS[3], COMMENTS])
def test_a_damaged_line_of_a_trail_is_told_before_anything_is_changed(
    dataset: Path, trail: str
) -> None:
    enrol(dataset, DONOR, Demographics(age=30))
    path = dataset / trail
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(b"no line of a trail\n")
    before = _content(dataset)
    for act in (relabel, withdraw):
        with pytest.raises(DatasetError, match="it was changed or damaged"):
            act(dataset, DONOR, *_to(act), **WHO)
    assert _content(dataset) == before


def test_a_label_is_not_merged_with_itself(dataset: Path) -> None:
    """It would lose its own enrolment."""
    made, _ = enrol(dataset, NEW, Demographics(age=30))
    with pytest.raises(RelabelError, match="merged with itself"):
        merge(dataset, NEW, NEW, **WHO)
    assert require_enrolment(dataset, NEW) == made


def test_what_came_meanwhile_is_not_written_over(dataset: Path) -> None:
    mine = dataset / "theirs" / f"sub-{DONOR}" / f"sub-{DONOR}_report.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("of both")
    disk = SimulatedDisk(dataset, lambda: 0.0)
    disk.fault = Fault(30)
    with replaced_disk(disk), pytest.raises(Killed):
        relabel(dataset, DONOR, NEW, **WHO)
    theirs = Path(str(mine).replace(DONOR, NEW))
    assert mine.exists()
    assert not theirs.exists()
    theirs.parent.mkdir(parents=True, exist_ok=True)
    theirs.write_text("made since")
    said = recover(dataset)
    assert any("Both have a file of their own" in line for line in said)
    assert (mine.read_text(), theirs.read_text()) == ("of both", "made since")
    theirs.unlink()
    recover(dataset)
    assert theirs.read_text() == "of both"
    assert _problems(dataset) == []


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_damaged_table_of_an_export_is_told_and_stays(
    dataset: Path, tmp_path: Path, is_damaged: bool
) -> None:
    arrow, parquet = (pytest.importorskip(n) for n in ("pyarrow", "pyarrow.parquet"))
    out = tmp_path / "tables"
    out.mkdir()
    table = out / "trials.parquet"
    parquet.write_table(arrow.table({"participant": [DONOR, OTHER]}), table)
    if is_damaged:
        table.write_bytes(table.read_bytes()[:-5])
    note_made(dataset, "csv", out)
    wanted = (table,) if is_damaged else ()
    assert plan_withdrawal(dataset, DONOR).remaining == wanted
    assert withdraw(dataset, DONOR, **WHO).remaining == wanted
    if not is_damaged:
        assert parquet.read_table(table)["participant"].to_pylist() == [OTHER]
