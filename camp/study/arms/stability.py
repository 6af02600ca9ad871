"""Pope's test: a closed loop steadies the score in one direction, not in the other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.session.ledger_lines import HeaderLine, TrialLine
from attention_camp.camp.session.ledger_state import as_run
from attention_camp.camp.session.protocol import Protocol

LEAST_SCORES = 20
"""Scores of a block below which nothing is said of it; own choice."""


@dataclass(frozen=True, slots=True)
class Stability:
    """How much steadier the score is under the loop than under the reversed one."""

    n: int
    """People with both kinds of blocks."""
    log_ratio: float
    """Mean log of the score's standard deviation, reversed over loop: above 0 where the
    loop closes and its direction is the steadying one."""
    low: float
    high: float
    p: float
    """Two-sided, over people."""


def loop_stability(loop: Sequence[ArrayLike], turned: Sequence[ArrayLike]) -> Stability:
    """Return whether a loop is stable where its reversal is not.

    Parameters
    ----------
    loop, turned : sequence of arrays
        By person: the own scores of the blocks under the rule, and of reversed blocks;
        NaN where there was none.

    References
    ----------
    Pope, A. T., Bogart, E. H., & Bartolome, D. S. (1995). Biocybernetic system
    evaluates indices of operator engagement in automated task. Biological Psychology,
    40, 187-195. https://doi.org/10.1016/0301-0511(95)05116-3
    """
    pairs = [
        (_log_spread(a), _log_spread(b)) for a, b in zip(loop, turned, strict=True)
    ]
    found = np.array([b - a for a, b in pairs])
    found = found[np.isfinite(found)]
    if found.size < 3:
        return Stability(found.size, math.nan, math.nan, math.nan, math.nan)
    mean = float(found.mean())
    error = float(found.std(ddof=1)) / math.sqrt(found.size)
    half = float(stats.t.ppf(0.975, found.size - 1)) * error
    p = 2 * float(stats.t.sf(abs(mean) / error, found.size - 1)) if error else math.nan
    return Stability(found.size, mean, mean - half, mean + half, p)


def stability_of(dataset: Path) -> Stability:
    """Return the test for the people of a dataset, from their own scores.

    Counted are the main blocks whose protocol says ``reversed``, against the other main
    blocks of the same rules, as far as the ledgers are open.
    """
    loop: dict[str, list[float]] = defaultdict(list)
    turned: dict[str, list[float]] = defaultdict(list)
    for run in existing_runs(dataset):
        lines = read_what_is_whole(run.decisions).lines
        if not lines or not isinstance(lines[0], HeaderLine):
            continue
        blocks = as_run(Protocol.model_validate(lines[0].protocol).blocks, lines)
        rules = {block.rule.name for block in blocks if block.reversed}
        for line in lines:
            if not isinstance(line, TrialLine) or line.decided is None:
                continue
            block = blocks[line.record.block - 1]
            value = line.decided.score.value
            if block.stage == "main" and block.rule.name in rules and value is not None:
                (turned if block.reversed else loop)[run.participant].append(value)
    people = sorted(loop.keys() & turned.keys())
    return loop_stability(
        [loop[who] for who in people], [turned[who] for who in people]
    )


def _log_spread(scores: ArrayLike) -> float:
    x = np.asarray(scores, dtype=float)
    x = x[np.isfinite(x)]
    spread = float(x.std(ddof=1)) if x.size >= LEAST_SCORES else 0.0
    return math.log(spread) if spread > 0 else math.nan
