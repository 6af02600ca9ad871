"""The life of a block: instructions, practice, trials, and the break after it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from attention_camp.camp.session import between_trials, loop_texts
from attention_camp.camp.session.camp.attention_display import AttentionDisplay
from attention_camp.camp.session.camp.day import CampDay
from attention_camp.camp.session.camp.practice import practise
from attention_camp.camp.session.ledger_lines import BlockState, StretchLine
from attention_camp.camp.session.ledger_state import end_of_block
from attention_camp.camp.session.messages import PracticeEnded, Stage
from attention_camp.camp.session.plan import PlannedBlock
from attention_camp.camp.session.protocol import IDLE, has_trials, is_rest
from attention_camp.camp.session.running.trial_run import BlockLeftError, TrialRun
from attention_camp.tasks.difficulty.rule import Decision, Rule
from attention_camp.tasks.trial import Card

STAGES = {"calibration": Stage.CALIBRATION, "main": Stage.TRIALS}


class BlockRun:
    """Runs a block, from its beginning or from where it was broken off.

    Parameters
    ----------
    planned : PlannedBlock
        The block.
    trials : TrialRun
        Runs its trials.
    begun : BlockState or None
        What an interrupted session had reached in it; None: nothing.
    day : CampDay
        What the participant is told around it.
    circle : AttentionDisplay
        What is shown of attention between its trials, if the block asks for it.
    """

    def __init__(
        self,
        planned: PlannedBlock,
        trials: TrialRun,
        *,
        begun: BlockState | None,
        day: CampDay,
        circle: AttentionDisplay,
    ) -> None:
        self._planned = planned
        self._trials = trials
        self._parts = trials.parts
        self._begun = begun
        self._day = day
        self._circle = circle

    def run(self) -> None:
        """Run what is left of the block."""
        planned, parts = self._planned, self._parts
        parts.attend(planned.block.label in IDLE or is_rest(planned.task))
        start = parts.clock.now()
        with suppress(BlockLeftError):
            self._introduce()
            rule = planned.block.make_rule(planned.task)
            decision, state, n_done = self._start(rule)
            start = parts.clock.now()
            self._run_trials(rule, decision, state, n_done)
        if (ended := self._trials.progress.in_block(planned.number)) is not None:
            parts.store.append_ledger(end_of_block(ended))
        if planned.block.label is not None:
            self._keep(planned.block.label, start)

    def rest(self) -> None:
        """Offer the break after the block, which says how it went."""
        blocks = self._trials.plan.blocks
        # its break may have been chosen since it began
        planned = blocks[self._planned.number - 1]
        if planned is blocks[-1]:
            return  # nothing comes for which to rest: nobody is told that they may
        # the next block must not take what was asked for after this one's last trial
        self._trials.hear(planned)
        pause = self._day.break_after(planned, len(blocks))
        if not planned.block.break_after:
            return
        self._trials.tell_stage(Stage.BREAK, planned, planned.block.trials)
        self._parts.attend(True)
        self._parts.screen.rest(pause)

    def _introduce(self) -> None:
        """Say what is to be done, or what it was, and let it be practised."""
        planned, screen = self._planned, self._parts.screen
        if self._begun is None:
            if planned.block.cards:
                self._trials.tell_stage(Stage.INSTRUCTIONS, planned, 0)
                screen.show_cards(planned.cards)
            self._practise()
        elif has_trials(planned.task):
            self._trials.tell_stage(Stage.INSTRUCTIONS, planned, 0)
            first = Card(loop_texts.GOES_ON_TITLE, loop_texts.GOES_ON_TEXT)
            screen.show_cards((first, *planned.cards))
        self._circle.explain(screen, planned.block, self._trials.progress.permission)
        if has_trials(planned.task):
            screen.countdown(3)

    def _practise(self) -> None:
        """Practise until the task is understood; else the researcher is told."""
        planned, trials = self._planned, self._trials
        if not planned.block.practice:
            return
        trials.tell_stage(Stage.PRACTICE, planned, 0)
        practised = practise(
            planned,
            self._parts.screen,
            one=partial(trials.practise, planned),
            cells=partial(trials.cells, planned, turn=trials.progress.trial + 1),
        )
        self._parts.write("practice", practised.verdict)
        self._parts.tell(PracticeEnded(planned.number, planned.block.task, practised))

    def _start(self, rule: Rule[Any]) -> tuple[Decision, Any, int]:
        """Return the first level, the rule's state, and how many trials are done."""
        decision, state = rule.start()
        begun, number = self._begun, self._planned.number
        if begun is not None and begun.state is not None:
            decision = replace(decision, level=begun.level)
            state = rule.from_json(begun.state)
        else:
            begun = BlockState(number, 0, decision.level, None)
        self._trials.progress = replace(self._trials.progress, block=begun)
        return decision, state, begun.trials_done

    def _run_trials(
        self, rule: Rule[Any], decision: Decision, state: Any, n_done: int
    ) -> None:
        planned, trials = self._planned, self._trials
        block = planned.block
        cells = trials.cells(planned, block.trials, turn=0)
        probes = between_trials.probes_of(planned, trials.seed)
        for done in range(n_done, block.trials):
            trials.wait_for_operator(planned)
            trials.tell_stage(STAGES[block.stage], planned, done)
            ran = trials.run(
                planned, rule, state=state, level=decision.level, cell=cells[done]
            )
            decision, state = ran.decision, ran.state
            self._day.take(ran.record, ran.score)
            probed = done + 1 in probes
            between_trials.follow(self._parts, block, ran.shown, probed=probed)
            permission = trials.progress.permission
            self._circle.take(ran.delivered, permission, (planned.number, done))
            self._circle.show(self._parts.screen, block)

    def _keep(self, label: str, start: float) -> None:
        """Keep a calibration block's EEG for the fit."""
        first, stop = self._parts.link.keep(label, start, self._parts.clock.now())
        self._parts.store.append_ledger(StretchLine(label, first, stop))
