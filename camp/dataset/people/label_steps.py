"""The steps of a label's correction; each changes nothing where it was done."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import (
    make_folder,
    remove_empty,
    sync_folder,
    write_whole,
)
from attention_camp.camp.dataset.guards.leftovers import is_left, place_of_draft
from attention_camp.camp.dataset.guards.links import BOOKKEEPING, dataset_files
from attention_camp.camp.dataset.people.audit import (
    COMMENTS,
    TRAILS,
    audit_path,
    note_people,
)
from attention_camp.camp.dataset.people.elsewhere import forget_elsewhere
from attention_camp.camp.dataset.people.enrolment import read_enrolment
from attention_camp.camp.dataset.people.former_labels import MERGED
from attention_camp.camp.dataset.people.label_checks import (
    files_to_move,
    sessions_of,
)
from attention_camp.camp.dataset.people.label_journal import (
    FOLDER,
    SESSIONS,
    SIDECAR,
    Correction,
)
from attention_camp.camp.dataset.people.traces import (
    COLUMNS,
    TEXTS,
    has_rows,
    is_of,
    relabel_rows,
    relabelled,
    remove_rows,
    value_with,
)
from attention_camp.camp.dataset.proof.rewriting import rewrite_ledgers
from attention_camp.camp.dataset.proof.trail import read_trail, rewrite_trail
from attention_camp.camp.dataset.shared_table import SharedTable, locked
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.studies.resealing import reseal
from attention_camp.camp.dataset.studies.study_folder import StudyFolder
from attention_camp.camp.dataset.tables import as_json
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.text_table import cells_of

_LEDGER = "_decisions.jsonl"
_BY = "relabel"

Change = Callable[[bytes], bytes]
"""Returns what takes the place of a line."""


def carry_out(dataset: Path, made: Correction) -> None:
    """Do what is left of a correction whose journal is there.

    Raises
    ------
    DatasetError, StudyError
        If a table cannot be read, or a session goes on.
    """
    old, new = made.old, made.new
    change: Change = partial(relabelled, label=old, new=new)
    if made.what == MERGED:
        change = _merging(old, new, made.sessions)
        _set_aside(dataset, made)
    _move(dataset, made, change)
    if made.what == MERGED:
        _add_sessions(dataset, made)
        _remove_row(dataset, made)
    for path in list(dataset_files(dataset)):
        _change_shared(path, made, change)
        with suppress(FileNotFoundError):  # a draft that was finished meanwhile
            _change_left(dataset, path, change)
    _change_ledgers(dataset, made, change)  # their last line holds rows of the tables
    _change_trails(dataset, old, new, change)
    _note(dataset, made)
    forget_elsewhere(old)


def _merging(
    old: str, into: str, renamed: Mapping[str, str], between: bytes = rb"_/\t"
) -> Change:
    """Return what changes a line: the label, and the sessions that are renamed."""
    place = re.compile(
        rb"(sub-%b[%b]ses-)([0-9A-Za-z]+)" % (re.escape(old.encode()), between)
    )
    value = re.compile(rb'("session": ")([0-9A-Za-z]+)"')

    def new_of(label: bytes) -> bytes:
        return renamed.get(label.decode(), label.decode()).encode()

    def change(line: bytes) -> bytes:
        if names_old := relabelled(line, old, into) != line:
            line = place.sub(lambda m: m[1] + new_of(m[2]), line)
        if names_old and renamed:
            line = value.sub(lambda m: m[1] + new_of(m[2]) + b'"', line)
        return relabelled(line, old, into)

    return change


def _set_aside(dataset: Path, made: Correction) -> None:
    for name, place in made.aside.items():
        path = dataset / place
        if path.exists():
            disk().replace(path, dataset / FOLDER / name)
            sync_folder(dataset / FOLDER)


def _move(dataset: Path, made: Correction, change: Change) -> None:
    """Move the files of a person, and change what they say of themselves."""
    for path in files_to_move(dataset, made):
        whole = place_of_draft(path)
        if whole is not None and whole.exists():
            disk().unlink(path)  # a kill left it
            continue
        target = dataset / made.moved(path.relative_to(dataset))
        make_folder(target.parent)
        if path.suffix in TEXTS and not path.name.endswith(_LEDGER):
            write_whole(path, change(path.read_bytes()))
        disk().replace(path, target)
        sync_folder(target.parent)
    _remove_folders(dataset, made.old)


def _remove_folders(dataset: Path, label: str) -> None:
    """Remove the folders that a person's files were in, as far as they are empty."""
    found = []
    for folder, inside, _ in os.walk(dataset):
        inside[:] = sorted(set(inside) - BOOKKEEPING)
        paths = [Path(folder, name) for name in inside]
        found += [path for path in paths if is_of(path.relative_to(dataset), label)]
    for path in reversed(found):  # those inside first
        if not path.is_symlink():
            remove_empty(path, dataset)


def _change_shared(path: Path, made: Correction, change: Change) -> None:
    """Change the label in a table that people share; other people's files stay."""
    if path.suffix in {".tsv", ".csv"} and has_rows(path, made.old):
        with locked(path):
            # first: the rows that are changed last say that it is not done
            _change_lines(path, made, change)
            relabel_rows(path, made.old, made.new)


def _change_left(dataset: Path, path: Path, change: Change) -> None:
    """Change the label in half a line of what people share; remove such a draft."""
    if not is_left(path.relative_to(dataset)):
        return
    name, data = path.name.encode(), path.read_bytes()
    if (change(name), change(data)) == (name, data):
        return
    if path.parent.name != "torn":  # never finished: what it was to replace is there
        disk().unlink(path)
        return
    write_whole(path, change(data))
    disk().replace(path, path.with_name(change(name).decode()))


def _change_lines(path: Path, made: Correction, change: Change) -> None:
    """Change the lines of a table, in whatever encoding it was saved."""
    table = SharedTable.read(path)
    who = next((n for n in map(table.place, COLUMNS) if n is not None), None)
    at = table.place("session_id")
    lines = list(table.lines)
    if made.sessions and who is not None and at is not None:
        lines[1:] = [_with_session(line, who, at, made) for line in lines[1:]]
        change = _merging(made.old, made.new, made.sessions, between=b"_/")
    changed = tuple(change(line.encode()).decode() for line in lines)
    replace(table, lines=changed).write()


def _with_session(line: str, who: int, at: int, made: Correction) -> str:
    """Return a row with label and session renamed at once, wherever they stand.

    Parameters
    ----------
    line : str
        The row as it stands in the table.
    who, at : int
        The columns of participant and session.
    made : Correction
        The correction.
    """
    bare, cells = cells_of(line), line.split("\t")
    if max(who, at) >= len(bare) or bare[who].removeprefix("sub-") != made.old:
        return line
    session = bare[at].removeprefix("ses-")
    for place, old, new in (
        (who, made.old, made.new),
        (at, session, made.sessions.get(session, session)),
    ):
        renamed = bare[place].removesuffix(old) + new
        if old:
            cells[place] = cells[place].replace(bare[place], renamed)
    return "\t".join(cells)


def _change_ledgers(dataset: Path, made: Correction, change: Change) -> None:
    """Change the ledgers that named the label, and those that follow in a session."""
    rewrite_ledgers(sessions_of(dataset, made), change, by=_BY, why=made.why)
    reseal(dataset, change, but={made.old, made.new}, by=_BY, why=made.why)


def _change_trails(dataset: Path, old: str, new: str, change: Change) -> None:
    """Change the label in the trails, and in the list of arms that were opened."""

    def changed(line: dict[str, Any]) -> dict[str, Any] | None:
        text = change(json.dumps(line, ensure_ascii=False).encode())
        found: dict[str, Any] = value_with(json.loads(text), old, new)
        return None if found == line else found

    def page_changed(line: dict[str, Any]) -> dict[str, Any] | None:
        # the other lines of this trail say what was at the time
        return line | {"of": new} if line.get("of") == old else None

    study = StudyFolder(dataset)
    if audit_path(dataset).exists():
        rewrite_trail(audit_path(dataset), page_changed)
    for trail in (*TRAILS[1:], COMMENTS):
        if (dataset / trail).exists():
            rewrite_trail(dataset / trail, changed)
    if study.arms.exists():
        arms = read_json_table(study.arms)
        write_whole(
            study.arms, as_json({new if k == old else k: arms[k] for k in arms})
        )


def _add_sessions(dataset: Path, made: Correction) -> None:
    """Add the rows of the table that was set aside to that of who stays."""
    gone = SharedTable.read(dataset / FOLDER / SESSIONS)
    if not gone.lines:
        return
    path = dataset / f"sub-{made.new}" / f"sub-{made.new}_sessions.tsv"
    make_folder(path.parent)
    with locked(path):
        _add_descriptions(path.with_suffix(".json"), dataset / FOLDER / SIDECAR)
        there = SharedTable.read(path)
        if not there.lines:
            there = replace(gone, lines=gone.lines[:1], path=path)
        if new := [name for name in gone.header if there.place(name) is None]:
            there = there.with_columns(new)
        known = set(there.column("session_id"))
        at = gone.place("session_id")
        for _, cells in gone.rows():
            row = dict(zip(gone.header, cells, strict=False))
            was = "" if at is None else "".join(cells[at : at + 1])
            was = was.removeprefix("ses-")
            # the last of two for one column counts: it may be called “Session_ID”
            row["session_id"] = f"ses-{made.sessions.get(was, was)}"
            if row["session_id"] not in known:
                there = there.with_row(row)
        there.write()


def _add_descriptions(sidecar: Path, gone: Path) -> None:
    """Add what a sidecar that was set aside says of columns that this one does not."""
    if not gone.exists():
        return
    if not sidecar.exists():
        write_whole(sidecar, gone.read_bytes())
        return
    there = read_json_table(sidecar)
    known = {name.lower() for name in there}
    more = read_json_table(gone).items()
    if new := {name: said for name, said in more if name.lower() not in known}:
        write_whole(sidecar, as_json(there | new))


def _remove_row(dataset: Path, made: Correction) -> None:
    """Remove what was asked of the label that goes, where the other one was asked."""
    participants = dataset / "participants.tsv"
    if has_rows(participants, made.new) and has_rows(participants, made.old):
        with locked(participants):
            remove_rows(participants, made.old)


def _note(dataset: Path, made: Correction) -> None:
    """Leave the trace, once."""
    facts = {"was": made.old, "now": made.new, "by": made.who, "why": made.why}
    if made.record:
        facts["merged"] = made.record
    wanted = {"what": made.what, **facts}
    lines = read_trail(audit_path(dataset))[made.n_noted :]
    if any(line.items() >= wanted.items() for line in lines):
        return
    found = read_enrolment(dataset, made.new)
    note_people(dataset, made.what, person=found.record if found else "", **facts)
