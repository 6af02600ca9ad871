"""The questionnaires that come with the program, with their sources."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.questionnaires.items import Instrument, Item

UNKNOWN = "unknown"
"""What is stored where somebody cannot say which arm it was."""
GUESS = "arm_guess"
"""Table of what people believe their arm to be."""


def _tlx(name: str, text: str, hint: str, low: str, high: str) -> Item:
    """Return a subscale of the NASA-TLX: 21 marks, stored as 0, 5, … 100."""
    return Item(name, text, "scale", (low, high), steps=21, low=0, high=100, hint=hint)


_VERY_LOW = QT_TRANSLATE_NOOP("tasks", "Very low")
_VERY_HIGH = QT_TRANSLATE_NOOP("tasks", "Very high")

KSS = Instrument(
    "kss",
    QT_TRANSLATE_NOOP("tasks", "How sleepy are you?"),
    (
        Item(
            "sleepiness",
            QT_TRANSLATE_NOOP(
                "tasks", "How sleepy were you during the last 5 minutes?"
            ),
            "choice",
            (
                QT_TRANSLATE_NOOP("tasks", "extremely alert"),
                QT_TRANSLATE_NOOP("tasks", "very alert"),
                QT_TRANSLATE_NOOP("tasks", "alert"),
                QT_TRANSLATE_NOOP("tasks", "rather alert"),
                QT_TRANSLATE_NOOP("tasks", "neither alert nor sleepy"),
                QT_TRANSLATE_NOOP("tasks", "some signs of sleepiness"),
                QT_TRANSLATE_NOOP("tasks", "sleepy, but no effort to stay awake"),
                QT_TRANSLATE_NOOP("tasks", "sleepy, some effort to stay awake"),
                QT_TRANSLATE_NOOP("tasks", "very sleepy, great effort to stay awake"),
            ),
        ),
    ),
    "Karolinska Sleepiness Scale: Åkerstedt and Gillberg 1990, "
    "https://doi.org/10.3109/00207459008994241; the version with a label at each step "
    "(Miley, Kecklund and Åkerstedt 2016, https://doi.org/10.1007/s41105-016-0048-8).",
)

NASA_TLX = Instrument(
    "nasa_tlx",
    QT_TRANSLATE_NOOP("tasks", "How was the task?"),
    (
        _tlx(
            "mental_demand",
            QT_TRANSLATE_NOOP("tasks", "Mental demand"),
            QT_TRANSLATE_NOOP("tasks", "How mentally demanding was the task?"),
            _VERY_LOW,
            _VERY_HIGH,
        ),
        _tlx(
            "physical_demand",
            QT_TRANSLATE_NOOP("tasks", "Physical demand"),
            QT_TRANSLATE_NOOP("tasks", "How physically demanding was the task?"),
            _VERY_LOW,
            _VERY_HIGH,
        ),
        _tlx(
            "temporal_demand",
            QT_TRANSLATE_NOOP("tasks", "Temporal demand"),
            QT_TRANSLATE_NOOP(
                "tasks", "How hurried or rushed was the pace of the task?"
            ),
            _VERY_LOW,
            _VERY_HIGH,
        ),
        _tlx(
            "performance",
            QT_TRANSLATE_NOOP("tasks", "Performance"),
            QT_TRANSLATE_NOOP(
                "tasks",
                "How successful were you in accomplishing what you were asked to do?",
            ),
            QT_TRANSLATE_NOOP("tasks", "Perfect"),
            QT_TRANSLATE_NOOP("tasks", "Failure"),
        ),
        _tlx(
            "effort",
            QT_TRANSLATE_NOOP("tasks", "Effort"),
            QT_TRANSLATE_NOOP(
                "tasks",
                "How hard did you have to work to accomplish your level of "
                "performance?",
            ),
            _VERY_LOW,
            _VERY_HIGH,
        ),
        _tlx(
            "frustration",
            QT_TRANSLATE_NOOP("tasks", "Frustration"),
            QT_TRANSLATE_NOOP(
                "tasks",
                "How insecure, discouraged, irritated, stressed and annoyed were you?",
            ),
            _VERY_LOW,
            _VERY_HIGH,
        ),
    ),
    "NASA-TLX without weights (raw TLX): Hart and Staveland 1988, "
    "https://doi.org/10.1016/S0166-4115(08)62386-9; Hart 2006, "
    "https://doi.org/10.1177/154193120605000909. The sum of weights is left out; "
    "the mean of the six is the raw score.",
)

MOOD = Instrument(
    "mood",
    QT_TRANSLATE_NOOP("tasks", "How do you feel?"),
    (
        Item(
            "valence",
            QT_TRANSLATE_NOOP("tasks", "How do you feel right now?"),
            "scale",
            (
                QT_TRANSLATE_NOOP("tasks", "very unpleasant"),
                QT_TRANSLATE_NOOP("tasks", "very pleasant"),
            ),
            steps=9,
            low=1,
            high=9,
        ),
        Item(
            "arousal",
            QT_TRANSLATE_NOOP("tasks", "How much energy do you feel right now?"),
            "scale",
            (
                QT_TRANSLATE_NOOP("tasks", "very little"),
                QT_TRANSLATE_NOOP("tasks", "very much"),
            ),
            steps=9,
            low=1,
            high=9,
        ),
    ),
    "Pleasure and arousal on nine steps each, after the affect grid: Russell, Weiss "
    "and Mendelsohn 1989, https://doi.org/10.1037/0022-3514.57.3.493; two scales in "
    "place of one grid are our own choice.",
)

STRATEGY = Instrument(
    "strategy",
    QT_TRANSLATE_NOOP("tasks", "What did you do?"),
    (
        Item(
            "strategy",
            QT_TRANSLATE_NOOP("tasks", "What helped you most to stay with the task?"),
            "choice",
            (
                QT_TRANSLATE_NOOP("tasks", "nothing in particular"),
                QT_TRANSLATE_NOOP("tasks", "concentrating harder"),
                QT_TRANSLATE_NOOP("tasks", "relaxing, letting it come"),
                QT_TRANSLATE_NOOP("tasks", "breathing or sitting in a certain way"),
                QT_TRANSLATE_NOOP("tasks", "speaking or counting in my mind"),
                QT_TRANSLATE_NOOP("tasks", "imagining something"),
                QT_TRANSLATE_NOOP("tasks", "thinking of a reward or a goal"),
                QT_TRANSLATE_NOOP("tasks", "something else"),
            ),
            codes=(
                "none",
                "concentrating",
                "relaxing",
                "body",
                "speech",
                "imagery",
                "reward",
                "other",
            ),
        ),
        Item(
            "changed",
            QT_TRANSLATE_NOOP("tasks", "How often did you try another way?"),
            "choice",
            (
                QT_TRANSLATE_NOOP("tasks", "never"),
                QT_TRANSLATE_NOOP("tasks", "once or twice"),
                QT_TRANSLATE_NOOP("tasks", "often"),
            ),
            codes=("never", "once or twice", "often"),
        ),
    ),
    "Categories of reported strategies after Kober et al. 2013, "
    "https://doi.org/10.3389/fnhum.2013.00695; the wording is our own.",
)

EXPECTATION = Instrument(
    "expectation",
    QT_TRANSLATE_NOOP("tasks", "What do you expect?"),
    (
        Item(
            "logical",
            QT_TRANSLATE_NOOP("tasks", "How logical does this training seem to you?"),
            "scale",
            (
                QT_TRANSLATE_NOOP("tasks", "not at all logical"),
                QT_TRANSLATE_NOOP("tasks", "very logical"),
            ),
            steps=9,
            low=1,
            high=9,
        ),
        Item(
            "success",
            QT_TRANSLATE_NOOP(
                "tasks", "How successful will it be in improving your attention?"
            ),
            "scale",
            (
                QT_TRANSLATE_NOOP("tasks", "not at all successful"),
                QT_TRANSLATE_NOOP("tasks", "very successful"),
            ),
            steps=9,
            low=1,
            high=9,
        ),
        Item(
            "improvement",
            QT_TRANSLATE_NOOP(
                "tasks",
                "How much do you feel your attention will have improved by the end, "
                "in percent?",
            ),
            "scale",
            ("0", "100"),
            steps=11,
            low=0,
            high=100,
        ),
    ),
    "Three items after the credibility/expectancy questionnaire: Devilly and Borkovec "
    "2000, https://doi.org/10.1016/S0005-7916(00)00012-4, reworded for training.",
)

SURE = Item(
    "sure",
    QT_TRANSLATE_NOOP("tasks", "How sure are you?"),
    "choice",
    (
        QT_TRANSLATE_NOOP("tasks", "a pure guess"),
        QT_TRANSLATE_NOOP("tasks", "a little sure"),
        QT_TRANSLATE_NOOP("tasks", "somewhat sure"),
        QT_TRANSLATE_NOOP("tasks", "rather sure"),
        QT_TRANSLATE_NOOP("tasks", "certain"),
    ),
)
_REASON = Item(
    "reason",
    QT_TRANSLATE_NOOP("tasks", "What made you think so?"),
    "choice",
    (
        QT_TRANSLATE_NOOP("tasks", "nothing, I guessed"),
        QT_TRANSLATE_NOOP("tasks", "how the difficulty changed"),
        QT_TRANSLATE_NOOP("tasks", "how well the training worked"),
        QT_TRANSLATE_NOOP("tasks", "something that somebody said"),
        QT_TRANSLATE_NOOP("tasks", "something else"),
    ),
    codes=("none", "difficulty", "effect", "said", "other"),
)
ARM_LABELS: Mapping[str, str] = {
    "closed-loop": QT_TRANSLATE_NOOP(
        "tasks", "My own brain activity changed the training"
    ),
    "performance-only": QT_TRANSLATE_NOOP(
        "tasks", "My answers alone changed the training"
    ),
    "sham": QT_TRANSLATE_NOOP("tasks", "A signal that was not mine changed it"),
    "yoked": QT_TRANSLATE_NOOP(
        "tasks", "The brain activity of another person changed it"
    ),
}
"""The arms of the program in words for participants."""
DONT_KNOW = QT_TRANSLATE_NOOP("tasks", "I do not know")


def arm_guess(arms: tuple[str, ...], *, of_participant: bool = True) -> Instrument:
    """Return the questionnaire about the arm, for a participant or an operator.

    Parameters
    ----------
    arms : tuple of str
        The arms of the study, by the names in its file; `ARM_LABELS` says those of the
        program in plain words, any other stands as it is.
    of_participant : bool
        Whether participants are asked about themselves; else the operator about them.
    """
    question = (
        QT_TRANSLATE_NOOP("tasks", "What do you think your training was?")
        if of_participant
        else QT_TRANSLATE_NOOP(
            "tasks", "Which arm do you think this participant was in?"
        )
    )
    labels = tuple(ARM_LABELS.get(arm, arm) for arm in arms)
    guess = Item(
        "guess", question, "choice", (*labels, DONT_KNOW), codes=(*arms, UNKNOWN)
    )
    return Instrument(
        GUESS,
        QT_TRANSLATE_NOOP("tasks", "What do you think?"),
        (guess, SURE, _REASON),
        "Guess, certainty on five steps and reason, as Bang, Ni and Davis 2004 ask "
        "for, https://doi.org/10.1016/j.cct.2003.10.016.",
    )


INSTRUMENTS: Mapping[str, Instrument] = {
    "kss": KSS,
    "nasa-tlx": NASA_TLX,
    "mood": MOOD,
    "strategy": STRATEGY,
    "expectation": EXPECTATION,
}
"""Questionnaires by the name that a protocol gives."""
