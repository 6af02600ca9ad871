"""What a run's calibration came to, read back from the decision ledger."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import Ledger, read_ledger
from attention_camp.camp.session.link import DriftCheck, PersonalFit
from attention_camp.models.verdict import CalibrationReport


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
    )
