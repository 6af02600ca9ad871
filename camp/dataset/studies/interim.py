"""An interim look by arm: as declared before the lock, opened in a copy, on record."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from attention_camp.camp.dataset.bids.session_tables import type_of
from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.studies.locking import StudyLock, read_lock
from attention_camp.camp.dataset.studies.study_folder import note, notes
from attention_camp.camp.dataset.studies.unblinding import unblind
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.texts import Sentence

_LEFT = ".attention-camp-interim-"
"""Beginning of the name of a folder that holds an opened copy, beside the dataset."""


@dataclass(frozen=True, slots=True)
class Look:
    """An interim look that may be made now."""

    number: int
    """From 1, in the order of the study file."""
    alpha: float
    """Spent on it, whatever it finds."""
    people: int
    """People measured for the primary outcome so far."""
    data: str
    """SHA-256 over the ledgers: the same look may be made again over the same data."""


def next_look(lock: StudyLock) -> Look:
    """Return the interim look that may be made now.

    Raises
    ------
    StudyError
        If the study declares none that is left, or too few people were measured.
    """
    declared, made = lock.study.interims, notes(lock.folder, "interim")
    _require_sealed(lock)
    data, people = _state_of(lock.folder.dataset), _n_measured(lock)
    if made and made[-1]["data"] == data:  # nothing is learned from the same bytes
        number = int(made[-1]["number"])
        return Look(number, declared[number - 1].alpha, people, data)
    number = len({line["number"] for line in made}) + 1
    if number > len(declared):
        raise StudyError(
            Sentence(
                "The study declares {n:interim analysis|interim analyses}, and "
                "{made:was|were} made. Another look by arm was not planned: unblind "
                "when all data are in.",
                n=len(declared),
                made=number - 1,
            )
        )
    look = declared[number - 1]
    if people < look.people:
        raise StudyError(
            Sentence(
                "Interim analysis {number} was declared for {wanted:person|people} "
                "measured for the primary outcome; so far {people:is|are}.",
                number=number,
                wanted=look.people,
                people=people,
            )
        )
    return Look(number, look.alpha, people, data)


@contextmanager
def interim_copy(
    lock: StudyLock, key: Path, *, who: str, why: str
) -> Iterator[tuple[Path, Look]]:
    """Open the arms in a copy of the dataset, without EEG, which is gone afterwards.

    The dataset stays sealed; its audit trail gets a line before anybody sees a number.
    The copy lies beside the dataset, so on the same volume, readable by this user only.

    Parameters
    ----------
    lock : StudyLock
        The study.
    key : Path
        The statistician's private key, or that of the computer that locked the study.
    who, why : str
        Who looks, and the reason; both stay in the audit trail.

    Yields
    ------
    copy : Path
        The dataset with its arms open.
    look : Look
        What is spent.

    Raises
    ------
    StudyError, KeyFileError, SealError
        If no look may be made now, nobody or no reason is named, the key is another
        one, or a session goes on.
    """
    dataset = lock.folder.dataset
    look = next_look(lock)
    for left in dataset.parent.glob(f"{_LEFT}*"):  # of a program that was killed
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=_LEFT, dir=dataset.parent) as place:
        copy = Path(place) / dataset.name
        shutil.copytree(dataset, copy, ignore=shutil.ignore_patterns("*.eeg"))
        opened = read_lock(copy)
        if opened is None:
            raise RuntimeError(f"{copy} lacks the study that was copied")
        unblind(opened, key, who=who, why=why)
        note(
            lock.folder,
            "interim",
            number=look.number,
            alpha=look.alpha,
            people=look.people,
            data=look.data,
            who=who,
            why=why,
        )
        yield copy, look


def _require_sealed(lock: StudyLock) -> None:
    """Refuse where everybody who is enrolled is unblinded, or nobody is enrolled."""
    path = lock.folder.arms
    opened = read_json_table(path) if path.exists() else {}
    enrolled = {line["participant"] for line in notes(lock.folder, "enrolled")}
    if enrolled <= opened.keys():
        raise StudyError(
            Sentence(
                "The arms of everybody in {dataset} are open: the final analysis can "
                "be made, and no interim one.",
                dataset=lock.folder.dataset,
            )
        )


def _n_measured(lock: StudyLock) -> int:
    """Return how many people have a finished session that measures the outcome last."""
    last = lock.study.primary_outcome.sessions[-1]
    measured = set()
    for run in existing_runs(lock.folder.dataset):
        session = read_session(run)
        named = {run.session, type_of(session, run.session)}
        if last in named and session.get("state") == "finished":
            measured.add(run.participant)
    return len(measured)


def _state_of(dataset: Path) -> str:
    """Return one hash over the ledgers of all runs, each with its name."""
    state = {
        run.stem: sha256(run.decisions.read_bytes()).hexdigest()
        for run in existing_runs(dataset)
        if run.decisions.exists()
    }
    return sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()
