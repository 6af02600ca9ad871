"""How soon is a person's level found, and how long does a task leave room to grow?

For each training block of the shipped protocols: the trials until the staircase's mean
level stays within half a level of the task itself of where it settles, those until the
level estimated from the answers does, and both without the finer levels between; how
far the level that is carried into the next session lies from there, against the last
level itself; and the sessions before the one that leads a novice, an average and a
strong person, who learn, to the hardest level.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.protocol import Block, load_protocol
from attention_camp.camp.session.protocols.carried_levels import aim_of
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.tasks.balance import cell_order, trial_of_cell
from attention_camp.tasks.described import rule_options
from attention_camp.tasks.difficulty.rule import Evidence
from attention_camp.tasks.difficulty.settled import settled_level
from attention_camp.tasks.difficulty.staircase import nearest_level
from attention_camp.tasks.finer import fineness_of, place_of
from attention_camp.tasks.observers.mind import WORK_LEVEL
from attention_camp.tasks.observers.observer import make_person
from attention_camp.tasks.observers.person import Person
from attention_camp.tasks.task import Task

IS_LONG = True
NEEDS_QUIET = False
PROTOCOLS = ("adults", "workplace", "reaction")
PEOPLE = ("novices", "adults", "experts")
MOST_SESSIONS = 12
ENOUGH = 8
"""Sessions of room that a strong person shall have at least."""
N_PEOPLE = 12
N_LONG = 600
_OF_A_STAIRCASE = {"target", *(one.name for one in rule_options("staircase"))}
"""Options that the staircase inside other rules has, too."""


def training_blocks() -> list[Block]:
    """Return the different training blocks of the protocols."""
    blocks = []
    seen = set()
    for name in PROTOCOLS:
        for block in load_protocol(name).blocks:
            what = (block.task, *sorted(block.options.items()))
            if (
                block.stage == "main"
                and block.rule.name != "fixed"
                and what not in seen
            ):
                seen.add(what)
                blocks.append(block)
    return blocks


def answers_of(
    block: Block, person: Person, *, carried: int | None, n_trials: int, seed: int
) -> list[tuple[int, bool]]:
    """Return level and correctness of each trial, on the staircase of the rule."""
    kept = {
        name: v for name, v in block.rule.options.items() if name in _OF_A_STAIRCASE
    }
    plain = block.rule.model_copy(update={"name": "staircase", "options": kept})
    block = block.model_copy(update={"rule": plain, "carried_level": carried})
    task = block.make_task()
    rule: Any = block.make_rule(task)
    screen = SimulatedScreen(
        person, VirtualClock(), seed=seed, engagement=lambda: WORK_LEVEL
    )
    rng = np.random.default_rng(seed)
    decision, state = rule.start()
    answers = []
    for cell in cell_order(task, n_trials, rng):
        trial = trial_of_cell(task, decision.level, rng, cell)
        outcome = task.score(trial, screen.present(trial))
        evidence = Evidence(decision.level, outcome.correct, outcome.performance)
        answers.append((decision.level, outcome.correct))
        decision, state = rule.decide(state, evidence)
    return answers


def headroom(block: Block, population: str, seed: int) -> int:
    """Return the sessions before the one that leads to the hardest level."""
    person = make_person(f"population={population},seed={seed},dropout=0")
    task = block.make_task()
    level = None
    for session in range(MOST_SESSIONS):
        answers = answers_of(
            block,
            person,
            carried=level,
            n_trials=block.trials,
            seed=97 * seed + session,
        )
        level = nearest_level(settled_level(answers, task, target=aim_of(block, task)))
        if level == task.n_levels:
            return session
        person.end_session()
    return MOST_SESSIONS


def _carried(block: Block) -> Iterator[tuple[str, float, str]]:
    """Yield trials to the level, and how far two ways to carry it on are off."""
    trials, coarse, last, settled = [], [], [], []
    known, coarsely_known = [], []
    task = block.make_task()
    aim = aim_of(block, task)
    fineness = int(block.options.get("fineness", 1))
    options = {k: v for k, v in block.options.items() if k != "fineness"}
    rule = block.rule.model_copy(update={"options": {}})
    first = round(place_of(block.first_level_of(task), fineness))
    whole = block.model_copy(
        update={"options": options, "start_level": first, "rule": rule}
    )
    for seed in range(1, N_PEOPLE + 1):
        person = make_person(f"seed={seed},learning=0")
        answers = answers_of(block, person, carried=None, n_trials=N_LONG, seed=seed)
        levels = np.array([level for level, _ in answers])
        truth = levels[N_LONG // 2 :].mean()
        means = np.cumsum(levels) / np.arange(1, len(levels) + 1)
        trials.append(_trials_to(means, truth, 0.5 * fineness))
        known.append(_trials_to_know(answers, task, aim))
        if fineness > 1:
            plain = answers_of(whole, person, carried=None, n_trials=N_LONG, seed=seed)
            steps = np.array([level for level, _ in plain])
            means = np.cumsum(steps) / np.arange(1, len(steps) + 1)
            coarse.append(_trials_to(means, steps[N_LONG // 2 :].mean(), 0.5))
            plainly = whole.make_task()
            coarsely_known.append(_trials_to_know(plain, plainly, plainly.target))
        last.append(levels[block.trials] - truth)
        found = settled_level(answers[: block.trials], task, target=aim)
        settled.append(found - truth)
    name = _name(block)
    for what, ours, theirs in (
        ("mean level", trials, coarse),
        ("estimated level", known, coarsely_known),
    ):
        limit = "said"
        if theirs:
            middle = float(np.median(theirs))
            yield f"{name}: trials to half a level, {what}, whole levels", middle, limit
            limit = f"at most {middle:g}"
        yield (
            f"{name}: trials to half a level, {what}",
            float(np.median(ours)),
            limit,
        )
    yield f"{name}: level carried on, rms off", _rms(settled), "below the last level's"
    yield f"{name}: last level, rms off", _rms(last), "said"


def _trials_to(values: NDArray[np.float64], truth: float, tolerance: float) -> int:
    """Return the trials until what is known stays near where it settles."""
    off = np.flatnonzero(np.abs(values - truth) > tolerance)
    return int(off[-1]) + 2 if len(off) else 1


def _trials_to_know(answers: list[tuple[int, bool]], task: Task, aim: float) -> int:
    """Return the trials until the level estimated from the answers stays near."""
    found = [
        settled_level(answers[:n], task, target=aim) for n in range(1, len(answers) + 1)
    ]
    return _trials_to(np.array(found), found[-1], 0.5 * fineness_of(task))


def run() -> Iterator[tuple[str, float, str]]:
    """Yield trials to the level and headroom; fail where a strong person has none."""
    short = []
    for block in training_blocks():
        yield from _carried(block)
        for population in PEOPLE:
            found = [headroom(block, population, seed) for seed in range(N_PEOPLE)]
            middle = float(np.median(found))
            goal = f"at least {ENOUGH}" if population == "experts" else "said"
            yield f"{_name(block)}: sessions of room, {population}", middle, goal
            if population == "experts" and middle < ENOUGH:
                short.append(block)
    yield "blocks without room for a strong person", len(short), "= 0"
    if short:
        raise SystemExit(1)


def _name(block: Block) -> str:
    return " ".join([block.task, *map(str, block.options.values())])


def _rms(values: list[float]) -> float:
    return float(np.sqrt(np.mean(np.square(values))))
