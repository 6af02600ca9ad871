"""All sessions of one simulated person, each done exactly once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import RunPaths, task_label
from attention_camp.camp.dataset.prepare import remove_simulated_run
from attention_camp.camp.dataset.tables import as_json
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


def simulate_person(
    plan: CohortPlan, label: str, done: Callable[[], None] = lambda: None
) -> int:
    """Simulate what is left of a person's sessions; return how many they did.

    A session counts when the person's state after it is on disk: what was broken off
    before is done again from the state before, and so comes out the same.

    Parameters
    ----------
    plan : CohortPlan
        The cohort.
    label : str
        The participant.
    done : callable
        Called after each session.
    """
    path = state_path(plan, label)
    state = read_state(path)
    person = make_person(plan.person(label), state=state)
    for visit in plan.visits[state.sessions :]:
        if state.has_left:
            break
        _simulate_session(plan, label, visit, person)
        state = person.end_session(days=_days_after(plan, visit))
        write_whole(path, as_json(state.to_json()))
        done()
    return state.sessions


def _simulate_session(plan: CohortPlan, label: str, visit: Visit, person: Any) -> None:
    protocol = load_protocol(visit.protocol)
    paths = RunPaths(plan.dataset, label, visit.session, task_label(protocol.name))
    remove_simulated_run(paths)
    request = SessionRequest(
        plan.dataset,
        label,
        visit.session,
        protocol=visit.protocol,
        arm=plan.allocation[label],
        board=plan.board,
        observer=f"person:{plan.person(label)}",
        headless=True,
        speed=100.0,
        seed=seed_of(plan.dataset, label, visit.session, 1),
    )
    with replaced_clocks(Calendar(visit.day)):
        run_headless(request, tell=_nobody, observer=person)
    if read_session(paths).get("state") != "finished":
        raise RuntimeError(f"{paths.stem} did not end")


def _nobody(message: object) -> None:
    """Tell nobody."""


def state_path(plan: CohortPlan, label: str) -> Path:
    """Return the file that says what a person's sessions left."""
    return plan.dataset / "sourcedata" / "simulation" / f"sub-{label}.json"


def read_state(path: Path) -> PersonState:
    """Return what is on disk of a person; who has not come yet is new."""
    try:
        return PersonState.from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return PersonState()


def _days_after(plan: CohortPlan, visit: Visit) -> float:
    later = [other.day for other in plan.visits if other.day > visit.day]
    return float(min(later) - visit.day) if later else 1.0
