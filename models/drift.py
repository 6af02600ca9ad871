"""Drift: whether today's rest is still that of a person's earlier sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from attention_camp.models.patches import BANDS, cut, rest_of
from attention_camp.models.replay_buffer import ReplayBuffer
from attention_camp.models.windows import (
    MIN_CHANNELS,
    Windows,
    prepare,
    some,
    subset_of_channels,
)
from attention_camp.resources.texts import how_many
from attention_camp.signal.electrodes import electrode_key

DECIBEL = 10 / np.log(10)
STABLE_DB = 1.8
"""Distance that 95 % of 24 people's first and last minute of one rest stay below, with
19 channels (1.83; 1.57 with 8, 1.68 with 4): ``python tests/benchmarks/drift.py``."""
STRANGE_DB = 2.4
"""Distance that 95 % of pairs of different people exceed, with 19 channels (2.38; 2.21
with 8, 1.82 with 4): beyond it, today's rest is no nearer than a stranger's."""
MIN_WINDOWS = 8
"""Fewest windows of rest for a verdict. With eight, chance alone reaches 2.4 dB in one
person of twenty; with fifteen, a minute, it does not. Our own choice."""


class DriftVerdict(StrEnum):
    """Codes of the check; stable, written to the ledger, translated by the window."""

    FIRST = "first-session"
    UNKNOWN = "unknown"
    STABLE = "stable"
    SHIFTED = "shifted"
    RECALIBRATE = "re-calibrate"


@dataclass(frozen=True, slots=True)
class Drift:
    """How far today's rest is from that of earlier sessions."""

    verdict: DriftVerdict
    distance_db: float = float("nan")
    """Median over the earlier sessions; see ``distance_db``."""
    n_sessions: int = 0
    """Earlier sessions it was compared with."""
    n_windows: int = 0
    """Windows of rest today."""

    @property
    def replays(self) -> bool:
        """Whether earlier sessions still describe this person and headset."""
        return self.verdict in (DriftVerdict.STABLE, DriftVerdict.SHIFTED)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values, NaN as None."""
        values = asdict(self)
        if np.isnan(self.distance_db):
            values["distance_db"] = None
        return values | {"verdict": self.verdict.value}

    def as_text(self) -> str:
        """Return the verdict in words, with its figure and its bounds."""
        if self.verdict is DriftVerdict.FIRST:
            return "There is no earlier session to compare today's rest with."
        if self.verdict is DriftVerdict.UNKNOWN:
            return (
                "Too little rest to compare with earlier sessions: "
                f"{how_many(self.n_windows, 'window|windows')} on shared electrodes, "
                f"and {MIN_WINDOWS} are needed."
            )
        says = {
            DriftVerdict.STABLE: "Stable: rest today is like that of earlier sessions",
            DriftVerdict.SHIFTED: (
                "Shifted: today's rest differs more than within a session, less than "
                "between people; earlier sessions count for half"
            ),
            DriftVerdict.RECALIBRATE: (
                "Re-calibrate: today's rest is as far from earlier sessions as another "
                "person's. Check the headset's place and the participant's label; "
                "earlier sessions are left out"
            ),
        }
        return (
            f"{says[self.verdict]} ({self.distance_db:.1f} dB over "
            f"{how_many(self.n_sessions, 'session|sessions')}; stable up to "
            f"{STABLE_DB} dB, another person from {STRANGE_DB} dB)."
        )


def check_drift(rest: Windows, earlier: Sequence[ReplayBuffer]) -> Drift:
    """Compare today's windows of rest with those of earlier sessions."""
    n_windows = int(rest.scored.sum())
    if not earlier:
        return Drift(DriftVerdict.FIRST, n_windows=n_windows)
    distances = []
    for memory in earlier:
        own = prepare(memory.rest(), sfreq=memory.sfreq, ch_names=memory.ch_names)
        if own.scored.sum() >= MIN_WINDOWS:
            distances.append(distance_db(rest, own))
    known = [value for value in distances if not np.isnan(value)]
    if n_windows < MIN_WINDOWS or not known:
        return Drift(DriftVerdict.UNKNOWN, n_windows=n_windows)
    distance = round(float(np.median(known)), 6)
    verdict = DriftVerdict.SHIFTED
    if distance <= STABLE_DB:
        verdict = DriftVerdict.STABLE
    elif distance >= STRANGE_DB:
        verdict = DriftVerdict.RECALIBRATE
    return Drift(verdict, distance, len(known), n_windows)


def distance_db(one: Windows, other: Windows) -> float:
    """Return how far two stretches of rest are apart, dB.

    The root mean square, over the channels both have and the model's bands from 2 to
    30 Hz, of the difference in mean log power, each at average reference and without
    its overall level. NaN where they share fewer than three channels.
    """
    names = [[electrode_key(name) for name in w.ch_names] for w in (one, other)]
    shared = [name for name in names[0] if name in names[1]]
    if len(shared) < MIN_CHANNELS:
        return float("nan")
    powers = []
    known = np.ones(len(shared), np.bool_)
    for windows, own in zip((one, other), names, strict=True):
        picks = np.array([own.index(name) for name in shared])
        part = subset_of_channels(windows, picks)
        part = some(part, part.scored & (part.usable.sum(axis=1) >= MIN_CHANNELS))
        if not len(part.reasons):
            return float("nan")
        power, has = rest_of(cut(part))
        powers.append(power[:, : len(BANDS)])  # at average reference
        known &= has > 0
    apart = DECIBEL * (powers[0] - powers[1])[known]
    return float(np.sqrt(np.mean(apart**2))) if known.any() else float("nan")
