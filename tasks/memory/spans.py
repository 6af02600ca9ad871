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
from dataclasses import dataclass

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.figures import mean
from attention_camp.tasks.trial import (
    Glyph,
    Keypress,
    Outcome,
    Phase,
    Response,
    Shape,
    Stimulus,
    Text,
    Trial,
)

KEYS = tuple("123456789")
YOUR_TURN = QT_TRANSLATE_NOOP("tasks", "Your turn")
TAKE_BACK = "backspace"
"""Key that takes back the last item, before the list is whole."""
_HINT = QT_TRANSLATE_NOOP("tasks", "Backspace: take the last one back")
_LARGE = 0.9
"""Side of a box that shows its key, degrees; own choice."""
SHORTEST = 2
LONGEST = 10


@dataclass(frozen=True, slots=True)
class Recalled:
    """The boxes of a list while it is recalled, with the keys that stand."""

    n_items: int
    row: float
    """Height of the row of boxes above the centre, degrees."""

    def at(self, seconds: float, presses: Sequence[Keypress]) -> tuple[Stimulus, ...]:  # noqa: ARG002
        """Return the keys in their boxes, and the box that is next."""
        keys = self.keys(presses)
        shown: list[Stimulus] = [
            Glyph(key.upper(), *place, height=0.6)
            for key, place in zip(keys, self.places(), strict=False)
        ]
        if len(keys) < self.n_items:
            here = self.places()[len(keys)]
            shown.append(_box(*here, side=_LARGE, colour="accent"))
        return tuple(shown)

    def is_over(self, presses: Sequence[Keypress]) -> bool:
        """Return whether the list is whole."""
        return len(self.keys(presses)) >= self.n_items

    def keys(self, presses: Sequence[Keypress]) -> list[str]:
        """Return the keys that stand, in their order."""
        given = [press.key for press in presses]
        return [given[place] for place in standing(given, self.n_items)]

    def places(self) -> list[tuple[float, float]]:
        """Return the middles of the boxes, degrees."""
        return _places(self.n_items, self.row, step=1.5 * _LARGE)


def standing(keys: Sequence[str], n_items: float = math.inf) -> list[int]:
    """Return the places of the keys that were not taken back, in their order.

    Parameters
    ----------
    keys : sequence of str
        As they were pressed.
    n_items : float
        Length of the list: once it is whole, no key counts any more.
    """
    places: list[int] = []
    for place, key in enumerate(keys):
        if len(places) >= n_items:
            break
        if key != TAKE_BACK:
            places.append(place)
        elif places:
            places.pop()
    return places


def recall_with_undo(
    right: Sequence[str], shown: tuple[Stimulus, ...], time_limit: float, *, row: float
) -> list[Phase]:
    """Return one display for the whole list, on which keys can be taken back.

    Parameters
    ----------
    right : sequence of str
        The right keys, in the order of recall.
    shown : tuple of Stimulus
        Stimuli on screen throughout.
    time_limit : float
        Seconds for each key; the list has that for all of its keys together.
    row : float
        Height of the row of boxes above the centre, degrees.
    """
    recalled = Recalled(len(right), row)
    boxes = tuple(_box(*place, side=_LARGE) for place in recalled.places())
    hint = Text(_HINT, 0.0, row - 1.0, height=0.32, lines=1, colour="dim")
    return [
        Phase(
            "recall",
            (*shown, _your_turn(row), *boxes, hint),
            duration=time_limit * len(right),
            ends_on_response=True,
            collects=True,
            expected="+".join(right),
            live=recalled,
        )
    ]


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
    turn, places = _your_turn(row), _places(len(right), row)
    for i, key in enumerate(right):
        boxes = tuple(
            _box(*place, filled=k < i, colour="accent" if k == i else "ink")
            for k, place in enumerate(places)
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


def _places(
    n_items: int, row: float, *, step: float = 0.9
) -> list[tuple[float, float]]:
    return [((k - (n_items - 1) / 2) * step, row) for k in range(n_items)]


def _box(
    x: float,
    y: float,
    *,
    side: float = 0.6,
    filled: bool = False,
    colour: str = "ink",
) -> Shape:
    return Shape(
        "rect", x, y, width=side, height=side, filled=filled, line=0.06, colour=colour
    )


def _your_turn(row: float) -> Glyph:
    return Glyph(YOUR_TURN, 0.0, row + 1.0, height=0.55, colour="accent", is_word=True)


def right_keys(trial: Trial) -> list[str]:
    """Return the right keys of a trial's recall, in their order."""
    asked = [p.expected or "" for p in trial.phases if p.name == "recall"]
    return asked[0].split("+") if len(asked) == 1 else asked


def score_recall(trial: Trial, response: Response) -> Outcome:
    """Score place by place: each item right at its place earns partial credit.

    A key that was taken back counts for nothing but ``n_undone``; the reaction time is
    that of the first key that stands.
    """
    asked = [i for i, phase in enumerate(trial.phases) if phase.name == "recall"]
    presses = [first_key(response, (i,)) for i in asked]
    right = right_keys(trial)
    undone: dict[str, int] = {}
    if isinstance(trial.phases[asked[0]].live, Recalled):
        pressed = [p for p in response.keypresses if p.phase == asked[0]]
        keys = [p.key for p in pressed]
        stand = [pressed[place] for place in standing(keys, len(right))]
        presses = [*stand, *[None] * (len(right) - len(stand))]
        undone = {"n_undone": keys.count(TAKE_BACK)}
    given = ["" if press is None else press.key for press in presses]
    first = presses[0]
    hits = sum(key == wanted for key, wanted in zip(given, right, strict=True))
    return Outcome(
        correct=hits == len(right),
        performance=hits / len(right),
        reaction_time=None if first is None else latency(response, first, asked[0]),
        responded=any(given),
        measures={
            "answer": " ".join(key or "-" for key in given),
            "n_right": hits,
            "n_items": len(right),
            **undone,
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
