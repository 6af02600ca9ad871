"""Give a person another label, or merge two labels of one person; a trace stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.derivatives.bin import BIN
from attention_camp.camp.dataset.durable import (
    make_folder,
    remove_empty,
    write_whole,
)
from attention_camp.camp.dataset.guards.links import dataset_files
from attention_camp.camp.dataset.guards.run_lock import is_alive
from attention_camp.camp.dataset.layout import (
    DatasetError,
    check_label,
    existing_runs,
)
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.people.audit import (
    COMMENTS,
    TRAILS,
    audit_path,
    note_people,
)
from attention_camp.camp.dataset.people.elsewhere import forget_elsewhere
from attention_camp.camp.dataset.people.enrolment import (
    enrolment_path,
    labels_taken,
    read_enrolment,
)
from attention_camp.camp.dataset.people.former_labels import MERGED, RELABELLED
from attention_camp.camp.dataset.people.traces import (
    TEXTS,
    has_rows,
    is_of,
    relabel_rows,
    relabelled,
    remove_rows,
    value_with,
)
from attention_camp.camp.dataset.people.unnamed import rename_donor
from attention_camp.camp.dataset.proof.rewriting import rewrite_ledgers
from attention_camp.camp.dataset.proof.trail import rewrite_trail
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.studies.resealing import require_can_reseal
from attention_camp.camp.dataset.studies.study_folder import StudyFolder
from attention_camp.camp.dataset.tables import as_json
from attention_camp.camp.session.arms.arm_lines import SealedLine
from attention_camp.resources.texts import Sentence

_LEDGER = "_decisions.jsonl"


class RelabelError(DatasetError):
    """A label that cannot be changed; the text is for people."""


def relabel(dataset: Path, old: str, new: str, *, who: str, why: str) -> int:
    """Give a person another label, in every file of the dataset.

    Their sessions are chained anew and closed again: their session hashes are others
    afterwards. Exports that were made before keep the old label.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    old, new : str
        The wrong label and the right one, which nobody has.
    who, why : str
        Who corrects it, and the reason; both stay in the audit trail.

    Returns
    -------
    n_files : int
        How many files have another name now.

    Raises
    ------
    RelabelError, LabelError, StudyError
        If nobody has the old label or somebody the new one, a session goes on, or its
        arm is sealed.
    """
    check_label(new, "participant")
    _check(dataset, old, who, why)
    if new in labels_taken(dataset):
        raise RelabelError(
            Sentence(
                "The label {new} is taken. Where both are one person, merge them: "
                "attention-camp people merge.",
                new=new,
            )
        )
    change = partial(relabelled, label=old, new=new)
    done = _move(dataset, old, new, change, {}, why)
    for path in dataset_files(dataset):
        _change_shared(path, old, new, change)
    _change_trails(dataset, old, new, change)
    _note(dataset, RELABELLED, old, new, who, why)
    forget_elsewhere(old)
    return done


def merge(
    dataset: Path,
    old: str,
    into: str,
    *,
    who: str,
    why: str,
    sessions: Mapping[str, str] | None = None,
) -> int:
    """Move the sessions of one label to another one of the same person.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    old, into : str
        The label that goes, and the one that stays with its answers and consent.
    who, why : str
        Who merges them, and the reason; both stay in the audit trail.
    sessions : mapping or None
        New labels of sessions that both have.

    Returns
    -------
    n_files : int
        How many files have another name now.

    Raises
    ------
    RelabelError, LabelError
        As for `relabel`; or if both have a session of the same label.
    """
    _check(dataset, old, who, why)
    renamed = dict(sessions or {})
    _check_sessions(dataset, old, into, renamed)
    gone = read_enrolment(dataset, old)
    table = dataset / f"sub-{old}" / f"sub-{old}_sessions.tsv"
    rows = table.read_text(encoding="utf-8") if table.exists() else ""
    for path in (table, table.with_suffix(".json"), enrolment_path(dataset, old)):
        if path.exists():
            disk().unlink(path)
    change = _merging(old, into, renamed)
    done = _move(dataset, old, into, change, renamed, why)
    _add_sessions(dataset, into, rows, renamed)
    participants = dataset / "participants.tsv"
    if has_rows(participants, old):
        with locked(participants):
            remove_rows(participants, old)
    for path in dataset_files(dataset):
        _change_shared(path, old, into, change)
    _change_trails(dataset, old, into, change)
    _note(dataset, MERGED, old, into, who, why, record=gone.record if gone else "")
    forget_elsewhere(old)
    return done


def _check_sessions(
    dataset: Path, old: str, into: str, renamed: Mapping[str, str]
) -> None:
    """Refuse to merge sessions of the same label."""
    runs = existing_runs(dataset)
    theirs = {run.session for run in runs if run.participant == into}
    if not theirs and into not in labels_taken(dataset):
        raise RelabelError(
            Sentence(
                "{dataset} has nobody of label {into}.", dataset=dataset, into=into
            )
        )
    for label in renamed.values():
        check_label(label, "session")
    mine = {run.session for run in runs if run.participant == old}
    both = sorted({renamed.get(one, one) for one in mine} & theirs)
    if both:
        raise RelabelError(
            Sentence(
                "Both have session {sessions}. Say what theirs becomes: --session "
                "{first}=NEW. Nothing was changed.",
                sessions=", ".join(both),
                first=both[0],
            )
        )


def _check(dataset: Path, old: str, who: str, why: str) -> None:
    if not who.strip() or not why.strip():
        raise RelabelError(Sentence("Say who does it and why. Give both."))
    if old not in labels_taken(dataset):
        raise RelabelError(
            Sentence("{dataset} has nobody of label {old}.", dataset=dataset, old=old)
        )
    place = dataset / BIN
    if any(is_of(path.relative_to(place), old) for path in place.glob("sub-*")):
        raise RelabelError(
            Sentence(
                "A session of {old} is in the bin. Put it back first, or empty the "
                "bin.",
                old=old,
            )
        )
    require_can_reseal(dataset, but={old})  # any sealed ledger may name a donor
    for run in existing_runs(dataset):
        if run.participant != old:
            continue
        if is_alive(run):
            raise RelabelError(
                Sentence("{run} is being recorded. End it first.", run=run.stem)
            )
        lines = read_what_is_whole(run.decisions).lines
        key = run.decisions.with_suffix(".key")
        if not key.exists() and any(isinstance(line, SealedLine) for line in lines):
            raise RelabelError(
                Sentence(
                    "The decisions of {run} are sealed, and the label is in them. "
                    "Correct it after unblinding.",
                    run=run.stem,
                )
            )


def _merging(
    old: str, into: str, renamed: Mapping[str, str]
) -> Callable[[bytes], bytes]:
    """Return what changes a line: the label, and the sessions that are renamed."""
    place = re.compile(rb"(sub-%b[_/\t]ses-)([0-9A-Za-z]+)" % re.escape(old.encode()))
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


def _move(
    dataset: Path,
    old: str,
    new: str,
    change: Callable[[bytes], bytes],
    sessions: Mapping[str, str],
    why: str,
) -> int:
    """Move the files of a person, and change what they say of themselves."""
    done = 0
    for path in list(dataset_files(dataset)):
        place = path.relative_to(dataset)
        if not is_of(place, old):
            continue
        text = str(place)
        for was, now in sessions.items():
            text = re.sub(rf"ses-{was}(?![0-9A-Za-z])", f"ses-{now}", text)
        target = dataset / relabelled(text.encode(), old, new).decode()
        make_folder(target.parent)
        if path.suffix in TEXTS and not path.name.endswith(_LEDGER):
            write_whole(path, change(path.read_bytes()))
        disk().replace(path, target)
        done += 1
        remove_empty(path.parent, dataset)
    theirs = [run for run in existing_runs(dataset) if run.participant == new]
    rewrite_ledgers(theirs, change, by="relabel", why=why)
    rename_donor(dataset, old, change, but={old, new}, by="relabel", why=why)
    return done


def _change_shared(
    path: Path, old: str, new: str, change: Callable[[bytes], bytes]
) -> None:
    """Change the label in a table that people share; other people's files stay."""
    if path.suffix in {".tsv", ".csv"} and has_rows(path, old):
        with locked(path):
            relabel_rows(path, old, new)
            write_whole(path, change(path.read_bytes()))


def _change_trails(
    dataset: Path, old: str, new: str, change: Callable[[bytes], bytes]
) -> None:
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
        arms = json.loads(study.arms.read_bytes())
        write_whole(
            study.arms, as_json({new if k == old else k: arms[k] for k in arms})
        )


def _add_sessions(
    dataset: Path, into: str, rows: str, renamed: Mapping[str, str]
) -> None:
    """Add the rows of one person's table of sessions to another's."""
    lines = rows.splitlines(keepends=True)
    if not lines:
        return
    table = dataset / f"sub-{into}" / f"sub-{into}_sessions.tsv"
    for was, now in renamed.items():
        lines = [re.sub(rf"^ses-{was}\t", f"ses-{now}\t", line) for line in lines]
    with locked(table):
        there = table.read_text(encoding="utf-8") if table.exists() else lines[0]
        make_folder(table.parent)
        write_whole(table, there + "".join(lines[1:]))


def _note(
    dataset: Path, what: str, old: str, new: str, who: str, why: str, record: str = ""
) -> None:
    found = read_enrolment(dataset, new)
    facts = {"was": old, "now": new, "by": who, "why": why}
    if record:
        facts["merged"] = record
    note_people(dataset, what, person=found.record if found else "", **facts)
