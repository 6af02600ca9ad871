"""Calibration: the model meets the person, and the score earns its right or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.scoring import WindowAt, windows_of

if TYPE_CHECKING:
    from attention_camp.models.scorer import Scorer


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """The usable windows of one calibration trial."""

    label: str
    """``rest`` or ``engaged``."""
    windows: NDArray[np.float64]
    """Shape (n_windows, n_chans, n_times), volts."""


def collect(
    window_at: WindowAt, label: str, first: int, stop: int, sfreq: float
) -> Stretch:
    """Return the usable windows between two samples."""
    windows = [window_at(*span) for span in windows_of(first, stop, sfreq)]
    data = [w.data for w in reversed(windows) if not w.reason]
    return Stretch(label, np.stack(data) if data else np.empty((0, 0, 0)))


def calibrate_person(
    scorer: Scorer, stretches: Sequence[Stretch]
) -> tuple[Permission, Scorer]:
    """Align the model to the person's rest and tell whether its score may steer."""
    rest = [s.windows for s in stretches if s.label == "rest" and len(s.windows)]
    if rest:
        scorer.personalise(np.concatenate(rest))
    return Permission(False, "not-calibrated", model=scorer.model_hash), scorer
