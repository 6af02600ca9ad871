"""An interim look by arm: declared before the lock, paid for, and on record."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from attention_camp.camp.cli.app import app
from attention_camp.camp.dataset.studies import locking
from attention_camp.camp.dataset.studies.enrolment import enrol
from attention_camp.camp.dataset.studies.locking import StudyLock, lock_study
from attention_camp.camp.dataset.studies.study_folder import notes
from attention_camp.camp.dataset.studies.unblinding import unblind
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.people.seals import SealError
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.studies.study_file import Study, StudyError, load_study
from attention_camp.camp.study.analysis import Questions, analyse
from attention_camp.camp.study.gather import gather
from attention_camp.camp.study.interim import analyse_interim
from attention_camp.camp.study.report import write_report

PROTOCOL = """
name: tiny
title: Tiny
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 4, practice: 0}
"""
STUDY = """
name: tinystudy
title: Tiny
protocols: [tiny.yaml]
sessions: 1
arms:
  - {name: loop, evidence: closed-loop}
  - {name: behaviour, evidence: performance-only}
block_sizes: [2]
places: 6
primary_outcome: {measure: visual-search.accuracy, sessions: [post], test: ancova}
"""


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Lock a study that declares these interim looks."""

    def lock(interims: str) -> StudyLock:
        monkeypatch.setattr(locking, "key_folder", lambda: tmp_path / "pc")
        (tmp_path / "tiny.yaml").write_text(PROTOCOL)
        (tmp_path / "study.yaml").write_text(f"{STUDY}interims: {interims}\n")
        public = make_key(tmp_path / "key.pem")
        return lock_study(tmp_path / "study.yaml", tmp_path / "data", public)

    return lock


def record(lock: StudyLock, participant: str) -> None:
    dataset = lock.folder.dataset
    enrol(lock, participant, {})
    request = SessionRequest(
        dataset,
        participant,
        "post1",
        protocol=str(dataset.parent / "tiny.yaml"),
        session_type="post",
        board="simulated",
        observer="default",
        headless=True,
        seed=int(participant),
    )
    run_headless(request, tell=lambda _: None)


def bytes_of(dataset: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in dataset.rglob("*")
        if path.is_file() and path.name != "audit.jsonl"
    }


def test_a_declared_look_is_made_by_arm_and_leaves_a_line(locked, tmp_path) -> None:
    lock = locked("[{people: 2, alpha: 0.01}]")
    data, key = lock.folder.dataset, tmp_path / "key.pem"
    record(lock, "01")
    why = {"who": "A. Lee", "why": "as declared"}
    with pytest.raises(StudyError, match=r"2 people measured.* so far 1 is"):
        analyse_interim(data, key, **why)
    record(lock, "02")
    make_key(tmp_path / "other.pem")
    with pytest.raises(SealError):
        analyse_interim(data, tmp_path / "other.pem", **why)
    with pytest.raises(StudyError, match="who does it and why"):
        analyse_interim(data, key, who="", why="")
    assert notes(lock.folder, "interim") == []
    before, beside = bytes_of(data), set(tmp_path.iterdir())
    found = analyse_interim(data, key, **why)
    assert found.data.arms == ["behaviour", "loop"]
    assert len(found.data.trials) == 8
    assert not found.questions.is_blind
    assert bytes_of(data) == before
    assert set(tmp_path.iterdir()) == beside
    (line,) = notes(lock.folder, "interim")
    assert (line["number"], line["alpha"], line["people"]) == (1, 0.01, 2)
    assert (line["who"], line["why"]) == ("A. Lee", "as declared")
    page = write_report(found, tmp_path / "report").read_text("utf-8")
    assert "0.01 of the study" in page
    assert "0.04 stays for the final one" in page
    assert gather(data).is_sealed  # as before: nobody was unblinded


def test_a_look_is_repeated_over_the_same_data_only(locked, tmp_path) -> None:
    lock = locked("[{people: 2, alpha: 0.01}]")
    data, key = lock.folder.dataset, tmp_path / "key.pem"
    record(lock, "01")
    record(lock, "02")
    asked = ("study", data, "--interim", "--key", key, "--who", "B", "--reason", "due")
    for _ in range(2):
        result = CliRunner().invoke(app, [str(one) for one in asked])
        assert result.exit_code == 0, result.output
    assert [line["number"] for line in notes(lock.folder, "interim")] == [1, 1]
    record(lock, "03")
    with pytest.raises(StudyError, match="declares 1 interim analysis, and 1 was made"):
        analyse_interim(data, key, who="B", why="again")
    unblind(lock, key, who="B", why="the end")
    with pytest.raises(StudyError, match="final analysis can be made"):
        analyse_interim(data, key, who="B", why="again")
    page = write_report(analyse(gather(data)), tmp_path / "final").read_text("utf-8")
    assert "the primary outcome counts below 0.04" in page
    assert "Except for interim analysis 1, declared before the lock: B saw" in page


def test_what_was_not_declared_is_refused(locked, tmp_path) -> None:
    lock = locked("[]")
    record(lock, "01")
    data, key = lock.folder.dataset, tmp_path / "key.pem"
    with pytest.raises(StudyError, match="declares 0 interim analyses"):
        analyse_interim(data, key, who="B", why="curious")
    with pytest.raises(StudyError, match="declared by no locked study"):
        analyse(gather(data), Questions(interim=0.01))
    with pytest.raises(StudyError, match="has no locked study"):
        analyse_interim(tmp_path, key, who="B", why="curious")


@pytest.mark.parametrize(
    ("interims", "problem"),
    [
        ([(30, 0.01), (20, 0.01)], "in the order of their people"),
        ([(20, 0.03), (40, 0.02)], "nothing is left"),
    ],
)
def test_looks_leave_alpha_to_the_final_analysis(tmp_path, interims, problem) -> None:
    (tmp_path / "tiny.yaml").write_text(PROTOCOL)
    (tmp_path / "study.yaml").write_text(STUDY)
    values = load_study(tmp_path / "study.yaml").model_dump()
    looks = [{"people": people, "alpha": alpha} for people, alpha in interims]
    with pytest.raises(ValidationError, match=problem):
        Study.model_validate(values | {"interims": looks})
