"""How long a session's samples waited for the score that holds them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.rows import read_score_table
from attention_camp.camp.eeg.loop_delay import PUBLICATION_SECONDS

ALLOWED_SECONDS = 0.03
"""What storing, cleaning and scoring may add to the hop, s; own choice."""


@dataclass(frozen=True, slots=True)
class LoopLatency:
    """From a packet's arrival to the first published score that holds it.

    For each score the oldest packet counts that is new in it, which waited longest: a
    whole hop, and then for the cleaning and the model.
    """

    n: int
    """Number of scores measured."""
    median: float
    """Seconds."""
    p95: float
    """Seconds, 95th percentile."""
    maximum: float
    """Seconds."""
    hop: float = PUBLICATION_SECONDS
    """Seconds from one score to the next."""

    @property
    def limit(self) -> float:
        """What the 95th percentile should stay below, s."""
        return self.hop + ALLOWED_SECONDS

    @property
    def is_met(self) -> bool:
        """Whether the 95th percentile is below the limit."""
        return self.p95 < self.limit


def loop_latency(paths: RunPaths) -> LoopLatency | None:
    """Return a run's loop latency, from its engagement series.

    None where nothing was measured: no score was published, or the session's time was
    not the computer's own, as in a simulation faster than life.

    Raises
    ------
    DatasetError
        If the series cannot be read.
    """
    if not paths.engagement.exists():
        return None
    rows, _ = read_score_table(paths)  # a bad row is said where the series is read
    waits = sorted(row.wait for row in rows if not math.isnan(row.wait))
    if not waits:
        return None
    nearest_rank = math.ceil(0.95 * len(waits)) - 1
    return LoopLatency(len(waits), median(waits), waits[nearest_rank], waits[-1])
