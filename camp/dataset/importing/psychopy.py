"""Rows of a PsychoPy table, and which marker of the recording each belongs to."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.recorded import RecordedEvent

_OWN = re.compile(
    r".*\.(?:thisN|thisRepN|thisTrialN|thisIndex|started|stopped|rt|t|frameRate)"
    r"|participant|session|date|expName|expStart|psychopyVersion|frameRate|notes|"
)
"""Columns that PsychoPy keeps for itself: never labels of markers."""

_LIKELY = re.compile("marker|trigger|trig|code|event|label", re.IGNORECASE)

_MOST_SECONDS = 1.0
"""How far times of rows and markers may differ, s; own choice: the table may have kept
the time of another display of the trial than the one that was marked."""

_MOST_SECONDS_COUNTED = 0.1
"""The same where nothing but the number of markers fits; own choice: a few frames."""


class PsychopyError(DatasetError):
    """A PsychoPy table that cannot be matched; the text is for people."""


@dataclass(frozen=True, slots=True)
class PsychopyTable:
    """The rows of a table that PsychoPy wrote."""

    file: Path
    names: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]

    def filled(self, name: str) -> list[int]:
        """Return the rows that have something in a column."""
        return [k for k, row in enumerate(self.rows) if row.get(name, "")]

    @property
    def trial_rows(self) -> list[int]:
        """Rows of a trial: those of a loop, or all where the table has none."""
        loops = [name for name in self.names if name.endswith(".thisN")]
        inside = [k for k, row in enumerate(self.rows) if any(row[n] for n in loops)]
        return inside if loops else list(range(len(self.rows)))


@dataclass(frozen=True, slots=True)
class Match:
    """Which row each matched event belongs to."""

    rows: Mapping[int, int]
    """Row of the table by place of the event."""
    how: Sentence
    """By what they were matched, for people."""
    worst: float | None
    """Largest difference between the table's times and the markers', s; None: the
    table has no times."""


def is_psychopy(head: str) -> bool:
    """Return whether a text begins as a table of PsychoPy does."""
    first = head.lstrip("\ufeff").split("\n", 1)[0]
    names = [name.strip(' "\r') for name in re.split("[,;\t]", first)]
    return any(
        name.endswith((".thisN", ".started", ".thisRepN"))
        or name in ("psychopyVersion", "expName")
        for name in names
    )


def read_psychopy(file: Path) -> PsychopyTable:
    """Read a table of PsychoPy: its cells may be parted by commas, semicolons or tabs.

    Raises
    ------
    PsychopyError
        Where it cannot be read, or has no rows.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace").replace("\0", "")
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
        found = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except (OSError, csv.Error) as error:
        raise PsychopyError(
            Sentence(
                "The table {file} cannot be read: {error}.",
                file=file,
                error=reason_of(error),
            )
        ) from error
    names = [name.strip() for name in found[0]] if found else []
    rows = [
        {n: cell.strip() for n, cell in zip(names, row, strict=False) if n}
        for row in found[1:]
    ]
    whole = [
        dict.fromkeys(filter(None, names), "") | row
        for row in rows
        if any(row.values())
    ]
    if not whole:
        raise PsychopyError(
            Sentence("The table {file} has no rows of trials.", file=file)
        )
    return PsychopyTable(file, tuple(filter(None, names)), tuple(whole))


def match_rows(
    table: PsychopyTable,
    events: Sequence[RecordedEvent],
    sfreq: float,
    *,
    marker: str = "",
) -> Match:
    """Match the rows to the markers, by label and count.

    First a column is looked for that holds the labels of markers, in their order; then
    one whose rows were started as often as there are markers of its name; then a
    marker that occurs as often as there are trials.

    Parameters
    ----------
    table : PsychopyTable
        The rows.
    events : sequence of RecordedEvent
        The markers, in order of time.
    sfreq : float
        Sampling rate, Hz.
    marker : str
        The marker that a trial begins with, or the column that holds its label; empty:
        found by itself.

    Raises
    ------
    PsychopyError
        Where nothing fits, or more than one thing does.
    """
    labels = [_plain(event.description) for event in events]
    found = _by_value(table, labels, marker)
    is_counted = not found
    if is_counted and (marker or not _speaks_of(table, labels)):
        found = _by_count(table, labels, marker)
    if not found:
        raise _no_match(table, labels, marker)
    if len({tuple(rows.items()) for _, rows in found}) > 1:
        raise PsychopyError(
            Sentence(
                "The rows of {file} can be matched in more than one way: {ways}. "
                "Choose one with --marker NAME.",
                file=table.file.name,
                ways="; ".join(how for how, _ in found),
            )
        )
    how, rows = found[0]
    worst = _worst(table, events, sfreq, rows)
    most = _MOST_SECONDS_COUNTED if is_counted and not marker else _MOST_SECONDS
    if worst is not None and worst > most:
        raise _other_times(table, how, worst)
    return Match(rows, how, worst)


def _other_times(table: PsychopyTable, how: Sentence, worst: float) -> PsychopyError:
    return PsychopyError(
        Sentence(
            "The rows of {file} do not belong to this recording: matched by {how}, "
            "their times differ from those of the markers by up to {worst:.1f} s. "
            "Check that both files are of one session, or name the marker that a "
            "trial begins with: --marker NAME.",
            file=table.file.name,
            how=how,
            worst=worst,
        )
    )


Found = list[tuple[Sentence, dict[int, int]]]


def _by_value(table: PsychopyTable, labels: Sequence[str], marker: str) -> Found:
    """Return the columns whose cells are the labels of markers, in order.

    A part of a label counts too: ``red`` of ``stim/red``.
    """
    found: Found = []
    likely: Found = []
    parts = [_parts(label) for label in labels]
    for name in table.names:
        if _OWN.fullmatch(name) or (marker and name != marker):
            continue
        at = table.filled(name)
        cells = [_plain(table.rows[k][name]) for k in at]
        known = set(cells)
        named = {k: known & part for k, part in enumerate(parts) if known & part}
        if cells and list(named.values()) == [{cell} for cell in cells]:
            how = Sentence("the labels in the column {name}", name=name)
            rows = dict(zip(named, at, strict=True))
            found.append((how, rows))
            if _LIKELY.search(name):
                likely.append((how, rows))
    return likely or found


def _speaks_of(table: PsychopyTable, labels: Sequence[str]) -> bool:
    """Return whether a column holds labels of markers and nothing else.

    Where it does and their order differs, counting alone would hide it.
    """
    known = set(labels)
    for name in table.names:
        cells = {_plain(row[name]) for row in table.rows if row[name]}
        if len(cells) > 1 and cells <= known and not _OWN.fullmatch(name):
            return True
    return False


def _by_count(table: PsychopyTable, labels: Sequence[str], marker: str) -> Found:
    """Return the markers that occur as often as there are rows for them."""
    wanted = _plain(marker)
    started: Found = []
    counted: Found = []
    for label in dict.fromkeys(labels):
        if wanted and label != wanted:
            continue
        places = [k for k, other in enumerate(labels) if other == label]
        at = table.filled(f"{label}.started")
        if at and len(at) == len(places):
            how = Sentence("the times of {label} in the table", label=label)
            started.append((how, dict(zip(places, at, strict=True))))
        elif len(table.trial_rows) == len(places):
            how = Sentence("the number of markers {label}", label=label)
            counted.append((how, dict(zip(places, table.trial_rows, strict=True))))
    return started or counted


def _no_match(
    table: PsychopyTable, labels: Sequence[str], marker: str
) -> PsychopyError:
    """Return the error that says how far rows and markers differ."""
    counts = Counter(labels)
    shown = ", ".join(f"{label} ({n})" for label, n in counts.most_common(6))
    best = max(
        (name for name in table.names if not _OWN.fullmatch(name)),
        key=lambda name: sum(_plain(row[name]) in counts for row in table.rows),
        default="",
    )
    cells = Counter(_plain(row[best]) for row in table.rows if best and row[best])
    differ = [
        Sentence(
            "{label} is {n_rows:time|times} in the column {column} and "
            "{n:time|times} among the markers",
            label=label,
            n_rows=n,
            column=best,
            n=counts[label],
        )
        for label, n in cells.items()
        if label in counts and counts[label] != n
    ]
    return PsychopyError(
        Sentence(
            "The rows of {file} do not fit the markers: {n:row|rows} of trials; "
            "markers {shown}. {differ}Check that both files are of one session, or "
            "name the marker that a trial begins with: --marker NAME.",
            file=table.file.name,
            n=len(table.trial_rows),
            shown=shown,
            differ=f"{differ[0]}. " if differ else f"{marker} is none. " * bool(marker),
        )
    )


def _worst(
    table: PsychopyTable,
    events: Sequence[RecordedEvent],
    sfreq: float,
    rows: Mapping[int, int],
) -> float | None:
    """Return how far the times of the table are from the markers', at most.

    Of the columns of times that one counts which agrees best: which of them the marker
    was sent with is not known. The two clocks may begin and run differently.
    """
    onsets = np.array([events[place].sample / sfreq for place in rows])
    residuals = []
    for name in table.names:
        if not name.endswith(".started"):
            continue
        cells = [table.rows[row].get(name, "") for row in rows.values()]
        times = np.array([_number(cell) for cell in cells])
        known = np.isfinite(times)
        if known.sum() < 3 or known.mean() < 0.9 or np.ptp(times[known]) == 0:
            continue
        off = onsets[known] - times[known]
        drift = np.polyfit(times[known], off, 1)
        # clocks of one PC run alike to a thousandth; more is no drift
        slope = float(np.clip(drift[0], -1e-3, 1e-3))
        off = off - slope * times[known]
        residuals.append(float(np.max(np.abs(off - np.median(off)))))
    return min(residuals, default=None)


def _parts(label: str) -> set[str]:
    """Return a label and its parts: ``stim/red``, ``stim`` and ``red``."""
    return {label, *filter(None, map(_plain, re.split(r"[\s/_:;,|]+", label)))}


def _plain(text: str) -> str:
    """Return a label as it is compared: ``100.0`` is ``100``."""
    return re.sub(r"^([+-]?\d+)\.0+$", r"\1", text.strip())


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
