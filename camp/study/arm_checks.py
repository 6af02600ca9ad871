"""Did the arms do what they claim: shams against own scores, and who guessed what."""

from __future__ import annotations

import logging
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.studies.enrolment import ROLES, guesses_of
from attention_camp.camp.dataset.studies.locking import read_lock
from attention_camp.camp.study.arms.blinding_index import (
    Guesses,
    Index,
    bang_index,
    counted,
    james_index,
)
from attention_camp.camp.study.arms.contingency import StudyContingency
from attention_camp.camp.study.arms.shams import Sham, sham_of, yoked_study
from attention_camp.resources.reasons import UNREADABLE

logger = logging.getLogger(__name__)

LEAST_YOKED = 2
"""Yoked people whose donors can be exchanged for a null."""


@dataclass(frozen=True, slots=True)
class Blinding:
    """What one role believed."""

    guesses: Guesses
    james: Index
    bang: Mapping[str, Index]


@dataclass(frozen=True, slots=True)
class ArmChecks:
    """What is known of the arms once they are open."""

    shams: tuple[Sham, ...] = ()
    """Sessions of sham and yoked arms."""
    yoked: StudyContingency | None = None
    """All yoked people together; None: fewer than two."""
    blinding: Mapping[str, Blinding] | None = None
    """By role; None: nobody was asked, or it is no locked study."""


def check_arms(dataset: Path, runs: Container[str] | None = None) -> ArmChecks:
    """Return what the open arms of a dataset delivered, and what was guessed.

    A run whose ledger cannot be read, or made again, is left out; the log says so.

    Parameters
    ----------
    dataset : Path
        Root of the dataset.
    runs : container of str or None
        Stems of the runs that are looked at; None: all.
    """
    asked = (run for run in existing_runs(dataset) if runs is None or run.stem in runs)
    shams = tuple(_checked(asked))
    people = {sham.run.participant for sham in shams if sham.arm == "yoked"}
    study = yoked_study(shams) if len(people) >= LEAST_YOKED else None
    return ArmChecks(shams, study, _blinding(dataset))


def _checked(runs: Iterable[RunPaths]) -> Iterator[Sham]:
    for run in runs:
        try:
            found = sham_of(run)
        except UNREADABLE as error:
            logger.warning("the sham %s cannot be checked: %s", run.stem, error)
            continue
        if found is not None:
            yield found


def _blinding(dataset: Path) -> Mapping[str, Blinding] | None:
    lock = read_lock(dataset)
    if lock is None:
        return None
    arms = [arm.evidence for arm in lock.study.arms]
    found = {}
    for role in ROLES:
        pairs = guesses_of(lock, role)
        if pairs:
            table = counted(pairs, arms)
            found[role] = Blinding(table, james_index(table), bang_index(table))
    return found or None
