"""A simulated cohort is the same on any number of processes, and after any kill."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.simulate.cohort import simulate_cohort
from attention_camp.camp.simulate.person import job_of, simulate_session
from attention_camp.camp.simulate.plan import (
    PlanError,
    parse_arms,
    parse_visits,
)
from attention_camp.tasks.observers.person import PersonState

pytestmark = pytest.mark.timeout(240)


def _content(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_session_is_there_once_valid_and_replayed(uninterrupted) -> None:
    plan, told = uninterrupted
    runs = recorded_runs(plan.dataset)
    held = [(run.participant, run.session) for run in runs]
    assert sorted(held) == [
        (p, s) for p in ("01", "02", "03") for s in ("camp1", "pre1")
    ]
    assert told[-1] == (6, 6)
    assert {read_session(run)["state"] for run in runs} == {"finished"}
    arms = {read_session(run)["request"]["arm"] for run in runs}
    assert arms == {"closed-loop", "yoked"}
    assert validate(plan.dataset) == []
    assert not any(replay_run(run).differences for run in runs)


def test_two_processes_killed_on_the_way_write_the_same_bytes(
    uninterrupted, tmp_path: Path, tiny_sessions, plan_in
) -> None:
    whole, _ = uninterrupted
    plan = plan_in(tmp_path / "two")
    command = [
        sys.executable, "-m", "attention_camp.camp", "simulate",
        *tiny_sessions, "--dataset", str(plan.dataset),
        "--participants", "3", "--arm", "closed-loop", "--arm", "yoked",
        "--board", plan.board, "--seed", "5", "--workers", "2",
    ]  # fmt: skip
    first = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 120
    while not list(plan.dataset.rglob("*_eeg.eeg")):  # somebody's session has begun
        assert time.monotonic() < until
        time.sleep(0.01)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    subprocess.run(command, check=True, capture_output=True)
    assert _content(plan.dataset) == _content(whole.dataset)


def test_another_plan_or_other_sessions_are_refused(
    uninterrupted, recorded: Path
) -> None:
    plan, _ = uninterrupted
    before = _content(plan.dataset)
    with pytest.raises(PlanError, match="holds another simulated cohort"):
        simulate_cohort(replace(plan, seed=6))
    assert _content(plan.dataset) == before
    with pytest.raises(PlanError, match="holds sessions already"):
        simulate_cohort(replace(plan, dataset=recorded))


@pytest.mark.parametrize(
    "text", ["demo", "after=demo", "pre=", "pre=demo*0", "pre=a*x"]
)
def test_a_session_that_is_not_one_is_refused(text: str) -> None:
    with pytest.raises(PlanError, match="TYPE=PROTOCOL"):
        parse_visits([text])


def test_sessions_are_numbered_within_their_type_and_spread_over_days() -> None:
    visits = parse_visits(["pre=demo", "camp=demo*2", "post=demo"], days=3)
    assert [visit.session for visit in visits] == ["pre1", "camp1", "camp2", "post1"]
    assert [visit.day for visit in visits] == [0, 3, 6, 9]


def test_arms_have_shares_and_unknown_ones_are_refused() -> None:
    assert parse_arms(["closed-loop*2", "sham"]) == {"closed-loop": 2, "sham": 1}
    with pytest.raises(PlanError, match="ARM"):
        parse_arms(["placebo"])


def test_a_session_that_counts_is_not_done_again(uninterrupted) -> None:
    """A cluster repeats a job whose worker it lost just after the end."""
    plan, _ = uninterrupted
    before = _content(plan.dataset)
    job = job_of(plan, "01", plan.allocation["01"], PersonState())
    assert simulate_session(job).sessions == 2
    assert _content(plan.dataset) == before


def test_what_a_killed_worker_had_not_finished_writing_is_gone(
    uninterrupted, plan_in, tmp_path: Path
) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done:
            raise StoppedError

    plan = plan_in(tmp_path / "stopped")
    with pytest.raises(StoppedError):
        simulate_cohort(plan, progress=stop)
    for label in plan.labels:
        eeg = plan.dataset / f"sub-{label}" / "ses-camp1" / "eeg"
        source = plan.dataset / "sourcedata" / f"sub-{label}" / "ses-camp1"
        for folder in (eeg, eeg.parents[0], eeg.parents[1], source):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f".sub-{label}_ses-camp1_scans.tsv.1-1.tmp").write_text("torn")
    simulate_cohort(plan)
    assert _content(plan.dataset) == _content(uninterrupted[0].dataset)
