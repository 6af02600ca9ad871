"""What the BIDS validator says of events that have no onset."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.proof.problem import Problem
from attention_camp.camp.dataset.rows import read_table
from attention_camp.camp.dataset.tables import MISSING

REPEATED = "HED_ERROR.TAG_EXPRESSION_REPEATED"


def is_of_missing_onsets(problem: Problem, dataset: Path) -> bool:
    """Return whether an error comes from taking events without onset for simultaneous.

    Trials that went on while the headset was away have no onset (n/a). The validator
    joins the tags of all events with the same onset, these too, and then finds tags
    twice.
    """
    if problem.code != REPEATED:
        return False
    try:
        rows = list(read_table(dataset / problem.location))
    except (DatasetError, OSError):
        return False
    return any(row.get("onset") == MISSING for row in rows)
