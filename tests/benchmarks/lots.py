"""Micro-randomised decisions and reversed blocks, on people whose truth is known.

    attention-camp bench lots

People work 300 trials under the rule ``micro-randomised``. Where it takes the level of
the loop, the next trial is right more often by a planted share; the outcome is what is
right beyond the person's psychometric function, fitted to their past. The effect that
an interval has to hold is the mean over the person's decisions of what the two levels
really differ by, misfit of that function included.

Then the loop and its reversal, on people whose attention rises with difficulty by a
planted amount: ``reversed`` must separate from ``engagement`` where the loop closes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.study.arms.micro_randomised import (
    LEAST_DECISIONS,
    beyond_level,
    half_width,
    lot_terms,
    proximal_effect,
)
from attention_camp.camp.study.arms.stability import loop_stability
from attention_camp.tasks.difficulty import make_rule, other_direction
from attention_camp.tasks.difficulty.rule import Evidence

IS_LONG = True
NEEDS_QUIET = False
N_PEOPLE, N_TRIALS = 1000, 300
N_STUDIES, N_IN_STUDY, N_IN_BLOCK = 100, 20, 150
PLANTED = 0.15
"""Share by which a trial after a loop decision is right more often."""
CHANCE = 0.5

Row = tuple[str, float, str]


@dataclass(frozen=True, eq=False)
class Worked:
    """What a person's trials came to."""

    outcome: NDArray[np.float64]
    action: NDArray[np.float64]
    available: NDArray[np.bool_]
    truth: NDArray[np.float64]
    """What the two choices differ by at each decision, in the outcome's mean."""


def share(level: float, threshold: float) -> float:
    """Return the share right at a level."""
    return CHANCE + (0.98 - CHANCE) / (1 + math.exp(0.8 * (level - threshold)))


def work(seed: int, planted: float) -> Worked:
    """Return a person's decisions, what followed, and what would have."""
    rng = np.random.default_rng((seed, 7))
    threshold, drift = rng.uniform(5, 8), rng.normal()
    rule = make_rule("micro-randomised", n_levels=12, start_level=5, target=0.8)
    decision, state = rule.start()
    levels, correct, drawn, bonus = [], [], [], 0.0
    for _ in range(N_TRIALS):
        level = decision.level
        base = min(share(level, threshold) + bonus, 0.99)
        right = bool(rng.random() < base)
        drift = 0.9 * drift + 0.44 * rng.normal()
        score = None if rng.random() < 0.2 else 1 / (1 + math.exp(-drift))
        levels.append(level)
        correct.append(right)
        told = Evidence(level, right, float(right), score, 0.9, draw=rng.random())
        decision, state = rule.decide(state, told)
        drawn.append(decision.randomised)
        bonus = planted if decision.randomised.takes_loop else 0.0
    residual = beyond_level(correct, levels, chance=CHANCE)
    # what the fitted function foretells, at each trial
    foretold = np.array(correct, dtype=float) - residual
    lots = drawn[:-1]
    truth = [
        _difference(lot, threshold, planted, at, float(expected))
        for lot, at, expected in zip(lots, levels[1:], foretold[1:], strict=True)
    ]
    return Worked(
        residual[1:],
        np.array([lot.takes_loop for lot in lots], dtype=float),
        np.array([lot.available for lot in lots]),
        np.array(truth),
    )


def _difference(lot, threshold: float, planted: float, at: int, expected: float):
    """Return what the choice changes in the mean outcome.

    Between levels the fitted function is known at the level shown; at the other it is
    taken to be wrong by as much.
    """
    loop = min(share(lot.loop_level, threshold) + planted, 0.99)
    behaviour = share(lot.behaviour_level, threshold)
    wrong = expected - share(at, threshold)
    return (loop - share(lot.loop_level, threshold) - wrong) - (
        behaviour - share(lot.behaviour_level, threshold) - wrong
    )


def effects(planted: float) -> Iterator[Row]:
    """Yield coverage, false positives and simultaneous coverage."""
    covered = held = significant = 0
    off, widths = [], []
    for seed in range(N_PEOPLE):
        worked = work(seed, planted)
        found = proximal_effect(
            worked.outcome,
            worked.action,
            probability=np.full(worked.action.size, 0.5),
            available=worked.available,
        )
        truth = worked.truth[worked.available]
        covered += found.low <= truth.mean() <= found.high
        significant += found.p < 0.05
        held += _always_held(worked)
        off.append(found.effect - truth.mean())
        widths.append((found.any_high - found.any_low) / (found.high - found.low))
    what = f"planted {planted:g}, {N_PEOPLE} people of {N_TRIALS} trials"
    yield (
        f"{what}: fixed-n interval holds the effect",
        float(covered) / N_PEOPLE,
        "0.93–0.97",
    )
    goal = "0.035–0.065" if planted == 0 else "none: the power"
    yield f"{what}: p below 0.05", significant / N_PEOPLE, goal
    yield f"{what}: anytime-valid one, at every n", held / N_PEOPLE, "at least 0.95"
    yield f"{what}: mean of estimate minus effect", float(np.mean(off)), "about 0"
    yield f"{what}: anytime-valid / fixed width", float(np.mean(widths)), "none"


def _always_held(worked: Worked) -> bool:
    """Return whether the interval held the effect so far at every number of lots."""
    at = worked.available
    y, a = worked.outcome[at], worked.action[at]
    terms = lot_terms(y, a, np.full(y.size, 0.5), np.ones((y.size, 1)))
    for n in range(LEAST_DECISIONS, terms.size + 1):
        mean, half = terms[:n].mean(), half_width(n, float(terms[:n].var(ddof=1)))
        if abs(mean - worked.truth[at][:n].mean()) > half:
            return False
    return True


def block_of_scores(
    seed: tuple[int, ...], closing: float, *, turned: bool
) -> list[float]:
    """Return the scores of a block in which difficulty moves attention.

    Parameters
    ----------
    seed : tuple of int
        Of the person and block.
    closing : float
        Logits of attention that a level more adds from trial to trial.
    turned : bool
        Whether the rule is reversed.
    """
    rng = np.random.default_rng(seed)
    rule = make_rule("engagement", n_levels=12, start_level=6, target=0.8)
    rule = other_direction(rule) if turned else rule
    decision, state = rule.start()
    drift, scores, threshold = rng.normal(), [], rng.uniform(5, 8)
    for _ in range(N_IN_BLOCK):
        level = decision.level
        offset = getattr(state, "offset", 0.0)
        drift = 0.9 * drift + 0.44 * rng.normal() + closing * offset
        score = 1 / (1 + math.exp(-(1.1 + drift + 0.3 * rng.normal())))
        right = bool(rng.random() < share(level, threshold))
        decision, state = rule.decide(
            state, Evidence(level, right, float(right), score, 0.9)
        )
        scores.append(score)
    return scores


def separations() -> Iterator[Row]:
    """Yield how often a reversed block separates, by how far the loop closes."""
    for closing in (0.0, 0.05, 0.1, 0.2):
        flagged, ratios = 0, []
        for study in range(N_STUDIES):
            pairs = [
                [
                    [block_of_scores((study, person, turned), closing, turned=turned)]
                    for turned in (False, True)
                ]
                for person in range(N_IN_STUDY)
            ]
            found = loop_stability(*zip(*pairs, strict=True))
            flagged += found.p < 0.05 and (closing == 0 or found.log_ratio > 0)
            ratios.append(found.log_ratio)
        what = (
            f"reversed against engagement, closing {closing:g}: studies of "
            f"{N_IN_STUDY} that separate (mean log ratio {np.mean(ratios):+.3f})"
        )
        goal = "about 0.05" if closing == 0 else "rises with closing"
        yield what, flagged / N_STUDIES, goal


def run() -> Iterator[Row]:
    """Yield (what, figure, goal)."""
    yield from effects(0.0)
    yield from effects(PLANTED)
    yield from separations()
