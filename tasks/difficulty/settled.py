"""The level at which a block has settled: an estimate, not the last step of a rule."""

from __future__ import annotations

import math
from collections.abc import Sequence


def settled_level(levels: Sequence[int]) -> float:
    """Return the mean level of the second half of a block's trials.

    A rule that follows the answers never rests: its last level alone is as far off as
    one step is noisy. The first half is left out, in which it is on its way. NaN where
    there is no trial.
    """
    settled = levels[len(levels) // 2 :]
    return sum(settled) / len(settled) if settled else math.nan
