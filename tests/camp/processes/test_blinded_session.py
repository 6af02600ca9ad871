"""A session of a locked study: nothing tells the arm, and its key opens all of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.people.relabel import relabel
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.closing import append_lines, close
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.rows import read_events, read_trials
from attention_camp.camp.dataset.studies.enrolment import code_of, enrol
from attention_camp.camp.dataset.studies.locking import lock_study
from attention_camp.camp.dataset.studies.opening import data_key_here, opened_here
from attention_camp.camp.dataset.studies.study_folder import notes
from attention_camp.camp.dataset.studies.unblinding import unblind
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.dataset.withdraw import lines_of, plan_withdrawal, withdraw
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.people.seals import SealError, derived
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import RequestError, check_request
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.arms.arm_lines import (
    ArmLine,
    BlockLine,
    Course,
    FramesLine,
)
from attention_camp.camp.session.arms.sealing import sealed_line
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.messages import (
    BlockMeans,
    SignalState,
    StageChanged,
    SteeringChanged,
    TargetsShown,
    TrialFinished,
)
from attention_camp.camp.session.records import EventRow
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.camp.study.analysis import analyse
from attention_camp.camp.study.gather import gather
from attention_camp.camp.study.report import write_report

PROTOCOL = """
name: tiny
title: Tiny
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {eyes: open, duration: 6},
     rule: {name: fixed}}
  - {task: visual-search, trials: 5, practice: 1, practice_until: done}
"""
STUDY = """
name: tinystudy
title: Tiny
protocols: [tiny.yaml]
sessions: 1
arms:
  - {name: loop, evidence: closed-loop}
  - {name: yoked, evidence: yoked}
  - {name: behaviour, evidence: performance-only}
block_sizes: [3]
places: 6
primary_outcome: {measure: x, sessions: [post], test: ancova}
"""
TELLING = ("closed-loop", "yoked", "performance-only", '"sham"', "score-harder")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A locked study with three participants, and a request for a session of it."""
    return locked(tmp_path, monkeypatch, PROTOCOL)


def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, protocol: str):
    monkeypatch.setattr(
        "attention_camp.camp.dataset.studies.locking.key_folder",
        lambda: tmp_path / "pc",
    )
    (tmp_path / "tiny.yaml").write_text(protocol)
    (tmp_path / "study.yaml").write_text(STUDY)
    public = make_key(tmp_path / "statistician.pem")
    lock = lock_study(tmp_path / "study.yaml", tmp_path / "data", public)
    for label in ("01", "02", "03"):
        enrol(lock, label, {})
    request = SessionRequest(
        tmp_path / "data",
        "01",
        "01",
        protocol=str(tmp_path / "tiny.yaml"),
        board="simulated",
        observer="default",
        headless=True,
        seed=3,
    )
    return lock, request


def files_of(dataset: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(dataset)): path.read_bytes()
        for path in dataset.rglob("*")
        if path.is_file() and path.suffix != ".eeg"
    }


def test_a_blinded_session_tells_nobody_its_arm_and_replays_whole(study) -> None:
    _, request = study
    arms, sizes = {}, []
    for label in ("01", "02", "03"):
        told: list[object] = []
        asked = replace(request, participant=label, arm="sham")
        run_headless(asked, tell=told.append)
        kinds = [type(message) for message in told]
        assert TrialFinished not in kinds
        assert {m for m in told if isinstance(m, SteeringChanged)} == {
            SteeringChanged(steering=False, why="blinded")
        }
        assert all(m.engagement is None for m in told if isinstance(m, SignalState))
        means = [m for m in told if isinstance(m, BlockMeans) and m.n_trials == 5]
        assert len(means) == 1
        # neither message, row nor marker tells when a trial was
        assert TargetsShown not in kinds
        stages = [(m.stage, m.block) for m in told if isinstance(m, StageChanged)]
        assert len(stages) == len(set(stages))
        run = RunPaths(request.dataset, label, "01", "tiny")
        lines = opened_here(run, read_ledger(run.decisions).lines)
        arm = next(line for line in lines if isinstance(line, ArmLine))
        arms[arm.arm] = arm
        assert sum(isinstance(line, TrialLine) for line in lines) == 7
        assert sum(isinstance(line, BlockLine) for line in lines) == 2
        assert check_run(run) == []
        result = replay_run(run)
        assert result.differences == []
        assert result.n_decisions == 6
        _check_rows(run)
        sizes.append(sealed_sizes(run))
    # line by line as long, whichever arm
    assert sizes[0] == sizes[1] == sizes[2]
    assert arms.keys() == {"closed-loop", "yoked", "performance-only"}
    assert arms["yoked"].course is not None
    files = files_of(request.dataset)
    codes = json.loads(files["sourcedata/study/codes.json"])
    assert len({len(slot["box"]) for slot in codes[""]}) == 1
    for name, content in files.items():
        if name.endswith(("study.yaml", "_events.json", "_decisions.json")):
            continue  # what could be, the same in every arm
        for word in TELLING:
            assert word.encode() not in content, (name, word)
    out = request.dataset.parent / "report"
    page = write_report(analyse(gather(request.dataset)), out).read_text("utf-8")
    assert "arms are pooled" in page
    # which arms there are is public, as in study.yaml; who is in which is not
    page = page.replace("Arms of the study: loop, yoked, behaviour.", "")
    assert not [word for word in TELLING if word in page]


def key_of(lock, label: str) -> bytes:
    return derived(data_key_here(lock), code_of(lock, label))


def _check_rows(run: RunPaths) -> None:
    rows = [line.split("\t") for line in run.events.read_text().splitlines()]
    names = rows[0]
    sealed = [row for row in rows[1:] if "sealed" in row]
    # rest, then a practice trial and five others
    assert [row[names.index("value")] for row in sealed] == ["1-1", "2-7"]
    marked = [int(one.text.split()[-1]) for one in Recording.open(run).markers]
    assert set(marked) <= {1, 2, 3}
    for row in rows[1:]:
        cells = dict(zip(names, row, strict=True))
        assert cells["trial_type"] in {"sealed", "practice"}
        assert {cells[n] for n in ("level", "correct", "why", "steered")} == {"n/a"}


def sealed_sizes(run: RunPaths) -> list[int]:
    lines = run.decisions.read_text().splitlines()
    return [len(text) for text in lines if json.loads(text)["kind"] == "sealed"]


def test_unblinding_takes_a_key_and_leaves_a_line(study, tmp_path: Path) -> None:
    """Afterwards tables, ledger and replay say all of it, and the dataset is valid."""
    lock, request = study
    run_headless(request, tell=lambda _: None)
    run = RunPaths(request.dataset, "01", "01", "tiny")
    with pytest.raises(StudyError, match="who does it and why"):
        unblind(lock, tmp_path / "statistician.pem", who="", why="")
    make_key(tmp_path / "other.pem")
    with pytest.raises(SealError):
        unblind(lock, tmp_path / "other.pem", who="A. Lee", why="the end")
    assert not read_ledger(run.decisions).trials
    # of a window; a session without one draws no frames
    sealed = sealed_line(FramesLine((1.5, 2.0)), key_of(lock, "01"))
    append_lines(run, sealed)
    probe = EventRow(1.75, 0.5, "probe", 437, "on-task")
    append_lines(run, sealed_line(FramesLine((), (probe,)), key_of(lock, "01")))
    run.frames.write_text("time\n0.500000")  # an editor left the last line's end away
    close(run, by="session", state="finished")
    assert "2.0" not in run.frames.read_text()
    key = tmp_path / "statistician.pem"
    arms = unblind(lock, key, who="A. Lee", why="the end")
    assert sorted(arms.values()) == ["closed-loop", "performance-only", "yoked"]
    assert unblind(lock, lock.pc_key, who="A. Lee", why="again") == arms
    last = notes(lock.folder, "unblinded")[0]
    assert (last["who"], last["why"]) == ("A. Lee", "the end")
    assert len(read_ledger(run.decisions).trials) == 7
    trials = read_trials(run)
    assert [trial.trial for trial in trials] == list(range(1, 8))
    table = run.events.read_text()
    assert "sealed" not in table
    assert [row for row in read_events(run) if row.trial_type == "probe"] == [probe]
    frames = ["time", "0.500000", "1.500000", "2.000000"]
    assert run.frames.read_text().splitlines() == frames
    onsets = [float(line.split("\t")[0]) for line in table.splitlines()[1:]]
    assert onsets == sorted(onsets)
    assert check_run(run) == []
    lock.pc_key.unlink()
    assert replay_run(run).differences == []
    copy = copied(request.dataset, tmp_path / "open")
    result = replay_run(copy)
    assert (result.differences, result.n_decisions) == ([], 6)


def copied(dataset: Path, folder: Path) -> RunPaths:
    export_bids(dataset, folder, anonymise=True)
    return next(iter(existing_runs(folder)))


def test_an_anonymous_copy_of_a_sealed_session_holds_no_code(study, tmp_path) -> None:
    """Nor can the code be taken for an arm; its decisions stay sealed elsewhere."""
    _, request = study
    code = check_request(request).request.arm
    run_headless(request, tell=lambda _: None)
    copy = copied(request.dataset, tmp_path / "sealed")
    for name, content in files_of(copy.dataset).items():
        assert code.encode() not in content, name
    assert read_ledger(copy.decisions).header.arm == "sealed"
    assert replay_run(copy).n_decisions == 0


def test_a_donor_leaves_sealed_ledgers_and_no_recipient_stands_out(study) -> None:
    """All are sealed and closed anew, by the key of this computer."""
    lock, request = study
    for label in ("01", "02", "03"):
        run_headless(replace(request, participant=label), tell=lambda _: None)
    donor, recipient, other = existing_runs(request.dataset)
    line = ArmLine("yoked", Course(donor.stem, {"1": [None]}))
    append_lines(recipient, sealed_line(line, key_of(lock, "02")))
    close(recipient, by="session", state="finished")
    before = {run: run.decisions.read_bytes() for run in (recipient, other)}
    sizes = sealed_sizes(recipient), sealed_sizes(other)
    hidden = lock.pc_key.with_suffix(".away")
    lock.pc_key.rename(hidden)
    said = "\n".join(lines_of(plan_withdrawal(request.dataset, "01"), request.dataset))
    assert "withdraw on the one that holds it" in said
    with pytest.raises(StudyError, match="not on this computer"):
        relabel(request.dataset, "01", "09", who="A. Lee", why="typed wrongly")
    hidden.rename(lock.pc_key)
    assert withdraw(request.dataset, "01", who="A. Lee", why="asked").n_sealed == 2
    for run in (recipient, other):
        old, new = (
            {
                json.loads(text)["box"]
                for text in content.splitlines()
                if b'"box"' in text
            }
            for content in (before[run], run.decisions.read_bytes())
        )
        assert not old & new, "every line is sealed anew"
        closing = read_chain(run.decisions).closing
        assert closing is not None
        assert (closing.line.by, check_run(run)) == ("withdraw", [])
    assert (sealed_sizes(recipient), sealed_sizes(other)) == sizes
    lines = opened_here(recipient, read_ledger(recipient.decisions).lines)
    courses = [one.course for one in lines if isinstance(one, ArmLine)]
    assert courses[-1] is not None
    assert courses[-1].source.startswith("sub-withdrawn_ses-01")
    assert "sub-01" not in str(lines)
    assert replay_run(other).differences == []


def test_nobody_who_is_not_enrolled_begins_a_session(study) -> None:
    _, request = study
    with pytest.raises(StudyError, match="not enrolled"):
        check_request(replace(request, participant="09"))


REST = """
  - {task: rest, stage: calibration, label: rest, options: {duration: 60},
     rule: {name: fixed}}"""
WORK = """
  - {task: visual-search, stage: calibration, label: engaged, rule: {name: fixed}}"""


def test_a_check_that_a_locked_study_never_makes_is_not_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside it the same protocol is refused."""
    fields, main = PROTOCOL.split("blocks:", maxsplit=1)[0], PROTOCOL.splitlines()[-1]
    blocks = f"{REST}{WORK}{REST}{WORK}\n{main}\n"
    long = f"{fields}calibration: checked\nblocks:{blocks}"
    _, request = locked(tmp_path, monkeypatch, long)
    assert check_request(request).plan.check_seconds > 90
    with pytest.raises(RequestError, match="check of the calibration would take"):
        check_request(replace(request, dataset=tmp_path / "open"))


def test_a_changed_protocol_is_refused(study, tmp_path: Path) -> None:
    """A trial more is a deviation that has to be stated first."""
    _, request = study
    (tmp_path / "tiny.yaml").write_text(PROTOCOL.replace("trials: 5", "trials: 6"))
    with pytest.raises(StudyError, match="not as it was locked"):
        check_request(request)
