"""How an answer went wrong, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from attention_camp.camp.session.screen import Feedback
from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.memory.spans import TAKE_BACK
from attention_camp.tasks.trial import Outcome, Response, Trial


class Slip(Enum):
    """What went wrong in a trial, if anything."""

    NONE = "right"
    WRONG = "wrong"
    LATE = "late"
    EARLY = "early"
    SILENT = "silent"
    OTHER_KEY = "other-key"
    """Keys that answer nothing."""
    MISSED = "missed"
    EXTRA = "extra"
    """In a run: too few keys, and keys where none was asked for."""


class Words(NamedTuple):
    """What is said of a slip."""

    title: str
    """After the trial."""
    advice: str
    """Below it: what to change."""
    again: str
    """Before the next round, where this was what went wrong most."""


_LOOK_AGAIN = QT_TRANSLATE_NOOP(
    "tasks",
    "It was not quite clear yet. Look at the example once more, slowly: what is shown, "
    "and which key answers it?",
)
WORDS: Mapping[Slip, Words] = {
    Slip.NONE: Words(
        QT_TRANSLATE_NOOP("tasks", "Right"),
        "",
        _LOOK_AGAIN,
    ),
    Slip.WRONG: Words(
        QT_TRANSLATE_NOOP("tasks", "Not this time"),
        "",
        _LOOK_AGAIN,
    ),
    Slip.LATE: Words(
        QT_TRANSLATE_NOOP("tasks", "Too late"),
        QT_TRANSLATE_NOOP("tasks", "Answer a little faster, even if you are not sure."),
        QT_TRANSLATE_NOOP(
            "tasks",
            "Many answers came too late. Answer as soon as you have seen enough, even "
            "if you are not sure.",
        ),
    ),
    Slip.EARLY: Words(
        QT_TRANSLATE_NOOP("tasks", "Too early"),
        QT_TRANSLATE_NOOP("tasks", "Wait until you have seen it, then press."),
        QT_TRANSLATE_NOOP(
            "tasks",
            "Many keys came before there was anything to see. Wait for it, then press.",
        ),
    ),
    Slip.SILENT: Words(
        QT_TRANSLATE_NOOP("tasks", "No answer"),
        QT_TRANSLATE_NOOP("tasks", "Answer with one of these keys: {keys}"),
        QT_TRANSLATE_NOOP(
            "tasks",
            "Often no key was pressed. Each time there is something to answer: the "
            "next page shows the keys once more.",
        ),
    ),
    Slip.OTHER_KEY: Words(
        QT_TRANSLATE_NOOP("tasks", "That key does not answer"),
        QT_TRANSLATE_NOOP("tasks", "Answer with one of these keys: {keys}"),
        QT_TRANSLATE_NOOP(
            "tasks",
            "You pressed keys that do not answer. Find the keys of the next page on "
            "the keyboard before you go on.",
        ),
    ),
    Slip.MISSED: Words(
        QT_TRANSLATE_NOOP("tasks", "Some were missed"),
        QT_TRANSLATE_NOOP("tasks", "Answered: {found} of {wanted}"),
        QT_TRANSLATE_NOOP(
            "tasks",
            "Many were missed. Look at the example once more: when is a key to be "
            "pressed?",
        ),
    ),
    Slip.EXTRA: Words(
        QT_TRANSLATE_NOOP("tasks", "Pressed too often"),
        QT_TRANSLATE_NOOP("tasks", "Pressed where nothing was to be pressed: {extra}"),
        QT_TRANSLATE_NOOP(
            "tasks",
            "You pressed where nothing was to be pressed. Look at the example once "
            "more: when is it right to wait?",
        ),
    ),
}
RIGHT_WAS = QT_TRANSLATE_NOOP("tasks", "The right answer was {keys}")
ONE_KEY = QT_TRANSLATE_NOOP(
    "tasks",
    "You pressed the same key nearly every time. Each answer has a key of its own: the "
    "next page shows which.",
)


def slip_of(trial: Trial, response: Response, outcome: Outcome) -> Slip:
    """Return what went wrong in a trial.

    Parameters
    ----------
    trial : Trial
        The trial as shown.
    response : Response
        What came back, with the keys that do not answer.
    outcome : Outcome
        How the task scored it.
    """
    found = outcome.measures
    if is_right(outcome):
        return Slip.NONE
    if found.get("anticipated") or found.get("false_start"):
        return Slip.EARLY
    if not outcome.responded and _asks(trial):
        return Slip.OTHER_KEY if response.ignored else Slip.SILENT
    counts = _counts(outcome)
    if counts is not None:
        wanted, hits, extra = counts
        return Slip.EXTRA if extra > wanted - hits else Slip.MISSED
    limit = trial.parameters.get("time_limit")
    time = outcome.reaction_time
    slow = limit is not None and time is not None and time > float(limit)
    return Slip.LATE if slow or found.get("late") else Slip.WRONG


def feedback_of(trial: Trial, outcome: Outcome, slip: Slip) -> Feedback:
    """Return what the participant is told after a practice trial.

    Parameters
    ----------
    trial : Trial
        The trial as shown.
    outcome : Outcome
        How the task scored it.
    slip : Slip
        What went wrong.
    """
    words = WORDS[slip]
    counts = _counts(outcome)
    if slip is Slip.WRONG:
        keys = _right_keys(trial)
        return Feedback(False, words.title, RIGHT_WAS if keys else "", {"keys": keys})
    if slip in {Slip.SILENT, Slip.OTHER_KEY}:
        answering = tuple(key for key in trial.keys if key != TAKE_BACK)
        return Feedback(False, words.title, words.advice, {"keys": answering})
    if slip in {Slip.MISSED, Slip.EXTRA} and counts is not None:
        wanted, hits, extra = counts
        values = {"found": hits, "wanted": wanted, "extra": extra}
        return Feedback(False, words.title, words.advice, values)
    return Feedback(slip is Slip.NONE, words.title, words.advice)


def is_right(outcome: Outcome) -> bool:
    """Return whether a trial shows that it was understood.

    To press nothing is right where a signal says to stop, but shows nothing where the
    items before it went unanswered.
    """
    found = outcome.measures
    return outcome.correct and int(found.get("hits", 1)) >= int(found.get("go", 0)) / 2


def _asks(trial: Trial) -> bool:
    return any(p.collects and p.expected is not None for p in trial.phases)


def _counts(outcome: Outcome) -> tuple[int, int, int] | None:
    """Return items that asked for a key, those found, and keys too many, in a run.

    None where the trial is no run of items that may rightly go unanswered.
    """
    found = outcome.measures

    def total(*endings: str) -> int:
        return sum(int(n) for name, n in found.items() if name.endswith(endings))

    if not any(name.endswith("false_alarms") for name in found):
        return None
    wanted = total("targets") or int(found.get("go", 0))
    return wanted, total("hits"), total("false_alarms")


def _right_keys(trial: Trial) -> tuple[str, ...]:
    """Return the keys of the right answer; none where there are too many to be told."""
    asked = [p for p in trial.phases if p.collects and p.expected is not None]
    is_list = all(p.name == "recall" for p in asked)
    if is_list and len(asked) == 1:  # a list on one display
        return tuple(str(asked[0].expected).split("+"))
    keys = [str(p.expected) for p in asked]
    return tuple(keys) if len(keys) == 1 or is_list else ()


def sign_of(trial: Trial, response: Response, outcome: Outcome) -> Feedback:
    """Return the sign after a trial that counts, without advice.

    Parameters
    ----------
    trial, response, outcome : Trial, Response, Outcome
        The trial, what came back and how the task scored it.
    """
    slip = slip_of(trial, response, outcome)
    return Feedback(outcome.correct, WORDS[slip].title, brief=True)
