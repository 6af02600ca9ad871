"""Trials as events.tsv shows them: with the corrections that the ledger holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.proof.chain_lines import CorrectionLine
from attention_camp.camp.session.records import TrialRecord


def corrected(
    record: TrialRecord, corrections: Iterable[CorrectionLine]
) -> TrialRecord:
    """Return a trial as events.tsv shows it: with all its corrections."""
    changes = {
        line.column: line.now for line in corrections if line.trial == record.trial
    }
    return dataclasses.replace(record, **changes) if changes else record


def corrections_in(lines: Iterable[LedgerLine]) -> list[CorrectionLine]:
    """Return the corrections of a ledger, in the order in which they were made."""
    return [line for line in lines if isinstance(line, CorrectionLine)]


def with_corrections(lines: Sequence[LedgerLine]) -> tuple[TrialLine, ...]:
    """Return the trials of a ledger with the records that events.tsv shows."""
    corrections = corrections_in(lines)
    return tuple(
        dataclasses.replace(line, record=corrected(line.record, corrections))
        for line in lines
        if isinstance(line, TrialLine)
    )
