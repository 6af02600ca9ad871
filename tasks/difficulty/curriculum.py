"""A curriculum: which task, level and break come next, from what was answered so far.

A pure function of (state, evidence), as a difficulty rule is; it knows nothing of EEG.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import Any

from attention_camp.resources.texts import QT_TRANSLATE_NOOP

WHY: Mapping[str, str] = {
    "first-time": QT_TRANSLATE_NOOP(
        "why", "This task has not been done in this session yet."
    ),
    "owed": QT_TRANSLATE_NOOP(
        "why", "No more time is left than this task has to get in any case."
    ),
    "gained-most": QT_TRANSLATE_NOOP(
        "why", "The level of this task rose most the last time."
    ),
    "only-one": QT_TRANSLATE_NOOP("why", "No other task was left to choose."),
}
"""Code of each reason for a task, and its English sentence (context ``why``)."""

LONGER, SHORTER = 1.5, 0.75
"""The next break beside an even share of what is left, after signs of fatigue and
without them; own choice."""
FEWEST_TIMES = 6
"""Fewest reaction times of a block that may show that answers became slower."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What a block of one task came to."""

    task: int
    """Number of the task among those of the session, from 0."""
    first_level: int
    last_level: int
    """Levels of its first trial, and of the trial that would have come next."""
    n_trials: int
    n_correct: int
    reaction_times: tuple[float, ...] = ()
    """In order, s; trials without an answer are left out."""


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next, and why."""

    task: int
    """Number of the task among those of the session, from 0."""
    level: int | None
    """Level that it begins at; None: the one that the protocol says."""
    pause: float
    """Break before it, s."""
    why: str
    """One of the codes of `WHY`."""
    tired: bool = False
    """Whether the block before it showed signs of fatigue."""


@dataclass(frozen=True, slots=True)
class CurriculumState:
    """What is known of a session so far; plain values."""

    done: tuple[int, ...]
    """How often each task was done."""
    levels: tuple[int, ...]
    """Level that each task reached; 0: it was not done yet."""
    gains: tuple[float, ...]
    """By how much of all its levels each task rose the last time."""
    n_left: int
    """Blocks that are still to be chosen."""
    pause_left: float
    """Seconds of break that are left."""


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Chooses the task whose level rises most, and longer breaks where people tire.

    Every task comes once before one comes again, and at least half as often as the
    protocol lists it; no task comes twice in a row while another may come. Beyond that
    the task whose level rose most the last time comes next, as the learning progress of
    Clement, B., Roy, D., Oudeyer, P.-Y., & Lopes, M. (2015). Multi-armed bandits for
    intelligent tutoring systems. Journal of Educational Data Mining, 7(2), 20-48. A
    task begins where it ended. Breaks add up to what the protocol lists: one is longer
    after a block whose answers became slower or were wrong more often than aimed at.
    Nothing shows that people learn more by it.
    """

    listed: tuple[int, ...]
    """How often the protocol lists each task."""
    n_levels: tuple[int, ...]
    targets: tuple[float, ...]
    """Levels of each task, and the share right that it aims for."""
    pauses: float
    """Seconds of break that the protocol lists between these blocks."""
    slower: float = 0.05
    """By how much of itself the reaction time of a block's last third may exceed that
    of its first."""
    worse: float = 0.1
    """How far the share right of a block may lie below its target."""

    def __post_init__(self) -> None:
        if not len(self.listed) == len(self.n_levels) == len(self.targets) >= 1:
            raise ValueError("a curriculum needs levels and a target for each task")

    def start(self) -> CurriculumState:
        """Return the state before the first block, which is the first one listed."""
        nothing = (0,) * len(self.listed)
        zeros = (0.0,) * len(self.listed)
        return CurriculumState(
            nothing, nothing, zeros, sum(self.listed) - 1, self.pauses
        )

    def decide(
        self, state: CurriculumState, worked: Worked
    ) -> tuple[Next, CurriculumState]:
        """Return what comes after a block, and the next state.

        Parameters
        ----------
        state : CurriculumState
            Before the block; it is not changed.
        worked : Worked
            What the block came to.

        Raises
        ------
        ValueError
            If no block is left.
        """
        if state.n_left < 1:
            raise ValueError("a curriculum has no block left to choose")
        seen = self._seen(state, worked)
        task, why = self._task(seen, worked.task)
        tired = self.is_tired(worked)
        even = seen.pause_left / seen.n_left
        pause = even * (LONGER if tired else SHORTER)
        # what was saved is given back in the end: a session keeps its length
        pause = seen.pause_left if seen.n_left == 1 else min(pause, seen.pause_left)
        pause = round(pause, 3)
        level = seen.levels[task] or None
        after = replace(
            seen, n_left=seen.n_left - 1, pause_left=round(seen.pause_left - pause, 3)
        )
        return Next(task, level, pause, why, tired), after

    def is_tired(self, worked: Worked) -> bool:
        """Return whether answers became slower, or were wrong more often than aimed."""
        target = self.targets[worked.task]
        if worked.n_trials and worked.n_correct / worked.n_trials < target - self.worse:
            return True
        logs = [
            math.log(t) for t in worked.reaction_times if t > 0 and math.isfinite(t)
        ]
        if len(logs) < FEWEST_TIMES:
            return False
        third = len(logs) // 3
        change = (sum(logs[-third:]) - sum(logs[:third])) / third
        return change > math.log1p(self.slower)

    def _seen(self, state: CurriculumState, worked: Worked) -> CurriculumState:
        """Return the state with a block more."""
        k, span = worked.task, max(self.n_levels[worked.task] - 1, 1)
        gain = (worked.last_level - worked.first_level) / span
        return replace(
            state,
            done=_with(state.done, k, state.done[k] + 1),
            levels=_with(state.levels, k, worked.last_level),
            gains=_with(state.gains, k, gain),
        )

    def _task(self, state: CurriculumState, last: int) -> tuple[int, str]:
        """Return the next task and the reason."""
        tasks = range(len(self.listed))
        if new := [k for k in tasks if not state.done[k]]:
            return new[0], "first-time"
        least = [(n + 1) // 2 for n in self.listed]
        owed = [max(n - m, 0) for n, m in zip(least, state.done, strict=True)]
        is_short = sum(owed) >= state.n_left
        allowed = [k for k in tasks if owed[k]] if is_short else list(tasks)
        others = [k for k in allowed if k != last]
        if not others:
            return allowed[0], "only-one"
        # of equal ones that which was done least, then the one listed first
        best = max(others, key=lambda k: (state.gains[k], -state.done[k], -k))
        return best, "owed" if is_short else "gained-most"

    def to_json(self, state: CurriculumState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return asdict(state)

    def from_json(self, values: Mapping[str, Any]) -> CurriculumState:
        """Return the state from its plain values.

        Raises
        ------
        ValueError
            If they are no state of these tasks.
        """
        try:
            lists = {name: tuple(values[name]) for name in ("done", "levels", "gains")}
            state = CurriculumState(**{**values, **lists})
        except (KeyError, TypeError) as error:
            msg = f"values: a curriculum's state, got {sorted(values)}."
            raise ValueError(msg) from error
        numbers = [state.n_left, state.pause_left, *chain(*lists.values())]
        is_whole = all(len(found) == len(self.listed) for found in lists.values())
        if not is_whole or not all(isinstance(one, int | float) for one in numbers):
            msg = f"values: numbers of {len(self.listed)} tasks, got {dict(values)}."
            raise ValueError(msg)
        return state


def _with(values: tuple[Any, ...], place: int, value: Any) -> tuple[Any, ...]:
    """Return a tuple with another value at one place."""
    return (*values[:place], value, *values[place + 1 :])
