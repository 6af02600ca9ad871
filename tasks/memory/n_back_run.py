"""The order of the items in a run of n-back: targets, lures and others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TARGET, LURE, OTHER = "T", "L", "o"
N_SYMBOLS = 8
TARGET_SHARE = 1 / 3
"""Share of scored items that match; six of twenty in Jaeggi et al. (2008)."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One sequence to be compared with itself."""

    items: tuple[int, ...]
    """Index of each item among the eight symbols."""
    kinds: str
    """One letter per item: T target, L lure, o other; the first n are o."""


def draw_stream(
    n: int, *, n_items: int, n_lures: int, rng: np.random.Generator
) -> Stream:
    """Return a run of ``n + n_items`` symbols with exactly a third of targets.

    A lure matches n - 1 or n + 1 steps back and not n; where no lag gives one, the
    item becomes another non-match.

    Parameters
    ----------
    n : int
        Steps back.
    n_items : int
        Number of items scored; ``n`` more come before them.
    n_lures : int
        Number of lures wanted; fewer where targets leave no room.
    rng : Generator
        Source of all randomness.
    """
    n_targets = round(n_items * TARGET_SHARE)
    n_lures = min(n_lures, n_items - n_targets)
    wanted = np.array(list(OTHER * n_items))
    wanted[:n_targets] = TARGET
    wanted[n_targets : n_targets + n_lures] = LURE
    items = [int(symbol) for symbol in rng.integers(N_SYMBOLS, size=n)]
    kinds = OTHER * n
    for kind in rng.permutation(wanted).tolist():
        drawn, got = _draw(items, n, kind, rng)
        items.append(drawn)
        kinds += got
    return Stream(tuple(items), kinds)


def _draw(
    items: list[int], n: int, kind: str, rng: np.random.Generator
) -> tuple[int, str]:
    if kind == TARGET:
        return items[-n], TARGET
    if kind == LURE:
        lags = [
            lag
            for lag in (n - 1, n + 1)
            if 0 < lag <= len(items) and items[-lag] != items[-n]
        ]
        if lags:
            return items[-lags[int(rng.integers(len(lags)))]], LURE
    # the last n + 1 are barred: a match at n - 1 or n + 1 would be an unplanned lure
    barred = set(items[-(n + 1) :])
    free = [symbol for symbol in range(N_SYMBOLS) if symbol not in barred]
    return free[int(rng.integers(len(free)))], OTHER
