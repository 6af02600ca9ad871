"""Give a person another label, or merge two labels of one person; a trace stays.

A journal is written before the first change. Each step changes nothing where it was
done, so that a correction that a kill broke off is finished by doing all of it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from attention_camp.camp.dataset.layout import check_label, existing_runs
from attention_camp.camp.dataset.people.audit import audit_path
from attention_camp.camp.dataset.people.enrolment import enrolment_path, read_enrolment
from attention_camp.camp.dataset.people.former_labels import MERGED, RELABELLED
from attention_camp.camp.dataset.people.label_checks import (
    files_to_move,
    require_free,
    require_movable,
    require_over,
    require_own_sessions,
    require_reason,
    require_two,
    sessions_of,
)
from attention_camp.camp.dataset.people.label_journal import (
    ENROLMENT,
    FOLDER,
    JOURNAL,
    SESSIONS,
    SIDECAR,
    Correction,
    begin,
    broken_off,
    end,
    forget_drafts,
    read_correction,
)
from attention_camp.camp.dataset.people.label_steps import carry_out
from attention_camp.camp.dataset.people.traces import names
from attention_camp.camp.dataset.proof.trail import whole_lines
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.studies.resealing import require_closed
from attention_camp.resources.bounded import read_json_table


def relabel(dataset: Path, old: str, new: str, *, who: str, why: str) -> int:
    """Give a person another label, in every file of the dataset.

    Their sessions are chained anew and closed again: their session hashes are others
    afterwards. Exports that were made before keep the old label. Broken off, it goes on
    when it is done again, or with `recover`.

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
    require_reason(who, why)
    made = broken_off(dataset, RELABELLED, old, new)
    if made is None:
        require_movable(dataset, old)
        require_free(dataset, new)
        made = _planned(dataset, Correction(RELABELLED, old, new, who, why))
        begin(dataset, made)
    finish_correction(dataset)
    return made.n_files


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

    Broken off, it goes on when it is done again, or with `recover`.

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
        As for `relabel`; or if both have a session, or a file, of the same name, or
        a place in the study.
    UnreadableError
        If what describes their tables of sessions cannot be read.
    """
    require_reason(who, why)
    made = broken_off(dataset, MERGED, old, into)
    if made is None:
        renamed = dict(sessions or {})
        require_two(dataset, old, into)
        require_movable(dataset, old)
        require_own_sessions(dataset, old, into, renamed)
        asked = Correction(MERGED, old, into, who, why, renamed)
        made = _planned(dataset, _setting_aside(dataset, asked))
        begin(dataset, made)
    finish_correction(dataset)
    return made.n_files


def finish_correction(dataset: Path) -> Correction | None:
    """Finish the correction of a label that was begun; None: there is none.

    Raises
    ------
    DatasetError, StudyError
        If another program is at it, a session goes on, or a file cannot be read.
    """
    if not (dataset / FOLDER).is_dir():
        return None
    with locked(dataset / JOURNAL):
        made = read_correction(dataset)
        if made is None:
            forget_drafts(dataset)
            return None
        require_over(dataset, made)
        carry_out(dataset, made)
        end(dataset, made)
    return made


def _setting_aside(dataset: Path, made: Correction) -> Correction:
    """Return a merge with the files that go, and the number that stays in the trail."""
    table = dataset / f"sub-{made.old}" / f"sub-{made.old}_sessions.tsv"
    found = {SESSIONS: table, SIDECAR: table.with_suffix(".json")}
    there = dataset / f"sub-{made.new}" / f"sub-{made.new}_sessions.json"
    for sidecar in (table.with_suffix(".json"), there):
        if sidecar.exists():  # a damaged one is told before anything is changed
            read_json_table(sidecar)
    gone = read_enrolment(dataset, made.old)
    if read_enrolment(dataset, made.new) is None:
        gone = None  # the only consent stays, under the label that stays
    else:
        found[ENROLMENT] = enrolment_path(dataset, made.old)
    aside = {
        name: path.relative_to(dataset).as_posix()
        for name, path in found.items()
        if path.exists()
    }
    return replace(made, aside=aside, record=gone.record if gone else "")


def _planned(dataset: Path, made: Correction) -> Correction:
    """Return a correction with all that its journal has to hold; change nothing."""
    named = [
        made.moved(run.decisions.relative_to(dataset)).as_posix()
        for run in existing_runs(dataset)
        if run.participant == made.old or names(run.decisions, made.old)
    ]
    made = replace(
        made,
        ledgers=tuple(named),
        n_files=len(files_to_move(dataset, made)),
        n_noted=len(whole_lines(audit_path(dataset))),
    )
    require_over(dataset, made)
    for run in sessions_of(dataset, made):  # those of who stays, too
        require_closed(run)
    return made
