"""Shared by the span tasks: recall displays, scoring, and the span itself.

References
----------
Conway, A. R. A., et al. (2005). Working memory span tasks: a methodological review and
user's guide. Psychonomic Bulletin & Review, 12, 769-786.
https://doi.org/10.3758/BF03196772
Woods, D. L., et al. (2011). Improving digit span assessment of short-term verbal
memory. Journal of Clinical and Experimental Neuropsychology, 33, 101-111.
https://doi.org/10.1080/13803395.2010.493149
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.figures import mean
from attention_camp.tasks.trial import (
    Glyph,
    Outcome,
    Phase,
    Response,
    Shape,
    Stimulus,
    Trial,
)

KEYS = tuple("123456789")
YOUR_TURN = QT_TRANSLATE_NOOP("tasks", "Your turn")
SHORTEST = 2
LONGEST = 10


def recall(
    right: Sequence[str], shown: tuple[Stimulus, ...], time_limit: float, *, row: float
) -> list[Phase]:
    """Return one display per key to press, with a row of boxes that show the keys.

    Parameters
    ----------
    right : sequence of str
        The right keys, in the order of recall.
    shown : tuple of Stimulus
        Stimuli on screen throughout.
    time_limit : float
        Seconds for each key.
    row : float
        Height of the row of boxes above the centre, degrees.
    """
    phases = []
    turn = Glyph(YOUR_TURN, 0.0, row + 1.0, height=0.55, colour="accent", is_word=True)
    places = [((k - (len(right) - 1) / 2) * 0.9, row) for k in range(len(right))]
    for i, key in enumerate(right):
        boxes = tuple(
            Shape(
                "rect",
                *places[k],
                width=0.6,
                height=0.6,
                filled=k < i,
                line=0.06,
                colour="accent" if k == i else "ink",
            )
            for k in range(len(right))
        )
        phases.append(
            Phase(
                "recall",
                (*shown, turn, *boxes),
                duration=time_limit,
                ends_on_response=True,
                collects=True,
                expected=key,
                echoes=tuple(places[:i]),
            )
        )
    return phases


def score_recall(trial: Trial, response: Response) -> Outcome:
    """Score place by place: each item right at its place earns partial credit."""
    asked = [i for i, phase in enumerate(trial.phases) if phase.name == "recall"]
    presses = [first_key(response, (i,)) for i in asked]
    given = ["" if press is None else press.key for press in presses]
    hits = sum(
        key == trial.phases[i].expected for key, i in zip(given, asked, strict=True)
    )
    first = presses[0]
    return Outcome(
        correct=hits == len(asked),
        performance=hits / len(asked),
        reaction_time=None if first is None else latency(response, first, asked[0]),
        responded=any(given),
        measures={
            "answer": " ".join(key or "-" for key in given),
            "n_right": hits,
            "n_items": len(asked),
        },
    )


def summarise(trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
    """Return the span, the longest list recalled, and partial-credit unit scores.

    ``span`` is the mean span of Woods et al. (2011): 0.5 plus the sum over lengths of
    the share recalled, so the length at which half of the lists are. Lengths shorter
    than any tried count as recalled, longer ones as not; gaps are interpolated.
    ``partial_credit`` is the mean share of items in place over lists (Conway's PCU).
    """
    by_length: dict[int, list[float]] = {}
    for trial, outcome in trials:
        length = int(trial.parameters["length"])
        by_length.setdefault(length, []).append(float(outcome.correct))
    whole = [length for length, right in by_length.items() if any(right)]
    return {
        "span": _mean_span(
            {n: float(np.mean(right)) for n, right in by_length.items()}
        ),
        "longest": float(max(whole)) if whole else math.nan,
        "partial_credit": mean(o.performance for _, o in trials),
        "accuracy": mean(float(o.correct) for _, o in trials),
    }


def _mean_span(shares: Mapping[int, float]) -> float:
    if not shares:
        return math.nan
    tried = sorted(shares)
    lengths = np.arange(tried[0], tried[-1] + 1)
    filled = np.interp(lengths, tried, [shares[n] for n in tried])
    return float(0.5 + (tried[0] - 1) + filled.sum())
