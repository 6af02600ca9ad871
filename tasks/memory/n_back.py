"""N-back: report when an item matches the one n steps before.

One trial is one short run, so that the difficulty changes between runs only.

References
----------
Kirchner, W. K. (1958). Age differences in short-term retention of rapidly changing
information. Journal of Experimental Psychology, 55, 352-358.
https://doi.org/10.1037/h0043688
Jaeggi, S. M., Buschkuehl, M., Jonides, J., & Perrig, W. J. (2008). Improving fluid
intelligence with training on working memory. PNAS, 105, 6829-6833.
https://doi.org/10.1073/pnas.0801268105
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.answer_keys import SIDES
from attention_camp.tasks.answers import first_key, latency
from attention_camp.tasks.figures import d_prime, mean, median, share
from attention_camp.tasks.finer import EASIEST, FINEST, finer, forgiving, place_in
from attention_camp.tasks.memory.n_back_run import LURE, TARGET, Stream, draw_stream
from attention_camp.tasks.options import check_choice, check_number, check_whole
from attention_camp.tasks.spoken import spoken
from attention_camp.tasks.timed_answers import of_one_level
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

LETTERS = "CHKLQRST"
"""Consonants that sound unlike each other; those of Jaeggi et al. (2008)."""
PLACES = (
    (-3.0, 3.0), (0.0, 3.0), (3.0, 3.0), (-3.0, 0.0),
    (3.0, 0.0), (-3.0, -3.0), (0.0, -3.0), (3.0, -3.0),
)  # fmt: skip
STREAMS: Mapping[str, Mapping[str, str]] = {
    "letters": {"letter": "space"},
    "positions": {"position": "space"},
    "dual": {"position": "f", "sound": "j"},
}
"""What is compared in each variant, and the key that reports a match."""

_LEVELS = (
    (1, 3.0, 0), (1, 2.5, 1),
    (2, 3.0, 0), (2, 2.5, 1), (2, 2.2, 2),
    (3, 3.0, 0), (3, 2.5, 1), (3, 2.2, 2),
    (4, 3.0, 0), (4, 2.5, 1), (5, 2.5, 1), (6, 2.5, 1),
)  # fmt: skip
_SHOWN = 0.5
_FASTEST = 0.8
_CRITERION = 0.6


@dataclass(frozen=True, slots=True)
class NBack:
    """Report each match with the item n steps before; a run is one trial.

    A run is right when hit rate minus false-alarm rate reaches 0.6, about Jaeggi's
    "fewer than three errors"; its performance is that difference.
    """

    name: ClassVar[str] = "n-back"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "N-back")
    chance: ClassVar[float] = 0.03
    target: ClassVar[float] = 0.75

    variant: str = "letters"
    """``letters``, ``positions`` or ``dual`` (positions and spoken letters)."""
    n: int = 0
    """Steps back in every run, 1 to 6; 0: as the level says."""
    n_items: int = 20
    """Number of items scored in a run, 6 to 60; n more come before them."""
    keys: str = "letters"
    """Of ``dual``: ``letters`` (F for the place, J for the letter), ``left-hand`` (S
    and F) or ``right-hand`` (J and L)."""
    interval: float = 0.0
    """Seconds from item to item, 1 to 10; 0: as the level says."""
    fineness: int = 1
    """Levels in the place of each one, 1 to 5: more make smaller steps."""
    easier: int = 0
    """Plain levels before the first, 0 to 4: its own runs, with more slips forgiven."""

    def __post_init__(self) -> None:
        check_choice("variant", self.variant, STREAMS)
        check_choice("keys", self.keys, _DUAL)
        check_whole("n", self.n, 0, 6)
        check_whole("n_items", self.n_items, 6, 60)
        if self.interval != 0:
            check_number("interval", self.interval, 1, 10)
        check_whole("fineness", self.fineness, 1, FINEST)
        check_whole("easier", self.easier, 0, EASIEST)

    @property
    def n_levels(self) -> int:
        """Number of levels."""
        return finer(len(_LEVELS) + self.easier, self.fineness)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return n, interval (s), lures per stream, and a forgiving run's criterion."""
        check_whole("level", level, 1, self.n_levels)
        place = place_in(self, level)
        whole = max(int(place), 1)
        n, interval, lures = _LEVELS[whole - 1]
        if (share := place - whole) > 0:
            interval = round(interval * (_faster(whole) / interval) ** share, 2)
        return {
            "variant": self.variant,
            "n": self.n or n,
            "interval": self.interval or interval,
            "lures": lures,
            **forgiving(_CRITERION, place),
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what is a match and which key reports it."""
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Steps back"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Items appear one after another. Compare each with the one a few "
                    "steps before. Each run begins by saying how many steps: one step "
                    "back is the item just before, two steps the one before that.",
                ),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                _DUAL[self.keys] if self.variant == "dual" else _ANSWER[self.variant],
                # a short run
                example=replace(self, n_items=6).next_trial(
                    1, np.random.default_rng(4)
                ),
            ),
        )

    @property
    def _keys(self) -> Mapping[str, str]:
        """What is compared, and the key that reports a match."""
        streams = STREAMS[self.variant]
        if self.variant != "dual":
            return streams
        return dict(zip(streams, SIDES[self.keys], strict=True))

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one run: a cue that names n, then the items one after another."""
        values = dict(self.parameters(level))
        n, lures = int(values["n"]), int(values["lures"])
        streams = {
            name: draw_stream(n, n_items=self.n_items, n_lures=lures, rng=rng)
            for name in STREAMS[self.variant]
        }
        phases = [
            Phase("cue", (Glyph(_STEPS[n], height=1.2, is_word=True),), duration=2.0)
        ]
        for i in range(n + self.n_items):
            phases += self._item(streams, i, float(values["interval"]))
        for name, stream in streams.items():
            values[f"{name}_items"] = "".join(LETTERS[k] for k in stream.items)
            values[f"{name}_kinds"] = stream.kinds
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=tuple(self._keys.values()),
            condition=f"{n}-back",
            parameters=values,
        )

    def _item(
        self, streams: Mapping[str, Stream], i: int, interval: float
    ) -> tuple[Phase, Phase]:
        stimuli: tuple[Stimulus, ...] = ()
        sounds: tuple[Sound, ...] = ()
        for name, stream in streams.items():
            if name == "letter":
                stimuli = (Glyph(LETTERS[stream.items[i]], height=2.0),)
            elif name == "position":
                x, y = PLACES[stream.items[i]]
                stimuli = (*_CROSS, Shape("rect", x, y, width=2.4, height=2.4))
            else:
                sounds = (spoken("letter", LETTERS[stream.items[i]]),)
        matches = [
            self._keys[name]
            for name, stream in streams.items()
            if stream.kinds[i] == TARGET
        ]
        shown = Phase(
            "match" if matches else "other",
            stimuli,
            duration=_SHOWN,
            collects=True,
            onset=True,
            expected="+".join(matches) or None,
            sounds=sounds,
        )
        rest = () if self.variant == "letters" else _CROSS
        return shown, Phase(
            "interval", rest, duration=round(interval - _SHOWN, 3), collects=True
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return hits, false alarms and lures; the first key per item counts."""
        measures: dict[str, Scalar] = {}
        times: list[float | None] = []
        rates = []
        for name, key in self._keys.items():
            counts, hit_times = _count(trial, response, name, key)
            times += hit_times
            rates.append(
                share(counts["hits"], counts["targets"])
                - share(
                    counts["false_alarms"] + counts["lure_false_alarms"],
                    counts["others"] + counts["lures"],
                )
            )
            measures |= {f"{name}_{what}": count for what, count in counts.items()}
        performance = min(max(float(np.mean(rates)), 0.0), 1.0)
        found = [time for time in times if time is not None]
        asked = float(trial.parameters.get("criterion", _CRITERION))
        return Outcome(
            correct=performance >= asked,
            performance=performance,
            reaction_time=median(found) if found else None,
            responded=bool(response.keypresses),
            measures=measures,
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return d′, hit and false-alarm rates of each stream, and the mean n.

        False alarms to lures are kept apart. Where levels are mixed there is no d′ and
        no rate: each falls with n, though the person has not changed.
        """
        figures: dict[str, float] = {
            "n": mean(float(t.parameters["n"]) for t, _ in trials),
            "reaction_time_ms": 1000 * median(o.reaction_time for _, o in trials),
        }
        trials = of_one_level(trials)
        for name in STREAMS[self.variant]:
            total = {
                what: sum(int(o.measures[f"{name}_{what}"]) for _, o in trials)
                for what in _COUNTS
            }
            figures[f"{name}_d_prime"] = d_prime(
                total["hits"], total["targets"], total["false_alarms"], total["others"]
            )
            figures[f"{name}_hit_rate"] = share(total["hits"], total["targets"])
            figures[f"{name}_false_alarm_rate"] = share(
                total["false_alarms"], total["others"]
            )
            figures[f"{name}_lure_false_alarm_rate"] = share(
                total["lure_false_alarms"], total["lures"]
            )
        return figures


_CROSS: tuple[Stimulus, ...] = (
    Shape("cross", width=0.6, height=0.6, line=0.08, colour="dim"),
)
_COUNTS = (
    "hits", "targets", "false_alarms", "others", "lure_false_alarms", "lures",
)  # fmt: skip


def _count(
    trial: Trial, response: Response, name: str, key: str
) -> tuple[dict[str, int], list[float | None]]:
    counts = dict.fromkeys(_COUNTS, 0)
    times: list[float | None] = []
    skip = int(trial.parameters["n"])
    for i, kind in enumerate(str(trial.parameters[f"{name}_kinds"])):
        if i < skip:
            continue
        shown = 1 + 2 * i
        press = first_key(response, (shown, shown + 1), (key,))
        if kind == TARGET:
            counts["targets"] += 1
            if press is not None:
                counts["hits"] += 1
                times.append(latency(response, press, shown))
        elif kind == LURE:
            counts["lures"] += 1
            counts["lure_false_alarms"] += press is not None
        else:
            counts["others"] += 1
            counts["false_alarms"] += press is not None
    return counts, times


def _faster(level: int) -> float:
    """Return the interval at which a run is about as hard as one of the next level."""
    (n, *_), (harder, slower, _) = _LEVELS[level - 1 : level + 1]
    # sensitivity falls with n and with the root of the interval (own choice, as in
    # the simulated observer); lures wait for the next level of the plain scale
    return max(slower * (n / harder) ** 2, _FASTEST) if harder > n else slower


_STEPS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("tasks", "The same item"),
    QT_TRANSLATE_NOOP("tasks", "One step back"),
    QT_TRANSLATE_NOOP("tasks", "Two steps back"),
    QT_TRANSLATE_NOOP("tasks", "Three steps back"),
    QT_TRANSLATE_NOOP("tasks", "Four steps back"),
    QT_TRANSLATE_NOOP("tasks", "Five steps back"),
    QT_TRANSLATE_NOOP("tasks", "Six steps back"),
)
_ANSWER: Mapping[str, str] = {
    "letters": QT_TRANSLATE_NOOP(
        "tasks",
        "Press the space bar whenever the letter matches. Press nothing otherwise. "
        "Beware of letters that match, but at the wrong number of steps.",
    ),
    "positions": QT_TRANSLATE_NOOP(
        "tasks",
        "Press the space bar whenever the square is where it was the given number of "
        "steps before. Press nothing otherwise.",
    ),
}
_DUAL: Mapping[str, str] = {
    "letters": QT_TRANSLATE_NOOP(
        "tasks",
        "Press F when the place of the square matches, J when the spoken letter "
        "matches, both keys when both match. Press nothing otherwise.",
    ),
    "left-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Press S when the place of the square matches, F when the spoken letter "
        "matches, both keys when both match. Press nothing otherwise.",
    ),
    "right-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "Press J when the place of the square matches, L when the spoken letter "
        "matches, both keys when both match. Press nothing otherwise.",
    ),
}
