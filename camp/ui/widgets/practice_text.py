"""What the researcher is told of a block's practice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.session.messages import PracticeEnded
from attention_camp.camp.ui.widgets.codes import task_title
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, fill

PROBLEMS: dict[str, str] = {
    "wrong": QT_TRANSLATE_NOOP("Practice", "mostly wrong answers"),
    "late": QT_TRANSLATE_NOOP("Practice", "mostly late answers"),
    "early": QT_TRANSLATE_NOOP("Practice", "mostly keys before the display"),
    "silent": QT_TRANSLATE_NOOP("Practice", "mostly no answer"),
    "other-key": QT_TRANSLATE_NOOP("Practice", "mostly keys that do not answer"),
    "missed": QT_TRANSLATE_NOOP("Practice", "mostly items missed"),
    "extra": QT_TRANSLATE_NOOP("Practice", "mostly keys where none was asked for"),
    "one-key": QT_TRANSLATE_NOOP("Practice", "nearly always the same key"),
}


def practice_text(message: PracticeEnded) -> str:
    """Return what is said of a practice that did not go well; empty: it did."""
    found = message.practised
    if found.understood is not False and found.n_rounds == 1:
        return ""
    if found.understood:
        text = QCoreApplication.translate(
            "Practice",
            "{task}: practice took {rounds:round|rounds} ({right} of {trials} "
            "correct).",
        )
    else:
        text = QCoreApplication.translate(
            "Practice",
            "{task}: practice did not show that the task is understood ({right} of "
            "{trials} correct, {problem}). Please go to the participant.",
        )
    problem = PROBLEMS.get(found.problem, found.problem)
    return fill(
        text,
        task=task_title(message.task),
        rounds=found.n_rounds,
        right=found.n_right,
        trials=found.n_trials,
        problem=QCoreApplication.translate("Practice", problem),
    )
