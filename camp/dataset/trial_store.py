"""Trials, events and the ledger on disk: stored before anybody is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import (
    Appender,
    cut_tail,
    end_last_line,
    torn_tail,
    write_whole,
)
from attention_camp.camp.dataset.guards.event_rows import (
    event_lines,
    lacking_lines,
    torn_row,
)
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.proof.chain import Links
from attention_camp.camp.dataset.shared_table import SharedTable
from attention_camp.camp.dataset.tables import (
    EVENT_COLUMNS,
    ScoreRow,
    as_json,
    columns,
    event_line,
    to_json,
    tsv_line,
)
from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.records import EventRow
from attention_camp.resources.bounded import open_regular, read_json
from attention_camp.resources.reasons import reason_of, remedy_of
from attention_camp.resources.text_table import TextTable
from attention_camp.resources.texts import Sentence

_BEGIN = EVENT_COLUMNS[0].encode() + b"\t"


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
        self._is_behind = True
        """Whether the table of events may lack rows that the ledger holds: at first
        those of the last trial of a process that was killed."""

    def append(self, line: TrialLine) -> None:
        """Store a trial: its ledger line, then its rows, both on disk on return.

        Raises
        ------
        StoreError
            If the disk is full or gone.
        """
        self.append_ledger(line)
        text = "".join(event_lines(line.record, line.events))
        self._append(self.paths.events, text)

    def append_event(self, row: EventRow) -> None:
        """Store an event that belongs to no trial, such as a note."""
        self._append(self.paths.events, event_line(row))

    def append_ledger(self, line: LedgerLine) -> None:
        """Store a line of the ledger that is no trial: header, calibration, stretch."""
        try:
            self._file(self.paths.decisions)  # mended, before its last line counts
        except OSError as error:
            raise store_error(self.paths.decisions, error) from error
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
        self.append_score_lines(map(tsv_line, lines))

    def append_score_lines(self, lines: Iterable[str]) -> None:
        """Keep whole lines of the engagement series, as those of a blinded session."""
        self._append(self.paths.engagement, "".join(lines), sync=False)

    def append_clock(self, fit: Mapping[str, Any]) -> None:
        """Keep a fit of the sample clock; on disk within the next sync."""
        self._append(self.paths.clock, to_json(fit) + "\n", sync=False)

    def sync(self) -> None:
        """Wait until everything is on disk."""
        for path, file in self._files.items():
            try:
                file.sync()
            except OSError as error:
                raise store_error(path, error) from error

    def finish(self, state: str, text: str = "") -> None:
        """Write how the session ended: ``finished``, ``aborted``, ``failed``, ...

        Rows that could not be written when their trial was stored are written now.
        """
        self.sync()
        if self._is_behind:
            try:
                mend_events(self.paths)
            except OSError as error:
                raise store_error(self.paths.events, error) from error
            self._is_behind = False
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
            self._is_behind = True
            raise store_error(path, error) from error

    def _file(self, path: Path) -> Appender:
        """Return an open file; the two that hold trials are mended when opened."""
        if path not in self._files:
            pair = {self.paths.events, self.paths.decisions}
            if path in pair and not pair & self._files.keys():
                mend_events(self.paths)
                self._is_behind = False
            is_events = path == self.paths.events
            if is_events and path.exists():
                end_last_line(path)  # what is there is whole now
            keep = None if is_events else self.paths.torn_folder
            self._files[path] = Appender(path, keep=keep)
        return self._files[path]


def store_error(path: Path, error: OSError) -> StoreError:
    """Return in words that a file could not be written."""
    return StoreError(
        Sentence(
            "{path} could not be written: {error}. What was stored until then stays "
            "as it is. {remedy} Then begin a new run.",
            path=path,
            error=error.strerror,
            remedy=remedy_of(error),
        )
    )


@dataclass(frozen=True, slots=True)
class EventsToMend:
    """What a crash left undone in a table of events."""

    torn: bytes
    """The half-written last row."""
    missing: bytes
    """The rows that the ledger holds and the table does not, as they are written."""
    n_missing: int


def events_to_mend(paths: RunPaths, *, is_ended: bool = False) -> EventsToMend:
    """Return what a crash left undone in a run's table of events.

    Parameters
    ----------
    paths : RunPaths
        The run.
    is_ended : bool
        Whether the session's end was written: a row that is missing then, from a table
        that nothing cut, was removed by a person and stays so.
    """
    stored = read_what_is_whole(paths.decisions).trials
    torn = _after_hole(paths.events)
    table = SharedTable.read(paths.events)
    if torn:
        whole = TextTable.of_bytes(paths.events.read_bytes()[: -len(torn)])
        rest = replace(table, lines=whole.lines, encoding=whole.encoding)
    else:
        row = torn_row(table, stored)
        torn = row.encode(table.encoding)
        rest = replace(table, lines=table.lines[: len(table.lines) - bool(row)])
    is_edited = is_ended and not torn and paths.events.exists()
    lines = lacking_lines(rest, stored, is_ended=is_edited)
    n_missing = len(lines)
    if lines and not rest.lines:
        lines.insert(0, tsv_line(EVENT_COLUMNS))
    elif lines and rest.tail:
        lines.insert(0, rest.line_end)  # an editor left it away
    # what another encoding cannot hold is a text within a cell
    missing = "".join(lines).encode(rest.encoding, "replace")
    return EventsToMend(torn, missing, n_missing)


def _after_hole(path: Path) -> bytes:
    """Return what follows a place that a power cut left unwritten, as zeros; or empty.

    In a table as we wrote it: one in UTF-16 that an editor saved is full of zeros.
    """
    if not path.exists():
        return b""
    with open_regular(path, most=sys.maxsize) as file:
        is_ours = file.read(len(_BEGIN)) == _BEGIN
        file.seek(0)
        return torn_tail(path) if is_ours and b"\0" in file.read() else b""


def mend_events(paths: RunPaths, *, is_ended: bool = False) -> int:
    """Write the rows that the ledger holds and events.tsv does not.

    Trials are matched by their number: one that a person corrected, or a program wrote
    with other digits, is there and is never written a second time. A row that a crash
    tore is moved to the run's folder ``torn``.

    Parameters
    ----------
    paths : RunPaths
        The run.
    is_ended : bool
        As for `events_to_mend`.

    Returns
    -------
    n_rows : int
        How many were written.
    """
    found = events_to_mend(paths, is_ended=is_ended)
    if found.torn:
        cut_tail(paths.events, len(found.torn), keep=paths.torn_folder)
    if found.missing:
        file = Appender(paths.events, keep=None)
        try:
            file.append(found.missing)
        finally:
            file.close()
    return found.n_missing


def append_beside(events: Path, row: EventRow, *, sync: bool) -> None:
    """Store an event while another process may write the table, too.

    Parameters
    ----------
    events : Path
        The table; nothing is written where it is not there.
    row : EventRow
        The event.
    sync : bool
        Whether to wait until it is on disk.
    """
    if not events.exists():
        return
    # mend nothing under the other's hands
    file = Appender(events, keep=None)
    try:
        file.append(event_line(row), sync=sync)
    finally:
        file.close()


def read_session(paths: RunPaths) -> dict[str, Any]:
    """Return what is kept of a session as a whole; empty where there is nothing."""
    try:
        content = read_json(paths.session_json)
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
        raise store_error(paths.session_json, error) from error
