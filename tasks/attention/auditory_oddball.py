"""Auditory oddball: press for the rare high tone.

References
----------
Polich, J. (2007). Updating P300: An integrative theory of P3a and P3b. Clinical
Neurophysiology, 118, 2128-2148. https://doi.org/10.1016/j.clinph.2007.04.019
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import check_number, check_whole
from attention_camp.tasks.tones import tone
from attention_camp.tasks.trial import (
    Card,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Trial,
)
from attention_camp.tasks.vigilance.go_no_go import score_stream, summarise

STANDARD_HZ = 1000.0
_RATIOS = (2.0, 1.02)
_INTERVALS = (1.5, 1.0)
_RARE = 0.2
_SECONDS = 0.1
_CROSS = (Shape("cross", width=0.6, height=0.6, line=0.08, colour="dim"),)


@dataclass(frozen=True, slots=True)
class AuditoryOddball:
    """Tones, some of them higher; each level brings the two closer. A run is a trial.

    Each tone is an onset of its own, ``standard`` or ``target``, for the P300.
    """

    name: ClassVar[str] = "auditory-oddball"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Rare tones")
    n_levels: ClassVar[int] = 10
    chance: ClassVar[float] = 0.02
    target: ClassVar[float] = 0.75

    n_items: int = 20
    """Tones in a run, 10 to 500; a fifth are targets, never two in a row."""
    jitter: float = 0.2
    """Largest jitter of the interval between tones, s, 0 to 0.5."""

    def __post_init__(self) -> None:
        check_whole("n_items", self.n_items, 10, 500)
        check_number("jitter", self.jitter, 0, 0.5)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return both frequencies (Hz) and the mean seconds from tone to tone."""
        check_whole("level", level, 1, self.n_levels)
        # the distance in pitch shrinks by the same factor from level to level
        ends = (_RATIOS[0] - 1, _RATIOS[1] - 1)
        ratio = 1 + blend_log(ends, level, self.n_levels)
        return {
            "standard_hz": STANDARD_HZ,
            "target_hz": round(STANDARD_HZ * ratio, 1),
            "interval": round(blend_log(_INTERVALS, level, self.n_levels), 2),
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: which tone to press for."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Rare tones"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "You hear a series of tones. Now and then one is higher than the "
                    "others. Look at the cross and press the space bar for each high "
                    "tone, as fast as you can.",
                ),
                example=self._brief().next_trial(1, np.random.default_rng(1)),
            ),
        )

    def _brief(self) -> AuditoryOddball:
        """Return the task with short runs, for the example on a card."""
        return replace(self, n_items=10)

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one run of tones; the first two are never targets."""
        values = dict(self.parameters(level))
        phases = [Phase("ready", _CROSS, duration=1.0)]
        kinds = _order(self.n_items, rng)
        for rare in kinds:
            pause = float(values["interval"]) - _SECONDS
            pause += float(rng.uniform(-self.jitter, self.jitter))
            hertz = float(values["target_hz"] if rare else STANDARD_HZ)
            phases.append(
                Phase(
                    "target" if rare else "standard",
                    _CROSS,
                    duration=_SECONDS,
                    collects=True,
                    onset=True,
                    expected="space" if rare else None,
                    sounds=(tone(hertz, _SECONDS),),
                )
            )
            phases.append(
                Phase("pause", _CROSS, duration=round(pause, 3), collects=True)
            )
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=("space",),
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return hits, false alarms and times; the first key per tone counts."""
        tones = range(1, len(trial.phases), 2)
        times = []
        for i in tones:
            press = first_key(response, (i, i + 1))
            times.append(None if press is None else latency(response, press, i))
        return score_stream(
            [trial.phases[i].expected is not None for i in tones], times
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return d′, hit and false-alarm rates and reaction times."""
        figures = summarise(trials)
        return {
            "d_prime": figures["d_prime"],
            "hit_rate": 1 - figures["omission_rate"],
            "false_alarm_rate": figures["commission_rate"],
            "reaction_time_ms": figures["reaction_time_ms"],
        }


def _order(n_items: int, rng: np.random.Generator) -> list[bool]:
    """Return which tones are targets; never the first two, never two in a row."""
    n_rare = max(round(n_items * _RARE), 1)
    n_often = n_items - n_rare
    after = set((2 + rng.permutation(n_often - 1)[:n_rare]).tolist())
    kinds = []
    for count in range(1, n_often + 1):
        kinds.append(False)
        if count in after:
            kinds.append(True)
    return kinds
