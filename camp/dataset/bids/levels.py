"""What the values of categorical columns mean: BIDS's ``Levels``."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.camp.session.request import ARMS
from attention_camp.tasks.columns import Column
from attention_camp.tasks.difficulty.why import WHY
from attention_camp.tasks.displays import CONDITIONS, TASK_NAMES

REASONS: Mapping[str, str] = {
    "practice": "Practice trials are not scored",
    "gap": "Samples are missing in the window",
    "settling": "The filters had not settled after the start or a gap",
    "too few good channels": "Fewer channels than the model needs were good",
    "not recorded yet": "The window reaches beyond the last sample",
    "overrun": "The window is older than the samples that are kept for scoring",
    "no headset": "No headset delivered samples",
    "too few electrodes with a known position": "The model needs positions on the head",
    "bipolar derivations are not scored as electrodes": "The channels are differences "
    "of electrodes, which the model was not trained on",
    "window too short": "The trial is shorter than the model's window",
    "trained on other electrodes": "The model lacks electrodes of this headset",
    "reference differs from own rest": "The channels have another reference than at "
    "the person's own rest",
    "needs training on labelled recordings first": "The model has no weights yet",
    "needs the person's own rest first": "The model is aligned to rest that was not "
    "recorded yet",
    "the model gave no number": "The model's answer was no probability",
    "refused by the calibration": "The calibrated model did not beat its controls; its "
    "score is kept in columns of its own",
}
"""Why a trial or window has no score."""

_ARMS: Mapping[str, str] = {
    "closed-loop": "The difficulty follows the answers and, where the calibration "
    "permits it, the participant's own score",
    "performance-only": "The difficulty follows the answers alone",
    "sham": "The difficulty follows the answers and a score that is not the "
    "participant's own",
    "yoked": "The difficulty follows the answers and the scores that another "
    "participant's rule received",
}
_STATES: Mapping[str, str] = {
    "finished": "The session ran to its end",
    "aborted": "The operator ended it early",
    "emergency": "The participant pressed the emergency key",
    "failed": "The program could not go on",
    "interrupted": "A program or the computer died; the session was recovered",
    "recording": "The session was being recorded when this was written",
}
TRUE_FALSE: Mapping[str, str] = {"true": "Yes", "false": "No"}

LEVELS: Mapping[str, Mapping[str, str]] = {
    "task": TASK_NAMES,
    "condition": CONDITIONS,
    "correct": {
        "true": "Answered right, or the task's criterion was met",
        "false": "Answered wrong or not at all, or the criterion was not met",
    },
    "onset_dropped": {
        "true": "A frame was dropped at the onset: the timing is suspect",
        "false": "No frame was dropped at the onset",
    },
    "score_reason": REASONS,
    "reason": REASONS,
    "why": {**WHY, "practice": "Practice: nothing was decided."},
    "arm": {arm: _ARMS.get(arm, arm) for arm in ARMS},
    "state": _STATES,
}
"""Levels of columns whose definition does not hold them itself. A validator takes them
for all values there can be: ``value``, which also holds notes, has none."""


def levels_of(name: str, column: Column) -> Mapping[str, str]:
    """Return what the values of a column mean; empty: it has no fixed values.

    Parameters
    ----------
    name : str
        The column's name in the table.
    column : Column
        Its definition, whose own levels come first.
    """
    return column.levels or LEVELS.get(name, {})
