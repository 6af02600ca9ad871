"""From a study file to the cohort that rehearses it: its sessions, arms and outcome."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.session.protocol import Protocol, load_protocol
from attention_camp.camp.session.protocols.protocol_file import (
    published_protocols,
    shipped_protocols,
)
from attention_camp.camp.session.request import SESSION_TYPES
from attention_camp.camp.session.studies.study_file import Study, load_study
from attention_camp.camp.simulate.plan import CohortPlan, PlanError, Visit
from attention_camp.resources.texts import Sentence

TRAINING = "camp"
"""Type of the sessions that the outcome is not measured in."""


def is_study_file(text: str) -> bool:
    """Return whether an argument of ``simulate`` names a study file."""
    return "=" not in text and text.endswith((".yaml", ".yml"))


def plan_of(
    file: Path,
    dataset: Path,
    n_people: int,
    *,
    days: int = 2,
    people: str = "",
    board: str = "simulated",
    seed: int = 0,
) -> tuple[Study, CohortPlan]:
    """Return a study, and the cohort that works it from the first session to the last.

    The sessions named by the primary outcome are measured with the protocol that has
    its task; the first of them comes before the training, the others after it.

    Parameters
    ----------
    file : Path
        The study file.
    dataset : Path
        New folder, or one to go on with.
    n_people : int
        People to simulate; the study's arms share them by their ratio.
    days : int
        Days from one session to the next.
    people, board : str
        Who, and the simulated headset, as in `CohortPlan`.
    seed : int
        Of people, arms and trials.

    Raises
    ------
    StudyError, ProtocolError
        If the study or a protocol cannot be used.
    PlanError
        If the file does not say which protocol measures the outcome.
    """
    study = load_study(file)
    visits = _visits(study, file.parent, days)
    plan = CohortPlan(
        dataset, visits, n_people, arms=study.ratio, people=people, board=board,
        seed=seed,
    )  # fmt: skip
    return study, plan


def _visits(study: Study, folder: Path, days: int) -> tuple[Visit, ...]:
    """Return the sessions of a study, in order.

    Parameters
    ----------
    study : Study
        The study.
    folder : Path
        Where its file lies, and its own protocols beside it.
    days : int
        Days from one session to the next.
    """
    names = {name: _place(name, folder) for name in study.protocols}
    protocols = {name: load_protocol(place) for name, place in names.items()}
    times = study.primary_outcome.sessions
    unknown = [time for time in times if time not in SESSION_TYPES]
    if unknown:
        raise PlanError(
            Sentence(
                "The primary outcome is taken from the session {got}. To simulate the "
                "study, name types of sessions: {types}.",
                got=repr(unknown[0]),
                types=", ".join(SESSION_TYPES),
            )
        )
    measuring = names[_measuring(study, protocols)]
    training = [place for place in names.values() if place != measuring]
    n_training = max(study.sessions - len(times), 0)
    kinds = [(times[0], measuring)]
    kinds += [(TRAINING, (training or [measuring])[0])] * n_training
    kinds += [(time, measuring) for time in times[1:]]
    numbers: dict[str, int] = {}
    visits = []
    for place, (kind, protocol) in enumerate(kinds):
        numbers[kind] = numbers.get(kind, 0) + 1
        visits.append(Visit(f"{kind}{numbers[kind]}", protocol, place * days))
    return tuple(visits)


def _place(name: str, folder: Path) -> str:
    shipped = (*shipped_protocols(), *published_protocols())
    return name if name in shipped else str(folder / name)


def _measuring(study: Study, protocols: dict[str, Protocol]) -> str:
    """Return the name of the protocol that has the task of the primary outcome.

    Where several have it, the last one: a study names its training first.
    """
    task = study.primary_outcome.measure.partition(".")[0]
    having = [
        name
        for name, protocol in protocols.items()
        if any(b.task == task and b.stage == "main" for b in protocol.blocks)
    ]
    if not having:
        raise PlanError(
            Sentence(
                "The primary outcome is {measure}, and no protocol of the study has a "
                "main block of the task {task}. Name the protocol that measures it.",
                measure=study.primary_outcome.measure,
                task=repr(task),
            )
        )
    return having[-1]
