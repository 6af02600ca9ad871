"""A withdrawal removes every trace of a person, and nothing of anybody else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import DatasetError, RunPaths, existing_runs
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.closing import append_lines, close
from attention_camp.camp.dataset.proof.kept_hash import session_hash_of
from attention_camp.camp.dataset.reading.catalogue import Catalogue, default_index
from attention_camp.camp.dataset.validate import check_run, validate
from attention_camp.camp.dataset.withdraw import (
    TRAIL,
    plan_withdrawal,
    study_cache,
    withdraw,
)
from attention_camp.camp.session.arms.arm_lines import ArmLine, Course

WHO = {"who": "A. Researcher", "why": "asked by letter"}


@pytest.fixture
def dataset(tmp_path: Path, session) -> Path:
    """Two people whose labels begin alike, with what other programs made of them."""
    folder = tmp_path / "dataset"
    session(RunPaths(folder, "Qx7", "01", "demo"), n_trials=2)
    session(RunPaths(folder, "Qx7", "02", "demo"), n_trials=2)
    session(RunPaths(folder, "Qx77", "01", "demo"), n_trials=2)
    torn = existing_runs(folder)[0].torn_folder
    torn.mkdir(exist_ok=True)
    (torn / "events.torn").write_text("sub-Qx7")
    derived = folder / "derivatives" / "cleaned" / "sub-Qx7" / "eeg"
    derived.mkdir(parents=True)
    (derived / "sub-Qx7_desc-clean_eeg.txt").write_text("sub-Qx7")
    phenotype = folder / "phenotype"
    phenotype.mkdir()
    (phenotype / "mood.tsv").write_text(
        "participant_id\tmood\nsub-Qx7\t3\nsub-Qx77\t4\n"
    )
    return folder


def _holds(folder: Path, text: bytes) -> list[str]:
    return [
        str(path)
        for path in folder.rglob("*")
        if text in str(path).encode() or (path.is_file() and text in path.read_bytes())
    ]


def _of(folder: Path, label: str) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in folder.rglob(f"*sub-{label}_*")
        if path.is_file()
    }


def test_nothing_of_the_person_is_left_and_nobody_else_is_touched(
    dataset: Path,
) -> None:
    with Catalogue(dataset) as catalogue:
        catalogue.refresh()
    study_cache().mkdir(parents=True)
    (study_cache() / "kept.json").write_text('{"participant": "Qx7"}')
    others = _of(dataset, "Qx77")
    assert others
    planned = plan_withdrawal(dataset, "Qx7")
    assert all(path.exists() for path in planned.files)
    done = withdraw(dataset, "Qx7", **WHO)
    assert done == planned
    assert {path.name for path in done.tables} == {"participants.tsv", "mood.tsv"}
    assert done.remaining == ()
    everything = {
        path: path.read_bytes().replace(b"Qx77", b"")
        for path in dataset.rglob("*")
        if path.is_file()
    }
    assert not [path for path, data in everything.items() if b"Qx7" in data]
    assert not list(dataset.rglob("*sub-Qx7"))
    assert not list(dataset.rglob("*sub-Qx7_*"))
    assert not _holds(default_index().parent, b"Qx7")
    assert _of(dataset, "Qx77") == others
    assert [run.participant for run in existing_runs(dataset)] == ["Qx77"]
    assert not [problem for problem in validate(dataset) if problem.is_error]


def test_the_trail_says_who_and_why_and_not_whom(dataset: Path) -> None:
    withdraw(dataset, "Qx7", **WHO)
    (line,) = map(json.loads, (dataset / TRAIL).read_text().splitlines())
    assert (line["who"], line["why"], line["what"]) == (*WHO.values(), "withdrawn")
    assert "Qx7" not in (dataset / TRAIL).read_text()
    with pytest.raises(DatasetError, match="Leave the label out"):
        withdraw(dataset, "Qx77", who="A", why="Qx77 asked")


def test_a_donor_leaves_the_ledgers_of_others_which_are_closed_again(
    dataset: Path,
) -> None:
    (run,) = (r for r in existing_runs(dataset) if r.participant == "Qx77")
    line = ArmLine("yoked", Course("sub-Qx7_ses-01_task-demo_run-01", {"1": [None]}))
    append_lines(run, line)
    close(run, by="session", state="finished")
    before = [line.to_json() for line in read_ledger(run.decisions).trials]
    planned = plan_withdrawal(dataset, "Qx7")
    assert (planned.ledgers, planned.remaining) == ((run,), ())
    withdraw(dataset, "Qx7", **WHO)
    assert b"Qx7_" not in run.decisions.read_bytes()
    (arm,) = (x for x in read_ledger(run.decisions).lines if isinstance(x, ArmLine))
    assert arm.course is not None
    assert arm.course.source == "sub-withdrawn_ses-01_task-demo_run-01"
    after = [line.to_json() for line in read_ledger(run.decisions).trials]
    assert after == before
    closing = read_chain(run.decisions).closing
    assert closing is not None
    assert (closing.line.by, session_hash_of(run)) == ("withdraw", closing.hash)
    assert check_run(run) == []


def test_an_unknown_label_or_a_missing_reason_changes_nothing(
    dataset: Path, tmp_path: Path
) -> None:
    shutil.copytree(dataset, tmp_path / "before")
    for label, given in (("Qx", WHO), ("Qx7", {"who": "A", "why": " "})):
        with pytest.raises(DatasetError):
            withdraw(dataset, label, **given)
    assert {p.relative_to(dataset) for p in dataset.rglob("*")} == {
        p.relative_to(tmp_path / "before") for p in (tmp_path / "before").rglob("*")
    }


def test_drafts_that_a_kill_left_go_and_those_of_others_stay(dataset: Path) -> None:
    """They may hold the label, or be called after it, where nobody looks."""
    source = dataset / "sourcedata"
    drafts = {
        source / ".audit.jsonl.77-1.tmp": '{"what": "page", "of": "Qx7"}\n',
        dataset / ".participants.tsv.77-1.tmp": "participant_id\nsub-Qx7\n",
        dataset / "phenotype" / ".mood.tsv.77-1.tmp": "participant_id\nsub-Qx7\n",
        source / "torn" / ".sub-Qx7_sessions.tsv.77-1.tmp": "session_id\nses-01\n",
    }
    (source / "torn").mkdir(exist_ok=True)
    for path, text in drafts.items():
        path.write_text(text)
    other = source / ".audit.jsonl.78-1.tmp"
    other.write_text('{"what": "page", "of": "Qx77"}\n')
    assert set(drafts) <= set(plan_withdrawal(dataset, "Qx7").files)
    assert withdraw(dataset, "Qx7", **WHO).remaining == ()
    assert [path for path in (*drafts, other) if path.exists()] == [other]
