"""What the BIDS validator says of events that have no onset."""

from __future__ import annotations

from collections import Counter
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
    twice. Where events that do have an onset repeat each other, the error stands.

    Parameters
    ----------
    problem : Problem
        What the validator found.
    dataset : Path
        Root of the dataset.
    """
    if problem.code != REPEATED:
        return False
    try:
        rows = list(read_table(dataset / problem.location))
    except (DatasetError, OSError):
        return False
    seen = Counter((row.get("onset"), *_what(row)) for row in rows)
    repeated = {onset for (onset, *_), n in seen.items() if n > 1}
    return repeated == {MISSING}


def _what(row: dict[str, str]) -> tuple[str | None, ...]:
    """Return the cells that an event's tags are made of, but for its times."""
    timed = {"onset", "duration", "sample"}
    return tuple(value for name, value in row.items() if name not in timed)
