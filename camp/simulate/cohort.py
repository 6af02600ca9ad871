"""A cohort over any number of workers: resumable, the same on any number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.dataset_files import (
    add_participant,
    has_participant,
    write_dataset_files,
)
from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.guards.dataset_folder import check_dataset_folder
from attention_camp.camp.dataset.layout import RunPaths, existing_runs, task_label
from attention_camp.camp.dataset.tables import as_json
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.studies.study_file import canonical_hash
from attention_camp.camp.simulate.person import (
    SessionJob,
    job_of,
    read_state,
    simulate_session,
    state_path,
)
from attention_camp.camp.simulate.plan import CohortPlan, PlanError
from attention_camp.camp.workers.pool import HERE, Workers
from attention_camp.resources.texts import Sentence
from attention_camp.tasks.observers.person import PersonState


def simulate_cohort(
    plan: CohortPlan,
    *,
    workers: Workers = HERE,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Simulate what is left of a cohort; return the number of sessions in all.

    Killed at any moment it can be begun again, and every session is there once. People
    of the yoked arm come last and one after the other, since each takes a donor.

    Parameters
    ----------
    plan : CohortPlan
        Who does what.
    workers : Workers
        Who does it; the dataset is the same with any number.
    progress : callable or None
        Called with the number of sessions done and of all that were planned; it may
        raise, to cancel.

    Raises
    ------
    PlanError
        If the folder holds something else, or another plan.
    DatasetError, ProtocolError
        If a session cannot be recorded.
    WorkersError
        If the workers are lost.
    """
    _begin(plan)
    cohort = _Cohort(plan)
    total = plan.n_people * len(plan.visits)

    def look() -> None:
        if progress is not None:
            progress(cohort.n_done, total)

    folders = (plan.dataset,)
    for jobs, take in (
        (cohort.first_jobs(), cohort.go_on),
        (cohort.first_yoked(), cohort.go_on_yoked),
    ):
        workers.run(simulate_session, jobs, take, folders=folders, look=look)
    look()
    return cohort.n_done


class _Cohort:
    """Where everybody is in the plan, and which session comes next.

    Parameters
    ----------
    plan : CohortPlan
        Who does what; what was done before is read from its dataset.
    """

    def __init__(self, plan: CohortPlan) -> None:
        self._plan = plan
        self._arms = plan.allocation
        self._states = {
            label: read_state(state_path(plan.dataset, label)) for label in plan.labels
        }
        self.n_done = sum(state.sessions for state in self._states.values())
        yoked = [label for label, arm in self._arms.items() if arm == "yoked"]
        self._yoked = iter(yoked)

    def first_jobs(self) -> Iterator[SessionJob]:
        """Yield the next session of each person who is not yoked."""
        for label, arm in self._arms.items():
            job = None if arm == "yoked" else self._next_of(label)
            if job is not None:
                yield job

    def first_yoked(self) -> Iterator[SessionJob]:
        """Yield the next session of the next yoked person, if there is one."""
        for label in self._yoked:
            job = self._next_of(label)
            if job is not None:
                yield job
                return

    def go_on(self, job: SessionJob, state: PersonState) -> SessionJob | None:
        """Write down what a session left; return the person's next one."""
        path = state_path(self._plan.dataset, job.label)
        write_whole(path, as_json(state.to_json()))
        self._states[job.label] = state
        self.n_done += 1
        return self._next_of(job.label)

    def go_on_yoked(self, job: SessionJob, state: PersonState) -> SessionJob | None:
        """Do the same; after a person's last session comes the next yoked person."""
        return self.go_on(job, state) or next(self.first_yoked(), None)

    def _next_of(self, label: str) -> SessionJob | None:
        state = self._states[label]
        if state.has_left or state.sessions >= len(self._plan.visits):
            return None
        return job_of(self._plan, label, self._arms[label], state)


def _begin(plan: CohortPlan) -> None:
    """Make the dataset and its list of people, or check that it is this plan's."""
    mark = plan.dataset / "sourcedata" / "simulation" / "plan.json"
    text = as_json(_identity(plan))
    if mark.exists():
        if mark.read_text(encoding="utf-8") != text:
            raise PlanError(
                Sentence(
                    "{dataset} holds another simulated cohort: {mark} says which. Give "
                    "the same people, sessions, arms and seed, or another folder.",
                    dataset=plan.dataset,
                    mark=mark,
                )
            )
    else:
        check_dataset_folder(plan.dataset)
        if next(iter(existing_runs(plan.dataset)), None) is not None:
            raise PlanError(
                Sentence(
                    "{dataset} holds sessions already. Simulate into a new folder, so "
                    "that nobody takes simulated people for people.",
                    dataset=plan.dataset,
                )
            )
        make_folder(mark.parent)
        write_whole(mark, text)
    write_dataset_files(plan.dataset)
    first = load_protocol(plan.visits[0].protocol)
    for label in plan.labels:  # in order, so that the table is the same with any number
        paths = RunPaths(
            plan.dataset, label, plan.visits[0].session, task_label(first.name)
        )
        if not has_participant(paths):
            add_participant(paths, {})


def _identity(plan: CohortPlan) -> dict[str, Any]:
    """Return what makes a plan another one; protocols by what they say."""
    values = asdict(plan) | {"dataset": plan.dataset.name}
    names = sorted({visit.protocol for visit in plan.visits})
    hashes = {Path(n).name: canonical_hash(load_protocol(n)) for n in names}
    visits = [asdict(v) | {"protocol": Path(v.protocol).name} for v in plan.visits]
    return values | {"visits": visits, "protocols": hashes}
