"""sessions.tsv and scans.tsv: what was recorded when, and what kind of session it was.

Only rows of our own runs are added or removed: a participant's table of sessions is
shared, a session's table of recordings that names those of other programs is theirs. A
table that cannot be read costs no recording.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, run_of_file
from attention_camp.camp.dataset.shared_table import SharedTable
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.tables import MISSING, as_json, tsv_line
from attention_camp.camp.session.request import SESSION_TYPES, session_type_of
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes
from attention_camp.signal.clock import wall_time

logger = logging.getLogger(__name__)

_TIME = "When the first sample was recorded, UTC, to the second"
SESSIONS: Mapping[str, Any] = {
    "session_id": {"Description": "Label of the session"},
    "acq_time": {"Description": "When the first run of the session began, UTC"},
    "session_type": {
        "LongName": "Type of the session",
        "Description": "What the session was for in the study; n/a: nobody said",
        "Levels": dict(SESSION_TYPES),
    },
}
SCANS: Mapping[str, Any] = {
    "filename": {"Description": "Path of the recording, relative to the session"},
    "acq_time": {"Description": _TIME},
}


def sessions_path(paths: RunPaths) -> Path:
    """Return the table of the participant's sessions."""
    return paths.dataset / paths.subject / f"{paths.subject}_sessions.tsv"


def scans_path(paths: RunPaths) -> Path:
    """Return the table of the session's recordings."""
    return paths.folder.parent / f"{paths.session_stem}_scans.tsv"


def _session(paths: RunPaths) -> str:
    return f"ses-{paths.session}"


def _recording(paths: RunPaths) -> str:
    name = paths.vhdr if paths.folder.name == "eeg" else paths.events
    return f"{paths.folder.name}/{name.name}"


def utc(stamp: str) -> str:
    """Return an ISO time as BIDS writes UTC; n/a where it is none."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return MISSING
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def type_of(session: Mapping[str, Any], label: str) -> str:
    """Return the type of a session: as asked for, or as its label says; empty: none.

    Parameters
    ----------
    session : mapping
        Content of ``*_session.json``.
    label : str
        The session's label.
    """
    asked = (session.get("request") or {}).get("session_type")
    return str(asked) if asked else session_type_of(label)


def add_session(paths: RunPaths, *, started: str, session_type: str) -> None:
    """Add the session to the participant's table, where it is not there yet.

    Parameters
    ----------
    paths : RunPaths
        A run of the session.
    started : str
        When it began, ISO 8601; empty: unknown.
    session_type : str
        A key of `SESSION_TYPES`; empty: unknown.
    """
    row = {
        "session_id": _session(paths),
        "acq_time": utc(started),
        "session_type": session_type,
    }
    _add(sessions_path(paths), row, SESSIONS)


def add_scan(paths: RunPaths, *, started: str = "") -> None:
    """Add a recording to the session's table, where it is not there yet.

    Parameters
    ----------
    paths : RunPaths
        The run.
    started : str
        When its first sample came, ISO 8601; empty: now.
    """
    began = utc(started or wall_time().isoformat())
    row = {"filename": _recording(paths), "acq_time": began}
    if _has_only_ours(paths):
        _add(scans_path(paths), row, SCANS)


def forget_scan(paths: RunPaths) -> None:
    """Remove a run that is being removed from the session's table."""
    _forget(scans_path(paths), "filename", _recording(paths))


def forget_session(paths: RunPaths) -> None:
    """Remove a session without a run of ours from the participant's table.

    What another program recorded in it stays, and so does its row in their table.
    """
    table = sessions_path(paths)
    found = paths.source_folder.glob("*_session.json")
    has_runs = any(path != paths.session_json for path in found)
    is_ours = _is_ours(table.with_suffix(".json"), SESSIONS)
    if not has_runs and (is_ours or not paths.folder.parent.exists()):
        _forget(table, "session_id", _session(paths))


def write_anonymous_sessions(
    dataset: Path, types: Mapping[str, Mapping[str, str]]
) -> None:
    """Write the tables of sessions of an anonymous copy: their types, without dates.

    Parameters
    ----------
    dataset : Path
        Folder of the copy.
    types : mapping
        For each participant, the type of each session, by the new labels.
    """
    columns = {name: SESSIONS[name] for name in ("session_id", "session_type")}
    for participant, sessions in types.items():
        rows = [(f"ses-{label}", kind) for label, kind in sorted(sessions.items())]
        path = dataset / f"sub-{participant}" / f"sub-{participant}_sessions.tsv"
        lines = [tsv_line(tuple(columns)), *map(tsv_line, rows)]
        write_whole(path, "".join(lines))
        write_whole(path.with_suffix(".json"), as_json(columns))


def _is_ours(sidecar: Path, columns: Mapping[str, Any]) -> bool:
    return (
        sidecar.exists()
        and read_bytes(sidecar, most=LARGEST_TABLE) == as_json(columns).encode()
    )


def _has_only_ours(paths: RunPaths) -> bool:
    """Return whether every recording in the session's table is a run of ours."""
    try:
        names = SharedTable.read(scans_path(paths)).column("filename")
    except DatasetError:
        return False
    runs = (run_of_file(paths.dataset, Path(name).name) for name in names)
    return all(run is not None and run.session_json.exists() for run in runs)


def _add(path: Path, row: Mapping[str, str], columns: Mapping[str, Any]) -> None:
    """Add a row, unless the table has one with the same first cell.

    A table that is not there yet gets a sidecar beside it; another program's has its
    own.
    """
    first = next(iter(columns))
    try:
        table = SharedTable.read(path)
        is_new = not table.lines
        if is_new:
            table = replace(table, lines=("\t".join(columns) + "\n",))
        if table.place(first) is None:
            logger.warning("%s has no column %s: no row was added", path, first)
        elif row[first] not in table.column(first):
            table.with_row(row).write()
        if is_new:
            write_whole(path.with_suffix(".json"), as_json(columns))
    except DatasetError as error:
        logger.warning("%s: no row was added: %s", path, error)


def _forget(path: Path, column: str, value: str) -> None:
    try:
        table = SharedTable.read(path)
        left = table.without(column, value)
        if len(left.lines) == len(table.lines):
            return
        if len(left.lines) > 1:
            left.write()
            return
        disk().unlink(path)
        if path.with_suffix(".json").exists():
            disk().unlink(path.with_suffix(".json"))
    except (DatasetError, OSError) as error:
        logger.warning("%s: no row was removed: %s", path, error)
