"""Pope's test: a closed loop steadies the score in one direction, not in the other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.session.ledger_lines import HeaderLine, LedgerLine, TrialLine
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
    """Mean log of the score's standard deviation within blocks, reversed over loop:
    above 0 where the loop closes and its direction is the steadying one."""
    low: float
    high: float
    p: float
    """Two-sided, over people."""


def loop_stability(
    loop: Sequence[Iterable[ArrayLike]], turned: Sequence[Iterable[ArrayLike]]
) -> Stability:
    """Return whether a loop is stable where its reversal is not.

    Blocks and sessions differ in their mean score by practice and time, which no loop
    makes: what counts is how the score varies within each.

    Parameters
    ----------
    loop, turned : sequence of iterables of arrays
        By person and block: the own scores under the rule, and in reversed blocks; NaN
        where there was none.

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
    loop: dict[str, list[list[float]]] = defaultdict(list)
    turned: dict[str, list[list[float]]] = defaultdict(list)
    for run in existing_runs(dataset):
        lines = read_what_is_whole(run.decisions).lines
        if not lines or not isinstance(lines[0], HeaderLine):
            continue
        blocks = as_run(Protocol.model_validate(lines[0].protocol).blocks, lines)
        rules = {block.rule.name for block in blocks if block.reversed}
        for number, values in _scores(lines).items():
            block = blocks[number - 1]
            if block.stage == "main" and block.rule.name in rules:
                (turned if block.reversed else loop)[run.participant].append(values)
    people = sorted(loop.keys() & turned.keys())
    return loop_stability(
        [loop[who] for who in people], [turned[who] for who in people]
    )


def _scores(lines: Iterable[LedgerLine]) -> dict[int, list[float]]:
    """Return the own scores of a ledger, by number of the block."""
    found: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        if isinstance(line, TrialLine) and line.decided is not None:
            value = line.decided.score.value
            if value is not None:
                found[line.record.block].append(value)
    return found


def _log_spread(blocks: Iterable[ArrayLike]) -> float:
    """Return the log of the standard deviation within blocks, all taken together."""
    power, df = 0.0, 0
    for scores in blocks:
        x = np.asarray(scores, dtype=float)
        x = x[np.isfinite(x)]
        if x.size >= LEAST_SCORES:
            power += float(((x - x.mean()) ** 2).sum())
            df += x.size - 1
    return 0.5 * math.log(power / df) if power > 0 else math.nan
