"""The own score and what it is permitted: sealed in a blinded session, every byte."""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.person_versions import PersonVersions, read_person_file
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.rows import read_scores
from attention_camp.camp.dataset.studies import locking
from attention_camp.camp.dataset.studies.enrolment import enrol
from attention_camp.camp.dataset.studies.locking import lock_study, read_lock
from attention_camp.camp.dataset.studies.opening import data_key_here, opened_here
from attention_camp.camp.dataset.studies.own_scores import (
    COLUMN,
    opened_series,
    score_key,
    sealed_line,
)
from attention_camp.camp.dataset.studies.study_folder import notes
from attention_camp.camp.dataset.studies.unblinding import unblind
from attention_camp.camp.dataset.tables import ScoreRow, columns
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.people.person_keys import keys_folder
from attention_camp.camp.people.seals import SealError, derived
from attention_camp.camp.processes.acquisition import open_engine
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.resuming import resume_recording
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.ledger_lines import CalibrationLine, TrialLine
from attention_camp.camp.session.plain_values import read_as
from attention_camp.camp.session.protocol import Cleaning
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.models.replay_buffer import buffer_from_bytes
from attention_camp.models.scorer import Scorer
from attention_camp.resources.bounded import UnreadableError
from attention_camp.signal.sources.open_source import open_source

PROTOCOL = """
name: tiny
title: Tiny
description: For tests.
scoring: {estimator: theta-alpha}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 30},
     rule: {name: fixed}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 8, cards: false,
     rule: {name: fixed}}
  - {task: visual-search, trials: 4, cards: false}
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
places: 2
primary_outcome: {measure: x, sessions: [post], test: ancova}
"""
OPEN = ("_events.json", "_decisions.json", "README.md", "study.yaml")
"""What each column may hold, and what there could be: the same in every arm."""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A sealed session of a simulated person, and the keys; to be read only."""
    folder = tmp_path_factory.mktemp("study")
    (folder / "tiny.yaml").write_text(PROTOCOL)
    (folder / "study.yaml").write_text(STUDY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locking, "key_folder", lambda: folder / "pc")
        public = make_key(folder / "statistician.pem")
        lock = lock_study(folder / "study.yaml", folder / "data", public)
        enrol(lock, "01", {})
        request = SessionRequest(
            folder / "data",
            "01",
            "01",
            protocol=str(folder / "tiny.yaml"),
            board="simulated",
            observer="default",
            headless=True,
            seed=3,
        )
        run_headless(request, tell=lambda _: None)
        shutil.copytree(keys_folder(), folder / "person-keys")
        yield folder


@pytest.fixture
def run(recorded: Path, tmp_path: Path) -> RunPaths:
    """A copy of it on the computer that holds the keys."""
    shutil.copytree(recorded / "data", tmp_path / "data")
    shutil.copytree(recorded / "person-keys", keys_folder(), dirs_exist_ok=True)
    return RunPaths(tmp_path / "data", "01", "01", "tiny")


def _key(run: RunPaths) -> bytes:
    lock = read_lock(run.dataset)
    assert lock is not None
    header = read_ledger(run.decisions).header
    assert header is not None
    return score_key(derived(data_key_here(lock), header.arm))


def _cells(text: str) -> list[dict[str, str]]:
    names, *rows = (line.split("\t") for line in text.splitlines())
    return [dict(zip(names, row, strict=True)) for row in rows]


def _texts(value: object) -> set[bytes]:
    """Return a number as text and in binary, as a file could hold it."""
    number = float(str(value))
    # not as four bytes: what is encrypted holds any four of them by chance
    return {str(value).encode(), repr(number).encode(), struct.pack("<d", number)}


def test_no_byte_of_a_sealed_session_tells_score_permission_or_steering(
    run: RunPaths,
) -> None:
    lines = opened_here(run, read_ledger(run.decisions).lines)
    (permission,) = (x.permission for x in lines if isinstance(x, CalibrationLine))
    decided = [x.decided for x in lines if isinstance(x, TrialLine) if x.decided]
    series = _cells(opened_series(run, _key(run)))
    numbers = {row[n] for row in series for n in ("engagement", "engagement_refused")}
    numbers |= {str(one.score.value) for one in decided}
    numbers -= {"n/a", "None"}
    assert len(numbers) > 40, "there are scores to be found"
    assert permission.figures is not None, "the calibration came to a verdict"
    scales = {row["score_scale"] for row in series} - {"n/a", ""}
    assert scales & {"personal", "refused"}
    wanted = {text for number in numbers for text in _texts(number)}
    wanted |= {permission.why.encode(), permission.model[:12].encode(), b"steering"}
    wanted |= {b"personal", b"refused by"}
    files = [path for path in run.dataset.rglob("*") if path.is_file()]
    assert {run.person, run.engagement, run.decisions} <= {*files}
    for path in files:
        if not path.name.endswith((*OPEN, ".eeg")):
            content = path.read_bytes()
            assert not [text for text in wanted if text in content], path.name
    # nor does the person file whoever has the person's key
    about = buffer_from_bytes(read_person_file(run.person), "it").about
    assert {"steering", "why", "slope", "shift", "adapter", "model"}.isdisjoint(about)
    assert run.person.read_bytes() != read_person_file(run.person), "it is encrypted"
    assert len(PersonVersions(RunPaths(run.dataset, "01", "02", "tiny")).earlier()) == 1
    sealed = _cells(run.engagement.read_text())
    assert {len(row[COLUMN]) for row in sealed} == {380}
    assert {row["reason"] for row in sealed} == {"blinded"}
    assert all(row.engagement is None for row in read_scores(run))
    assert check_run(run) == []
    assert replay_run(run).differences == []


@pytest.mark.parametrize("left", [b"", b"onset\tduration\n0.0\t1.0\n"])
def test_an_empty_table_is_named_and_unblinding_again_mends_it(
    run: RunPaths, recorded: Path, left: bytes
) -> None:
    """The arm is told all the same: it may be an emergency."""
    lock = read_lock(run.dataset)
    assert lock is not None
    key, sealed = recorded / "statistician.pem", run.events.read_bytes()
    run.events.write_bytes(left)
    with pytest.raises(StudyError, match=f"not open yet: .*{run.events.name}"):
        unblind(lock, key, who="A. Lee", why="ill")
    assert json.loads(lock.folder.arms.read_text()).keys() == {"01"}
    assert run.events.read_bytes() == left
    assert not run.decisions.with_suffix(".key").exists()
    run.events.write_bytes(sealed)
    unblind(lock, key, who="A. Lee", why="ill")
    assert check_run(run) == []


def test_a_damaged_ledger_costs_its_own_session_and_no_arm(
    run: RunPaths, recorded: Path
) -> None:
    lock = read_lock(run.dataset)
    assert lock is not None
    key, whole = recorded / "statistician.pem", run.decisions.read_bytes()
    lines = whole.splitlines(keepends=True)
    lines[1] = b"{damaged}\n"
    run.decisions.write_bytes(b"".join(lines))
    with pytest.raises(StudyError, match=r"not open yet: .*line 2: .*no.* JSON"):
        unblind(lock, key, who="A. Lee", why="ill")
    assert json.loads(lock.folder.arms.read_text()).keys() == {"01"}
    run.decisions.write_bytes(whole)
    unblind(lock, key, who="A. Lee", why="ill")
    assert check_run(run) == []


def test_damaged_arms_are_named_before_anything_is_opened(
    run: RunPaths, recorded: Path
) -> None:
    lock = read_lock(run.dataset)
    assert lock is not None
    lock.folder.arms.write_text("{damaged")
    n_notes = len(notes(lock.folder))
    with pytest.raises(UnreadableError, match=r"arms\.json"):
        unblind(lock, recorded / "statistician.pem", who="A. Lee", why="ill")
    assert len(notes(lock.folder)) == n_notes
    assert not run.decisions.with_suffix(".key").exists()


def test_unblinding_restores_the_series_and_all_of_it_holds(
    run: RunPaths, recorded: Path
) -> None:
    lock = read_lock(run.dataset)
    assert lock is not None
    wanted = opened_series(run, _key(run))
    unblind(lock, recorded / "statistician.pem", who="A. Lee", why="the end")
    assert run.engagement.read_text() == wanted
    assert run.engagement.read_text().split("\n")[0].split("\t") == list(
        columns(ScoreRow)
    )
    scores = read_scores(run)
    assert any(row.engagement is not None or row.engagement_refused for row in scores)
    assert check_run(run) == []
    assert replay_run(run).differences == []
    openings = [line["by"] for line in notes(lock.folder, "opened")]
    assert openings[:2] == ["its recording", "its session"]


def test_what_is_on_disk_at_a_kill_can_be_opened(run: RunPaths) -> None:
    """A half-written row goes to the run's folder torn; the others open as before."""
    key, whole = _key(run), opened_series(run, _key(run))
    session = json.loads(run.session_json.read_text())
    run.session_json.write_text(json.dumps(session | {"state": "running"}))
    ledger = run.decisions.read_bytes().splitlines(keepends=True)
    run.decisions.write_bytes(b"".join(ledger[:-1]))  # nobody closed it
    row = sealed_line(ScoreRow(99.0, 24750, 0.5, 0.9, 1.0), key)
    with run.engagement.open("a", encoding="utf-8") as file:
        file.write(row[: len(row) // 2])
    recover(run.dataset)
    assert opened_series(run, key) == whole
    assert any(run.torn_folder.iterdir())
    assert check_run(run) == []
    assert replay_run(run).differences == []


def test_a_recording_that_goes_on_makes_the_sealed_calibration_again(
    run: RunPaths,
) -> None:
    """Else its scores would be on another scale from the restart on."""
    lines = opened_here(run, read_ledger(run.decisions).lines)
    (permission,) = (x.permission for x in lines if isinstance(x, CalibrationLine))
    asked = read_as(SessionRequest, read_session(run)["request"])
    engine = open_engine(replace(asked, dataset=run.dataset), VirtualClock())
    try:
        resume_recording(run, engine)
        assert engine.calibration.scorer.model_hash == permission.model
        assert engine.calibration.provenance.scale in {"personal", "refused"}
    finally:
        engine.close()


class Listener:
    """What somebody on the network hears, in place of LSL's streams."""

    def __init__(self) -> None:
        self.scores: list[tuple[float, float] | None] = []

    def push_samples(self, samples_uv: object, time: float) -> None:
        pass

    def push_quality(self, verdicts: object, time: float) -> None:
        pass

    def push_engagement(self, scored: tuple[float, float] | None, time: float) -> None:
        self.scores.append(scored)

    def close(self) -> None:
        pass


def test_no_score_of_a_blinded_session_leaves_the_computer(run: RunPaths) -> None:
    source, clock = open_source("simulated", fields={}, seed=3), VirtualClock()
    heard = Listener()
    source.start()
    scorer = Scorer(
        "theta-alpha", sfreq=source.info.sfreq, ch_names=source.info.ch_names
    )
    engine = EegEngine(
        source, scorer=scorer, clock=clock, cleaning=Cleaning(), outlets=heard
    )
    try:
        for is_remembered in (False, True):
            if is_remembered:
                assert any(heard.scores), "before a session begins, as always"
                heard.scores.clear()
                engine.remember(PersonVersions(run))
            for _ in range(24):
                clock.sleep_until(clock.now() + 0.25)
                engine.step()
                engine.publication()
        assert {*heard.scores} == {None}
    finally:
        engine.close()


def test_a_changed_box_or_another_key_is_refused(run: RunPaths) -> None:
    with pytest.raises(SealError):
        opened_series(run, bytes(32))
    text = run.engagement.read_text()
    place = len(text) - 40
    other = "A" if text[place] != "A" else "B"
    run.engagement.write_text(text[:place] + other + text[place + 1 :])
    with pytest.raises(SealError):
        opened_series(run, _key(run))
