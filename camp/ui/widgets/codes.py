"""Display texts of the codes that processes send."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.messages import Ending, Stage, SteeringChanged
from attention_camp.camp.session.proof.provenance import REFUSED
from attention_camp.camp.session.request import Arm
from attention_camp.camp.ui.sentences import translated
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, fill

translate = QCoreApplication.translate

STAGES: dict[Stage, str] = {
    Stage.PREPARING: QT_TRANSLATE_NOOP("Stages", "Preparing"),
    Stage.INSTRUCTIONS: QT_TRANSLATE_NOOP("Stages", "Instructions"),
    Stage.PRACTICE: QT_TRANSLATE_NOOP("Stages", "Practice"),
    Stage.CALIBRATION: QT_TRANSLATE_NOOP("Stages", "Calibration"),
    Stage.TRIALS: QT_TRANSLATE_NOOP("Stages", "Training"),
    Stage.BREAK: QT_TRANSLATE_NOOP("Stages", "Break"),
    Stage.PAUSED: QT_TRANSLATE_NOOP("Stages", "Paused"),
    Stage.ENDED: QT_TRANSLATE_NOOP("Stages", "Ended"),
}

TRIAL_STAGES: dict[str, str] = {
    "practice": QT_TRANSLATE_NOOP("Stages", "practice"),
    "calibration": QT_TRANSLATE_NOOP("Stages", "calibration"),
    "main": QT_TRANSLATE_NOOP("Stages", "training"),
}
"""Display names of trial stages."""

ARM_TEXTS: dict[Arm, tuple[str, str]] = {
    "closed-loop": (
        QT_TRANSLATE_NOOP("Arms", "Closed loop"),
        QT_TRANSLATE_NOOP(
            "Arms",
            "Performance and engagement choose the difficulty, once the score has "
            "earned it in the calibration.",
        ),
    ),
    "performance-only": (
        QT_TRANSLATE_NOOP("Arms", "Performance only"),
        QT_TRANSLATE_NOOP(
            "Arms",
            "Performance alone chooses the difficulty. The EEG is recorded and scored.",
        ),
    ),
    "sham": (
        QT_TRANSLATE_NOOP("Arms", "Sham"),
        QT_TRANSLATE_NOOP(
            "Arms",
            "The difficulty follows a score that is not the participant's own. The "
            "screen looks the same.",
        ),
    ),
    "yoked": (
        QT_TRANSLATE_NOOP("Arms", "Yoked"),
        QT_TRANSLATE_NOOP(
            "Arms",
            "The difficulty follows the scores that another participant received, "
            "block for block. The screen looks the same.",
        ),
    ),
}
"""Name and explanation of each study arm."""

ENDINGS: dict[Ending, str] = {
    Ending.FINISHED: QT_TRANSLATE_NOOP("Endings", "The session is finished."),
    Ending.ABORTED: QT_TRANSLATE_NOOP("Endings", "The session was ended early."),
    Ending.EMERGENCY: QT_TRANSLATE_NOOP(
        "Endings", "The participant pressed the emergency key."
    ),
    Ending.FAILED: QT_TRANSLATE_NOOP("Endings", "The session failed."),
}

STEERING: dict[str, str] = {
    "calibrated": QT_TRANSLATE_NOOP("Steering", "the calibration beat its controls"),
    "checked": QT_TRANSLATE_NOOP(
        "Steering", "the score of an earlier session still holds"
    ),
    "check-failed": QT_TRANSLATE_NOOP(
        "Steering", "the check of an earlier session's score failed"
    ),
    "not-calibrated": QT_TRANSLATE_NOOP("Steering", "not calibrated"),
    "below-nulls": QT_TRANSLATE_NOOP(
        "Steering", "the score did not beat chance or its controls"
    ),
    "no-alternation": QT_TRANSLATE_NOOP(
        "Steering", "rest and task did not alternate in the calibration"
    ),
    "too-few-blocks": QT_TRANSLATE_NOOP(
        "Steering", "the calibration has fewer than three blocks of rest or of task"
    ),
    "arm": QT_TRANSLATE_NOOP("Steering", "the study arm says so"),
    "blinded": QT_TRANSLATE_NOOP("Steering", "the study is blinded"),
    "rule": QT_TRANSLATE_NOOP("Steering", "the difficulty rule uses performance alone"),
    "no-headset": QT_TRANSLATE_NOOP("Steering", "the headset does not answer"),
}

MOST_SUSPECT = 0.05
"""Share of trials with a late onset up to which a session counts as well timed; own
choice."""

MARKS: dict[str, str] = {
    "moved": QT_TRANSLATE_NOOP("Marks", "Moved"),
    "talked": QT_TRANSLATE_NOOP("Marks", "Talked"),
    "tired": QT_TRANSLATE_NOOP("Marks", "Tired"),
}
"""Quick marks of the researcher: the text of the note, and its name on the button."""

REASONS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("reasons", "gap"),
    QT_TRANSLATE_NOOP("reasons", "settling"),
    QT_TRANSLATE_NOOP("reasons", "too few good channels"),
    QT_TRANSLATE_NOOP("reasons", "not recorded yet"),
    QT_TRANSLATE_NOOP("reasons", "overrun"),
    QT_TRANSLATE_NOOP("reasons", "no headset"),
    QT_TRANSLATE_NOOP("reasons", "too few electrodes with a known position"),
    QT_TRANSLATE_NOOP("reasons", "bipolar derivations are not scored as electrodes"),
    QT_TRANSLATE_NOOP("reasons", "window too short"),
    QT_TRANSLATE_NOOP("reasons", "trained on other electrodes"),
    QT_TRANSLATE_NOOP("reasons", "needs the person's own rest first"),
    QT_TRANSLATE_NOOP("reasons", "the model gave no number"),
    QT_TRANSLATE_NOOP("reasons", "reference differs from own rest"),
    QT_TRANSLATE_NOOP("reasons", "needs training on labelled recordings first"),
    REFUSED,
)
"""Why a window has no score, as the signal chain and the models say it."""

CONDITIONS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("conditions", "present"),
    QT_TRANSLATE_NOOP("conditions", "absent"),
    QT_TRANSLATE_NOOP("conditions", "change"),
    QT_TRANSLATE_NOOP("conditions", "same"),
    QT_TRANSLATE_NOOP("conditions", "forward"),
    QT_TRANSLATE_NOOP("conditions", "backward"),
    QT_TRANSLATE_NOOP("conditions", "positive"),
    QT_TRANSLATE_NOOP("conditions", "negative"),
    QT_TRANSLATE_NOOP("conditions", "noise"),
    QT_TRANSLATE_NOOP("conditions", "run"),
    QT_TRANSLATE_NOOP("conditions", "signal"),
    QT_TRANSLATE_NOOP("conditions", "eyes-open"),
    QT_TRANSLATE_NOOP("conditions", "eyes-closed"),
    QT_TRANSLATE_NOOP("conditions", "1-back"),
    QT_TRANSLATE_NOOP("conditions", "2-back"),
    QT_TRANSLATE_NOOP("conditions", "3-back"),
    QT_TRANSLATE_NOOP("conditions", "4-back"),
    QT_TRANSLATE_NOOP("conditions", "5-back"),
    QT_TRANSLATE_NOOP("conditions", "6-back"),
    QT_TRANSLATE_NOOP("conditions", "valid"),
    QT_TRANSLATE_NOOP("conditions", "invalid"),
    QT_TRANSLATE_NOOP("conditions", "ax"),
    QT_TRANSLATE_NOOP("conditions", "ay"),
    QT_TRANSLATE_NOOP("conditions", "bx"),
    QT_TRANSLATE_NOOP("conditions", "by"),
    QT_TRANSLATE_NOOP("conditions", "divided"),
    QT_TRANSLATE_NOOP("conditions", "selective"),
    QT_TRANSLATE_NOOP("conditions", "operation"),
    QT_TRANSLATE_NOOP("conditions", "symmetry"),
    QT_TRANSLATE_NOOP("conditions", "lag-1"),
    QT_TRANSLATE_NOOP("conditions", "lag-2"),
    QT_TRANSLATE_NOOP("conditions", "lag-3"),
    QT_TRANSLATE_NOOP("conditions", "lag-5"),
    QT_TRANSLATE_NOOP("conditions", "lag-8"),
    QT_TRANSLATE_NOOP("conditions", "none"),
    QT_TRANSLATE_NOOP("conditions", "center"),
    QT_TRANSLATE_NOOP("conditions", "double"),
    QT_TRANSLATE_NOOP("conditions", "spatial"),
    QT_TRANSLATE_NOOP("conditions", "neutral"),
    QT_TRANSLATE_NOOP("conditions", "congruent"),
    QT_TRANSLATE_NOOP("conditions", "incongruent"),
    QT_TRANSLATE_NOOP("conditions", "dot left"),
    QT_TRANSLATE_NOOP("conditions", "dot right"),
    QT_TRANSLATE_NOOP("conditions", "numbers"),
    QT_TRANSLATE_NOOP("conditions", "alternating"),
    QT_TRANSLATE_NOOP("conditions", "kss"),
    QT_TRANSLATE_NOOP("conditions", "nasa-tlx"),
    QT_TRANSLATE_NOOP("conditions", "mood"),
    QT_TRANSLATE_NOOP("conditions", "strategy"),
    QT_TRANSLATE_NOOP("conditions", "expectation"),
    QT_TRANSLATE_NOOP("conditions", "arm-guess"),
    QT_TRANSLATE_NOOP("conditions", "own"),
)
"""Cells of the tasks' designs; two may be joined by a hyphen."""

STREAM_FAULTS: dict[str, str] = {
    "stall": QT_TRANSLATE_NOOP("StreamFaults", "No samples arrive"),
    "disconnected": QT_TRANSLATE_NOOP("StreamFaults", "The headset is disconnected"),
    "wrong rate": QT_TRANSLATE_NOOP("StreamFaults", "The sampling rate is not right"),
    "clock jump": QT_TRANSLATE_NOOP("StreamFaults", "The headset's clock jumped"),
}


def arm_title(arm: str) -> str:
    """Return the display name of an arm; the code of a locked study names none."""
    return translate("Arms", {str(k): v[0] for k, v in ARM_TEXTS.items()}.get(arm, arm))


def steering_text(steering: SteeringChanged | Permission | None) -> tuple[str, str]:
    """Return whether the score acts on the difficulty, in short and with the reason."""
    if steering is None:
        return translate("Steering", "○ Not steering"), translate(
            "Steering", STEERING["not-calibrated"]
        )
    short = (
        translate("Steering", "● Steering")
        if steering.steering
        else translate("Steering", "○ Not steering")
    )
    if steering.detail:
        return short, translated(steering.detail)
    return short, translate("Steering", STEERING.get(steering.why, steering.why))


def blinded_text() -> str:
    """Return what stands in the place of all that could tell a blinded arm."""
    return translate(
        "Steering",
        "The study is blinded: trials, scores, calibration and steering are sealed "
        "until it is unblinded.",
    )


def doubt_text(n_suspect: int, n_trials: int) -> str:
    """Return what is to be said of suspect onsets; empty where they are few.

    Parameters
    ----------
    n_suspect, n_trials : int
        Trials whose onset came late, and all of them.
    """
    if n_trials == 0 or n_suspect <= MOST_SUSPECT * n_trials:
        return ""
    text = translate(
        "Endings",
        "In {n} of {all:trial|trials} the stimulus came later than it should: their "
        "reaction times and EEG windows are doubtful. They are flagged in the data; "
        "look at This PC before the next session.",
    )
    return fill(text, n=n_suspect, all=n_trials)


def mark_text(note: str) -> str:
    """Return a note as it is shown: a quick mark in the language of the windows."""
    return translate("Marks", MARKS[note]) if note in MARKS else note


def condition_text(condition: str) -> str:
    """Return a cell of a task's design in words, two joined ones each."""
    if condition in CONDITIONS or "-" not in condition:
        return translate("conditions", condition)
    return " · ".join(translate("conditions", c) for c in condition.split("-"))


def task_title(name: str) -> str:
    """Return the display name of a task, or its key if it is not installed."""
    return translate("tasks", _title(name))


@lru_cache(maxsize=64)
def _title(name: str) -> str:
    from attention_camp.tasks import load_task

    try:
        return load_task(name).title
    except (ValueError, TypeError, ImportError):
        return name  # recorded with a task of a package that is not here
