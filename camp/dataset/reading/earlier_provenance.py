"""Provenance of scores in tables of earlier versions, taken from their ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import LedgerError, read_what_is_whole
from attention_camp.camp.session.ledger_lines import (
    CalibrationLine,
    HeaderLine,
    LedgerLine,
    TrialLine,
)
from attention_camp.camp.session.ledger_state import UNCALIBRATED
from attention_camp.camp.session.link import EegDescription
from attention_camp.camp.session.proof.provenance import (
    REFUSED,
    Provenance,
    is_told,
    provenance_of,
)
from attention_camp.camp.session.records import TrialRecord

STEERED = frozenset({"engaged-correct-up", "disengaged-error-down"})
"""Codes of decisions that a score changed, in versions that did not say so."""


def with_provenance(
    paths: RunPaths, trials: Sequence[TrialRecord]
) -> list[TrialRecord]:
    """Return trials of a table without these columns, completed from the ledger.

    A trial that the ledger does not hold stays as it is.
    """
    try:
        lines = read_what_is_whole(paths.decisions).lines
    except LedgerError:  # of a later version: it says so where it is asked for
        return list(trials)
    found = provenances(lines)
    return [_completed(trial, found.get(trial.trial)) for trial in trials]


def provenances(lines: Iterable[LedgerLine]) -> dict[int, Provenance]:
    """Return where the score of each trial of a ledger comes from, by its number."""
    found: dict[int, Provenance] = {}
    eeg: EegDescription | None = None
    permission = UNCALIBRATED
    for line in lines:
        match line:
            case HeaderLine(eeg=described):
                eeg = described
            case CalibrationLine(permission=now):
                permission = now
            case TrialLine(decided=None, record=record):
                found[record.trial] = Provenance()
            case TrialLine(decided=basis, record=record) if basis is not None:
                score = basis.score
                if eeg is not None and not score.estimator:
                    score = replace(score, estimator=eeg.estimator)
                found[record.trial] = provenance_of(
                    score,
                    permission,
                    shipped=eeg.model_hash if eeg else "",
                    steered=is_told(score, basis.evidence)
                    and basis.decision.why in STEERED,
                )
    return found


def _completed(trial: TrialRecord, found: Provenance | None) -> TrialRecord:
    if found is None:
        return trial
    completed = replace(
        trial,
        score_model=found.model,
        score_scale=found.scale,
        steered=found.steered,
    )
    if found.scale != "refused":
        return completed
    return replace(
        completed,
        engagement=None,
        certainty=None,
        score_reason=REFUSED,
        engagement_refused=trial.engagement,
        certainty_refused=trial.certainty,
    )
