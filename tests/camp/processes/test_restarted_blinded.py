"""A blinded session whose participant process was started again goes on as it was."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.studies import locking
from attention_camp.camp.dataset.studies.enrolment import enrol
from attention_camp.camp.dataset.studies.locking import lock_study
from attention_camp.camp.dataset.studies.opening import opened_here
from attention_camp.camp.dataset.studies.study_folder import notes
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.processes.session import check_request, prepare
from attention_camp.camp.processes.trials import run_trials
from attention_camp.camp.session.arms.arm_lines import ArmLine
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl
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


@pytest.mark.parametrize("label", ["01", "02"])
def test_arm_course_and_levels_go_on_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    monkeypatch.setattr(locking, "key_folder", lambda: tmp_path / "pc")
    (tmp_path / "tiny.yaml").write_text(PROTOCOL)
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
    prepared = check_request(request)
    prepare(prepared).release()
    told: list[object] = []
    for control, ending in ((EndsAfter(3), Ending.ABORTED), (NoControl(), "finished")):
        clock, store = VirtualClock(), TrialStore(prepared.paths)
        screen = SimulatedScreen(
            make_observer("default"), clock, seed=1, engagement=lambda: 0.8
        )
        parts = Parts(screen, NoHeadset(), store, told.append, control, clock)
        ended = run_trials(prepared, parts, store)
        store.close()
        assert ended.ending is Ending(ending)
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
