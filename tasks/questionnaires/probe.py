"""Probes of mind-wandering: where attention was, asked between two trials.

References
----------
Weinstein, Y. (2018). Mind-wandering, how do I measure thee with probes? Let me count
the ways. Behavior Research Methods, 50, 642-661.
https://doi.org/10.3758/s13428-017-0891-9
Stawarczyk, D., Majerus, S., Maj, M., Van der Linden, M., & D'Argembeau, A. (2011).
Mind-wandering: phenomenology and function as assessed with a novel experience sampling
method. Acta Psychologica, 136, 370-381. https://doi.org/10.1016/j.actpsy.2011.01.002
Seli, P., Risko, E. F., Smilek, D., & Schacter, D. L. (2016). Mind-wandering with and
without intention. Trends in Cognitive Sciences, 20, 605-617.
https://doi.org/10.1016/j.tics.2016.05.010
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.questionnaires.answering import choices
from attention_camp.tasks.questionnaires.items import Item
from attention_camp.tasks.trial import Area, Phase, Response, Text, Trial

PROBE = "probe"
NO_ANSWER = "none"
LONGEST = 30.0
"""Seconds a probe waits for its answer; own choice."""

ANSWERS: Mapping[str, str] = {
    "on-task": "Attention was on the task",
    "about-task": "Thoughts about the task: how it goes, how long it lasts",
    "intended": "Thoughts of something else, on purpose",
    "unintended": "Thoughts of something else, without meaning to",
    "distracted": "Something seen, heard or felt here and now",
    "blank": "No thoughts at all",
    NO_ANSWER: "No answer in time",
}
"""Answers to a probe, ``value`` of rows of the type ``probe``."""

ITEM = Item(
    PROBE,
    QT_TRANSLATE_NOOP("tasks", "Where was your attention just now?"),
    "choice",
    (
        QT_TRANSLATE_NOOP("tasks", "on the task"),
        QT_TRANSLATE_NOOP("tasks", "on how the task is going"),
        QT_TRANSLATE_NOOP("tasks", "elsewhere, on purpose"),
        QT_TRANSLATE_NOOP("tasks", "elsewhere, without meaning to"),
        QT_TRANSLATE_NOOP("tasks", "on something I saw, heard or felt"),
        QT_TRANSLATE_NOOP("tasks", "nowhere: my mind was blank"),
    ),
    codes=tuple(ANSWERS)[:-1],
)


def probe_trial() -> Trial:
    """Return the probe: one question, which the first key or click answers."""
    drawn, rows = choices(ITEM)
    keys = tuple(str(i + 1) for i in range(len(ITEM.labels)))
    areas = tuple(Area(key, *row) for key, row in zip(keys, rows, strict=True))
    return Trial(
        task=PROBE,
        level=1,
        phases=(
            Phase(
                PROBE,
                (Text(ITEM.text, y=5.6, width=18.0, height=0.62), *drawn),
                duration=LONGEST,
                ends_on_response=True,
                collects=True,
                onset=True,
                areas=areas,
            ),
        ),
        keys=keys,
        condition=PROBE,
    )


def answer_of(response: Response) -> str:
    """Return the code of the answer to a probe."""
    for press in response.keypresses:
        return str(ITEM.code(int(press.key) - 1))
    return NO_ANSWER


def probe_turns(n_trials: int, every: int, rng: np.random.Generator) -> frozenset[int]:
    """Return after which trials of a block a probe comes, counted from 1.

    Gaps vary evenly from half of ``every`` to one and a half, so that none is foreseen.

    Parameters
    ----------
    n_trials : int
        Trials of the block.
    every : int
        Trials from probe to probe on average; 0: there are none.
    rng : Generator
        Source of all randomness.
    """
    turns: list[int] = []
    least, most = every - every // 2, every + every // 2
    while every and (turn := sum(turns[-1:]) + int(rng.integers(least, most + 1))):
        if turn > n_trials:
            break
        turns.append(turn)
    return frozenset(turns)
