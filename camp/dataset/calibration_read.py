"""What a run's calibration came to, read back from the decision ledger."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import Ledger, read_ledger
from attention_camp.camp.session.link import DriftCheck, PersonalFit
from attention_camp.camp.session.records import TrialRecord
from attention_camp.models.verdict import CalibrationReport


@dataclass(frozen=True, slots=True)
class GazeCheck:
    """How far the gaze was off the cross, where trials waited for fixation."""

    n_trials: int
    """Trials that waited, so far."""
    n_fixated: int
    offset: float
    """Median distance from the cross, degrees; NaN: nobody knows."""
    first: float
    last: float
    """The same over the first and the last third of them: what a tracker drifted."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """The calibration of a run."""

    report: CalibrationReport
    """The verdict and all its figures."""
    estimator: str
    """Name of the model that was calibrated."""
    n_stretches: int
    """Number of calibration blocks whose EEG was kept."""
    n_turns: int
    """How often rest changed to task or task to rest."""
    drift: DriftCheck | None = None
    """None: it was not looked for."""
    version: str = ""
    """Hash of the personal weights that were kept; empty: none were."""
    gaze: GazeCheck | None = None
    """None: no trial waited for fixation."""


def read_calibration(paths: RunPaths) -> Calibrated | None:
    """Return the calibration of a run; None: it has not been calibrated.

    Raises
    ------
    DatasetError
        If the ledger is damaged.
    """
    return calibration_in(read_ledger(paths.decisions))


def calibration_in(ledger: Ledger) -> Calibrated | None:
    """Return the last calibration that a run's ledger holds, or None."""
    last = ledger.calibrations[-1].permission if ledger.calibrations else None
    if last is None or last.figures is None:
        return None
    labels = [line.label for line in ledger.stretches]
    turns = sum(a != b for a, b in itertools.pairwise(labels))
    person = last.person or PersonalFit()
    header = ledger.header
    return Calibrated(
        last.figures,
        header.eeg.estimator if header and header.eeg else "",
        n_stretches=len(labels),
        n_turns=turns,
        drift=person.drift,
        version=person.version,
        gaze=gaze_check([line.record for line in ledger.trials]),
    )


def gaze_check(trials: Sequence[TrialRecord]) -> GazeCheck | None:
    """Return how far the gaze was off the cross; None where no trial waited for it."""
    waited = [trial for trial in trials if trial.fixation]
    if not waited:
        return None
    offsets = [t.gaze_offset for t in waited if t.gaze_offset is not None]
    third = max(len(offsets) // 3, 1)
    parts = (offsets, offsets[:third], offsets[-third:])
    middles = (statistics.median(part) if part else math.nan for part in parts)
    n_fixated = sum(trial.fixation == "fixated" for trial in waited)
    return GazeCheck(len(waited), n_fixated, *middles)
