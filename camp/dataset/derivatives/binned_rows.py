"""What tables say of a run in the bin: kept beside its files, and put back with them.

A row is kept whole, with the columns that others added, so that nothing a person wrote
is lost by going into the bin and out of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.bids.session_tables import scans_path, sessions_path
from attention_camp.camp.dataset.dataset_files import has_participant
from attention_camp.camp.dataset.derivatives.comments import (
    read_comments,
    write_comment,
)
from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.phenotype.answers import (
    ANSWER_KEYS,
    FOLDER,
    answers_of_run,
)
from attention_camp.camp.dataset.shared_table import SharedTable, locked
from attention_camp.camp.dataset.tables import MISSING
from attention_camp.resources.reasons import UNREADABLE

Row = dict[str, str]


def rows_of(paths: RunPaths) -> dict[str, Any]:
    """Return what the tables of a dataset say of a run, to be put back by.

    Returns
    -------
    rows : dict
        ``participant``, ``session`` and ``scan``: a row each; ``sidecars``: what is
        said of the columns of the latter two; ``answers``: rows by table; ``comment``.
    """
    session, scan = sessions_path(paths), scans_path(paths)
    recordings = [
        f"{paths.folder.name}/{path.name}" for path in (paths.vhdr, paths.events)
    ]
    return {
        "participant": _row_with(paths.dataset / "participants.tsv", paths.subject),
        "session": _row_with(session, f"ses-{paths.session}"),
        "scan": _row_with(scan, *recordings),
        "sidecars": {"session": _sidecar_of(session), "scan": _sidecar_of(scan)},
        "answers": {
            path.name: [_named(table, cells) for cells in found]
            for path, table, found in answers_of_run(paths)
        },
        "comment": read_comments(paths.dataset).get(paths.stem, ""),
    }


def put_rows_back(paths: RunPaths, kept: Mapping[str, Any]) -> None:
    """Put back what tables said of a run, as far as they do not say it now.

    Parameters
    ----------
    paths : RunPaths
        The run.
    kept : mapping
        As `rows_of` returned it; of an earlier version it may lack something.
    """
    person = kept.get("participant") or {}
    people = paths.dataset / "participants.tsv"
    if person and people.exists() and not has_participant(paths):
        _put_back(people, person, ["participant_id"])
    sidecars = kept.get("sidecars") or {}
    for name, path, key in (
        ("session", sessions_path(paths), "session_id"),
        ("scan", scans_path(paths), "filename"),
    ):
        if row := kept.get(name):
            _put_back(path, row, [key], sidecars.get(name, ""))
    put_answers_back(paths, kept)
    if text := kept.get("comment"):
        write_comment(paths, text, who=str(kept.get("who", "")))


def put_answers_back(paths: RunPaths, kept: Mapping[str, Any]) -> None:
    """Put back the answers of a run to questionnaires."""
    keys = tuple(ANSWER_KEYS)
    for name, rows in (kept.get("answers") or {}).items():
        path = paths.dataset / FOLDER / Path(name).name
        if all(SharedTable.read(path).holds(row, keys) for row in rows):
            continue
        with locked(path):
            for row in rows:
                _put_back(path, row, keys)


def _put_back(
    path: Path, row: Mapping[str, str], keys: Sequence[str], sidecar: str = ""
) -> None:
    """Put a row back as it was, with the columns that its table lacks now."""
    table = SharedTable.read(path)
    if not table.lines:
        make_folder(path.parent)
        table = replace(table, lines=("\t".join(row) + "\n",))
        if sidecar:
            write_whole(path.with_suffix(".json"), sidecar)
    if table.holds(row, keys):
        return
    if new := [name for name in row if table.place(name) is None]:
        table = table.with_columns(new)
    table.with_row(row).write()


def _row_with(path: Path, *values: str) -> Row:
    """Return the row of a table that holds a value, by its columns; empty: none."""
    try:
        table = SharedTable.read(path)
        for _, cells in table.rows():
            if any(value in cells for value in values):
                return _named(table, cells)
    except UNREADABLE:
        return {}
    return {}


def _named(table: SharedTable, cells: Sequence[str]) -> Row:
    """Return a row by the names of its columns."""
    names = [name.strip() for name in table.header]
    return {
        name: cells[k] if k < len(cells) else MISSING for k, name in enumerate(names)
    }


def _sidecar_of(path: Path) -> str:
    try:
        return path.with_suffix(".json").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
