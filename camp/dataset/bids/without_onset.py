"""What the BIDS validator says of events that have no onset."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.proof.problem import Problem
from attention_camp.camp.dataset.rows import read_table
from attention_camp.camp.dataset.tables import MISSING
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE

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
    table = dataset / problem.location
    try:
        rows = list(read_table(table))
        tagged = _tagged(table.with_suffix(".json"))
    except (DatasetError, *UNREADABLE):
        return False
    seen = Counter(
        (row.get("onset"), *(row.get(name) for name in tagged)) for row in rows
    )
    repeated = {onset for (onset, *_), n in seen.items() if n > 1}
    return repeated == {MISSING}


def _tagged(sidecar: Path) -> list[str]:
    """Return the columns whose cells an event's tags are made of."""
    described = read_json_table(sidecar)
    return [
        name
        for name, entry in described.items()
        if isinstance(entry, dict) and "HED" in entry
    ]
