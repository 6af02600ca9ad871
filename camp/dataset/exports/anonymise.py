"""Anonymise a run: new labels, no dates, no free text."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from attention_camp.camp.dataset.bids.events_json import described_events
from attention_camp.camp.dataset.brainvision import (
    NO_DATA,
    gap_line,
    header_text,
    marker_line,
    markers_text,
    read_markers,
)
from attention_camp.camp.dataset.channels_table import DESCRIPTIONS, kind_of
from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.exports.anonymous_eyes import copy_eyes
from attention_camp.camp.dataset.exports.anonymous_ledger import (
    copied_lines,
    write_session_file,
)
from attention_camp.camp.dataset.exports.free_text import NOTE, NOTHING, Review
from attention_camp.camp.dataset.exports.own_words import OwnWords
from attention_camp.camp.dataset.journal import chunk_line, read_chunks
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.proof.copies import close_copy
from attention_camp.camp.dataset.reading.cells import is_missing
from attention_camp.camp.dataset.rows import (
    read_events,
    read_scores,
    read_trials,
    table_rows,
)
from attention_camp.camp.dataset.sidecars import (
    read_line_freq,
    read_stream_info,
    write_sidecars,
)
from attention_camp.camp.dataset.tables import (
    EVENT_COLUMNS,
    GAP,
    GAP_REASONS,
    MISSING,
    TRIGGER,
    ScoreRow,
    as_json,
    columns,
    event_line,
    tsv_line,
)
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.bounded import read_json_table
from attention_camp.tasks.questionnaires.probe import ANSWERS, PROBE

_STIMULUS = re.compile(r"S *(\d+)")
KEPT_EVENTS = {
    "stimulus", "response", PROBE, "pause", "help", "break", TRIGGER, GAP,
}  # fmt: skip
"""Rows of events.tsv that identify nobody; notes are not among them."""

KEPT_EEG_KEYS = ("SoftwareFilters", "HardwareFilters", "RecordingType")
"""Entries of the recording's description that are kept."""

KEPT_CHANNEL_COLUMNS = (
    "name",
    "type",
    "units",
    "sampling_frequency",
    "reference",
    "description",
    "status",
)
"""Columns of the table of channels that are kept; a description in our words only."""


@dataclass(frozen=True, slots=True)
class NewLabels:
    """The labels of an anonymous export."""

    sessions: dict[tuple[str, str], tuple[str, str]]
    """Old to new (participant, session)."""

    days: dict[tuple[str, str], int]
    """Days from a participant's first session to each of theirs, by old labels."""

    def of(self, run: RunPaths, folder: Path) -> RunPaths:
        """Return the same run under its new labels in another folder."""
        participant, session = self.sessions[run.participant, run.session]
        return RunPaths(folder, participant, session, run.task, run.run)

    @property
    def participants(self) -> dict[str, str]:
        """Old to new labels of participants."""
        return {old[0]: new[0] for old, new in self.sessions.items()}


def make_labels(runs: Sequence[RunPaths]) -> NewLabels:
    """Number participants in random order and their sessions by date."""
    people = sorted({run.participant for run in runs})
    secrets.SystemRandom().shuffle(people)
    width = max(2, len(str(len(people))))
    sessions: dict[tuple[str, str], tuple[str, str]] = {}
    days: dict[tuple[str, str], int] = {}
    for number, participant in enumerate(people, start=1):
        held: dict[str, str] = {}
        for run in runs:
            if run.participant == participant:
                began = _started(run)
                held[run.session] = min(held.get(run.session, began), began)
        ordered = sorted(held, key=lambda session: (held[session], session))
        for order, session in enumerate(ordered, start=1):
            new = (f"{number:0{width}d}", f"{order:02d}")
            sessions[participant, session] = new
            days[participant, session] = _days(held[ordered[0]], held[session])
    return NewLabels(dict(sorted(sessions.items(), key=lambda item: item[1])), days)


def _started(run: RunPaths) -> str:
    """Return when a run began; empty where nobody can read it."""
    try:
        return str(read_session(run).get("started", ""))
    except DatasetError:
        return ""


def _days(first: str, began: str) -> int:
    """Return how many days after another one a day was; 0 where one is unknown.

    Days of the calendar here, not spans of 24 hours: who comes at four and the next day
    at nine comes a day later.
    """
    try:
        days = [
            datetime.fromisoformat(stamp).astimezone().date()
            for stamp in (first, began)
        ]
    except (ValueError, OSError, OverflowError):
        return 0
    return (days[1] - days[0]).days


def write_anonymous_run(
    run: RunPaths, new: RunPaths, *, days: int, review: Review = NOTHING
) -> None:
    """Write a run under its new labels, without identity or dates.

    Parameters
    ----------
    run, new : RunPaths
        The run, and where its copy lies.
    days : int
        Days since the person's first session.
    review : Review
        Which free texts a person let through.
    """
    new.folder.mkdir(parents=True, exist_ok=True)
    new.source_folder.mkdir(parents=True, exist_ok=True)
    words = OwnWords(run)
    _write_events(run, new, words, review)
    if run.vhdr.exists():
        _write_eeg(run, new)
    copy_eyes(run, new)
    if run.engagement.exists():
        lines = [words.of_score(row) for row in read_scores(run)]
        write_whole(new.engagement, tsv_line(columns(ScoreRow)) + "".join(lines))
    write_session_file(run, new, days=days, review=review)
    close_copy(
        run,
        new,
        state=str(read_session(run).get("state", "")),
        lines=copied_lines(run, new, review),
    )


def _write_events(
    run: RunPaths, new: RunPaths, words: OwnWords, review: Review
) -> None:
    trials = [words.of_trial(trial) for trial in read_trials(run)]
    rows = read_events(run)
    events = [row for row in rows if row.trial_type in KEPT_EVENTS]
    kept = [
        row
        if (row.trial_type == GAP and row.value in GAP_REASONS)
        or (row.trial_type == TRIGGER and row.value.isdecimal())
        or (row.trial_type == PROBE and row.value in ANSWERS)
        else words.of_event(row)
        for row in events
    ]
    kept += [
        replace(row, value=review.of(row.value))
        for row in rows
        if row.trial_type == NOTE and review.of(row.value)
    ]
    lines = [*map(event_line, trials), *map(event_line, kept)]
    lines.sort(key=_onset)
    write_whole(new.events, tsv_line(EVENT_COLUMNS) + "".join(lines))
    write_whole(
        new.events_json,
        as_json(described_events(tasks={trial.task for trial in trials})),
    )


def _onset(line: str) -> float:
    onset = line.split("\t", 1)[0]
    return -1.0 if onset == MISSING else float(onset)


def _write_eeg(run: RunPaths, new: RunPaths) -> None:
    described = read_json_table(run.eeg_json)
    info = replace(read_stream_info(run), name=MISSING)
    write_sidecars(
        new,
        info,
        line_freq=read_line_freq(run),
        task_name=run.task,
        extra={key: described[key] for key in KEPT_EEG_KEYS if key in described},
    )
    channels = [row.cells for row in table_rows(run.channels)]
    ours = [
        {**row, "description": DESCRIPTIONS.get(kind_of(row), MISSING)}
        for row in channels
        if row.get("name")
    ]
    rows = [
        [or_missing(row.get(name)) for name in KEPT_CHANNEL_COLUMNS] for row in ours
    ]
    lines = [tsv_line(KEPT_CHANNEL_COLUMNS), *map(tsv_line, rows)]
    write_whole(new.channels, "".join(lines))
    if run.eeg.exists():
        shutil.copyfile(run.eeg, new.eeg)
    write_whole(new.vmrk, markers_text(new, dated=False) + _marker_lines(run))
    write_whole(new.vhdr, header_text(new, info))
    chunks, _ = read_chunks(run.journal)
    lines = [chunk_line(c.first, c.n, crc32=c.crc32, sha256=c.sha256) for c in chunks]
    write_whole(new.journal, "".join(lines))


def or_missing(cell: str | None) -> str:
    """Return a cell, or n/a where it holds nothing."""
    return cell if cell and not is_missing(cell) else MISSING


def _marker_lines(run: RunPaths) -> str:
    """Return the gaps and the board's markers of a run, without anybody's words.

    The first marker holds the date; a comment, or a marker that another program added,
    is left out: its text may name somebody, and it is no gap.
    """
    lines: list[str] = []
    for mark in read_markers(run.vmrk)[1:]:
        number = len(lines) + 2
        if mark.kind in (GAP, NO_DATA):
            reason = mark.text if mark.text in GAP_REASONS else "gap"
            lines.append(
                gap_line(
                    number, mark.sample, mark.n, reason=reason, channel=mark.channel
                )
            )
        elif mark.kind == "Stimulus" and (found := _STIMULUS.fullmatch(mark.text)):
            lines.append(marker_line(number, mark.sample, int(found[1])))
    return "".join(lines)
