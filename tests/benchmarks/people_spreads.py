"""The spread between simulated people, recovered by the tasks' own published scores.

    attention-camp bench people_spreads

People of a group do a task twice in one sitting, on a virtual clock and with their own
course of engagement. What both halves share is the spread between people: its square
root is held against the spread with which their ability was drawn, in the score's unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from session_speed import NoHeadset

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.session.simulated_participant import SimulatedParticipant
from attention_camp.tasks import load_task
from attention_camp.tasks.observers.abilities import Abilities
from attention_camp.tasks.observers.observer import make_person
from attention_camp.tasks.observers.person import Person

IS_LONG = True
N_PEOPLE = 60


@dataclass(frozen=True)
class Score:
    """A published score and the ability that it measures."""

    task: str
    figure: str
    truth: Callable[[Abilities], float]
    levels: tuple[int, ...]
    n: int
    """Trials per level and half."""


SCORES = (
    Score("change-detection", "cowan_k", lambda p: p.capacity, (3, 4, 5, 6, 7), 40),
    Score("corsi-span", "span", lambda p: p.corsi_span, tuple(range(1, 9)), 6),
    Score("digit-span", "span", lambda p: p.digit_span, tuple(range(1, 10)), 6),
    Score(
        "attention-network", "conflict_ms", lambda p: 1000 * p.conflict, (1,), 400
    ),
    Score(
        "attention-network", "orienting_ms", lambda p: 1000 * p.orienting, (1,), 400
    ),
    Score(
        "digits-in-noise", "speech_threshold_db", lambda p: p.speech_threshold,
        (4, 5, 6, 7, 8, 9), 12,
    ),
    Score(
        "sternberg", "slope_ms_per_item", lambda p: 1000 * p.memory_slope, (4,), 300
    ),
)  # fmt: skip


def run() -> Iterator[tuple[str, float, str]]:
    """Yield (score, recovered spread / drawn spread, goal)."""
    for score in SCORES:
        drawn, found = [], []
        for seed in range(1, N_PEOPLE + 1):
            person = make_person(f"seed={seed},learning=0,anticipation=0")
            drawn.append(score.truth(person.person))
            found.append(_halves(person, score, seed))
        halves, truths = np.array(found), np.array(drawn)
        told = np.isfinite(halves).all(axis=1)  # some are too slow or wrong for a score
        halves, truths = halves[told], truths[told]
        shared = np.cov(halves.T)[0, 1]
        ratio = float(np.sqrt(max(shared, 0.0)) / np.std(truths, ddof=1))
        truth = np.corrcoef(truths, halves.mean(axis=1))[0, 1]
        said = f"0.75 to 1.25; r with the truth {truth:.2f}, n = {told.sum()}"
        yield f"{score.task}, {score.figure}: recovered / drawn SD", ratio, said


def _halves(person: Person, score: Score, seed: int) -> tuple[float, float]:
    task, clock = load_task(score.task), VirtualClock()
    who = SimulatedParticipant(person, clock, NoHeadset(), seed=seed)
    screen = SimulatedScreen(person, clock, seed=seed, engagement=who.engagement)
    rng = np.random.default_rng(seed)
    who.attend(rest=False)
    values = []
    for _ in range(2):
        trials = []
        for level in score.levels:
            for _ in range(score.n):
                trial = task.next_trial(level, rng)
                trials.append((trial, task.score(trial, screen.present(trial))))
        values.append(float(task.summary(trials)[score.figure]))
    return values[0], values[1]
