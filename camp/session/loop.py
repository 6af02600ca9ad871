"""The trial loop: the blocks of a session, and the calibration between them."""

from __future__ import annotations

from dataclasses import replace

from attention_camp.camp.session.arms.delivery import Assignment, permission_of
from attention_camp.camp.session.camp.attention_display import AttentionDisplay
from attention_camp.camp.session.camp.day import CampDay
from attention_camp.camp.session.ledger_lines import CalibrationLine
from attention_camp.camp.session.ledger_state import UNCALIBRATED, LedgerState
from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import Stage, SteeringChanged
from attention_camp.camp.session.plan import Plan, PlannedBlock
from attention_camp.camp.session.protocols.calibration_check import last_of_check
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.running.block_run import BlockRun
from attention_camp.camp.session.running.course import Course
from attention_camp.camp.session.running.trial_run import TrialRun

CHECKED, CHECK_FAILED = "checked", "check-failed"
"""Codes of a check of an earlier calibration, as in `models.verdict.Why`."""


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
    day : CampDay, optional
        What the participant is told around the blocks.
    """

    def __init__(
        self,
        plan: Plan,
        parts: Parts,
        *,
        request: SessionRequest,
        assigned: Assignment | None = None,
        progress: LedgerState | None = None,
        day: CampDay | None = None,
    ) -> None:
        progress = progress or LedgerState()
        self._course = Course(plan, progress.choices)
        plan = self._course.plan
        self._plan = plan
        self._parts = parts
        assigned = assigned or Assignment(request.arm)
        self._circle = AttentionDisplay(plan, request, assigned)
        self._trials = TrialRun(
            plan,
            parts,
            seed=request.seed,
            assigned=assigned,
            progress=progress,
        )
        self._day = day or CampDay(plan, parts)
        # in a locked study, a calibration cut short would tell of a permission
        self._checks_after = 0 if request.study else last_of_check(plan.protocol)

    def run(self) -> None:
        """Run what is left of the session; however it ends, its notes are stored."""
        try:
            self._run()
        finally:
            self._parts.store_notes()

    def _run(self) -> None:
        self._tell_steering()
        start = self._trials.progress
        if start.block is None:
            self._trials.tell_stage(Stage.INSTRUCTIONS, self._plan.blocks[0], 0)
            self._day.welcome()
        for number in range(1, len(self._plan.blocks) + 1):
            planned = self._course.plan.blocks[number - 1]
            if start.is_past(planned.number, planned.block.stage):
                self._choose_after(planned)
                continue
            if self._is_checked and planned.block.stage == "calibration":
                continue  # the score of an earlier session holds
            begun = start.in_block(planned.number)
            if begun is not None and begun.trials_done >= planned.block.trials:
                self._end_calibration(planned)
                self._choose_after(planned)
                continue
            block = BlockRun(
                planned, self._trials, begun=begun, day=self._day, circle=self._circle
            )
            block.run()
            self._end_calibration(planned)
            self._choose_after(planned)
            block.rest()
        last = self._plan.blocks[-1]
        self._trials.tell_stage(Stage.ENDED, last, len(self._plan.blocks))
        done = tuple(planned.block for planned in self._course.plan.blocks)
        self._day.end(self._circle.pages(), blocks=done)

    @property
    def _is_checked(self) -> bool:
        return self._trials.progress.permission.why == CHECKED

    def _end_calibration(self, planned: PlannedBlock) -> None:
        """Check an earlier calibration or, after the last block, fit the person."""
        so_far = self._trials.progress.permission
        is_open = so_far == UNCALIBRATED or so_far.why == CHECK_FAILED
        if planned.block.stage != "calibration" or not is_open:
            return
        later = self._plan.blocks[planned.number :]
        if not any(b.block.stage == "calibration" for b in later):
            self._decide(self._parts.link.calibrate())
        elif planned.number == self._checks_after and so_far == UNCALIBRATED:
            permission = self._parts.link.check()
            if permission.figures is not None:  # else there was nothing to check
                self._decide(permission)

    def _decide(self, permission: Permission) -> None:
        """Say what a calibration or a check permits."""
        self._parts.store.append_ledger(CalibrationLine(permission))
        self._trials.progress = replace(self._trials.progress, permission=permission)
        self._tell_steering()

    def _choose_after(self, planned: PlannedBlock) -> None:
        """Let a curriculum, where there is one, say what comes after a block."""
        progress = self._trials.progress
        line = self._course.choose(planned.number, progress)
        if line is None:
            return
        self._parts.store.append_ledger(line)
        self._course.take(line)
        self._trials.progress = replace(progress, choices=(*progress.choices, line))
        self._trials.plan = self._course.plan

    def _tell_steering(self) -> None:
        trials = self._trials
        shown: Permission = permission_of(
            trials.assigned.arm, trials.progress.permission
        )
        self._parts.tell(SteeringChanged(shown.steering, shown.why, shown.detail))
