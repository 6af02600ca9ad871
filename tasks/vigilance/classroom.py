"""A classroom: letters on the board, and things that distract.

Half of the letters come while something happens: somebody walks past, a paper plane
flies, a bell or steps are heard. What that costs is the score. A drawn scene stands in
for the virtual room of the original, which is seen all around.

References
----------
Rizzo, A. A., et al. (2000). The virtual classroom: a virtual reality environment for
the assessment and rehabilitation of attention deficits. CyberPsychology & Behavior, 3,
483-499. https://doi.org/10.1089/10949310050078940
Parsons, T. D., Bowerly, T., Buckwalter, J. G., & Rizzo, A. A. (2007). A controlled
clinical comparison of attention performance in children with ADHD in a virtual reality
classroom. Child Neuropsychology, 13, 363-381.
https://doi.org/10.1080/13825580600943473
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.figures import mean, share
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.timed_answers import of_one_level
from attention_camp.tasks.tones import SFREQ, tone
from attention_camp.tasks.trial import (
    Card,
    Glyph,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Sound,
    Stimulus,
    Trial,
)
from attention_camp.tasks.vigilance.go_no_go import score_stream, summarise

TARGET = "X"
OTHERS = "ABCDEFHJKLMNPRSTUVYZ"
_INTERVALS = (1.7, 0.7)
_SHOWN = 0.25
_RARE = 0.3
"""Share of targets; more than in the original, so that their times can be compared."""
EPISODE = 5
"""Letters for which a distraction lasts; own choice."""
SEEN, HEARD = ("walker", "plane"), ("bell", "steps")
KINDS: Mapping[str, tuple[str, ...]] = {
    "both": (*SEEN, *HEARD),
    "seen": SEEN,
    "heard": HEARD,
    "none": (),
}


@dataclass(frozen=True, slots=True)
class Classroom:
    """Press for X on the board whatever else happens; each level is faster.

    A run is a trial; half of its letters come with a distraction.
    """

    name: ClassVar[str] = "classroom"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "In the classroom")
    n_levels: ClassVar[int] = 10
    chance: ClassVar[float] = 0.02
    target: ClassVar[float] = 0.75

    n_items: int = 40
    """Letters in a run, 20 to 1000; three in ten are X."""
    interval: float = 0.0
    """Seconds from letter to letter, 0.5 to 5; 0: as the level says."""
    distractions: str = "both"
    """What distracts: ``seen``, ``heard``, ``both``, or ``none``."""

    def __post_init__(self) -> None:
        check_whole("n_items", self.n_items, 20, 1000)
        check_choice("distractions", self.distractions, KINDS)
        if self.interval != 0:
            check_number("interval", self.interval, 0.5, 5)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the seconds from letter to letter."""
        check_whole("level", level, 1, self.n_levels)
        interval = round(blend_log(_INTERVALS, level, self.n_levels), 2)
        return {"interval": self.interval or interval}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction card: when to press, and what to let go by."""
        brief = replace(self, n_items=20)
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "In the classroom"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Letters appear on the board. Press the space bar for each X, as "
                    "fast as you can, and for no other. Other things happen in the "
                    "room: let them go by.",
                ),
                example=brief.next_trial(1, np.random.default_rng(0)),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one run: letters, and episodes in which something distracts."""
        values = dict(self.parameters(level))
        rest = round(float(values["interval"]) - _SHOWN, 3)
        distracted = self._episodes(rng)
        go = _targets(distracted, rng)
        letters = [
            TARGET if is_go else OTHERS[int(rng.integers(len(OTHERS)))]
            for is_go in go.tolist()
        ]
        phases = [Phase("ready", _ROOM, duration=1.5)]
        for i, letter in enumerate(letters):
            kind = distracted[i]
            place = i % EPISODE
            around = (*_ROOM, *_seen(kind, place))
            is_new = kind in HEARD and place in (0, 2)
            phases += [
                Phase(
                    "go" if letter == TARGET else "no-go",
                    (*around, Glyph(letter, 0.0, 2.5, height=1.6)),
                    duration=_SHOWN,
                    collects=True,
                    onset=True,
                    expected="space" if letter == TARGET else None,
                    sounds=(_heard(kind),) if is_new else (),
                ),
                Phase("interval", around, duration=rest, collects=True),
            ]
        values["items"] = "".join(letters)
        values["distractors"] = "".join(kind[:1] or "-" for kind in distracted)
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=("space",),
            condition="run",
            parameters=values,
        )

    def _episodes(self, rng: np.random.Generator) -> list[str]:
        """Return what distracts at each letter; half of the episodes are calm."""
        kinds = KINDS[self.distractions]
        n_episodes = -(-self.n_items // EPISODE)
        calm = [""] * (n_episodes - n_episodes // 2)
        busy = [kinds[k % len(kinds)] if kinds else "" for k in range(n_episodes // 2)]
        order = rng.permutation(np.array([*calm, *busy], dtype=object)).tolist()
        return [kind for kind in order for _ in range(EPISODE)][: self.n_items]

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return omissions, commissions and times; the first key per letter counts."""
        shown = range(1, len(trial.phases), 2)
        times = []
        for i in shown:
            press = first_key(response, (i, i + 1))
            times.append(None if press is None else latency(response, press, i))
        go = [trial.phases[i].expected is not None for i in shown]
        return score_stream(go, times)

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return d′, rates and times, and what a distraction costs.

        The costs are differences: with a distraction less without. NaN where levels are
        mixed, or nothing distracts.
        """
        times: dict[bool, list[float]] = {True: [], False: []}
        n_go = {True: 0, False: 0}
        for trial, outcome in of_one_level(trials):
            for kind, word, by in zip(
                str(outcome.measures["kinds"]),
                str(outcome.measures["times"]).split(),
                str(trial.parameters["distractors"]),
                strict=True,
            ):
                if kind == "g":
                    n_go[by != "-"] += 1
                    times[by != "-"] += [] if word == "-" else [float(word)]
        missed = {k: 1 - share(len(times[k]), n_go[k]) for k in times}
        return {
            **summarise(trials),
            "distraction_cost_ms": 1000 * (mean(times[True]) - mean(times[False])),
            "distraction_omissions": missed[True] - missed[False],
        }


def _targets(distracted: Sequence[str], rng: np.random.Generator) -> np.ndarray:
    """Return which letters are X: as large a share with a distraction as without."""
    go = np.zeros(len(distracted), bool)
    for busy in (True, False):
        places = [i for i, kind in enumerate(distracted) if bool(kind) == busy]
        n = round(_RARE * len(places))
        go[[places[k] for k in rng.permutation(len(places))[:n].tolist()]] = True
    return go


def _seen(kind: str, place: int) -> tuple[Stimulus, ...]:
    """Return what is seen of a distraction at one of its letters."""
    share_done = place / (EPISODE - 1)
    if kind == "walker":
        x = -9.5 + 19.0 * share_done
        return (
            Shape("disc", x, -1.4, 1.2, 1.2, colour="orange"),
            Shape("rect", x, -3.4, 1.4, 2.8, colour="orange"),
        )
    if kind == "plane":
        x, y = 9.0 - 18.0 * share_done, 5.5 - 2.0 * math.sin(math.pi * share_done)
        return (
            Shape(
                "polygon",
                x,
                y,
                points=((-0.9, 0.0), (0.8, 0.5), (0.4, 0.0), (0.8, -0.5)),
                colour="accent",
            ),
        )
    return ()


@lru_cache(maxsize=4)
def _heard(kind: str) -> Sound:
    """Return what is heard of a distraction."""
    if kind == "bell":
        return Sound(tone(1046.5, 0.8, level=0.25).samples, SFREQ, name="bell")
    samples = np.zeros(round(1.2 * SFREQ), np.float32)
    step = tone(130.0, 0.09, level=0.4).samples
    for k in range(3):
        first = round(0.38 * k * SFREQ)
        samples[first : first + len(step)] += step
    samples.flags.writeable = False
    return Sound(samples, SFREQ, name="steps")


def _desk(x: float) -> tuple[Stimulus, ...]:
    return (
        Shape("rect", x, -6.4, 3.4, 0.5, colour="faint"),
        Shape("line", x - 1.4, -7.2, 1.4, angle=90.0, colour="faint", line=0.2),
        Shape("line", x + 1.4, -7.2, 1.4, angle=90.0, colour="faint", line=0.2),
    )


_ROOM: tuple[Stimulus, ...] = (
    Shape("rect", 0.0, 2.5, 9.0, 4.6, colour="dim", filled=False, line=0.12),
    Shape("line", 0.0, 0.0, 9.0, colour="dim", line=0.25),
    *_desk(-6.0),
    *_desk(0.0),
    *_desk(6.0),
)
