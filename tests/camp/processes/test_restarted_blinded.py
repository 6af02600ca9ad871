"""A blinded session whose participant process was started again goes on as it was."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.studies import locking
from attention_camp.camp.dataset.studies.enrolment import enrol
from attention_camp.camp.dataset.studies.locking import StudyLock, lock_study
from attention_camp.camp.dataset.studies.opening import opened_here
from attention_camp.camp.dataset.studies.study_folder import notes
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.processes.session import Prepared, check_request, prepare
from attention_camp.camp.processes.trials import run_trials
from attention_camp.camp.session.arms.arm_lines import ArmLine
from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl, Tell
from attention_camp.camp.session.ledger_lines import HeaderLine, TrialLine
from attention_camp.camp.session.link import NO_ANSWER, NO_EEG, NOWHERE
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import BlockMeans, Ending
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.tasks.observers.observer import make_observer

PROTOCOL = """
name: tiny
title: Tiny
description: For tests.
blocks: [{task: visual-search, trials: 8, cards: false}]
"""
CAMP = f"{PROTOCOL}sessions: 2\n"
STUDY = """
name: small
title: Small
protocols: [tiny.yaml]
sessions: 1
arms: [{name: yoked, evidence: yoked}, {name: sham, evidence: sham}]
block_sizes: [2]
places: 2
primary_outcome: {measure: x, sessions: [post], test: ancova}
"""


class NoHeadset:
    """The EEG side of a session without a headset."""

    def describe(self):
        return None

    def places(self, times):
        return (NOWHERE,) * len(times)

    def score(self, start, stop):
        return NO_EEG

    def keep(self, label, start, stop):
        return 0, 0

    def calibrate(self):
        return NO_ANSWER

    def mark(self, value):
        pass


class EndsAfter(NoControl):
    """An operator who ends the session after some trials."""

    def __init__(self, n_trials: int) -> None:
        self.n_left = n_trials

    @property
    def aborted(self) -> bool:
        self.n_left -= 1
        return self.n_left < 0


class ReadingScreen(SimulatedScreen):
    """A screen that keeps the pages of the camp."""

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__(
            make_observer("default"), clock, seed=1, engagement=lambda: 0.8
        )
        self.read: list[CampPage] = []

    def show_camp(self, pages, **options):
        self.read += pages
        return super().show_camp(pages, **options)


def locked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    label: str,
    protocol: str = PROTOCOL,
) -> tuple[StudyLock, SessionRequest]:
    """Return a locked study of two, and a request for a session of one of them."""
    monkeypatch.setattr(locking, "key_folder", lambda: tmp_path / "pc")
    (tmp_path / "tiny.yaml").write_text(protocol)
    (tmp_path / "study.yaml").write_text(STUDY)
    public = make_key(tmp_path / "statistician.pem")
    lock = lock_study(tmp_path / "study.yaml", tmp_path / "data", public)
    for one in ("01", "02"):
        enrol(lock, one, {})
    request = SessionRequest(
        tmp_path / "data",
        label,
        "01",
        protocol=str(tmp_path / "tiny.yaml"),
        observer="default",
        board="simulated",
        headless=True,
    )
    return lock, request


def run_of(
    prepared: Prepared, control: NoControl, tell: Tell
) -> tuple[Ending, list[CampPage]]:
    """Run the trials that are left as a new process does; return ending and pages."""
    clock, store = VirtualClock(), TrialStore(prepared.paths)
    screen = ReadingScreen(clock)
    parts = Parts(screen, NoHeadset(), store, tell, control, clock)
    ended = run_trials(prepared, parts, store)
    store.close()
    return ended.ending, screen.read


@pytest.mark.parametrize("label", ["01", "02"])
def test_arm_course_and_levels_go_on_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    lock, request = locked(tmp_path, monkeypatch, label)
    prepared = check_request(request)
    prepare(prepared).release()
    told: list[object] = []
    for control, ending in (
        (EndsAfter(3), Ending.ABORTED),
        (NoControl(), Ending.FINISHED),
    ):
        assert run_of(prepared, control, told.append)[0] is ending
    run = prepared.paths
    lines = opened_here(run, read_ledger(run.decisions).lines)
    assert sum(isinstance(line, HeaderLine) for line in lines) == 1
    assert sum(isinstance(line, ArmLine) for line in lines) == 1
    trials = [line for line in lines if isinstance(line, TrialLine)]
    assert [line.record.trial for line in trials] == list(range(1, 9))
    for before, after in pairwise(trials):
        assert after.decided.state_before == before.decided.state_after
        assert after.record.level == before.record.next_level
    assert [m for m in told if isinstance(m, BlockMeans)]
    # whoever opened the arm left a line
    openings = [line["by"] for line in notes(lock.folder, "opened")]
    assert openings == ["its session", "its session", "a replay"]


def test_pages_tell_of_the_run_gone_on_with_by_the_sessions_own_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, request = locked(tmp_path, monkeypatch, "01", protocol=CAMP)
    n_answers = 0
    for control, ending in (
        (EndsAfter(3), Ending.ABORTED),
        (NoControl(), Ending.FINISHED),
    ):
        prepared = check_request(request)
        prepare(prepared).release()
        ended, pages = run_of(prepared, control, lambda _: None)
        assert ended is ending
        run = prepared.paths
        for line in opened_here(run, read_ledger(run.decisions).lines):
            if isinstance(line, TrialLine):
                n_answers += len(line.record.response.split())
        request = replace(request, run=2)
    said = [line for page in pages for line in page.lines]
    assert f"Your answers today: {n_answers}" in said, "no headset tells the minutes"
    assert n_answers > 5, "those of both runs"
    # whoever opened the arm left a line: a run opens no other arm than its own
    openings = [line["by"] for line in notes(lock.folder, "opened")]
    assert openings == ["its session", "a replay"] * 2
