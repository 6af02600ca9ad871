"""How much memory thousands of simulated sessions in one process leave behind.

    attention-camp bench flat_memory
    python tests/benchmarks/flat_memory.py N

N sessions (``--long``: 10,000; else 1,000) of the demonstration, with a store in
memory, in one process. Its resident memory is read 40 times; the first quarter, in
which caches fill, is left out. The rest gives bytes a session, with an interval, and
what 10,000 sessions would add by it. Readings are of one number that grows, where each
holds all that those before it held: a line through them would take them for independent
and be surer than it may. What is added in one stretch after the other is, so the
interval is Student's over the growth in six stretches.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray
from scipy import stats
from session_speed import kinds

IS_LONG = True
NEEDS_QUIET = False
MANY, FEW = 10_000, 1_000
N_LOOKS = 40
N_STRETCHES = 6
"""Of the readings that count: each of five, long beside what an allocator holds back.
Our own choice."""

Row = tuple[str, float, str]
Values = NDArray[np.float64]


def growth(sessions: Values, rss: Values) -> tuple[float, float, float]:
    """Return the bytes that a session leaves behind, and their 95 % interval.

    Parameters
    ----------
    sessions : ndarray, shape (n_looks,)
        How many were done at each reading.
    rss : ndarray, shape (n_looks,)
        Resident memory, bytes.
    """
    edges = np.linspace(0, len(rss) - 1, N_STRETCHES + 1).round().astype(int)
    each = np.diff(rss[edges]) / np.diff(sessions[edges])
    spread = float(each.std(ddof=1)) / np.sqrt(N_STRETCHES)
    half = float(stats.t.ppf(0.975, N_STRETCHES - 1)) * spread
    return float(each.mean()), float(each.mean()) - half, float(each.mean()) + half


def rows_of(n_sessions: int) -> Iterator[Row]:
    """Yield (what, figure, goal) for so many sessions."""
    process, looks, done = psutil.Process(), [], 0
    with tempfile.TemporaryDirectory() as folder:
        once = kinds(Path(folder))["memory"]
        for goal in np.linspace(0, n_sessions, N_LOOKS + 1).round().astype(int)[1:]:
            for number in range(done, goal):
                once(number)
            done = int(goal)
            gc.collect()
            looks.append((done, process.memory_info().rss))
    sessions, rss = np.array(looks[N_LOOKS // 4 - 1 :], float).T
    slope, low, high = growth(sessions, rss)
    n = f"{n_sessions} sessions"
    yield (
        "memory in use at the end, MB", rss[-1] / 1e6, n
    )  # fmt: skip
    yield (
        "bytes that a session leaves behind", slope,
        f"0; 95 % {low:.0f} to {high:.0f}, {n}",
    )  # fmt: skip
    most = high * MANY / 1e6
    yield (
        f"MB that {MANY} sessions add at that rate", slope * MANY / 1e6,
        f"0; at most {most:.2f} at 95 %",
    )  # fmt: skip


def run() -> Iterator[Row]:
    """Yield (what, figure, goal)."""
    yield from rows_of(MANY if os.environ.get("ATTENTION_CAMP_LONG") == "1" else FEW)


if __name__ == "__main__":
    for what, figure, goal in rows_of(int(sys.argv[1])):
        print(f"{what}: {figure:.3f} ({goal})", flush=True)
