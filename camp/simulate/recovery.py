"""Do a simulated study's sessions find the people in it: thresholds, time on target."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.protocol import Block, Protocol
from attention_camp.camp.session.protocols.carried_levels import aim_of
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.simulate.plan import CohortPlan
from attention_camp.camp.study.gather import StudyData
from attention_camp.tasks.difficulty.settled import settled_level
from attention_camp.tasks.observers.mind import WORK_LEVEL
from attention_camp.tasks.observers.observer import make_person
from attention_camp.tasks.observers.person import PersonState
from attention_camp.tasks.task import Task

if TYPE_CHECKING:
    import pandas as pd

FIRST_TRIALS = 20
"""Trials of a block in which a rule is still looking for the level; own choice."""
NEAR = 0.1
"""How near the target the share right of a block counts as on target; own choice."""
N_ANSWERS = 60
"""Answers of a person at each level, for the level that is truly theirs."""
MOST_PEOPLE = 24
"""People whose true level is looked for: each takes hundreds of answers."""


@dataclass(frozen=True, slots=True)
class OnTarget:
    """How well a task's difficulty held the target, in one arm."""

    task: str
    arm: str
    target: float
    n_blocks: int
    """Adaptive main blocks that are longer than the search for the level."""
    share_right: float
    """Mean share right after the first trials."""
    on_target: float
    """Share of those blocks whose share right is within 0.1 of the target."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """How well the first training block of a task finds people's own level."""

    task: str
    n: int
    error: float
    """Mean of estimated minus true level."""
    spread: float
    """Standard deviation of that difference over people."""
    r: float
    """Correlation of the two over people."""


@dataclass(frozen=True, slots=True, eq=False)
class _Adaptive:
    """A block whose level follows the answers, and where its trials are found."""

    protocol: str
    number: int | None
    """Of the block, from 1; None: it differs from person to person."""
    task: Task
    target: float
    """Share right that its rule aims for."""

    @property
    def name(self) -> str:
        """The block, for people."""
        place = "" if self.number is None else f", block {self.number}"
        return f"{self.task.name}{place} of {self.protocol}"

    def trials_in(self, trials: pd.DataFrame) -> pd.DataFrame:
        """Return its rows of some trials."""
        rows = trials[trials["protocol"] == self.protocol]
        rows = rows[rows["task"] == self.task.name]
        return rows if self.number is None else rows[rows["block"] == self.number]


def on_target(data: StudyData) -> Iterator[OnTarget]:
    """Yield each adaptive task and arm."""
    trials = data.trials[data.trials["stage"] == "main"]
    keys = ["arm", "participant", "session", "run", "block"]
    shares: dict[tuple[str, str, float], list[float]] = {}
    for place in _adaptive(data):
        for (arm, *_), rows in place.trials_in(trials).groupby(keys, observed=True):
            if len(rows) <= FIRST_TRIALS:
                continue
            later = rows.sort_values("trial")["correct"].iloc[FIRST_TRIALS:]
            key = (place.task.name, str(arm), place.target)
            shares.setdefault(key, []).append(float(later.mean()))
    for (name, arm, target), found in sorted(shares.items()):
        near = np.abs(np.array(found) - target) <= NEAR
        yield OnTarget(
            name, arm, target, len(found), float(np.mean(found)), float(near.mean())
        )


def recovered(data: StudyData, plan: CohortPlan) -> Iterator[Recovered]:
    """Yield, for each adaptive task, how well its first block finds the people.

    Parameters
    ----------
    data : StudyData
        The simulated cohort.
    plan : CohortPlan
        The cohort: it says who the people are.
    """
    trials = data.trials[data.trials["stage"] == "main"]
    for place in _adaptive(data):
        task, target = place.task, place.target
        mine = place.trials_in(trials)
        pairs = []
        for label, rows in list(mine.groupby("participant"))[:MOST_PEOPLE]:
            first = rows[rows["session"] == rows["session"].min()].sort_values("trial")
            if len(first) <= FIRST_TRIALS:
                continue
            who = plan.person(str(label))
            true = true_level(who, task, len(first) / 2, target=target)
            pairs.append((_estimate(first, task, target), true))
        if len(pairs) < 3:
            continue
        estimate, true = np.array(pairs).T
        off = estimate - true
        r = float(np.corrcoef(estimate, true)[0, 1]) if true.std() else math.nan
        yield Recovered(
            place.name, len(pairs), float(off.mean()), float(off.std(ddof=1)), r
        )


def _estimate(rows: pd.DataFrame, task: Task, target: float) -> float:
    answers = [
        (int(level), bool(right))
        for level, right in zip(rows["level"], rows["correct"], strict=True)
    ]
    return settled_level(answers, task, target=target)


def true_level(person: str, task: Task, practised: float, *, target: float) -> float:
    """Return the level at which a simulated person is right as often as is aimed for.

    Parameters
    ----------
    person : str
        As after ``person:``.
    task : Task
        The task.
    practised : float
        Trials of it that they have done.
    target : float
        Share right that is aimed for.
    """
    shares = []
    for level in range(1, task.n_levels + 1):
        who = make_person(person, state=PersonState(practice={task.name: practised}))
        rng = np.random.default_rng((who.seed, level))
        screen = SimulatedScreen(
            who, VirtualClock(), seed=level, engagement=lambda: WORK_LEVEL
        )
        asked = [task.next_trial(level, rng) for _ in range(N_ANSWERS)]
        right = [task.score(trial, screen.present(trial)).correct for trial in asked]
        shares.append((level, sum(right)))
    answers = [
        (level, k < n_right) for level, n_right in shares for k in range(N_ANSWERS)
    ]
    return settled_level(answers, task, target=target)


def _adaptive(data: StudyData) -> Iterator[_Adaptive]:
    """Yield the blocks whose level follows the answers.

    Where blocks come in an order of each person's own, a task is found by its name; one
    that is in several blocks is left out, since no table says which of them it was.
    """
    for label, values in data.protocols.items():
        protocol = Protocol.model_validate(values)
        is_fixed = protocol.order == "as-listed"
        names = [block.task for block in protocol.blocks if block.stage == "main"]
        for number, block in enumerate(protocol.blocks, 1):
            if _adapts(block) and (is_fixed or names.count(block.task) == 1):
                task = block.make_task()
                at = number if is_fixed else None
                yield _Adaptive(label, at, task, aim_of(block, task))


def _adapts(block: Block) -> bool:
    return block.stage == "main" and block.rule.name not in ("fixed", "passive")
