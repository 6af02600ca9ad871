"""A thousand studies drawn from a pool of simulated courses, and some done afresh.

    attention-camp bench pool
    python tests/benchmarks/pool.py FILE N_POOL N_FRESH [WORKERS]

Two worlds: nothing that an arm could teach, and a strong link
(`camp/simulate/pool.py`); three arms. From N_POOL people of each (with ``--long``
3,000, else 60), 1,000 studies of 30 people an arm are drawn, whole people at a time,
and tested by the study's own analysis of covariance; the interval of a share holds the
draws and the pool's own error (fifths left out in turn). N_FRESH studies (20; else 2)
of people who are not in the pool check it. The pool stays in FILE, or where
ATTENTION_CAMP_POOL says, and is gone on with.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np

from attention_camp.camp.simulate.forecast import Draws, share_of
from attention_camp.camp.simulate.pool import (
    ARMS,
    FIRST_FRESH,
    OUTCOME,
    TIMES,
    WORLDS,
    Pool,
    jobs_of,
)
from attention_camp.camp.study.result import ALPHA, Result
from attention_camp.camp.study.variance import adjusted
from attention_camp.camp.workers.pool import open_workers

IS_LONG = True
NEEDS_QUIET = False
N_STUDIES, N_PEOPLE = 1000, 30
"""Studies drawn, and people of each arm in one."""

Row = tuple[str, float, str]


def filled(file: Path, n_pool: int, n_fresh: int, n_workers: int) -> Pool:
    """Return a pool with so many people an arm and world, and the fresh ones."""
    pool = Pool(file)
    jobs = jobs_of(range(n_pool))
    jobs += jobs_of(range(FIRST_FRESH, FIRST_FRESH + n_fresh * N_PEOPLE))
    with open_workers(n_workers) as workers:
        pool.fill(jobs, workers=workers)
    return pool


def drawn(pool: Pool, n_pool: int) -> Iterator[Row]:
    """Yield in how many drawn studies each comparison has p below 0.05."""
    for world in WORLDS:
        for pair in combinations(ARMS, 2):
            rows = pool.table(world, pair, range(n_pool))
            draws = Draws(
                rows, pair, (N_PEOPLE, N_PEOPLE), TIMES, adjusted, OUTCOME, seed=1
            )
            share = share_of(draws, N_STUDIES, N_STUDIES // 3, dealt=False)
            low, high = share.interval
            goal = (
                f"95 % {low:.3f} to {high:.3f} with the pool's own error; "
                f"{N_STUDIES} studies of {N_PEOPLE} an arm from {n_pool}"
            )
            aim = "0.05" if world == "no link" else "above 0.05"
            what = f"{world}, {pair[0]} against {pair[1]}"
            yield f"{what}: share p < 0.05", share.value, f"{aim}; {goal}"
            effect, half = _effect(rows, pair)
            yield f"{what}: effect", effect, f"± {half:.4f}, share right"


def fresh(pool: Pool, n_pool: int, n_fresh: int) -> Iterator[Row]:
    """Yield how studies of people outside the pool compare with it."""
    for world in WORLDS:
        for pair in combinations(ARMS, 2):
            hits, effects = 0, []
            for k in range(n_fresh):
                first = FIRST_FRESH + k * N_PEOPLE
                rows = pool.table(world, pair, range(first, first + N_PEOPLE))
                found = adjusted(rows, OUTCOME, TIMES, pair)
                hits += isinstance(found, Result) and found.p < ALPHA
                effects.append(_effect(rows, pair)[0])
            there, half = _effect(pool.table(world, pair, range(n_pool)), pair)
            spread = float(np.std(effects, ddof=1)) / math.sqrt(n_fresh)
            z = (float(np.mean(effects)) - there) / math.hypot(spread, half / 1.96)
            what = f"{world}, {pair[0]} against {pair[1]}, {n_fresh} fresh studies"
            yield f"{what}: p < 0.05", float(hits), "for information"
            yield f"{what}: effect less the pool's, in SE", z, "within ±2.6"


def _effect(rows, pair: tuple[str, str]) -> tuple[float, float]:
    """Return the difference of the arms' changes, and half its 95 % interval."""
    change = rows[TIMES[1]] - rows[TIMES[0]]
    one, other = (change[rows.index.get_level_values("arm") == arm] for arm in pair)
    error = math.sqrt(one.var() / len(one) + other.var() / len(other))
    return float(one.mean() - other.mean()), 1.96 * error


def rows_of(file: Path, n_pool: int, n_fresh: int, n_workers: int = 1) -> Iterator[Row]:
    """Yield (what, figure, goal)."""
    pool = filled(file, n_pool, n_fresh, n_workers)
    yield from drawn(pool, n_pool)
    if n_fresh > 1:
        yield from fresh(pool, n_pool, n_fresh)


def run() -> Iterator[Row]:
    """Yield (what, figure, goal)."""
    is_long = os.environ.get("ATTENTION_CAMP_LONG") == "1"
    n_pool, n_fresh = (3000, 20) if is_long else (60, 2)
    with tempfile.TemporaryDirectory() as folder:
        given = os.environ.get("ATTENTION_CAMP_POOL")
        file = Path(given) if given else Path(folder) / "pool.jsonl"
        yield from rows_of(file, n_pool, n_fresh, os.cpu_count() or 1)


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[2:]]
    for what, figure, goal in rows_of(Path(sys.argv[1]), *numbers):
        print(f"{what}: {figure:.4f} ({goal})", flush=True)
