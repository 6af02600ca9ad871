"""The program's own words in a run: what may stand in an anonymous copy.

Cells of a table can be edited, and then hold anybody's words, names too. The decision
ledger holds what the program wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from attention_camp.camp.dataset.bids.levels import REASONS
from attention_camp.camp.dataset.exports.anonymous_ledger import (
    KEPT_ROWS,
    without_texts,
)
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.proof.corrected import with_corrections
from attention_camp.camp.dataset.tables import (
    MISSING,
    ScoreRow,
    columns,
    tsv_line,
)
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.records import EventRow, TrialRecord


class OwnWords:
    """What the ledger of a run tells.

    Parameters
    ----------
    run : RunPaths
        The run.
    """

    def __init__(self, run: RunPaths) -> None:
        lines = with_corrections(read_what_is_whole(run.decisions).lines)
        self._lines = {line.record.trial: line for line in lines}
        self._names = {
            (row.trial_type, row.value)
            for line in lines
            for row in line.events
            if row.trial_type in KEPT_ROWS
        }
        self._models = {line.record.score_model for line in lines}

    def of_trial(self, trial: TrialRecord) -> TrialRecord:
        """Return a trial with its numbers, and with the texts of the ledger."""
        line = self._lines.get(trial.trial)
        return replace(trial, **_texts(trial, line))

    def of_event(self, row: EventRow) -> EventRow:
        """Return a display or key of a trial, without a name that somebody wrote."""
        if (row.trial_type, row.value) in self._names:
            return row
        return replace(row, value=MISSING)

    def of_score(self, row: ScoreRow) -> str:
        """Return the line of an update of the score, without anybody's words."""
        values = {name: getattr(row, name) for name in columns(ScoreRow)}
        if row.reason not in REASONS:
            values["reason"] = "other" if row.reason else ""
        if row.score_model not in self._models:
            values["score_model"] = ""
        return tsv_line(list(values.values()))


def _texts(trial: TrialRecord, line: TrialLine | None) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    for field in fields(trial):
        value = getattr(trial, field.name)
        if isinstance(value, str):
            texts[field.name] = getattr(line.record, field.name) if line else ""
        elif isinstance(value, Mapping):
            texts[field.name] = getattr(line.record, field.name) if line else {}
    return texts | {"measures": without_texts(texts["measures"])}
