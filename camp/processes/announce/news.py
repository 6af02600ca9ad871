"""From the messages of a session to the state that its class page may see."""

from __future__ import annotations

import math
import secrets
from collections import deque
from collections.abc import Mapping
from dataclasses import replace

from attention_camp.camp.processes.announce.codes import ALPHABET
from attention_camp.camp.processes.announce.wire import (
    MOST_REQUESTS,
    Activity,
    Answer,
    Health,
    LearnerState,
    Quality,
)
from attention_camp.camp.session.messages import (
    AskedAnswer,
    HelpWanted,
    ProcessAnswers,
    ProcessDied,
    ProcessSilent,
    SessionEnded,
    SignalState,
    Stage,
    StageChanged,
    StreamFailed,
    TrialFinished,
)
from attention_camp.camp.session.plan import Plan
from attention_camp.camp.session.request import SessionRequest

ACTIVITIES: Mapping[Stage, Activity] = {
    Stage.PREPARING: "preparing",
    Stage.INSTRUCTIONS: "instructions",
    Stage.PRACTICE: "practice",
    Stage.CALIBRATION: "calibration",
    Stage.TRIALS: "block",
    Stage.BREAK: "break",
    Stage.PAUSED: "paused",
    Stage.ENDED: "ended",
}
IN_BLOCK = frozenset({Stage.PRACTICE, Stage.TRIALS})
"""Stages in which what a block allows can be asked for."""
CODE_LENGTH = 4
UNTOLD: Quality = "hidden"


class LearnerNews:
    """What the class page may see of a session, kept up to date by its messages.

    A list of what is told, not of what is held back: whatever a later message brings
    stays on this computer until somebody has looked at it.

    Parameters
    ----------
    request : SessionRequest
        Whose session it is.
    plan : Plan
        Its protocol says what may be told and asked for.
    """

    def __init__(self, request: SessionRequest, plan: Plan) -> None:
        allowed = plan.protocol.class_page
        self._plan = plan
        self._tells_quality = allowed.quality
        self._gate = plan.protocol.gate.min_good_channels
        self._stage: StageChanged | None = None
        self._troubles: dict[str, str] = {}
        self._faults: tuple[str, ...] = ()
        self._answers: deque[Answer] = deque(maxlen=MOST_REQUESTS)
        self._asked_pause = False
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        self.state = LearnerState(
            session=secrets.token_hex(8),
            learner=request.participant if allowed.learner == "label" else code,
            activity="preparing",
            planned=plan.n_trials,
            n_blocks=len(plan.blocks),
            quality="none" if allowed.quality else UNTOLD,
        )
        # in a blinded study trials are not told, and so none are counted
        if not request.study:
            self._change(health=Health(scored=0, refused=0))

    def take(self, message: object) -> None:
        """Take in a message."""
        match message:
            case StageChanged():
                self._take_stage(message)
            case SignalState():
                self._take_signal(message)
            case TrialFinished(record=record) if record.stage != "practice":
                self._count(refused=record.engagement is None)
            case HelpWanted():
                self._change(calls=self.state.calls + 1)
            case AskedAnswer(number=number, done=done):
                self.answer(Answer(number, "done" if done else "not-allowed"))
            case SessionEnded(ending=ending):
                self._change(activity="ended", ending=ending.value)
        self._take_trouble(message)
        troubles = (*self._troubles.values(), *self._faults)
        self._change(troubles=troubles[:MOST_REQUESTS], allows=self._allows())

    def _take_trouble(self, message: object) -> None:
        match message:
            case ProcessDied(process=process):
                self._troubles[process] = f"{process}-died"
            case ProcessSilent(process=process):
                self._troubles[process] = f"{process}-silent"
            case ProcessAnswers(process=process):
                self._troubles.pop(process, None)
            case StreamFailed():
                self._troubles["acquisition"] = "no-headset"

    def answer(self, answer: Answer) -> None:
        """Say what came of a request."""
        self._answers.append(answer)
        self._change(answers=tuple(self._answers))

    def helped(self) -> None:
        """Say that somebody at this computer has answered the calls for help."""
        self._change(calls_answered=self.state.calls)

    def asks_pause(self) -> None:
        """Note that a pause was asked for on the page: it may be ended there, too."""
        self._asked_pause = True

    def _change(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]

    def _take_stage(self, change: StageChanged) -> None:
        if change.stage is not Stage.PAUSED and self.state.activity == "paused":
            self._asked_pause = False
        self._stage = change
        self._troubles.pop("participant", None)
        self._change(
            activity=ACTIVITIES[change.stage],
            block=change.block,
            n_blocks=change.n_blocks,
            done=change.trials_done,
            planned=change.n_trials_session,
            remaining=change.remaining if math.isfinite(change.remaining) else None,
        )

    def _take_signal(self, state: SignalState) -> None:
        self._troubles.pop("acquisition", None)
        self._faults = state.faults
        health = self.state.health
        latency = state.latency if math.isfinite(state.latency) else None
        counts = {"samples": state.n_samples, "lost": state.n_lost}
        self._change(health=replace(health, latency=latency, **counts))
        if self._tells_quality:
            self._change(quality=self._quality(state))

    def _quality(self, state: SignalState) -> Quality:
        """Return one word for all channels; the share is the protocol's gate."""
        if not state.verdicts or state.stalled_for > 1.0:
            return "none"
        kinds = [verdict.quality for verdict in state.verdicts]
        if kinds.count("good") < self._gate * len(kinds):
            return "bad"
        return "good" if all(kind == "good" for kind in kinds) else "doubtful"

    def _count(self, *, refused: bool) -> None:
        health = self.state.health
        if health.scored is None or health.refused is None:
            return
        scored, n_refused = health.scored + (not refused), health.refused + refused
        self._change(health=replace(health, scored=scored, refused=n_refused))

    def _allows(self) -> tuple[str, ...]:
        """Return what can be asked for now, where the plan allows it."""
        stage = self._stage
        if stage is None or self.state.ending or not stage.block:
            return ()
        blocks = self._plan.blocks
        # what is asked for in a break is taken in the block after it
        ahead = stage.stage is Stage.BREAK and stage.block < len(blocks)
        may = blocks[stage.block - (not ahead)].block.requests
        if stage.stage is Stage.PAUSED:
            # a pause that the researcher made is ended at their computer
            return ("resume",) if self._asked_pause and "pause" in may else ()
        if stage.stage in IN_BLOCK:
            return tuple(may)
        return ("pause",) if "pause" in may else ()
