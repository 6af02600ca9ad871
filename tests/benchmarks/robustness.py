"""What changes of the recording do to the score of the shipped weights.

``attention-camp bench robustness`` reads the recordings of eegmat beside the repository
(24 people, the ones the weights learned from: the changes are the point, not the AUC)
and prints, per change, how far scores move on windows outside own rest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.evaluation.evaluate import MONTAGES
from attention_camp.models.score.estimator import Score
from attention_camp.tasks.difficulty.engagement_aware import EngagementAware

IS_LONG = True
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eegmat"
CYTON = next(names for names in MONTAGES.values() if len(names) == 8)
RAILED = 3e-3
"""Volts of a channel at the amplifier's rail."""
NOISE = 2e-5
"""Volts, spread of white noise on the reference electrode."""
TRIAL = 5
"""Windows of a trial, 20 s."""
ACTS = EngagementAware(n_levels=2).min_certainty
"""Certainty from which the score of a trial may change difficulty."""
MARGIN = 1e-9

Scores = NDArray[np.float64]
Found = tuple[str, Scores]
"""A change's name and its values, pooled over people."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A person's estimator, their windows outside own rest, and what they score."""

    person: Person
    estimator: Score
    X: NDArray[np.float64]
    run: NDArray[np.int64]
    score: Scores
    support: Scores

    def of(self, X: NDArray[np.float64]) -> Scores:
        """Return the scores of windows in the person's montage."""
        return scored(self.estimator, X, self.person)

    def support_of(self, X: NDArray[np.float64]) -> Scores:
        """Return how far windows in the person's montage are like training."""
        return supported(self.estimator, X, self.person)


def scored(estimator: Score, X: NDArray[np.float64], person: Person) -> Scores:
    """Return P(engaged) of some windows."""
    call = {"sfreq": person.sfreq, "ch_names": person.ch_names}
    return estimator.predict_proba(X, **call)[:, 1]


def supported(estimator: Score, X: NDArray[np.float64], person: Person) -> Scores:
    """Return how far some windows are like training."""
    call = {"sfreq": person.sfreq, "ch_names": person.ch_names}
    return estimator.predict_windows(X, **call).support


def case_of(person: Person, estimator: Score) -> Case:
    """Return a person with their own rest learned."""
    call = {"sfreq": person.sfreq, "ch_names": person.ch_names}
    own = estimator.personalise(person.X[person.is_baseline], **call)
    X = person.X[~person.is_baseline].astype(float)
    run = person.run[~person.is_baseline]
    return Case(person, own, X, run, scored(own, X, person), supported(own, X, person))


def lost_channels(case: Case) -> Iterator[Found]:
    """Yield what one railed channel after the other does to score and certainty."""
    n_chans = len(case.person.ch_names)
    for k in range(n_chans):
        X = case.X.copy()
        X[:, k] = RAILED
        score = case.of(X)
        support = case.support_of(X)
        before = np.maximum(case.support, MARGIN)
        yield f"one of {n_chans} channels railed", np.abs(score - case.score)
        yield f"one of {n_chans} railed, certainty", support / before
        value, certain = trials(case.run, score, support)
        usual, was_certain = trials(case.run, case.score, case.support)
        moved = np.abs(value - usual)
        acts = certain >= ACTS
        yield f"one of {n_chans} railed, 20 s", moved
        yield f"one of {n_chans} railed, 20 s that act", moved[acts]
        yield f"share of 20 s that act, {n_chans} channels", 1.0 * (was_certain >= ACTS)
        yield f"share of 20 s that act, one of {n_chans} railed", 1.0 * acts


def trials(
    run: NDArray[np.int64], score: Scores, support: Scores
) -> tuple[Scores, Scores]:
    """Return score and certainty of stretches of some windows, as a trial has them."""
    certain = np.abs(2 * score - 1) * support
    starts = [
        rows[begin : begin + TRIAL]
        for rows in (np.flatnonzero(run == number) for number in np.unique(run))
        for begin in range(0, len(rows) - TRIAL + 1, TRIAL)
    ]
    picks = np.array(starts)
    weight = certain[picks] + MARGIN
    value = (score[picks] * weight).sum(axis=1) / weight.sum(axis=1)
    return value, certain[picks].mean(axis=1)


def whole_changes(case: Case) -> Iterator[Found]:
    """Yield what changes of all channels do to the score."""
    person = case.person
    for factor in (0.5, 2.0):
        moved = np.abs(case.of(case.X * factor) - case.score)
        yield f"all amplitudes x {factor:g}", moved
    averaged = person.X.astype(float)
    averaged -= averaged.mean(axis=1, keepdims=True)
    own = case.estimator.personalise(
        averaged[person.is_baseline], sfreq=person.sfreq, ch_names=person.ch_names
    )
    moved = np.abs(scored(own, averaged[~person.is_baseline], person) - case.score)
    yield "average reference instead of the ears'", moved
    order = np.random.default_rng(0).permutation(len(person.ch_names))
    shuffled = person.picked([person.ch_names[i] for i in order])
    yield (
        "channel order",
        np.abs(case_of(shuffled, Score()).score - case.score),
    )
    noise = NOISE * np.random.default_rng(1).standard_normal(case.X[:, :1].shape)
    yield "noise on the reference", np.abs(case.of(case.X + noise) - case.score)
    likeness = case.support_of(case.X + noise) / np.maximum(case.support, MARGIN)
    yield "noise on the reference, certainty", likeness


def run() -> list[tuple[str, float, str]]:
    """Print the table; return the changes that have a goal."""
    if not DATA.is_dir():
        sys.stdout.write(f"{DATA} is not at hand.\n")
        return []
    found: dict[str, list[Scores]] = {}
    score = Score()
    for person in read_people([DATA]):
        case = case_of(person, score)
        few = case_of(person.picked(CYTON), score)
        for part in (
            whole_changes(case),
            lost_channels(case),
            lost_channels(few),
        ):
            for name, values in part:
                found.setdefault(name, []).append(values[~np.isnan(values)])
    sys.stdout.write("| change | mean | 95th percentile | most |\n|---|---|---|---|\n")
    for name, parts in found.items():
        each = np.concatenate(parts)
        cells = (each.mean(), np.quantile(each, 0.95), each.max())
        shown = " | ".join(f"{value:.2g}" for value in cells)
        sys.stdout.write(f"| {name} | {shown} |\n")
    goals = {
        "a railed channel of 19, P95": "one of 19 channels railed",
        "the same, trials that still act, P95": "one of 19 railed, 20 s that act",
    }
    return [
        (goal, float(np.quantile(np.concatenate(found[name]), 0.95)), "0.03")
        for goal, name in goals.items()
    ]


if __name__ == "__main__":
    run()
