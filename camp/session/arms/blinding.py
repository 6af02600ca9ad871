"""What the operator's process may be told of a session in a blinded study."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from attention_camp.camp.session.control import Tell
from attention_camp.camp.session.messages import (
    BlockMeans,
    SignalState,
    Stage,
    StageChanged,
    SteeringChanged,
    TargetsShown,
    TrialFinished,
)
from attention_camp.camp.session.records import TrialRecord

HIDDEN = SteeringChanged(steering=False, why="blinded")
"""What is told of steering, in every arm and whatever the calibration said."""
SHARES = 20
"""Steps of a share right that is told: finer ones would tell the arms of short blocks
apart, as a level to the tenth would."""
WITHIN_A_BLOCK = frozenset({Stage.CALIBRATION, Stage.TRIALS, Stage.PAUSED})
"""Stages in which a block goes on."""
COUNTED = WITHIN_A_BLOCK | {Stage.PRACTICE}
"""Stages that the trial loop tells at each trial."""


class ForOperator:
    """Tells the operator of blocks, never of trials, scores or steering.

    Nor when a trial was: harder ones take longer, so their pace tells the levels, and
    those how a score moved them. A block is told when it begins, pauses and ends, with
    the counts at its beginning.

    Parameters
    ----------
    tell : callable
        Given what the operator may know.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._records: list[TrialRecord] = []
        self._begun: StageChanged | None = None
        """What was told first of the block that goes on."""
        self._stage: StageChanged | None = None

    def __call__(self, message: Any) -> None:
        """Tell what of a message may be told."""
        match message:
            case TrialFinished(record=record):
                self._take(record)
            case SteeringChanged():
                self._tell(HIDDEN)
            case SignalState():
                self._tell(without_score(message))
            case TargetsShown():
                pass  # they say when trials were; their number may be the level
            case StageChanged(stage=stage):
                if stage not in WITHIN_A_BLOCK:
                    self._tell_means()
                self._tell_stage(message)
            case _:
                self._tell(message)

    def _take(self, record: TrialRecord) -> None:
        if record.stage == "practice":
            return
        if self._records and self._records[0].block != record.block:
            self._tell_means()
        self._records.append(record)

    def _tell_stage(self, change: StageChanged) -> None:
        """Tell of a stage, but not again of each trial in it."""
        if change.stage in COUNTED:
            if self._begun is None or self._begun.block != change.block:
                self._begun = change
            change = replace(
                change,
                trials_done=self._begun.trials_done,
                remaining=self._begun.remaining,
            )
        if change != self._stage:
            self._stage = change
            self._tell(change)

    def _tell_means(self) -> None:
        """Tell of the block that ended: its mean level and share right."""
        records, self._records = self._records, []
        if not records:
            return
        n = len(records)
        self._tell(
            BlockMeans(
                records[0].block,
                records[0].task,
                n,
                round(sum(record.level for record in records) / n),
                round(SHARES * sum(record.correct for record in records) / n) / SHARES,
            )
        )


def without_score(state: SignalState) -> SignalState:
    """Return the state of the signal as a blinded operator sees it: no score."""
    return replace(state, engagement=None, certainty=None, reason="blinded")
