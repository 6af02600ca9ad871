"""The share right under scores of every kind: arms differ in contingency alone.

    attention-camp bench policies

People whose level of the target lies inside a task's levels work 160 trials under the
engagement rule and its reversal, told random scores, constant ones, their own (which
lapses follow), another person's, or none. Counted are the trials after the first 40.
The last rows are people of the simulation in real trials of the visual search.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.simulated import SimulatedMind, SimulatedScreen
from attention_camp.tasks import load_task
from attention_camp.tasks.difficulty import make_rule, other_direction
from attention_camp.tasks.difficulty.rule import Evidence, Rule
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.task import Task

IS_LONG = True
NEEDS_QUIET = False
N_PEOPLE, N_TRIALS, N_FIRST = 500, 160, 40
TASKS = ("visual-search", "change-detection", "sternberg", "attention-network")
ARMS = ("none", "random", "constant high", "constant low", "true", "yoked")
LAPSE, SLOPE = 0.02, 0.8
"""Lapse rate of full attention (five times as high without any); logits a level."""

Course = NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """What one person's trials came to."""

    share: float
    at_end: float
    """Share of trials at the easiest or the hardest level."""


def attention(rng: np.random.Generator) -> Course:
    """Return a course of attention, of tens of seconds, 0 to 1."""
    drift = rng.normal()
    course = []
    for noise in rng.normal(size=N_TRIALS):
        drift = 0.9 * drift + math.sqrt(1 - 0.81) * noise
        course.append(1 / (1 + math.exp(-1.2 - 1.2 * drift)))
    return np.array(course)


def told(arm: str, own: Course, other: Course, rng: np.random.Generator) -> Course:
    """Return the scores that an arm delivers."""
    return {
        "none": np.full(N_TRIALS, math.nan),
        "random": rng.random(N_TRIALS),
        "constant high": np.full(N_TRIALS, 0.95),
        "constant low": np.full(N_TRIALS, 0.05),
        "true": own,
        "yoked": other,
    }[arm]


def work(
    rule: Rule[Any],
    answers: Callable[[int, int], bool],
    score_of: Callable[[int], float],
) -> Found:
    """Return how a person fares.

    Parameters
    ----------
    rule : Rule
        The difficulty rule.
    answers : callable
        Says whether trial (from 0) at a level is answered right.
    score_of : callable
        Gives the score that is delivered after a trial; NaN: none.
    """
    decision, state = rule.start()
    right, ends = [], []
    for trial in range(N_TRIALS):
        level = decision.level
        correct = answers(trial, level)
        right.append(correct)
        ends.append(level in (1, rule.n_levels))
        score = float(score_of(trial))
        value = None if math.isnan(score) else score
        decision, state = rule.decide(
            state, Evidence(level, correct, float(correct), value, 0.9)
        )
    return Found(float(np.mean(right[N_FIRST:])), float(np.mean(ends[N_FIRST:])))


def _threshold(level: float, task: Task, own: Course) -> float:
    """Return the threshold of a person who is right as often as aimed at ``level``."""
    lapse = LAPSE * (1 + 4 * (1 - float(own.mean())))
    chance = task.chance or 0.0
    seen = (task.target - chance) / (1 - chance - lapse)
    return level + math.log(seen / (1 - seen)) / SLOPE


def _psychometric(
    own: Course, chance: float, threshold: float, rng: np.random.Generator
) -> Any:
    def answers(trial: int, level: int) -> bool:
        lapse = LAPSE * (1 + 4 * (1 - own[trial]))
        seen = 1 / (1 + math.exp(SLOPE * (level - threshold)))
        share = chance + (1 - chance - lapse) * seen
        return bool(rng.random() < share)

    return answers


def people_of(name: str, arm: str, *, is_reversed: bool, seed: int) -> list[Found]:
    """Return what psychometric people of a task come to.

    Parameters
    ----------
    name, arm : str
        The task, whose levels, chance and target they work with; the scores' kind.
    is_reversed : bool
        Whether the rule is turned round.
    seed : int
        Of the people.
    """
    task = load_task(name)
    found = []
    for person in range(N_PEOPLE):
        rng = np.random.default_rng((seed, person))
        own, other = attention(rng), attention(rng)
        scores = told(arm, own, other, rng)
        threshold = _threshold(rng.uniform(3, task.n_levels - 2), task, own)
        rule = make_rule(
            "engagement", n_levels=task.n_levels, start_level=4, target=task.target
        )
        rule = other_direction(rule) if is_reversed else rule
        answers = _psychometric(own, task.chance or 0.0, threshold, rng)
        found.append(work(rule, answers, scores.__getitem__))
    return found


def searchers(arm: str) -> list[Found]:
    """Return what simulated people come to in real trials of the visual search."""
    task = load_task("visual-search")
    rule = make_rule(
        "engagement", n_levels=task.n_levels, start_level=6, target=task.target
    )
    return [work(rule, *_searcher(task, arm, person)) for person in range(N_PEOPLE)]


def _searcher(
    task: Task, arm: str, person: int
) -> tuple[Callable[[int, int], bool], Callable[[int], float]]:
    """Return a person's answers, and the scores that the arm delivers."""
    rng, clock = np.random.default_rng((9, person)), VirtualClock()
    own, other = SimulatedMind(person), SimulatedMind(person + N_PEOPLE)
    for mind in (own, other):
        mind.attend(rest=False)
    screen = SimulatedScreen(
        make_observer(f"default:seed={person + 1}"),
        clock,
        seed=person,
        engagement=lambda: own.engagement(clock.now()),
    )

    def answers(_: int, level: int) -> bool:
        trial = task.next_trial(level, rng)
        return task.score(trial, screen.present(trial)).correct

    def score_of(_: int) -> float:
        return {
            "none": math.nan,
            "random": float(rng.random()),
            "true": own.shown,
            "yoked": other.engagement(clock.now()),
        }[arm]

    return answers, score_of


def rows(
    what: str, target: float, found: Sequence[Found]
) -> Iterator[tuple[str, float, str]]:
    """Yield how far the mean share right lies off the target, with its interval."""
    off = np.array([one.share for one in found]) - target
    half = 1.96 * float(off.std(ddof=1)) / math.sqrt(off.size)
    mean, ends = float(off.mean()), float(np.mean([one.at_end for one in found]))
    goal = (
        f"within 0.01; 95 % interval {mean - half:+.4f} to {mean + half:+.4f} inside "
        f"±0.015; at floor or ceiling in {100 * ends:.1f} % of trials"
    )
    yield f"{what}: share right − {target:.2f}, {off.size} people", mean, goal


def run() -> Iterator[tuple[str, float, str]]:
    """Yield (task and arm, share right minus target, goal)."""
    for seed, name in enumerate(TASKS):
        target = load_task(name).target
        for is_reversed in (False, True):
            for arm in ARMS:
                what = f"{name}, {arm}{', reversed' * is_reversed}"
                found = people_of(name, arm, is_reversed=is_reversed, seed=seed)
                yield from rows(what, target, found)
    for arm in ("none", "random", "true", "yoked"):
        yield from rows(
            f"visual-search, real trials, {arm}",
            load_task("visual-search").target,
            searchers(arm),
        )
