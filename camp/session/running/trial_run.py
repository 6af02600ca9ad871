"""One trial after the other: present, score, decide, store, tell; in that order."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from attention_camp.camp.session import between_trials
from attention_camp.camp.session.arms.delivery import Assignment, evidence_in
from attention_camp.camp.session.asked import REQUEST_OF, line_of
from attention_camp.camp.session.ledger import decided
from attention_camp.camp.session.ledger_lines import Decided, TrialLine
from attention_camp.camp.session.ledger_state import (
    LedgerState,
    after_request,
    after_trial,
)
from attention_camp.camp.session.link import Score
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import (
    AskedAnswer,
    Stage,
    StageChanged,
    TargetsShown,
    TrialFinished,
)
from attention_camp.camp.session.plan import Plan, PlannedBlock
from attention_camp.camp.session.proof.provenance import has_steered, provenance_of
from attention_camp.camp.session.recorder import (
    Shown,
    make_events,
    make_record,
    targets_of,
)
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.running.fixation import wait_for_fixation
from attention_camp.camp.session.screen import InterruptedSessionError
from attention_camp.resources.texts import Sentence
from attention_camp.tasks.balance import cell_order, trial_of_cell
from attention_camp.tasks.difficulty.rule import Decision, Evidence, Rule
from attention_camp.tasks.safety import check_flashes
from attention_camp.tasks.task import Task


class BlockLeftError(Exception):
    """Somebody asked for the next task: the block ends before its next trial."""


PRACTICE_SCORE = Score(None, None, "practice", math.nan, 0, 0)


class Ran(NamedTuple):
    """A trial that is stored and told of."""

    shown: Shown
    record: TrialRecord
    decision: Decision
    """The next trial's level, and why."""
    state: Any
    """Of the rule, after it."""
    delivered: float | None
    """The score that the arm delivered."""
    score: Score
    """The participant's own."""


class TrialRun:
    """Runs trials, and knows how far the session has come.

    Parameters
    ----------
    plan : Plan
        The blocks, and which stretch of EEG a trial is scored from.
    parts : Parts
        Screen, link, store, listener and clock.
    seed : int
        The session's seed.
    assigned : Assignment
        The arm and what it delivers.
    progress : LedgerState
        What the session had reached.
    """

    def __init__(
        self,
        plan: Plan,
        parts: Parts,
        *,
        seed: int,
        assigned: Assignment,
        progress: LedgerState,
    ) -> None:
        self.plan = plan
        self.parts = parts
        self.seed = seed
        self.assigned = assigned
        self.progress = progress

    def run(
        self,
        planned: PlannedBlock,
        rule: Rule[Any],
        *,
        state: Any,
        level: int,
        cell: str | None,
    ) -> Ran:
        """Run a trial, and choose the next one's level.

        Parameters
        ----------
        planned : PlannedBlock
            The block it is part of.
        rule : Rule
            Chooses the next level.
        state : object
            Of the rule, before the trial.
        level : int
            Difficulty, from 1.
        cell : str or None
            Condition, where the task balances some.
        """
        done = self.progress.done_in(planned.number)
        task = between_trials.task_at(planned, done, self.seed)
        shown = self._present(planned, task, level, cell)
        before = self.plan.protocol.scoring.before
        score = self.parts.link.score(shown.onset - before, shown.response.end)
        self._take_asked(planned)
        evidence = evidence_in(
            self.assigned,
            rule,
            self._answered(shown),
            score=score,
            permission=self.progress.permission,
            seed=shown.seed,
            place=(planned.number, done),
        )
        made = decision, after = rule.decide(state, evidence)
        basis = decided(
            shown,
            score=score,
            evidence=evidence,
            rule=rule,
            states=(state, after),
            decision=decision,
        )
        steered = has_steered(score, evidence, rule, state=state, made=made)
        record = self._store(
            planned, shown, score, decision, basis=basis, steered=steered
        )
        self.progress = after_trial(self.progress, record, basis)
        self.parts.tell(TrialFinished(record))
        return Ran(shown, record, decision, after, evidence.engagement, score)

    def practise(self, planned: PlannedBlock, cell: str | None) -> Shown:
        """Present and store a practice trial, which decides nothing."""
        level, task = planned.practice_level, planned.practice_task
        self.wait_for_operator(planned)
        self.tell_stage(Stage.PRACTICE, planned, 0)
        shown = self._present(planned, task, level, cell)
        decision = Decision(level, "practice")
        record = self._store(
            planned, shown, PRACTICE_SCORE, decision, basis=None, stage="practice"
        )
        self.progress = replace(self.progress, trial=shown.number)
        self.parts.tell(TrialFinished(record))
        return shown

    def cells(
        self, planned: PlannedBlock, n_trials: int, *, turn: int
    ) -> tuple[str | None, ...]:
        """Return the order of the cells, the same when a block is gone on with.

        Parameters
        ----------
        planned : PlannedBlock
            The block.
        n_trials : int
            How many are drawn.
        turn : int
            0: the block's own trials; else the number of the first practice trial.
        """
        if planned.block.trial_list:  # its rows say what comes when
            return (None,) * n_trials
        rng = np.random.default_rng((self.seed, planned.number, 0, turn))
        return cell_order(planned.task, n_trials, rng)

    def wait_for_operator(self, planned: PlannedBlock) -> None:
        """Do what was asked for: keep notes, pause, leave the block, end.

        Raises
        ------
        InterruptedSessionError
            If the session is to end.
        BlockLeftError
            If the block is.
        """
        self.parts.store_notes()
        self.hear(planned)
        if self.parts.control.aborted:
            raise InterruptedSessionError(Sentence("the operator ended the session"))
        if self.progress.left == planned.number:
            raise BlockLeftError

    def hear(self, planned: PlannedBlock) -> None:
        """Take what was asked for in a block, and pause where that is wished."""
        self._take_asked(planned)
        if self.parts.control.paused:
            done = self.progress.done_in(planned.number)
            self.tell_stage(Stage.PAUSED, planned, done)
            self.parts.pause()
            self._take_asked(planned)

    def _take_asked(self, planned: PlannedBlock) -> None:
        """Keep what the class page asked for, where the block allows it."""
        for asked in self.parts.control.take_asked():
            allowed = REQUEST_OF[asked.what] in planned.block.requests
            if asked.what == "easier" and self._is_over(planned):
                allowed = False  # no trial is left to be easier
            if allowed:
                now = self.parts.clock.now()
                line = line_of(asked, block=planned.number, time=now)
                self.parts.store.append_ledger(line)
                self.progress = after_request(self.progress, line)
            self.parts.tell(AskedAnswer(asked.number, allowed))

    def _is_over(self, planned: PlannedBlock) -> bool:
        """Return whether no trial of a block is left."""
        done = self.progress.done_in(planned.number)
        return done >= planned.block.trials or self.progress.left == planned.number

    def tell_stage(self, stage: Stage, planned: PlannedBlock, done: int) -> None:
        """Tell where the session is.

        Parameters
        ----------
        stage : Stage
            What the participant does.
        planned : PlannedBlock
            In which block.
        done : int
            Trials of the block that are done.
        """
        self.parts.tell(
            StageChanged(
                stage,
                planned.number,
                len(self.plan.blocks),
                planned.block.task,
                planned.block.trials,
                self.progress.main_done,
                self.plan.n_trials,
                self.plan.seconds_after(planned.number, done),
            )
        )

    def _answered(self, shown: Shown) -> Evidence:
        """Return a trial's answer, and what was asked for since the last one."""
        outcome = shown.outcome
        return Evidence(
            shown.trial.level,
            outcome.correct,
            outcome.performance,
            reaction_time=outcome.reaction_time,
            easier=self.progress.easier or None,
        )

    def _present(
        self, planned: PlannedBlock, task: Task, level: int, cell: str | None
    ) -> Shown:
        number = self.progress.trial + 1
        seed = (self.seed, planned.number, number)
        rng = np.random.default_rng(seed)
        trial = trial_of_cell(task, level, rng, cell)
        check_flashes(trial)
        fixated = wait_for_fixation(planned.block.fixation, self.parts)
        if self.parts.marks_trials or not self.progress.done_in(planned.number):
            self.parts.link.mark(number)
        response = self.parts.screen.present(trial)
        outcome = task.score(trial, response)
        return Shown(number, seed, trial, response, outcome, fixated)

    def _store(
        self,
        planned: PlannedBlock,
        shown: Shown,
        score: Score,
        decision: Decision,
        *,
        basis: Decided | None,
        stage: str | None = None,
        steered: bool | None = None,
    ) -> TrialRecord:
        """Write the trial; only then may anyone be told of it."""
        progress, parts = self.progress, self.parts
        provenance = provenance_of(
            score,
            progress.permission,
            shipped=progress.shipped,
            steered=steered,
        )
        record = make_record(
            shown,
            parts.link,
            block=planned.number,
            stage=stage or planned.block.stage,
            score=score,
            decision=decision,
            provenance=provenance,
        )
        events = make_events(shown, parts.link)
        parts.store.append(TrialLine(shown.seed, record, events, basis))
        parts.store.append_frames(parts.screen.take_frames())
        targets = targets_of(shown, events)
        if targets and record.stage != "practice":
            parts.tell(TargetsShown(targets))
        return record
