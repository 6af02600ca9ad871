"""Stop-signal task: report the arrow, unless a ring around it says to stop.

References
----------
Logan, G. D., & Cowan, W. B. (1984). On the ability to inhibit thought and action: A
theory of an act of control. Psychological Review, 91, 295-327.
https://doi.org/10.1037/0033-295X.91.3.295
Verbruggen, F., et al. (2019). A consensus guide to capturing the ability to inhibit
actions and impulsive behaviors in the stop-signal task. eLife, 8, e46323.
https://doi.org/10.7554/eLife.46323
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answer_keys import SIDES
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.figures import mean, share
from attention_camp.tasks.options import check_choice, check_whole
from attention_camp.tasks.trial import (
    Card,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Stimulus,
    Trial,
)

N_ITEMS = 4
"""Arrows of a run, one of which comes with the signal: a quarter, as is usual."""
RESPONSE_SECONDS = 1.25
"""Time for each arrow, s; as in Verbruggen et al. 2019."""
_STEP = 1 / 30
"""Two refreshes at 60 Hz, in place of the 50 ms that are usual."""
_FIXATION = 0.5
_SHARES = (0.25, 0.75)
"""Share of signals answered between which stopping time is estimated; own choice."""


@dataclass(frozen=True, slots=True)
class StopSignal:
    """Report arrows; at a signal press nothing. Each level brings it 33 ms later.

    A run of four arrows, one of them with the signal at a random place, is one trial;
    it is right where no key followed the signal. A staircase one up, one down comes to
    the delay at which half of the signals are obeyed.
    """

    name: ClassVar[str] = "stop-signal"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Go and stop")
    n_levels: ClassVar[int] = 16
    chance: ClassVar[float] = 0.25
    target: ClassVar[float] = 0.5

    keys: str = "arrows"
    """``arrows``, or ``letters``: F for left and J for right; ``left-hand``: S and F;
    ``right-hand``: J and L."""

    def __post_init__(self) -> None:
        check_choice("keys", self.keys, SIDES)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the time from the arrow to the signal, s."""
        check_whole("level", level, 1, self.n_levels)
        return {"stop_delay": round(_STEP * level, 3)}

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to report, and when not to."""
        return (
            Card(QT_TRANSLATE_NOOP("tasks", "Go and stop"), _ANSWER[self.keys]),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Stop"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Sometimes a thick ring appears around the arrow. Then press "
                    "nothing. You will not always manage to stop, and that is as it "
                    "should be: do not wait for the ring.",
                ),
                example=self.next_trial(3, np.random.default_rng(2)),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one run of arrows, one of which comes with the signal."""
        values = dict(self.parameters(level))
        delay = float(values["stop_delay"])
        signal = int(rng.integers(N_ITEMS))
        phases: list[Phase] = []
        for i, right in enumerate(rng.integers(2, size=N_ITEMS).tolist()):
            phases.append(Phase("fixation", _CROSS, duration=_FIXATION))
            phases += _item(SIDES[self.keys][right], right, delay, stops=i == signal)
        values["items"] = "".join("s" if i == signal else "g" for i in range(N_ITEMS))
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=SIDES[self.keys],
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return whether no key followed the signal, and the times of the others."""
        times: list[float | None] = []
        right, stop_time = 0, None
        for i, phase in enumerate(trial.phases):
            if not phase.onset:
                continue
            stops = phase.name == "go" and trial.phases[i + 1 : i + 2] != ()
            stops = stops and trial.phases[i + 1].name == "stop"
            press = first_key(response, (i, i + 1) if stops else (i,))
            time = None if press is None else latency(response, press, i)
            if stops:
                stop_time = time
            else:
                times.append(time)
                right += press is not None and press.key == phase.expected
        stopped = stop_time is None
        found = [time for time in times if time is not None]
        return Outcome(
            correct=stopped,
            performance=float(stopped),
            reaction_time=mean(found) if found else None,
            responded=bool(response.keypresses),
            measures={
                "go": len(times),
                "hits": right,
                "times": " ".join("-" if t is None else f"{t:.4f}" for t in times),
                "stop_time": "-" if stop_time is None else f"{stop_time:.4f}",
            },
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the stop-signal reaction time (ms) and what it is made of.

        By the integration method, omissions counted as the slowest possible answer: the
        time below which as large a share of all answers lies as signals were answered,
        less the mean delay. NaN where that share lies outside a quarter to three
        quarters, or answers to signals were slower than others (no race).
        """
        go = [
            _time(word) for _, o in trials for word in str(o.measures["times"]).split()
        ]
        stop = [_time(str(o.measures["stop_time"])) for _, o in trials]
        there = [time for time in go if time is not None]
        answered = [time for time in stop if time is not None]
        responded = share(len(answered), len(stop))
        delay = mean(float(t.parameters["stop_delay"]) for t, _ in trials)
        n_go = sum(int(o.measures["go"]) for _, o in trials)
        n_right = sum(int(o.measures["hits"]) for _, o in trials)
        figures = {
            "go_reaction_time_ms": 1000 * mean(there),
            "go_omission_rate": share(n_go - len(there), n_go),
            "go_error_rate": share(len(there) - n_right, n_go),
            "stop_respond_rate": responded,
            "stop_reaction_time_ms": 1000 * mean(answered),
            "stop_delay_ms": 1000 * delay,
        }
        race = mean(answered) < mean(there)
        if not (_SHARES[0] <= responded <= _SHARES[1] and race):
            return {"ssrt_ms": math.nan, **figures}
        finished = np.array([RESPONSE_SECONDS if t is None else t for t in go])
        reached = float(np.quantile(finished, responded))
        return {"ssrt_ms": 1000 * (reached - delay), **figures}


def _time(word: str) -> float | None:
    return None if word == "-" else float(word)


def _item(key: str, right: int, delay: float, *, stops: bool) -> list[Phase]:
    arrow = Shape(
        "arrow", width=2.0, height=1.4, angle=0.0 if right else 180.0, line=0.25
    )
    go = Phase(
        "go",
        (arrow,),
        duration=delay if stops else RESPONSE_SECONDS,
        collects=True,
        onset=True,
        expected=None if stops else key,
    )
    if not stops:
        return [go]
    ring = Shape(
        "ring", width=3.6, height=3.6, colour="vermillion", filled=False, line=0.5
    )
    rest = round(RESPONSE_SECONDS - delay, 3)
    return [go, Phase("stop", (arrow, ring), duration=rest, collects=True)]


_CROSS: tuple[Stimulus, ...] = (Shape("cross", width=0.6, height=0.6, line=0.08),)
_ANSWER: Mapping[str, str] = {
    "arrows": QT_TRANSLATE_NOOP(
        "tasks",
        "Arrows appear one after another. Press the arrow key that points the same "
        "way, left or right, as fast as you can.",
    ),
    "letters": QT_TRANSLATE_NOOP(
        "tasks",
        "Arrows appear one after another. Press F if it points left and J if it points "
        "right, as fast as you can.",
    ),
    "left-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Arrows appear one after another. Press S if it points left and F if it "
        "points right, as fast as you can.",
    ),
    "right-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Arrows appear one after another. Press J if it points left and L if it "
        "points right, as fast as you can.",
    ),
}
