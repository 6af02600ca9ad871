"""What of a run's events.tsv was edited since: noticed and said, never undone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

from attention_camp.camp.dataset.guards.event_rows import event_lines
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.corrected import with_corrections
from attention_camp.camp.dataset.rows import EventTable, read_event_table
from attention_camp.camp.dataset.tables import cell
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes
from attention_camp.resources.text_table import TextTable
from attention_camp.resources.texts import Sentence, UserError

CLOSE = 1e-6
"""Numbers that differ by less are the same, saved with fewer digits; own choice."""
MOST_NAMED = 5
"""Trials that are named in a sentence."""


def edits_of(paths: RunPaths) -> list[Sentence]:
    """Return what in a run's events.tsv is not as the decision ledger holds it.

    For a run that nobody records any more. Rows that cannot be read are named by file
    and line.

    Returns
    -------
    edits : list of Sentence
        A sentence for each kind of edit; empty where the table is as it was written.
    """
    if not paths.events.exists():
        return []
    try:
        if _is_as_closed(paths):
            return []
        table = read_event_table(paths, completed=False)
        ledger = read_what_is_whole(paths.decisions)
    except UserError as error:
        return [Sentence("{problem}", problem=str(error))]
    stored = with_corrections(ledger.lines)
    found = list(table.problems)
    if not stored:
        return found
    found += _trial_edits(paths.events, table, stored)
    if n_other := _n_other_events(table, stored):
        found.append(
            Sentence(
                "{file}: {n:row of displays and keys is|rows of displays and keys are} "
                "not as in the decision ledger. The table counts; the ledger keeps "
                "what was recorded.",
                file=paths.events.name,
                n=n_other,
            )
        )
    if not found and not _is_verbatim(paths, stored):
        found.append(
            Sentence(
                "{file} was saved by another program; its values are those of the "
                "decision ledger.",
                file=paths.events.name,
            )
        )
    return found


def _is_as_closed(paths: RunPaths) -> bool:
    """Return whether ledger and table are, to the byte, what the session closed with.

    The digests of the closing line tell it ten times as fast as the rows do.
    """
    chain = read_chain(paths.decisions)
    closing = chain.closing
    # whoever else closes it may have found a table that was edited before
    if closing is None or chain.breaks or closing.line.by != "session":
        return False
    then = closing.line.files.get(paths.events.relative_to(paths.dataset).as_posix())
    now = read_bytes(paths.events, most=LARGEST_TABLE)
    return then is not None and sha256(now).hexdigest() == then.sha256


def _trial_edits(
    path: Path, table: EventTable, stored: Sequence[TrialLine]
) -> list[Sentence]:
    """Return how the rows of trials differ from the ledger's."""
    there = {trial.trial: trial for trial in table.trials}
    told = {line.record.trial: line.record for line in stored}
    changed = [n for n in sorted(there.keys() & told.keys()) if there[n] != told[n]]
    changed = [n for n in changed if not _is_same(there[n], told[n])]
    texts: list[Sentence] = []
    if changed:
        texts.append(
            Sentence(
                "{file} was edited: trial {numbers} differs from the decision ledger. "
                "The table's values count; the ledger keeps what was recorded.",
                file=path.name,
                numbers=_named(changed),
            )
        )
    if missing := sorted(told.keys() - there.keys()):
        texts.append(
            Sentence(
                "{file}: trial {numbers} of the decision ledger has no row that can "
                "be read. Trials that count: {n} of {n_all}.",
                file=path.name,
                numbers=_named(missing),
                n=len(there),
                n_all=len(told),
            )
        )
    if extra := sorted(there.keys() - told.keys()):
        texts.append(
            Sentence(
                "{file}: trial {numbers} is not in the decision ledger.",
                file=path.name,
                numbers=_named(extra),
            )
        )
    return texts


def _is_same(one: TrialRecord, other: TrialRecord) -> bool:
    return all(
        _is_close(getattr(one, field.name), getattr(other, field.name))
        for field in fields(TrialRecord)
    )


def _is_close(one: object, other: object) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(
            _is_close(one[key], other[key]) for key in one
        )
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE)
    return cell(one) == cell(other)  # a missing number is None or NaN


def _n_other_events(table: EventTable, stored: Sequence[TrialLine]) -> int:
    """Return how many rows within trials are lacking, or are others than the ledger's.

    Notes, pauses and gaps are in no ledger.
    """
    told = _counted(row for line in stored for row in line.events)
    kinds = {kind for kind, _, _ in told}
    there = _counted(row for row in table.events if row.trial_type in kinds)
    return max((told - there).total(), (there - told).total())


def _counted(rows: Iterable[EventRow]) -> Counter[tuple[str, str, int]]:
    return Counter((row.trial_type, cell(row.value), row.sample) for row in rows)


def _is_verbatim(paths: RunPaths, stored: Sequence[TrialLine]) -> bool:
    """Return whether the table has each row of the ledger as it was written."""
    table = TextTable.read(paths.events)
    lines = {line.rstrip("\n") for line in table.lines}
    # versions add columns at the end: a table of an earlier one has the first of them
    n_columns = len(table.header)
    return all(
        "\t".join(row.rstrip("\n").split("\t")[:n_columns]) in lines
        for line in stored
        for row in event_lines(line.record, line.events)
    )


def _named(numbers: Sequence[int]) -> str:
    more = ", …" * (len(numbers) > MOST_NAMED)
    return ", ".join(map(str, numbers[:MOST_NAMED])) + more
