"""Each sham of a dataset held against the person's own scores, from the ledgers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.session.arms.arm_lines import ArmLine
from attention_camp.camp.session.ledger_lines import (
    Decided,
    HeaderLine,
    LedgerLine,
    TakenUp,
    TrialLine,
)
from attention_camp.camp.session.plan import Plan
from attention_camp.camp.session.running.course import plan_of_run
from attention_camp.camp.study.arms.contingency import (
    Contingency,
    Course,
    StudyContingency,
    contingency,
    study_contingency,
)

SHAMS = ("sham", "yoked")
"""Arms whose rules receive what is not the person's own."""


@dataclass(frozen=True, slots=True)
class Sham:
    """A session of a sham arm, held against the person's own scores."""

    run: RunPaths
    arm: str
    source: str
    """Whose scores were delivered; empty: nobody's."""
    contingency: Contingency
    agreement: float
    """Share of decisions that the own scores would have made alike, of those at which
    either score changed the level; NaN: there are none."""
    own: Course
    delivered: Course
    """The scores of the main trials; NaN where there was none."""


def shams_of(dataset: Path) -> Iterator[Sham]:
    """Yield the sham sessions of a dataset whose arms are open."""
    for run in existing_runs(dataset):
        if (found := sham_of(run)) is not None:
            yield found


def sham_of(run: RunPaths) -> Sham | None:
    """Return a run held against its own scores; None: no sham, or it is sealed."""
    lines = read_what_is_whole(run.decisions).lines
    headers = [line for line in lines if isinstance(line, HeaderLine)]
    if not headers:
        return None
    found = next((line for line in lines if isinstance(line, ArmLine)), None)
    arm = headers[0].arm if found is None else found.arm
    if arm not in SHAMS:
        return None
    # of two headers in a blinded session the second, once sealed, says all
    return _sham(run, arm, headers[-1], found, lines)


def yoked_study(shams: Iterable[Sham]) -> StudyContingency:
    """Return whether the yoked people of a study received of their own scores.

    The runs of a session that broke off and went on are one: the null holds a person's
    sessions against what others received in the same ones.
    """
    people: dict[str, dict[tuple[str, str], list[Sham]]] = {}
    for sham in shams:
        if sham.arm == "yoked":
            mine = people.setdefault(sham.run.participant, {})
            mine.setdefault((sham.run.session, sham.run.task), []).append(sham)
    sessions = [list(mine.values()) for mine in people.values()]
    return study_contingency(
        [[np.concatenate([x.own for x in runs]) for runs in mine] for mine in sessions],
        [
            [np.concatenate([x.delivered for x in runs]) for runs in mine]
            for mine in sessions
        ],
    )


def _sham(
    run: RunPaths,
    arm: str,
    header: HeaderLine,
    line: ArmLine | None,
    lines: Sequence[LedgerLine],
) -> Sham:
    trials = [
        (trial, trial.decided)
        for trial in lines
        if isinstance(trial, TrialLine)
        and trial.decided is not None
        and trial.record.stage == "main"
    ]
    own = np.array([_number(made.score.value) for _, made in trials])
    delivered = np.array([_number(made.evidence.engagement) for _, made in trials])
    course = None if line is None else line.course
    return Sham(
        run,
        arm,
        "" if course is None else course.source,
        contingency(own, delivered),
        _agreement(plan_of_run(header, lines), header.taken_up, trials),
        own,
        delivered,
    )


def _agreement(
    plan: Plan,
    taken_up: TakenUp | None,
    trials: Sequence[tuple[TrialLine, Decided]],
) -> float:
    """Run the rules again on the own scores, and compare where a score mattered.

    Parameters
    ----------
    plan : Plan
        The session as it was run.
    taken_up : TakenUp or None
        Where it goes on with a run that was broken off; None: it does not.
    trials : sequence of (TrialLine, Decided)
        The main trials.
    """
    rules = [planned.block.make_rule(planned.task) for planned in plan.blocks]
    begun = taken_up.goes_on_at if taken_up else None
    states: dict[int, Any] = {}
    if begun is not None and begun.state is not None:
        states[begun.number] = rules[begun.number - 1].from_json(begun.state)
    same = n_moved = 0
    for trial, made in trials:
        number = trial.record.block
        rule = rules[number - 1]
        state = states.get(number, rule.start()[1])
        own = replace(
            made.evidence, engagement=made.score.value, certainty=made.score.certainty
        )
        decision, states[number] = rule.decide(state, own)
        alone, _ = rule.decide(state, replace(own, engagement=None, certainty=None))
        if made.acted or decision.level != alone.level:
            n_moved += 1
            same += decision.level == made.decision.level
    return same / n_moved if n_moved else math.nan


def _number(value: float | None) -> float:
    return math.nan if value is None else value
