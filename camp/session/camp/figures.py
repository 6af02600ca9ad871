"""A person's own figures: levels, times and steadiness, from what they did alone.

Nothing else is read of a trial than its level, whether it was right, its reaction time
and how clear the signal was: so the arm of a study cannot show.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from attention_camp.camp.session.protocol import Block
from attention_camp.camp.session.records import TrialRecord
from attention_camp.tasks.answer_keys import OF_THE_HAND
from attention_camp.tasks.difficulty.settled import aim_in, settled_range
from attention_camp.tasks.memory.spans import standing
from attention_camp.tasks.task import Task

BAND = 1.28
"""Standard deviations to each side of an estimate: a band of 80 %; own choice."""
LEAST_TIMES = 10
"""Right answers below which no time is told; own choice."""


@dataclass(frozen=True, slots=True)
class Did:
    """What a person did in a trial."""

    level: int
    correct: bool
    time: float | None
    """Reaction time, s."""
    n_answers: int = 0
    """Keys that were pressed, and not taken back."""
    clear: float = math.nan
    """Share of channels that were good; NaN: no EEG was judged."""

    @classmethod
    def of(cls, record: TrialRecord) -> Self:
        """Return what is kept of a stored trial."""
        return cls(
            record.level,
            record.correct,
            record.reaction_time,
            len(standing(record.response.split())),
            record.quality,
        )


@dataclass(frozen=True, slots=True)
class Band:
    """An estimate with its band of 80 %."""

    value: float
    error: float
    """Standard error."""

    @property
    def low(self) -> float:
        """Lower end of the band."""
        return self.value - BAND * self.error

    @property
    def high(self) -> float:
        """Upper end of the band."""
        return self.value + BAND * self.error


@dataclass(frozen=True, slots=True, eq=False)
class TaskFigures:
    """A person in one task, over a block or over all blocks of it in a session."""

    name: str
    """Name of the task, as protocols have it."""
    options: Mapping[str, object]
    trials: tuple[Did, ...]
    n_levels: int
    level: Band
    """Level at which the person reaches the aim of the block's rule."""

    @classmethod
    def of(cls, block: Block, trials: Sequence[Did]) -> Self:
        """Return the figures of a block's trials.

        Parameters
        ----------
        block : Block
            The task and its options.
        trials : sequence of Did
            At least one.
        """
        task: Task = block.make_task()
        answers = [(t.level, t.correct) for t in trials]
        aim = aim_in(block.rule.options, task)
        band = Band(*settled_range(answers, task, target=aim))
        return cls(block.task, block.options, tuple(trials), task.n_levels, band)

    @property
    def key(self) -> str:
        """What makes the levels of two blocks comparable."""
        return _key(self.name, self.options)

    @property
    def hand(self) -> Mapping[str, object]:
        """How it is answered: times compare only where this is the same."""
        return {k: v for k, v in self.options.items() if k in OF_THE_HAND}

    @property
    def time(self) -> Band | None:
        """Median time of right answers, s; None: too few."""
        times = [t for _, t in _timed(self.trials)]
        if len(times) < LEAST_TIMES:
            return None
        # of a median: 1.2533 standard errors of a mean
        error = 1.2533 * float(np.std(times, ddof=1)) / math.sqrt(len(times))
        return Band(float(np.median(times)), error)

    @property
    def unsteadiness(self) -> Band | None:
        """How much times vary within a level, as a share of them; None: too few."""
        rest = _within_levels(_timed(self.trials))
        if len(rest) < LEAST_TIMES:
            return None
        spread = float(np.sqrt(np.mean(np.square(rest))))
        return Band(spread, spread / math.sqrt(2 * len(rest)))


@dataclass(frozen=True, slots=True, eq=False)
class SessionFigures:
    """A person's session: each task that changes its difficulty, in order."""

    number: int
    """Which session of the camp, from 1."""
    tasks: tuple[TaskFigures, ...]
    clear: float
    """Mean share of channels that were good; NaN: no EEG was judged."""
    minutes: float
    """From the first trial to the end of the last, each run for itself; NaN: the EEG
    does not tell when one of them was."""

    @classmethod
    def of(
        cls, number: int, blocks: Sequence[Block], records: Iterable[TrialRecord]
    ) -> Self:
        """Return the figures of a session's trials; practice does not count.

        Parameters
        ----------
        number : int
            Which session of the camp, from 1.
        blocks : sequence of Block
            The protocol's blocks.
        records : iterable of TrialRecord
            All that is stored of its trials, in order; of several runs, one after the
            other.
        """
        kept = list(records)
        lots: dict[str, tuple[Block, list[Did]]] = {}
        for record in kept:
            if record.stage != "main" or not 0 < record.block <= len(blocks):
                continue
            block = blocks[record.block - 1]
            if block.rule.name == "fixed":
                continue
            key = _key(block.task, block.options)
            lots.setdefault(key, (block, []))[1].append(Did.of(record))
        clear = [r.quality for r in kept if not math.isnan(r.quality)]
        return cls(
            number,
            tuple(TaskFigures.of(block, trials) for block, trials in lots.values()),
            float(np.mean(clear)) if clear else math.nan,
            _seconds(kept) / 60,
        )

    def task(self, key: str) -> TaskFigures | None:
        """Return the figures of a task; None: it was not done."""
        return next((one for one in self.tasks if one.key == key), None)


def _seconds(records: Iterable[TrialRecord]) -> float:
    """Return how long the runs took, from their first trial to the end of their last.

    Onsets count from the start of each run: a trial that begins before an earlier one
    has ended is the first of another. NaN: an end of a run has no onset.
    """
    spans: list[tuple[float, float]] = []
    reached = -math.inf
    for record in records:
        end = record.onset + record.duration
        if not spans or record.onset < reached:
            spans.append((record.onset, end))
        else:
            spans[-1] = spans[-1][0], end
        if not math.isnan(end):
            reached = end
    return sum(end - start for start, end in spans)


def _key(task: str, options: Mapping[str, object]) -> str:
    kept = {k: v for k, v in sorted(options.items()) if k not in OF_THE_HAND}
    return f"{task} {kept}"


def faster_at_same_level(now: TaskFigures, before: TaskFigures) -> Band | None:
    """Return how much less time right answers took at the levels of both, s.

    Times at another level, or by other keys, say nothing of the person. None: too few
    at the same levels.
    """
    if now.hand != before.hand:
        return None
    mine, theirs = _by_level(now.trials), _by_level(before.trials)
    gains, errors = [], []
    for level in mine.keys() & theirs.keys():
        one, other = mine[level], theirs[level]
        if min(len(one), len(other)) < LEAST_TIMES // 2:
            continue
        gains.append(float(np.mean(other) - np.mean(one)))
        variance = np.var(one, ddof=1) / len(one) + np.var(other, ddof=1) / len(other)
        errors.append(max(float(variance), 1e-12))
    if not gains:
        return None
    weights = 1 / np.array(errors)
    mean = float((weights * gains).sum() / weights.sum())
    return Band(mean, float(1 / math.sqrt(weights.sum())))


def change(now: Band, before: Band) -> int:
    """Return 1 or -1 where an estimate rose or fell by more than its band, else 0."""
    error = math.hypot(now.error, before.error)
    gain = now.value - before.value
    return 0 if abs(gain) <= BAND * error else int(math.copysign(1, gain))


def _timed(trials: Iterable[Did]) -> list[tuple[int, float]]:
    return [(t.level, t.time) for t in trials if t.correct and t.time is not None]


def _by_level(trials: Iterable[Did]) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for level, time in _timed(trials):
        found.setdefault(level, []).append(time)
    return found


def _within_levels(timed: Iterable[tuple[int, float]]) -> list[float]:
    """Return the logarithms of times, less their mean at each level."""
    lots: dict[int, list[float]] = {}
    for level, time in timed:
        lots.setdefault(level, []).append(math.log(max(time, 1e-3)))
    rest = []
    for logs in lots.values():
        if len(logs) > 1:  # of n values around their own mean, n - 1 are free
            scale = math.sqrt(len(logs) / (len(logs) - 1))
            rest += [(x - float(np.mean(logs))) * scale for x in logs]
    return rest
