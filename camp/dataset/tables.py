"""The columns of our tables: what they mean and how a value is written.

The types of the dataclasses' fields are the one source: events.tsv, its sidecar, the
CSV export and the data dictionary all take their columns from here.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints

import numpy as np

from attention_camp.camp.session.records import (
    EventRow,
    RefusedScore,
    ScoreModel,
    ScoreScale,
    TrialRecord,
)
from attention_camp.tasks.columns import Column

MISSING = "n/a"
"""BIDS's code for a missing value."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A row of the engagement series: one update of the score."""

    onset: Annotated[
        float,
        Column(
            "Seconds after the first sample of the recording, at the end "
            "of the window.",
            "s",
        ),
    ]
    sample: Annotated[
        int, Column("Index of the sample just after the scored window, counted from 0.")
    ]
    engagement: Annotated[
        float | None,
        Column(
            "Score of the attention model (the shipped one is linear), 0 to 1, on the "
            "scale in score_scale; "
            "n/a where it declined or the calibration refused it."
        ),
    ]
    certainty: Annotated[
        float | None, Column("Certainty of the score, 0 (cannot tell) to 1.")
    ]
    quality: Annotated[
        float,
        Column(
            "Share of EEG channels judged good in the scored window, 0 to 1; n/a where "
            "none was judged."
        ),
    ]
    reason: Annotated[
        str, Column("Why there is no score; empty where there is one.")
    ] = ""
    latency: Annotated[
        float,
        Column(
            "Seconds from the arrival of the packet that completed the "
            "window to this score; n/a where the session's time was not "
            "the computer's.",
            "s",
        ),
    ] = float("nan")
    wait: Annotated[
        float,
        Column(
            "Seconds from the arrival of the oldest packet that is new in "
            "this score to it.",
            "s",
        ),
    ] = float("nan")
    engagement_refused: RefusedScore = None
    score_model: ScoreModel = ""
    score_scale: ScoreScale = ""


@cache
def described(cls: type) -> dict[str, Column]:
    """Return what each field of a dataclass means, from the ``Column`` in its type."""
    texts = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        found = [extra for extra in get_args(hint) if isinstance(extra, Column)]
        if not found:
            raise TypeError(f"{cls.__name__}.{name} must have a Column in its type")
        texts[name] = found[0]
    return texts


@cache
def columns(cls: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields."""
    return tuple(field.name for field in fields(cls))


EVENT_COLUMNS: tuple[str, ...] = (
    *columns(EventRow),
    *(name for name in columns(TrialRecord) if name not in columns(EventRow)),
)
"""The columns of events.tsv, in order; those of a trial are n/a in other rows."""

TRIAL = "trial"
"""The ``trial_type`` of the row that holds a trial's record."""

GAP = "BAD_gap"
"""MNE's name for a span without samples."""

TRIGGER = "trigger"
"""The ``trial_type`` of an event that another program or device sent."""

GAP_REASONS = frozenset(
    {"lost packets", "lost", "clock jump", "disconnected", "stall", "restart"}
)
"""Reasons of gaps that this program writes; any other text was put there by hand."""


def entry(column: Column) -> dict[str, Any]:
    """Return the BIDS description of a column."""
    content: dict[str, Any] = {"Description": column.text}
    if column.unit:
        content["Units"] = column.unit
    if column.levels:
        content["Levels"] = dict(column.levels)
    return content


def sidecar(cls: type, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the BIDS description of the columns ``names`` of a dataclass."""
    texts = described(cls)
    return {name: entry(texts[name]) for name in names}


def events_sidecar() -> dict[str, dict[str, Any]]:
    """Return the sidecar of events.tsv."""
    own = columns(EventRow)
    rest = [name for name in EVENT_COLUMNS if name not in own]
    return sidecar(EventRow, own) | sidecar(TrialRecord, rest)


_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that some readers take for line ends, or that UTF-8 cannot hold."""


def cell(value: object) -> str:
    """Return a value as the text of one cell of a TSV: never a tab or a line end."""
    if value is None:  # as most cells of a row are
        return MISSING
    if type(value) is int:
        return str(value)
    if type(value) is float:
        return str(value) if math.isfinite(value) else MISSING
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return MISSING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return to_json(value) if value else MISSING
    return clean_text(str(value)) or MISSING


def clean_text(text: str) -> str:
    """Return text that fits a cell: one line without control characters or odd quotes.

    A quotation mark at the start would make readers of tables swallow the lines that
    follow, so it becomes an apostrophe.
    """
    spaced = text
    if not (text.isascii() and text.isprintable()):
        spaced = "".join(
            " " if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} else c
            for c in text
        )
    joined = " ".join(spaced.split())
    return re.sub(r'^"+', "'", joined) if joined.startswith('"') else joined


def tsv_line(values: Sequence[object]) -> str:
    """Return a line of a TSV, with its line end."""
    return "\t".join(cell(value) for value in values) + "\n"


def event_line(row: EventRow | TrialRecord) -> str:
    """Return the line of events.tsv for an event or a trial."""
    is_trial = isinstance(row, TrialRecord)
    return tsv_line(
        [
            TRIAL if is_trial and name == "trial_type" else getattr(row, name, None)
            for name in EVENT_COLUMNS
        ]
    )


NESTED = ("parameters", "measures")
"""Fields of a trial whose entries become columns where tables are wide."""


def wide(trial: TrialRecord) -> dict[str, Any]:
    """Return a trial with columns ``parameter_…`` and ``measure_…`` of its own."""
    values = asdict(trial)
    for name in NESTED:
        for key, value in values.pop(name).items():
            values[f"{name.removesuffix('s')}_{key}"] = value
    return values


def to_json(values: Mapping[str, Any]) -> str:
    """Return one line of JSON; what is not a number becomes null."""
    return _safe(json.dumps(_plain(values), ensure_ascii=False, allow_nan=False))


def as_json(content: Mapping[str, Any]) -> str:
    """Return a JSON file's text, for people to read too."""
    plain = _plain(content)
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=2)
    return _safe(text) + "\n"


def _safe(text: str) -> str:
    """Return JSON with each unsafe character, which only texts hold, as its escape."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


_AS_THEY_ARE = frozenset({type(None), bool, int, str})


def _plain(value: Any) -> Any:
    """Return a value in JSON's own types."""
    kind = type(value)
    if kind in _AS_THEY_ARE:  # most are; to ask for abstract kinds takes long
        return value
    if kind is dict:
        return {str(key): _plain(item) for key, item in value.items()}
    return _plain_of(value)


def _plain_of(value: Any) -> Any:
    """Return a value of another kind than most in JSON's own types."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in columns(type(value))}
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, Iterable):
        return [_plain(item) for item in value]
    raise TypeError(f"value must be plain data for JSON, got {type(value).__name__}")
