"""What a run's calibration came to, read back from the decision ledger."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.models.verdict import CalibrationReport
from attention_camp.resources.texts import Sentence


@dataclass(frozen=True, slots=True)
class DriftCheck:
    """How far the rest of this run is from that of the person's earlier sessions."""

    verdict: str
    """``first-session``, ``unknown``, ``stable``, ``shifted`` or ``re-calibrate``."""
    distance_db: float
    """Median distance to the earlier sessions; NaN where there is none."""
    n_sessions: int
    """Earlier sessions it was compared with."""


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
        If the ledger holds a calibration that cannot be read.
    """
    return calibration_in(read_jsonl(paths.decisions)[0], paths)


def calibration_in(
    lines: Sequence[Mapping[str, Any]], paths: RunPaths
) -> Calibrated | None:
    """Return the calibration that the lines of a run's ledger hold, or None."""
    found = [line for line in lines if line.get("kind") == "calibration"]
    if not found:
        return None
    labels = [line.get("label") for line in lines if line.get("kind") == "stretch"]
    turns = sum(a != b for a, b in itertools.pairwise(labels))
    person = found[-1].get("person") or {}
    return Calibrated(
        _report(found[-1], paths),
        _estimator(lines),
        n_stretches=len(labels),
        n_turns=turns,
        drift=_drift(person.get("drift")),
        version=str(person.get("version", "")),
    )


def _report(line: Mapping[str, Any], paths: RunPaths) -> CalibrationReport:
    try:
        return CalibrationReport.from_json(line["figures"])
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise DatasetError(
            Sentence(
                "The calibration in {path} cannot be read: {error}. Make it again from "
                "the EEG: attention-camp calibrate {dataset}.",
                path=paths.decisions,
                error=error,
                dataset=paths.dataset,
            )
        ) from error


def _drift(values: Mapping[str, Any] | None) -> DriftCheck | None:
    if not values:
        return None
    distance = values.get("distance_db")
    return DriftCheck(
        str(values.get("verdict", "unknown")),
        float("nan") if distance is None else float(distance),
        int(values.get("n_sessions", 0)),
    )


def _estimator(lines: Sequence[Mapping[str, Any]]) -> str:
    headers = [line for line in lines if line.get("kind") == "header"]
    eeg = headers[0].get("eeg") if headers else None
    return str(eeg.get("estimator", "")) if isinstance(eeg, dict) else ""
