"""Whether a leak of 0.05 AUC is found: people left out against windows left out.

On 100 made-up sets of 24 people, windows of the person who is tested help by 0.05 on
average, as their contrast of task to rest is partly their own; on 100 others they do
not. Found is a leak whose paired 95 % interval over people is above 0, which is what
``attention-camp evaluate --twins`` prints of real recordings.
"""

from __future__ import annotations

import numpy as np

from attention_camp.models.evaluation.twins import by_person, line_left_out
from attention_camp.models.figures import interval
from attention_camp.models.training.score import Features

IS_LONG = True
N_SETS = 100
N_PEOPLE = 24
N_WINDOWS = 44
N_FEATURES = 20
N_FOLDS = 6
SHARED = 0.45
"""How far task and rest are apart in everybody, in spreads, along each of four axes."""
OWN = 0.6
"""The same in one person alone, along every axis: it plants a leak of 0.05."""


def made_up(rng: np.random.Generator, own: float) -> list[Features]:
    """Return a set of people."""
    rows = []
    for number in range(N_PEOPLE):
        y = (np.arange(N_WINDOWS) % 3 == 0).astype(np.int64)
        shared = np.where(np.arange(N_FEATURES) < 4, SHARED, 0.0)
        contrast = shared + own * rng.standard_normal(N_FEATURES)
        X = rng.standard_normal((N_WINDOWS, N_FEATURES)) + y[:, None] * contrast
        whole = np.ones(N_WINDOWS, np.bool_)
        n_chans = np.full(N_WINDOWS, 19)
        rows.append(Features(str(number), "cap", X[:, :1], X, whole, n_chans, y))
    return rows


def leak(rng: np.random.Generator, own: float) -> np.ndarray:
    """Return what a leaky split adds to the AUC of each person."""
    rows = made_up(rng, own)
    y = np.concatenate([row.y for row in rows])
    person = np.repeat(np.arange(N_PEOPLE), N_WINDOWS)
    window = rng.permutation(len(y))
    honest, leaky = (
        by_person(line_left_out(rows, part % N_FOLDS, N_FOLDS), y, person)
        for part in (person, window)
    )
    return leaky - honest


def run() -> list[tuple[str, float, str]]:
    """Return how many of the sets a leak was found in, planted or not."""
    found = []
    for own in (OWN, 0.0):
        sets = [leak(np.random.default_rng(k), own) for k in range(N_SETS)]
        above = sum(interval(one)[0] > 0 for one in sets)
        found.append((float(np.mean(sets)), float(above)))
    (planted, hits), (none, alarms) = found
    return [
        ("leak planted, mean AUC", planted, "0.05"),
        ("sets in which it is found, of 100", hits, "at least 95"),
        ("mean AUC without a leak", none, "0"),
        ("sets in which one is found all the same, of 100", alarms, "at most 5"),
    ]


if __name__ == "__main__":
    for row in run():
        print(*row)
