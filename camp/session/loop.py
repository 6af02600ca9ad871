"""The trial loop: present, score, decide, store, tell; in that order."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from attention_camp.camp.session import loop_texts
from attention_camp.camp.session.arms.delivery import (
    Assignment,
    evidence_in,
    permission_of,
)
from attention_camp.camp.session.earlier_blocks import EarlierBlocks
from attention_camp.camp.session.ledger import decided
from attention_camp.camp.session.ledger_lines import (
    BlockState,
    CalibrationLine,
    Decided,
    StretchLine,
    TrialLine,
)
from attention_camp.camp.session.ledger_state import (
    UNCALIBRATED,
    LedgerState,
    after_trial,
    end_of_block,
)
from attention_camp.camp.session.link import Permission, Score
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import (
    Stage,
    StageChanged,
    SteeringChanged,
    TrialFinished,
)
from attention_camp.camp.session.plan import Plan, PlannedBlock
from attention_camp.camp.session.proof.provenance import has_steered, provenance_of
from attention_camp.camp.session.protocol import IDLE, is_rest
from attention_camp.camp.session.recorder import Shown, make_events, make_record
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.screen import Feedback, InterruptedSessionError
from attention_camp.resources.texts import Sentence
from attention_camp.tasks.balance import cell_order, trial_of_cell
from attention_camp.tasks.difficulty.rule import Decision, Evidence, Rule
from attention_camp.tasks.safety import check_flashes
from attention_camp.tasks.task import Task
from attention_camp.tasks.trial import Card

PRACTICE_ROUNDS = 3
"""Practice is repeated until more is right than halfway from guessing to all, at most
this often; own choice."""
PRACTICE_SCORE = Score(None, None, "practice", math.nan, 0, 0)


class TrialLoop:
    """Runs the blocks of a plan.

    Parameters
    ----------
    plan : Plan
        Blocks with their tasks, rules and numbers of trials.
    parts : Parts
        Screen, link, store, listener and clock.
    request : SessionRequest
        Seed and person.
    assigned : Assignment, optional
        The arm and what it delivers; by default the request's.
    progress : LedgerState, optional
        What an interrupted session had reached; the loop goes on from there.
    """

    def __init__(
        self,
        plan: Plan,
        parts: Parts,
        *,
        request: SessionRequest,
        assigned: Assignment | None = None,
        progress: LedgerState | None = None,
    ) -> None:
        self._plan = plan
        self._parts = parts
        self._request = request
        self._assigned = assigned or Assignment(request.arm)
        self._progress = progress or LedgerState()
        self._earlier = EarlierBlocks()

    def run(self) -> None:
        """Run what is left of the session; however it ends, its notes are stored."""
        try:
            self._run()
        finally:
            self._parts.store_notes()

    def _run(self) -> None:
        self._tell_steering()
        start = self._progress
        if start.block is None:
            self._welcome()
        for planned in self._plan.blocks:
            if start.is_past(planned.number, planned.block.stage):
                continue
            begun = start.in_block(planned.number)
            if begun is not None and begun.trials_done >= planned.block.trials:
                if self._progress.permission == UNCALIBRATED:
                    self._end_calibration(planned)
                continue
            self._run_block(planned, begun)
        self._stage(Stage.ENDED, self._plan.blocks[-1], len(self._plan.blocks))

    def _welcome(self) -> None:
        self._stage(Stage.INSTRUCTIONS, self._plan.blocks[0], 0)
        text = self._plan.protocol.welcome or loop_texts.WELCOME_TEXT
        self._parts.screen.show_cards((Card(loop_texts.WELCOME_TITLE, text),))

    def _run_block(self, planned: PlannedBlock, begun: BlockState | None) -> None:
        block, screen = planned.block, self._parts.screen
        self._parts.attend(block.label in IDLE or is_rest(planned.task))
        if block.cards and begun is None:
            self._stage(Stage.INSTRUCTIONS, planned, 0)
            screen.show_cards(planned.task.instructions())
        if begun is None:
            self._practise(planned)
        elif not is_rest(planned.task):
            self._remind(planned)
        if not is_rest(planned.task):
            screen.countdown(3)
        rule = planned.block.make_rule(planned.task)
        decision, state = rule.start()
        if begun is not None and begun.state is not None:
            decision = replace(decision, level=begun.level)
            state = rule.from_json(begun.state)
        else:
            begun = BlockState(planned.number, 0, decision.level, None)
        self._progress = replace(self._progress, block=begun)
        start = self._parts.clock.now()
        cells = self._cells(planned, block.trials, turn=0)
        for done in range(begun.trials_done, block.trials):
            self._between_trials(planned)
            calibrating = block.stage == "calibration"
            stage = Stage.CALIBRATION if calibrating else Stage.TRIALS
            self._stage(stage, planned, done)
            shown = self._present(planned, planned.task, decision.level, cells[done])
            decision, state = self._finish(planned, shown, rule, state)
        if (ended := self._progress.in_block(planned.number)) is not None:
            self._parts.store.append_ledger(end_of_block(ended))
        if block.label is not None:
            self._keep(block.label, start)
        self._end_calibration(planned)
        self._rest(planned)

    def _remind(self, planned: PlannedBlock) -> None:
        """Say what the task was before it goes on in the middle."""
        self._stage(Stage.INSTRUCTIONS, planned, 0)
        first = Card(loop_texts.GOES_ON_TITLE, loop_texts.GOES_ON_TEXT)
        self._parts.screen.show_cards((first, *planned.task.instructions()))

    def _finish(
        self, planned: PlannedBlock, shown: Shown, rule: Rule[Any], state: Any
    ) -> tuple[Decision, Any]:
        """Finish a presented trial; return the next one's level and the rule's state.

        Score the EEG, decide, store, and only then tell.
        """
        parts = self._parts
        before = self._plan.protocol.scoring.before
        score = parts.link.score(shown.onset - before, shown.response.end)
        outcome = shown.outcome
        evidence = evidence_in(
            self._assigned,
            rule,
            Evidence(
                shown.trial.level,
                outcome.correct,
                outcome.performance,
                reaction_time=outcome.reaction_time,
            ),
            score=score,
            permission=self._progress.permission,
            seed=shown.seed,
            place=(planned.number, self._progress.done_in(planned.number)),
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
        self._progress = after_trial(self._progress, record, basis)
        parts.tell(TrialFinished(record))
        return decision, after

    def _practise(self, planned: PlannedBlock) -> None:
        """Practise until the task is understood, or three rounds are over."""
        n_trials = planned.block.practice
        for _ in range(PRACTICE_ROUNDS if n_trials else 0):
            n_right = self._practice_round(planned)
            if n_right / n_trials >= (1 + planned.task.chance) / 2:
                return

    def _practice_round(self, planned: PlannedBlock) -> int:
        """Run practice trials with feedback, which decide nothing; count the right."""
        parts, level, n_right = self._parts, planned.practice_level, 0
        task = planned.practice_task
        turn = self._progress.trial + 1
        for cell in self._cells(planned, planned.block.practice, turn=turn):
            self._between_trials(planned)
            self._stage(Stage.PRACTICE, planned, 0)
            shown = self._present(planned, task, level, cell)
            record = self._store(
                planned,
                shown,
                PRACTICE_SCORE,
                Decision(level, "practice"),
                basis=None,
                stage="practice",
            )
            self._progress = replace(self._progress, trial=shown.number)
            parts.tell(TrialFinished(record))
            right = shown.outcome.correct
            n_right += right
            parts.screen.feedback(
                Feedback(right, loop_texts.GOOD if right else loop_texts.NOT_GOOD)
            )
        return n_right

    def _cells(
        self, planned: PlannedBlock, n_trials: int, *, turn: int
    ) -> tuple[str | None, ...]:
        """Return the order of the cells, the same when a block is gone on with."""
        rng = np.random.default_rng((self._request.seed, planned.number, 0, turn))
        return cell_order(planned.task, n_trials, rng)

    def _present(
        self,
        planned: PlannedBlock,
        task: Task,
        level: int,
        cell: str | None,
    ) -> Shown:
        number = self._progress.trial + 1
        seed = (self._request.seed, planned.number, number)
        rng = np.random.default_rng(seed)
        trial = trial_of_cell(task, level, rng, cell)
        check_flashes(trial)
        self._parts.link.mark(number)
        response = self._parts.screen.present(trial)
        outcome = task.score(trial, response)
        return Shown(number, seed, trial, response, outcome)

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
        progress = self._progress
        provenance = provenance_of(
            score,
            progress.permission,
            shipped=progress.shipped,
            steered=steered,
        )
        record = make_record(
            shown,
            self._parts.link,
            block=planned.number,
            stage=stage or planned.block.stage,
            score=score,
            decision=decision,
            provenance=provenance,
        )
        events = make_events(shown, self._parts.link)
        self._parts.store.append(TrialLine(shown.seed, record, events, basis))
        self._parts.store.append_frames(self._parts.screen.take_frames())
        return record

    def _keep(self, label: str, start: float) -> None:
        """Keep a calibration block's EEG for the fit."""
        first, stop = self._parts.link.keep(label, start, self._parts.clock.now())
        self._parts.store.append_ledger(StretchLine(label, first, stop))

    def _end_calibration(self, planned: PlannedBlock) -> None:
        """After the last calibration block: fit the person, say what follows."""
        later = self._plan.blocks[planned.number :]
        is_last = not any(b.block.stage == "calibration" for b in later)
        if planned.block.stage != "calibration" or not is_last:
            return
        permission = self._parts.link.calibrate()
        self._parts.store.append_ledger(CalibrationLine(permission))
        self._progress = replace(self._progress, permission=permission)
        self._tell_steering()

    def _tell_steering(self) -> None:
        shown: Permission = permission_of(self._assigned.arm, self._progress.permission)
        self._parts.tell(SteeringChanged(shown.steering, shown.why, shown.detail))

    def _between_trials(self, planned: PlannedBlock) -> None:
        """Do what the operator asked for."""
        self._parts.store_notes()
        if self._parts.control.paused:
            self._stage(Stage.PAUSED, planned, 0)
            self._parts.pause()
        if self._parts.control.aborted:
            raise InterruptedSessionError(Sentence("the operator ended the session"))

    def _rest(self, planned: PlannedBlock) -> None:
        block = self._progress.block
        if block is None:
            return
        n_blocks = len(self._plan.blocks)
        pause = self._earlier.compare(planned, block, n_blocks)
        if not planned.block.break_after or planned is self._plan.blocks[-1]:
            return
        self._stage(Stage.BREAK, planned, planned.block.trials)
        self._parts.attend(True)
        self._parts.screen.rest(pause)

    def _stage(self, stage: Stage, planned: PlannedBlock, done: int) -> None:
        self._parts.tell(
            StageChanged(
                stage,
                planned.number,
                len(self._plan.blocks),
                planned.block.task,
                planned.block.trials,
                self._progress.main_done,
                self._plan.n_trials,
                self._plan.seconds_after(planned.number, done),
            )
        )
