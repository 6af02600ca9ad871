"""Bugs planted in the code that writes and mends: does `bench faults` find them?

Each of thirty is planted alone, and sessions are run with the kinds of faults under
which it could show, until an invariant breaks.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fault_world.bugs import BUGS, Bug
from fault_world.cases import run_case

IS_LONG = True
NEEDS_QUIET = False
MOST_SESSIONS = 500
"""Sessions after which a bug counts as not found."""


def run() -> Iterator[tuple[str, float, str]]:
    """Yield after how many sessions each bug was found, and how many were."""
    logging.disable(logging.CRITICAL)
    n_found = 0
    for bug in BUGS:
        n_sessions = sessions_until_found(bug)
        n_found += n_sessions <= MOST_SESSIONS
        what = "found after, sessions" if n_sessions <= MOST_SESSIONS else "NOT FOUND"
        yield f"planted: {bug.name}: {what}", n_sessions, f"at most {MOST_SESSIONS}"
    yield "planted bugs found", n_found, f"at least 28 of {len(BUGS)}"


def sessions_until_found(bug: Bug) -> int:
    """Return how many sessions were run until an invariant broke."""
    with tempfile.TemporaryDirectory() as place:
        for seed in range(MOST_SESSIONS):
            kind = bug.kinds[seed % len(bug.kinds)]
            with bug.planted():
                if run_case(seed, Path(place), kind=kind).broken:
                    return seed + 1
    return MOST_SESSIONS + 1
