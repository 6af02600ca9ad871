"""What a run's calibration came to, read back from the decision ledger."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, run_of_file
from attention_camp.models.verdict import CalibrationReport
from attention_camp.signal.texts import Sentence


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


def read_calibration(paths: RunPaths) -> Calibrated | None:
    """Return the calibration of a run; None: it has not been calibrated.

    Raises
    ------
    DatasetError
        If the ledger holds a calibration that cannot be read.
    """
    lines, _ = read_jsonl(paths.decisions)
    found = [line for line in lines if line.get("kind") == "calibration"]
    if not found:
        return None
    labels = [line.get("label") for line in lines if line.get("kind") == "stretch"]
    turns = sum(a != b for a, b in itertools.pairwise(labels))
    return Calibrated(_report(found[-1], paths), _estimator(lines), len(labels), turns)


def find_ledger(
    dataset: Path, participant: str, session: str, run: int
) -> RunPaths | None:
    """Return the run of a session that has a ledger; None: there is none yet."""
    folder = dataset / "sourcedata" / f"sub-{participant}" / f"ses-{session}"
    ledgers = folder.glob(f"*_run-{run:02d}_decisions.jsonl")
    return next((run_of_file(dataset, ledger.name) for ledger in ledgers), None)


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


def _estimator(lines: Sequence[Mapping[str, Any]]) -> str:
    headers = [line for line in lines if line.get("kind") == "header"]
    eeg = headers[0].get("eeg") if headers else None
    return str(eeg.get("estimator", "")) if isinstance(eeg, dict) else ""
