"""How often a score with nothing to tell is permitted to act.

``attention-camp bench permission`` draws the held-out logits of 1,000 people whose
score, and whose controls, follow nothing but themselves: an autoregression, with a slow
drift in one case. The verdict is the program's own; alignment and fit are not part of
this (``bench adapter`` makes the whole calibration, of fewer people).
"""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.figures import auc, share_interval
from attention_camp.models.judging.chance import other_orders
from attention_camp.models.judging.judgement import ALPHA, ARTEFACTS, PEERS, judged
from attention_camp.models.nested import LabelledWindows
from attention_camp.models.verdict import CHUNK, RULE

IS_LONG = True
N_PEOPLE = 1000
MOST = 36
"""Of 1,000 that may be permitted."""
CASES = {
    "3 blocks of 24 s": (3, 6, 0.6, 0.0),
    "3 blocks, windows much alike": (3, 6, 0.9, 0.0),
    "3 blocks, drift": (3, 6, 0.6, 1.0),
    "4 blocks of 12 s": (4, 3, 0.6, 0.0),
}
"""Blocks of either label, windows in each, autocorrelation, size of a drift."""


def run() -> list[tuple[str, float, str]]:
    """Return how many of 1,000 people are permitted, by case."""
    rows = []
    for name, case in CASES.items():
        found = permitted(*case)
        low, high = share_interval(found / N_PEOPLE, N_PEOPLE)
        sys.stdout.write(
            f"{name}: {found} of {N_PEOPLE} permitted [{low:.3f}, {high:.3f}]\n"
        )
        rows.append((f"{name}: permitted of {N_PEOPLE}", float(found), f"≤ {MOST}"))
    return rows


def permitted(n_blocks: int, n_windows: int, alike: float, drift: float) -> int:
    """Return how many of ``N_PEOPLE`` people may act on a score that tells nothing.

    Parameters
    ----------
    n_blocks : int
        Of rest, and of task.
    n_windows : int
        In each block.
    alike : float
        Correlation of neighbouring windows.
    drift : float
        Spread over people of a slope over the session.
    """
    block = np.repeat(np.arange(2 * n_blocks), n_windows)
    y = block % 2
    chunk = block * n_windows + np.tile(np.arange(n_windows) // CHUNK, 2 * n_blocks)
    time = np.arange(len(y), dtype=float)
    data = LabelledWindows(np.zeros(0), y, time, chunk, block)
    found = 0
    for seed in range(N_PEOPLE):
        rng = np.random.default_rng(seed)
        z = walk(len(y), alike, drift, rng)
        if other_orders(z, y, block, rng).p_value(auc(y, z)) > ALPHA:
            continue  # chance does as well, whatever the rest says
        nulls = {name: walk(len(y), alike, drift, rng) for name in (*ARTEFACTS, *PEERS)}
        nulls = {n: v if auc(y, v) >= 0.5 else -v for n, v in nulls.items()}
        nulls["time-on-task"] = time
        found += judged(z, nulls, data, np.random.default_rng(0), RULE).permission
    return found


def walk(
    n: int, alike: float, drift: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return values whose neighbours are alike.

    Parameters
    ----------
    n : int
        How many.
    alike : float
        Correlation of neighbours.
    drift : float
        Spread of a slope over all of them.
    rng : Generator
        Draws them.
    """
    steps = rng.standard_normal(n)
    values = steps.copy()
    for i in range(1, n):
        values[i] = alike * values[i - 1] + np.sqrt(1 - alike**2) * steps[i]
    return values + drift * rng.standard_normal() * np.linspace(-1, 1, n)


if __name__ == "__main__":
    run()
