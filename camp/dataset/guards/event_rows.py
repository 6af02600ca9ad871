"""The rows of events.tsv beside the ledger: which are lacking, torn or edited."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attention_camp.camp.dataset.tables import (
    EVENT_COLUMNS,
    MISSING,
    TRIAL,
    event_line,
)
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.resources.text_table import TextTable

NEAR_SECONDS = 0.05
"""How far the onset of a row may be from the ledger's to be its row, s: spreadsheets
round; own choice, below the time between two keys."""


def event_lines(record: TrialRecord, events: Iterable[EventRow]) -> list[str]:
    """Return the rows of a trial in the order of their onsets, unknown ones last."""
    rows: list[TrialRecord | EventRow] = [record, *events]
    return [event_line(row) for row in sorted(rows, key=_onset)]


def _onset(row: TrialRecord | EventRow) -> float:
    # without EEG the onset is NaN, and null once it was read from the ledger
    known = row.onset is not None and math.isfinite(row.onset)
    return row.onset if known else math.inf


def torn_row(table: TextTable, stored: Sequence[TrialLine]) -> str:
    """Return the last line of a table of events where a crash cut it; else empty.

    A missing line end alone says nothing: editors leave it away. A torn row is the
    beginning of one that the ledger holds, or has too few cells.
    """
    tail = table.tail
    if not tail or len(table.lines) < 2:
        return tail  # a torn header
    if tail.count("\t") < table.lines[0].count("\t"):
        return tail
    for line in stored[-1:]:
        for row in event_lines(line.record, line.events):
            if row.startswith(tail) and row.rstrip("\n") != tail:
                return tail
    return ""


def lacking_lines(
    table: TextTable, stored: Sequence[TrialLine], *, is_ended: bool
) -> list[str]:
    """Return the lines that a table of events lacks, however it was saved since.

    Trials are matched by their number, the events within the last one that is there by
    their kind and their place: what a person corrected is never written again.

    Parameters
    ----------
    table : TextTable
        The table, without a torn row.
    stored : sequence of TrialLine
        The trials of the ledger.
    is_ended : bool
        Whether the session's end was written: all rows were there before it, and
        whoever removed one meant to.
    """
    if len(table.lines) > 1 and is_ended:
        return []
    rows = list(row_cells(table))
    trials = {whole(r.get("trial")) for r in rows if r.get("trial_type") == TRIAL}
    known = [line.record.trial for line in stored if line.record.trial in trials]
    # a cut tears the last trial that is there: of the others its own row tells
    torn = max(known, default=None)
    there = Counter(map(_place, rows))
    lines: list[str] = []
    for line in stored:
        lacking: list[TrialRecord | EventRow] = []
        if line.record.trial not in trials:
            lacking.append(line.record)
        for row in line.events:
            is_there = _take(there, _place_of(row))
            if not is_there and (lacking or line.record.trial == torn):
                lacking.append(row)
        lines += [event_line(row) for row in sorted(lacking, key=_onset)]
    return [_as_in(table, line) for line in lines]


def _as_in(table: TextTable, line: str) -> str:
    """Return a line of ours with the columns and the line end of a table."""
    cells = dict(zip(EVENT_COLUMNS, line.rstrip("\n").split("\t"), strict=True))
    names = table.header or EVENT_COLUMNS
    return "\t".join(cells.get(name, MISSING) for name in names) + table.line_end


def row_cells(table: TextTable) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table by the names of its columns."""
    names = table.header
    for _, cells in table.rows():
        yield dict(zip(names, cells, strict=False))


def whole(text: str | None) -> int | None:
    """Return the whole number in a cell, written as 7.0 too; None: there is none."""
    try:
        return int(float((text or "").replace(",", ".")))
    except (ValueError, OverflowError):
        return None  # no number: no trial of ours


_Place = tuple[str, int, str]
"""Kind of a row and its onset in steps of `NEAR_SECONDS`; where the onset is unknown,
its value."""


def _place(row: Mapping[str, str]) -> _Place:
    kind = row.get("trial_type") or ""
    try:
        onset = float((row.get("onset") or "").replace(",", "."))
        return kind, round(onset / NEAR_SECONDS), ""
    except (ValueError, OverflowError):
        return kind, -1, row.get("value") or ""


def _place_of(row: EventRow) -> _Place:
    cells = event_line(row).rstrip("\n").split("\t")
    value = cells[4] if not math.isfinite(_onset(row)) else ""
    return _place({"trial_type": row.trial_type, "onset": cells[0], "value": value})


def _take(there: Counter[_Place], place: _Place) -> bool:
    """Return whether a row of this place is left, and count it off."""
    kind, step, value = place
    near = () if value else ((kind, step - 1, ""), (kind, step + 1, ""))
    for one in (place, *near):
        if there[one] > 0:
            there[one] -= 1
            return True
    return False
