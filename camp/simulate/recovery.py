"""Do a simulated study's sessions find the people in it: thresholds, time on target."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.protocol import Block, Protocol
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


def on_target(data: StudyData) -> Iterator[OnTarget]:
    """Yield each adaptive task and arm."""
    tasks = _adaptive(data)
    trials = data.trials[data.trials["stage"] == "main"]
    keys = ["protocol", "task", "arm", "participant", "session", "run", "block"]
    shares: dict[tuple[str, str, float], list[float]] = {}
    for where, rows in trials.groupby(keys, observed=True):
        protocol, name, arm, *_, block = map(str, where)
        task = tasks.get((protocol, int(block)))
        if task is None or len(rows) <= FIRST_TRIALS:
            continue
        right = float(rows.sort_values("trial")["correct"].iloc[FIRST_TRIALS:].mean())
        shares.setdefault((name, arm, task.target), []).append(right)
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
    tasks = _adaptive(data)
    trials = data.trials[data.trials["stage"] == "main"]
    for (protocol, block), task in tasks.items():
        mine = trials[(trials["protocol"] == protocol) & (trials["block"] == block)]
        pairs = []
        for label, rows in list(mine.groupby("participant"))[:MOST_PEOPLE]:
            first = rows[rows["session"] == rows["session"].min()].sort_values("trial")
            if len(first) <= FIRST_TRIALS:
                continue
            true = true_level(plan.person(str(label)), task, len(first) / 2)
            pairs.append((_estimate(first, task), true))
        if len(pairs) < 3:
            continue
        estimate, true = np.array(pairs).T
        off = estimate - true
        r = float(np.corrcoef(estimate, true)[0, 1]) if true.std() else math.nan
        yield Recovered(
            f"{task.name}, block {block} of {protocol}", len(pairs), float(off.mean()),
            float(off.std(ddof=1)), r,
        )  # fmt: skip


def _estimate(rows: pd.DataFrame, task: Task) -> float:
    answers = zip(rows["level"], rows["correct"], strict=True)
    return settled_level([(int(level), bool(right)) for level, right in answers], task)


def true_level(person: str, task: Task, practised: float) -> float:
    """Return the level at which a simulated person is right as often as is aimed for.

    Parameters
    ----------
    person : str
        As after ``person:``.
    task : Task
        The task.
    practised : float
        Trials of it that they have done.
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
    return settled_level(answers, task)


def _adaptive(data: StudyData) -> dict[tuple[str, int], Task]:
    """Return the tasks of the blocks whose level follows the answers."""
    found = {}
    for label, values in data.protocols.items():
        protocol = Protocol.model_validate(values)
        for number, block in enumerate(protocol.blocks, 1):
            if _adapts(block):
                found[label, number] = block.make_task()
    return found


def _adapts(block: Block) -> bool:
    return block.stage == "main" and block.rule.name not in ("fixed", "passive")
