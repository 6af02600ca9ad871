"""Compare events.tsv with the ledger, cell by cell, however it was saved since."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from typing import Any

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import Ledger
from attention_camp.camp.dataset.proof.corrected import corrected, corrections_in
from attention_camp.camp.dataset.proof.problem import Problem, found_in
from attention_camp.camp.dataset.state import run_state
from attention_camp.camp.dataset.tables import (
    EVENT_COLUMNS,
    MISSING,
    TRIAL,
    cell,
    event_line,
)
from attention_camp.camp.session.records import EventRow
from attention_camp.resources.bounded import open_regular
from attention_camp.resources.texts import Sentence

CODE = "AGREEMENT"
TOLERANCE = 1e-6
"""Of numbers: a spreadsheet keeps six decimals of a second."""
WITHIN_A_TRIAL = frozenset({"stimulus", "response"})
"""Rows that the ledger holds beside the trials."""
LATER = frozenset(
    {
        "movement",
        "rotation",
        "pulse",
        "pupil",
        "score_signals",
        "fixation",
        "gaze_offset",
    }
)
"""Columns that tables of earlier versions lack: they may, where no trial has any."""

_Row = tuple[int, Mapping[str, str]]


def events_problems(run: RunPaths, ledger: Ledger) -> Iterator[Problem]:
    """Yield where events.tsv is not what the ledger holds, with its line."""
    rows = _rows(run)
    trials = [row for row in rows if row[1].get("trial_type") == TRIAL]
    if not ledger.trials:
        if trials and ledger.header is None and not _is_copy(ledger):
            text = Sentence("is missing or empty, though events.tsv has trials")
            yield found_in(run.decisions, run, text, CODE)
        return
    if missing := _missing_columns(rows, ledger):
        text = Sentence("the columns {names} are missing", names=", ".join(missing))
        yield found_in(run.events, run, text, CODE)
    found = [*_trial_problems(run, ledger, trials), *_event_problems(run, ledger, rows)]
    for problem in found:
        yield found_in(run.events, run, problem, CODE)


def _rows(run: RunPaths) -> list[_Row]:
    if not run.events.exists():
        return []
    with TextIOWrapper(
        open_regular(run.events, most=sys.maxsize),
        encoding="utf-8-sig",
        errors="replace",
        newline="",
    ) as file:
        reader = csv.DictReader(file, delimiter="\t")
        return [
            (reader.line_num, {k: v for k, v in row.items() if k and v is not None})
            for row in reader
        ]


def _is_copy(ledger: Ledger) -> bool:
    return bool(ledger.lines)


def _missing_columns(rows: Sequence[_Row], ledger: Ledger) -> list[str]:
    if not rows or ledger.header is None or ledger.header.format < 2:
        return []
    return [
        name
        for name in EVENT_COLUMNS
        if name not in rows[0][1] and (name not in LATER or _is_told(name, ledger))
    ]


_NOTHING = (None, "", "eeg")
"""Values that a table without the column says as well: the EEG scores alone."""


def _is_told(name: str, ledger: Ledger) -> bool:
    return any(getattr(line.record, name) not in _NOTHING for line in ledger.trials)


def _trial_problems(
    run: RunPaths, ledger: Ledger, rows: Sequence[_Row]
) -> Iterator[str]:
    corrections = corrections_in(ledger.lines)
    wanted = {
        line.record.trial: corrected(line.record, corrections) for line in ledger.trials
    }
    found: dict[int, int] = {}
    for number, row in rows:
        trial = _whole(row.get("trial", ""))
        if trial in found:
            yield Sentence(
                "line {line}: trial {trial} stands in line {first} already",
                line=number,
                trial=trial,
                first=found[trial],
            )
        elif trial not in wanted:
            yield Sentence(
                "line {line}: the decision ledger has no trial {trial}",
                line=number,
                trial=row.get("trial", "–"),
            )
        else:
            found[trial] = number
            yield from _cells(number, row, event_line(wanted[trial]), trial)
    last = max(wanted)
    for trial in wanted.keys() - found.keys():
        # the ledger's line is written first: the last row may be on its way
        if trial != last or not _may_lack(run):
            yield Sentence(
                "trial {trial} is missing, which the decision ledger has", trial=trial
            )


def _may_lack(run: RunPaths) -> bool:
    """Return whether the last trial may lack rows: its session did not end."""
    try:
        return run_state(run) in {"recording", "interrupted"}
    except DatasetError:  # told as a problem of that file
        return False


def _cells(number: int, row: Mapping[str, str], line: str, trial: int) -> Iterator[str]:
    wanted = dict(zip(EVENT_COLUMNS, line.rstrip("\n").split("\t"), strict=True))
    for name, value in wanted.items():
        if name in row and not is_same(row[name], value):
            yield Sentence(
                "line {line}: {column} of trial {trial} is {here}, the decision ledger "
                "has {ledger}",
                line=number,
                column=name,
                trial=trial,
                here=row[name],
                ledger=value,
            )


def _event_problems(
    run: RunPaths, ledger: Ledger, rows: Sequence[_Row]
) -> Iterator[str]:
    last = ledger.trials[-1]
    wanted = Counter(key for line in ledger.trials for key in map(_key, line.events))
    lines: dict[tuple[str, ...], list[int]] = {}
    for number, row in rows:
        if row.get("trial_type") in WITHIN_A_TRIAL:
            lines.setdefault(_key_of(row), []).append(number)
    for key, numbers in lines.items():
        for number in numbers[wanted[key] :]:
            yield Sentence(
                "line {line}: the decision ledger has no {kind} “{value}” at {onset} s",
                line=number,
                kind=key[1],
                value=key[2],
                onset=key[0],
            )
    torn = Counter(map(_key, last.events))
    may_lack = _may_lack(run)
    for key, n in wanted.items():
        n_lacking = n - len(lines.get(key, ()))
        if may_lack:
            n_lacking -= torn[key]
        if n_lacking > 0:
            yield Sentence(
                "the {kind} “{value}” at {onset} s is missing, which the decision "
                "ledger has",
                kind=key[1],
                value=key[2],
                onset=key[0],
            )


def _key(row: EventRow) -> tuple[str, ...]:
    return _key_of({name: cell(getattr(row, name)) for name in _KEYS})


_KEYS = ("onset", "trial_type", "value", "duration", "sample")


def _key_of(row: Mapping[str, str]) -> tuple[str, ...]:
    numbers = {"onset", "duration", "sample"}
    return tuple(
        _rounded(row.get(name, "")) if name in numbers else row.get(name, "")
        for name in _KEYS
    )


def _rounded(text: str) -> str:
    number = _number(text)
    return text if number is None else f"{number:.5f}"


def _whole(text: str) -> int:
    number = _number(text)
    return -1 if number is None else int(number)


def is_same(here: str, there: str) -> bool:
    """Return whether two cells mean the same: numbers by value, JSON by content."""
    if here == there:
        return True
    if MISSING in (here, there):
        return False
    numbers = _number(here), _number(there)
    if None not in numbers:
        one, other = numbers
        return math.isclose(one or 0.0, other or 0.0, rel_tol=0, abs_tol=TOLERANCE)
    if here.lower() in {"true", "false"}:
        return here.lower() == there.lower()
    return there.startswith("{") and _json(here) == _json(there)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
