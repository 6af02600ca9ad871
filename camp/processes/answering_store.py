"""A store that also keeps answers to questionnaires in their tables."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.phenotype.answers import (
    Answers,
    answers_in,
    arm_guess_of,
    store_answers,
)
from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.loop_parts import Store
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.resources.texts import UserError

logger = logging.getLogger(__name__)


class AnsweringStore:
    """Stores each trial; of one that asked questions, its answers in a table too.

    Parameters
    ----------
    store : Store
        Where everything goes first.
    paths : RunPaths
        The run.
    protocol : mapping
        The session's protocol as plain values.
    """

    def __init__(
        self, store: Store, paths: RunPaths, protocol: Mapping[str, Any]
    ) -> None:
        self._store = store
        self._paths = paths
        self._protocol = protocol
        self._left: list[Answers] = []

    def append(self, line: TrialLine) -> None:
        """Write a trial, then its answers: a table that is held costs no session."""
        self._store.append(line)
        answers = answers_in(self._paths, line.record, self._protocol)
        if answers is not None:
            self._left.append(answers)
        self.store_left()

    def store_left(self) -> None:
        """Try again what could not be written: another program held the table."""
        while self._left:
            try:
                store_answers(self._left[0])
                self._keep_guess(self._left[0].record)
            except (OSError, UserError) as error:
                logger.warning("%s: %s", self._left[0].table.name, error)
                return
            self._left.pop(0)

    def append_event(self, row: EventRow) -> None:
        """Write an event that is no trial."""
        self._store.append_event(row)

    def append_ledger(self, line: LedgerLine) -> None:
        """Write a line of the ledger that is no trial."""
        self._store.append_ledger(line)

    def append_frames(self, times: tuple[float, ...]) -> None:
        """Write the buffer swap times of the last trial."""
        self._store.append_frames(times)

    def _keep_guess(self, record: TrialRecord) -> None:
        """Keep what a participant of a locked study believes, for its blinding."""
        guess = arm_guess_of(record)
        if guess is None:
            return
        from attention_camp.camp.dataset.studies.enrolment import take_guess
        from attention_camp.camp.dataset.studies.locking import read_lock

        (arm, sure), who = guess, self._paths.participant
        try:
            if (lock := read_lock(self._paths.dataset)) is not None:
                take_guess(lock, who, role="participant", arm=arm, sure=sure)
        except StudyError as error:  # as where the arm is open: it never will be kept
            logger.warning("the guess of %s is not kept: %s", who, error)
