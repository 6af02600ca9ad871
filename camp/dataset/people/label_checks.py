"""What is looked at before a label is corrected: nothing is changed half."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attention_camp.camp.dataset.derivatives.bin import BIN
from attention_camp.camp.dataset.guards.links import dataset_files
from attention_camp.camp.dataset.guards.run_lock import recorded_now
from attention_camp.camp.dataset.layout import RunPaths, check_label, existing_runs
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.people.enrolment import labels_taken
from attention_camp.camp.dataset.people.label_journal import Correction, RelabelError
from attention_camp.camp.dataset.people.traces import is_of
from attention_camp.camp.dataset.shared_table import SharedTable
from attention_camp.camp.dataset.studies.resealing import require_can_reseal
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
    RelabelError, StudyError
        If nobody has it, a session of theirs is in the bin or broke off, or what names
        them is sealed.
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
    require_can_reseal(dataset, but={old})  # any sealed ledger may name a donor
    for run in existing_runs(dataset):
        if run.participant == old:
            _require_opened(run)


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
    RelabelError
        With the run.
    """
    for run in recorded_now(dataset):
        ledger = run.decisions.relative_to(dataset).as_posix()
        if run.participant in {made.old, made.new} or ledger in made.ledgers:
            raise RelabelError(
                Sentence("{run} is being recorded. End it first.", run=run.stem)
            )
    for run in existing_runs(dataset):
        if run.participant == made.old and read_session(run).get("state") == "running":
            raise RelabelError(
                Sentence(
                    "{run} broke off. Have it mended first: attention-camp recover "
                    "{dataset}",
                    run=run.stem,
                    dataset=dataset,
                )
            )


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
