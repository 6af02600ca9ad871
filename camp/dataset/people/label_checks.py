"""What is looked at before a label is corrected: nothing is changed half."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attention_camp.camp.dataset.derivatives.bin import BIN
from attention_camp.camp.dataset.guards.links import dataset_files
from attention_camp.camp.dataset.guards.run_lock import recorded_now
from attention_camp.camp.dataset.layout import RunPaths, check_label, existing_runs
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.people.audit import require_readable_trails
from attention_camp.camp.dataset.people.enrolment import labels_taken
from attention_camp.camp.dataset.people.label_journal import Correction, RelabelError
from attention_camp.camp.dataset.people.traces import is_of
from attention_camp.camp.dataset.proof.rewriting import whole_sessions
from attention_camp.camp.dataset.shared_table import SharedTable
from attention_camp.camp.dataset.studies.resealing import (
    require_can_reseal,
    require_closed,
)
from attention_camp.camp.dataset.studies.study_folder import StudyFolder, notes
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.arms.arm_lines import SealedLine
from attention_camp.resources.texts import Sentence


def require_reason(who: str, why: str) -> None:
    """Refuse a correction that nobody makes, or for no reason."""
    if not who.strip() or not why.strip():
        raise RelabelError(Sentence("Say who does it and why. Give both."))


def require_free(dataset: Path, new: str) -> None:
    """Refuse a label that somebody has."""
    if new in labels_taken(dataset):
        raise RelabelError(
            Sentence(
                "The label {new} is taken. Where both are one person, merge them: "
                "attention-camp people merge.",
                new=new,
            )
        )


def require_movable(dataset: Path, old: str) -> None:
    """Refuse to move a person of whom something would keep the old label.

    Raises
    ------
    RelabelError, DatasetError, StudyError
        If nobody has it, a session of theirs is in the bin or broke off, a line of a
        trail cannot be read, or what names them is sealed.
    """
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
    require_readable_trails(dataset)
    require_can_reseal(dataset, but={old})  # any sealed ledger may name a donor
    for run in existing_runs(dataset):
        if run.participant == old:
            _require_opened(run)


def require_two(dataset: Path, old: str, into: str) -> None:
    """Refuse to merge a label with itself, or two places in the study.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    old, into : str
        The label that goes, and the one that stays.

    Raises
    ------
    RelabelError, StudyError
        If they are one label, or each has a place: which arm it is would be unknown.
    """
    if old == into:
        raise RelabelError(
            Sentence(
                "{label} cannot be merged with itself. Name two labels.", label=old
            )
        )
    study = StudyFolder(dataset)
    placed = {line["participant"] for line in notes(study, "enrolled")}
    if {old, into} <= placed:
        raise RelabelError(
            Sentence(
                "{old} and {into} each have a place in the study, and with it an arm, "
                "so they cannot become one. If {old} has no session, withdraw it "
                "instead: attention-camp withdraw {dataset} --participant {old}",
                old=old,
                into=into,
                dataset=dataset,
            )
        )


def _require_opened(run: RunPaths) -> None:
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


def require_over(dataset: Path, made: Correction) -> None:
    """Refuse to change what is being recorded, or what a kill left open.

    Raises
    ------
    RelabelError, StudyError
        With the run.
    """
    changed = sessions_of(dataset, made)
    for run in recorded_now(dataset):
        if run.participant in {made.old, made.new} or run in changed:
            raise RelabelError(
                Sentence("{run} is being recorded. End it first.", run=run.stem)
            )
    mine = [run for run in existing_runs(dataset) if run.participant == made.old]
    for run in mine:
        if read_session(run).get("state") == "running":
            raise RelabelError(
                Sentence(
                    "{run} broke off. Have it mended first: attention-camp recover "
                    "{dataset}",
                    run=run.stem,
                    dataset=dataset,
                )
            )
    for run in (*mine, *changed):  # half a line at the end would be lost
        if run.participant != made.new:
            require_closed(run)


def sessions_of(dataset: Path, made: Correction) -> list[RunPaths]:
    """Return the runs of the sessions of which a ledger named the label.

    They are looked for where they are afterwards; those of other people stay there.
    """
    runs, ledgers = existing_runs(dataset), set(made.ledgers)
    named = [
        run for run in runs if run.decisions.relative_to(dataset).as_posix() in ledgers
    ]
    return whole_sessions(runs, named)


def require_own_sessions(
    dataset: Path, old: str, into: str, renamed: Mapping[str, str]
) -> None:
    """Refuse to merge sessions that would have the same label.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    old, into : str
        The label that goes, and the one that stays.
    renamed : mapping
        New labels of sessions.

    Raises
    ------
    RelabelError, LabelError
        With a session of both.
    """
    theirs = _sessions(dataset, into)
    if not theirs and into not in labels_taken(dataset):
        raise RelabelError(
            Sentence(
                "{dataset} has nobody of label {into}.", dataset=dataset, into=into
            )
        )
    for label in renamed.values():
        check_label(label, "session")
    new = [renamed.get(label, label) for label in sorted(_sessions(dataset, old))]
    both = sorted({label for label in new if label in theirs or new.count(label) > 1})
    if both:
        raise RelabelError(
            Sentence(
                "Both have session {sessions}. Say what theirs becomes: --session "
                "{first}=NEW. Nothing was changed.",
                sessions=", ".join(both),
                first=both[0],
            )
        )


def _sessions(dataset: Path, label: str) -> set[str]:
    """Return the sessions that a person has files of, or rows."""
    places = (dataset, dataset / "sourcedata")
    found = {
        path.name.removeprefix("ses-")
        for place in places
        for path in (place / f"sub-{label}").glob("ses-*")
    }
    table = dataset / f"sub-{label}" / f"sub-{label}_sessions.tsv"
    rows = SharedTable.read(table).column("session_id")
    return found | {row.removeprefix("ses-") for row in rows if row}


def files_to_move(dataset: Path, made: Correction) -> list[Path]:
    """Return the files that get another name; what is set aside is none of them.

    Raises
    ------
    RelabelError
        If a file of that name is there: nothing is written over.
    """
    aside = set(made.aside.values())
    found = []
    for path in dataset_files(dataset):
        place = path.relative_to(dataset)
        if not is_of(place, made.old) or place.as_posix() in aside:
            continue
        target = dataset / made.moved(place)
        if target.exists() and not target.samefile(path):
            raise RelabelError(
                Sentence(
                    "Both have a file of their own: {file} and {other}. Move one of "
                    "them to another folder. Nothing was changed.",
                    file=place,
                    other=made.moved(place),
                )
            )
        found.append(path)
    return found
