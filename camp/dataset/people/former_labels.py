"""What a person was called before: corrected and merged labels, from the trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

RELABELLED, MERGED = "relabelled", "merged"
"""Lines of the trail that say which label became which."""


def labels_at(lines: Sequence[Mapping[str, Any]], label: str) -> list[frozenset[str]]:
    """Return, for each line of an audit trail, what a person was called at its time.

    A label that somebody else had before is theirs only from when they got it.

    Parameters
    ----------
    lines : sequence of mapping
        The trail, oldest first.
    label : str
        What the person is called after its last line.
    """
    now, found = frozenset({label}), []
    for line in reversed(lines):
        if line.get("what") not in {RELABELLED, MERGED}:
            found.append(now)
            continue
        was = {str(line["was"])}
        if line["now"] not in now:
            now -= was  # until then it was somebody else's
            found.append(now)
            continue
        found.append(now | was)
        now = now | was if line["what"] == MERGED else now - {line["now"]} | was
    return found[::-1]


def merged_records(lines: Sequence[Mapping[str, Any]], record: str) -> tuple[str, ...]:
    """Return the numbers of enrolments that were merged into a person's.

    Parameters
    ----------
    lines : sequence of mapping
        The trail, oldest first.
    record : str
        Number of the person's enrolment.
    """
    known = {record} - {""}
    for line in reversed(lines):
        if line.get("what") == MERGED and line.get("person") in known:
            known |= {str(line.get("merged", ""))} - {""}
    return tuple(sorted(known - {record}))
