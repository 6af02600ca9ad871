"""The sessions of a simulated person, each a job that leaves what the next begins with.

A session counts when the person's state after it is on disk. What was broken off before
that is done again from the state before, and so comes out the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attention_camp.camp.dataset.guards.locks import Lock
from attention_camp.camp.dataset.layout import RunPaths, task_label
from attention_camp.camp.dataset.prepare import remove_simulated_run
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.request import SessionRequest, seed_of
from attention_camp.camp.simulate.plan import CohortPlan, Visit
from attention_camp.signal.clock import HostTimes, replaced_clocks
from attention_camp.tasks.observers.observer import make_person
from attention_camp.tasks.observers.person import PersonState

FIRST_DAY = datetime(2000, 1, 3, 9, tzinfo=UTC)
"""When every simulated person has their first session."""
LOST_SECONDS = 60.0
"""How long a worker that nobody reaches any more may take to end its session, s."""


class Calendar(HostTimes):
    """Clocks that are the same each time: a fixed date, and a tick for every look.

    What a session does once in so many real seconds, such as syncing its files, it so
    does after so many steps.
    """

    def __init__(self, day: int) -> None:
        self._now = FIRST_DAY + timedelta(days=day)
        self._n_looks = 0

    def host(self) -> float:
        """Return a time that goes on by a millisecond at each look."""
        self._n_looks += 1
        return self._n_looks / 1000

    def wall(self) -> datetime:
        """Return the moment."""
        return self._now


@dataclass(frozen=True, slots=True)
class SessionJob:
    """One session of one person, in plain values that any process can take."""

    dataset: Path
    """Absolute."""
    label: str
    visit: Visit
    arm: str
    person: str
    """Who, as after ``person:``."""
    board: str
    days_after: float
    """Until the person's next session."""
    state: PersonState
    """What earlier sessions left."""


def job_of(plan: CohortPlan, label: str, arm: str, state: PersonState) -> SessionJob:
    """Return the next session of a person, who has one left.

    Parameters
    ----------
    plan : CohortPlan
        The cohort.
    label, arm : str
        The participant, and the arm that they are in.
    state : PersonState
        What their sessions so far left.
    """
    visit = plan.visits[state.sessions]
    later = [other.day for other in plan.visits if other.day > visit.day]
    return SessionJob(
        plan.dataset.resolve(),
        label,
        visit,
        arm,
        plan.person(label),
        plan.board,
        float(min(later) - visit.day) if later else 1.0,
        state,
    )


def simulate_session(job: SessionJob) -> PersonState:
    """Simulate one session, and return what it left in the person.

    What an earlier attempt at it wrote is removed first. A cluster may do a job again
    whose worker it lost after the end, or which still works unseen: a person's sessions
    are therefore one after the other, and one that counts already is not done again.

    Raises
    ------
    HeldError
        If another process does a session of this person and does not end.
    RunExistsError
        If the run is of anybody but a simulated participant.
    DatasetError, ProtocolError
        If it cannot be recorded.
    """
    path = state_path(job.dataset, job.label)
    lock = Lock(path.with_suffix(".lock"), seconds=LOST_SECONDS)
    try:
        state = read_state(path)
        return state if state.sessions > job.state.sessions else _simulated(job)
    finally:
        lock.release()


def _simulated(job: SessionJob) -> PersonState:
    protocol = load_protocol(job.visit.protocol)
    task = task_label(protocol.name)
    paths = RunPaths(job.dataset, job.label, job.visit.session, task)
    remove_simulated_run(paths)
    _remove_drafts(paths)
    person = make_person(job.person, state=job.state)
    request = SessionRequest(
        job.dataset,
        job.label,
        job.visit.session,
        protocol=job.visit.protocol,
        arm=job.arm,
        board=job.board,
        observer=f"person:{job.person}",
        headless=True,
        speed=100.0,
        seed=seed_of(job.dataset, job.label, job.visit.session, 1),
    )
    with replaced_clocks(Calendar(job.visit.day)):
        run_headless(request, tell=_nobody, observer=person)
    if read_session(paths).get("state") != "finished":
        raise RuntimeError(f"{paths.stem} did not end")
    return person.end_session(days=job.days_after)


def _remove_drafts(paths: RunPaths) -> None:
    """Remove what a killed worker had not finished writing of this person.

    Nobody else writes there now: a person's sessions are one after the other.
    """
    above = paths.folder.parents[:2]  # the tables of scans and of sessions
    for folder in (paths.folder, *above, paths.source_folder):
        for draft in folder.glob(f".{paths.subject}_*.tmp"):
            draft.unlink()


def _nobody(message: object) -> None:
    """Tell nobody."""


def state_path(dataset: Path, label: str) -> Path:
    """Return the file that says what a person's sessions left."""
    return dataset / "sourcedata" / "simulation" / f"sub-{label}.json"


def read_state(path: Path) -> PersonState:
    """Return what is on disk of a person; who has not come yet is new."""
    try:
        return PersonState.from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return PersonState()
