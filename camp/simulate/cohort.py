"""A cohort over the cores of this computer: resumable, the same on any number."""

from __future__ import annotations

import multiprocessing as mp
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
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
    read_state,
    simulate_person,
    state_path,
)
from attention_camp.camp.simulate.plan import CohortPlan, PlanError
from attention_camp.resources.texts import Sentence

MOST_DEATHS = 5
"""Deaths of a worker without one session in between, before it is given up."""
_LOOK_SECONDS = 0.5


def simulate_cohort(
    plan: CohortPlan,
    *,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Simulate what is left of a cohort; return the number of sessions in all.

    Killed at any moment it can be begun again, and every session is there once. People
    of the yoked arm come last and one after the other, since each takes a donor.

    Parameters
    ----------
    plan : CohortPlan
        Who does what.
    workers : int
        Processes; the dataset is the same with any number.
    progress : callable or None
        Called with the number of sessions done and of all that were planned; it may
        raise, to cancel.

    Raises
    ------
    PlanError
        If the folder holds something else, or another plan.
    DatasetError, ProtocolError
        If a session cannot be recorded.
    """
    _begin(plan)
    total = plan.n_people * len(plan.visits)
    yoked = [label for label in plan.labels if plan.allocation[label] == "yoked"]
    others = [label for label in plan.labels if label not in yoked]

    def look() -> None:
        if progress is not None:
            progress(_n_done(plan), total)

    _run_all(plan, others, workers, look)
    _run_all(plan, yoked, 1, look)
    look()
    return _n_done(plan)


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


def _n_done(plan: CohortPlan) -> int:
    return sum(read_state(state_path(plan, label)).sessions for label in plan.labels)


def _run_all(
    plan: CohortPlan, labels: Sequence[str], workers: int, look: Callable[[], None]
) -> None:
    """Simulate people; a worker that dies is replaced and its person gone on with."""
    deaths, before = 0, _n_done(plan)
    while labels:
        try:
            _run(plan, labels, workers, look)
        except BrokenProcessPool:
            now = _n_done(plan)
            deaths, before = (deaths + 1 if now == before else 0), now
            if deaths >= MOST_DEATHS:
                raise PlanError(
                    Sentence(
                        "The workers died {n} times in a row without finishing a "
                        "session. There may be too little memory: try fewer workers.",
                        n=deaths,
                    )
                ) from None
        else:
            return


def _run(
    plan: CohortPlan, labels: Sequence[str], workers: int, look: Callable[[], None]
) -> None:
    # spawn: the workers must not inherit threads of a window or of numpy
    context = mp.get_context("spawn")
    with ProcessPoolExecutor(max(workers, 1), mp_context=context) as pool:
        futures: set[Future[int]] = {
            pool.submit(simulate_person, plan, label) for label in labels
        }
        try:
            while futures:
                finished, futures = wait(futures, _LOOK_SECONDS, FIRST_COMPLETED)
                for one in finished:
                    one.result()
                look()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
