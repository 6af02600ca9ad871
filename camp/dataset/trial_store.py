"""Trials, events and the ledger on disk: stored before anybody is told."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import Appender, write_whole
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.proof.chain import Links
from attention_camp.camp.dataset.tables import (
    EVENT_COLUMNS,
    TRIAL,
    ScoreRow,
    as_json,
    cell,
    columns,
    event_line,
    to_json,
    tsv_line,
)
from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence


class StoreError(DatasetError):
    """A trial that cannot be stored; the text is for people."""


class TrialStore:
    """Where a session's trials go; made again, it goes on after a crash.

    The ledger line of a trial holds its rows too and is written first: if the process
    dies between the two files, the next ``TrialStore`` writes the missing rows.

    Parameters
    ----------
    paths : RunPaths
        A run that ``prepare_run`` made ready.
    """

    def __init__(self, paths: RunPaths) -> None:
        self.paths = paths
        self._files: dict[Path, Appender] = {}
        self._links: Links | None = None

    def append(self, line: TrialLine) -> None:
        """Store a trial: its ledger line, then its rows, both on disk on return.

        Raises
        ------
        StoreError
            If the disk is full or gone.
        """
        self.append_ledger(line)
        text = "".join(_event_lines(line.record, line.events))
        self._append(self.paths.events, text)

    def append_event(self, row: EventRow) -> None:
        """Store an event that belongs to no trial, such as a note."""
        self._append(self.paths.events, event_line(row))

    def append_ledger(self, line: LedgerLine) -> None:
        """Store a line of the ledger that is no trial: header, calibration, stretch."""
        try:
            self._file(self.paths.decisions)  # mended, before its last line counts
        except OSError as error:
            raise _store_error(self.paths.decisions, error) from error
        if self._links is None:
            self._links = Links(self.paths)
        text = self._links.line(line.to_json())
        self._append(self.paths.decisions, text)
        self._links.written(text)

    def append_frames(self, times: Iterable[float]) -> None:
        """Keep the times of buffer swaps, s; on disk within the next sync."""
        text = "".join(f"{time:.6f}\n" for time in times)
        self._append(self.paths.frames, text, sync=False)

    def append_scores(self, rows: Iterable[ScoreRow]) -> None:
        """Keep updates of the score; on disk within the next sync."""
        lines = [[getattr(row, name) for name in columns(ScoreRow)] for row in rows]
        text = "".join(map(tsv_line, lines))
        self._append(self.paths.engagement, text, sync=False)

    def append_clock(self, fit: Mapping[str, Any]) -> None:
        """Keep a fit of the sample clock; on disk within the next sync."""
        self._append(self.paths.clock, to_json(fit) + "\n", sync=False)

    def sync(self) -> None:
        """Wait until everything is on disk."""
        for path, file in self._files.items():
            try:
                file.sync()
            except OSError as error:
                raise _store_error(path, error) from error

    def finish(self, state: str, text: str = "") -> None:
        """Write how the session ended: ``finished``, ``aborted``, ``failed``, ..."""
        self.sync()
        update_session(self.paths, state=state, text=text)
        self._links = None  # what closes the chain may come before the next line

    def close(self) -> None:
        """Close the files; may be called twice."""
        for file in self._files.values():
            file.close()
        self._files.clear()
        self._links = None

    def _append(self, path: Path, text: str, *, sync: bool = True) -> None:
        try:
            self._file(path).append(text, sync=sync)
        except OSError as error:
            raise _store_error(path, error) from error

    def _file(self, path: Path) -> Appender:
        """Return an open file; the two that hold trials are mended when opened."""
        if path not in self._files:
            pair = {self.paths.events, self.paths.decisions}
            if path in pair and not pair & self._files.keys():
                mend_events(self.paths)
            self._files[path] = Appender(path, keep=self.paths.torn_folder)
        return self._files[path]


def _store_error(path: Path, error: OSError) -> StoreError:
    return StoreError(
        Sentence(
            "{path} could not be written: {error}. All trials told of so far "
            "are safe. Free some space on that disk, then begin a new run.",
            path=path,
            error=error.strerror,
        )
    )


def _event_lines(record: TrialRecord, events: Iterable[EventRow]) -> list[str]:
    """Return the rows of a trial in the order of their onsets, unknown ones last."""
    rows: list[TrialRecord | EventRow] = [record, *events]
    return [event_line(row) for row in sorted(rows, key=_onset)]


def _onset(row: TrialRecord | EventRow) -> float:
    # without EEG the onset is NaN, and null once it was read from the ledger
    known = row.onset is not None and math.isfinite(row.onset)
    return row.onset if known else math.inf


def mend_events(paths: RunPaths) -> int:
    """Write the rows that the ledger holds and events.tsv does not.

    Trials are matched by their number: one that a person corrected, or a program wrote
    with other digits, is there and is never written a second time.

    Returns
    -------
    n_rows : int
        How many were written.
    """
    stored = read_what_is_whole(paths.decisions).trials
    if not stored:
        return 0
    file = Appender(paths.events, keep=paths.torn_folder)
    try:
        missing = _missing_rows(stored, paths.events)
        if not paths.events.stat().st_size:
            missing.insert(0, tsv_line(EVENT_COLUMNS))
        file.append("".join(missing))
    finally:
        file.close()
    return len(missing)


def _missing_rows(stored: Sequence[TrialLine], path: Path) -> list[str]:
    """Return the lines that a table of events lacks, however it was written.

    The table may have been saved by pandas or a spreadsheet since.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    trials = {_whole(r.get("trial")) for r in rows if r.get("trial_type") == TRIAL}
    missing: list[str] = []
    # a crash tears the last trial, a cut the last one that is left: of the others the
    # trial's own row tells
    present = [line for line in stored if line.record.trial in trials]
    torn = [*present[-1:], *(stored[-1:] if stored[-1] not in present[-1:] else ())]
    others = [line for line in stored if line not in torn]
    there = Counter(map(_event_key, rows))
    there.subtract(_key_of(row) for line in others for row in line.events)
    for line in others:
        if line.record.trial not in trials:
            missing += _event_lines(line.record, line.events)
    for line in torn:
        lacking: list[TrialRecord | EventRow] = []
        if line.record.trial not in trials:
            lacking.append(line.record)
        for row in line.events:
            key = _key_of(row)
            there[key] -= 1
            if there[key] < 0:
                lacking.append(row)
        missing += [event_line(row) for row in sorted(lacking, key=_onset)]
    return missing


def _key_of(row: EventRow) -> tuple[str, str, str]:
    names = ("onset", "trial_type", "value")
    return _event_key({name: cell(getattr(row, name)) for name in names})


def _whole(text: str | None) -> int | None:
    try:
        return int(float(text or ""))
    except ValueError:
        return None  # no number: no trial of ours


def _event_key(row: Mapping[str, str]) -> tuple[str, str, str]:
    onset = row.get("onset") or ""
    with suppress(ValueError):
        onset = f"{float(onset):.3f}"
    return onset, row.get("trial_type") or "", row.get("value") or ""


def read_session(paths: RunPaths) -> dict[str, Any]:
    """Return what is kept of a session as a whole; empty where there is nothing."""
    try:
        content = json.loads(paths.session_json.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise DatasetError(
            Sentence(
                "{path} cannot be read: {error}. Restore it from a "
                "backup, or remove it: the recording itself does not need it.",
                path=paths.session_json,
                error=reason_of(error),
            )
        ) from error
    return content if isinstance(content, dict) else {}


def update_session(paths: RunPaths, **values: Any) -> None:
    """Write entries of ``*_session.json`` anew, whole or not at all.

    Raises
    ------
    StoreError
        If the disk is full or gone; the file is as it was.
    """
    try:
        write_whole(paths.session_json, as_json(read_session(paths) | values))
    except OSError as error:
        raise _store_error(paths.session_json, error) from error
