"""Corrections of a recorded trial: both values stay, and who changed it, when, why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from attention_camp.camp.dataset.guards.event_rows import whole
from attention_camp.camp.dataset.guards.run_lock import taken
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.proof.chain import Closing, read_chain
from attention_camp.camp.dataset.proof.closing import append_lines, close
from attention_camp.camp.dataset.proof.corrected import corrections_in
from attention_camp.camp.dataset.rows import read_cell, read_trials
from attention_camp.camp.dataset.shared_table import LOCK_SECONDS, SharedTable
from attention_camp.camp.dataset.tables import NESTED, TRIAL, cell, columns
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.plain_values import plain
from attention_camp.camp.session.proof.chain_lines import CorrectionLine
from attention_camp.camp.session.records import TrialRecord
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import wall_time

FIXED = ("trial", *NESTED)
"""Columns that cannot be corrected: what names a trial, and JSON texts."""


class CorrectionError(DatasetError):
    """A correction that cannot be made; the text is for people."""


def correct(
    run: RunPaths, trial: int, *, column: str, value: str, who: str, why: str
) -> tuple[CorrectionLine, Closing | None]:
    """Correct one cell of a trial.

    The ledger keeps what was decided from; a line of it says what was corrected, from
    what, by whom, when and why. events.tsv shows the corrected value, and the session
    is closed again, with a new session hash.

    Parameters
    ----------
    run : RunPaths
        A run that is over.
    trial : int
        Number of the trial.
    column : str
        Column of events.tsv.
    value : str
        The right value, as events.tsv writes it; ``n/a``: there is none.
    who, why : str
        Who corrects it, and the reason.

    Returns
    -------
    line, closing : CorrectionLine, Closing or None
        What the ledger holds of it, and the new end of the chain.

    Raises
    ------
    CorrectionError
        If the session goes on or broke off, there is no such trial or column, the value
        does not fit, or nobody and no reason is named.
    RunAliveError
        If another program writes the run, and for longer than a correction takes.
    """
    _check(run, column, who, why)
    # two at once: each closes the chain where it found its end
    with taken(run, "session", seconds=LOCK_SECONDS):
        return _enter(run, trial, column=column, value=value, who=who, why=why)


def _enter(
    run: RunPaths, trial: int, *, column: str, value: str, who: str, why: str
) -> tuple[CorrectionLine, Closing | None]:
    """Correct a cell as `correct` does, of a run that nobody else writes now."""
    _require_closed(run)
    found = {record.trial: record for record in read_trials(run)}
    if trial not in found:
        raise CorrectionError(
            Sentence(
                "{run} has no trial {trial}. Its trials are {first} to {last}.",
                run=run.stem,
                trial=trial,
                first=min(found, default=0),
                last=max(found, default=0),
            )
        )
    line = CorrectionLine(
        trial=trial,
        column=column,
        was=plain(getattr(found[trial], column)),
        now=plain(_parsed(column, value)),
        who=who.strip(),
        at=wall_time().isoformat(timespec="seconds"),
        why=why.strip(),
    )
    # the ledger first: a crash in between leaves an open chain, which recover ends
    append_lines(run, line)
    show_corrections(run)
    state = str(read_session(run).get("state", ""))
    return line, close(run, by="correct", state=state, why=line.why)


def _check(run: RunPaths, column: str, who: str, why: str) -> None:
    if not who.strip() or not why.strip():
        raise CorrectionError(
            Sentence(
                "A correction names who makes it and why. Give both, such as --who "
                "“A. Lee” --why “the key was stuck, seen on the video”."
            )
        )
    known = [name for name in columns(TrialRecord) if name not in FIXED]
    if column not in known:
        raise CorrectionError(
            Sentence(
                "The column {column} cannot be corrected. Choose one of {known}.",
                column=column,
                known=", ".join(known),
            )
        )
    if not run.decisions.exists():
        raise CorrectionError(
            Sentence(
                "{run} has no decision ledger, which keeps the corrections. Correct "
                "sessions of this program only.",
                run=run.stem,
            )
        )


def _require_closed(run: RunPaths) -> None:
    chain = read_chain(run.decisions)
    if chain.is_chained and chain.closing is None:
        raise CorrectionError(
            Sentence(
                "{run} is being recorded, or broke off: its chain is open. Correct it "
                "when the session has ended; `attention-camp recover` closes one that "
                "broke off.",
                run=run.stem,
            )
        )


def _parsed(column: str, value: str) -> Any:
    try:
        return read_cell(TrialRecord, column, value)
    except ValueError as error:
        raise CorrectionError(
            Sentence(
                "The column {column} cannot be {value}. Write it as events.tsv does: "
                "a decimal point, true or false, n/a for nothing.",
                column=column,
                value=repr(value),
            )
        ) from error


def show_corrections(run: RunPaths) -> list[int]:
    """Enter the ledger's corrections into events.tsv; return the trials changed.

    The table may have been saved by another program, in whatever encoding.
    """
    lines = read_ledger(run.decisions).lines
    wanted: dict[int, dict[str, str]] = {}
    for line in corrections_in(lines):
        wanted.setdefault(line.trial, {})[line.column] = cell(line.now)
    if not wanted or not any(isinstance(line, TrialLine) for line in lines):
        return []
    table = SharedTable.read(run.events)
    names, rows = table.header, list(table.lines)
    changed = []
    for number, cells in table.rows():
        if len(cells) != len(names):
            continue
        found = dict(zip(names, cells, strict=True))
        trial = _trial_of(found)
        new = {k: v for k, v in wanted.get(trial, {}).items() if found.get(k, v) != v}
        if new:
            row = rows[number - 1]
            end = row[len(row.rstrip("\r\n")) :]
            rows[number - 1] = "\t".join((found | new)[n] for n in names) + end
            changed.append(trial)
    if changed:
        replace(table, lines=tuple(rows)).write()
    return changed


def _trial_of(row: Mapping[str, str]) -> int:
    """Return the number of a trial's row; 0: it is none."""
    return (whole(row.get("trial")) or 0) if row.get("trial_type") == TRIAL else 0
