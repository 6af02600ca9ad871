"""Ten sessions of a camp: how many trials are neither too easy nor too hard.

    attention-camp bench camp_levels

Simulated people of five kinds do ten sessions of the protocol made for them, two days
apart, with the program's own loop, rules and levels carried on, and without EEG. After
each session each person's true chance of success is found for each level they were at,
from trials at the engagement that they had in that block. Counted are the main trials
at a level where that chance is 0.70 to 0.85; of tasks with another target, where it is
within 0.08 of it. Beside it stands what a rule that knows the person would reach: the
share of trials of which any level of the task would do. Shares are means over people,
with an interval of 95 % for the mean of such people (Student's t).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
from scipy import stats
from scipy.optimize import isotonic_regression

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.link import (
    NO_ANSWER,
    NO_EEG,
    Permission,
    Place,
    Score,
)
from attention_camp.camp.session.loop import TrialLoop
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Block, Protocol, load_protocol
from attention_camp.camp.session.protocols.carried_levels import (
    carry_on,
    levels_reached,
)
from attention_camp.camp.session.records import EventRow
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.session.simulated_participant import SimulatedParticipant
from attention_camp.signal.simulated.evoked import EvokedEvent
from attention_camp.tasks.observers.mind import WORK_LEVEL
from attention_camp.tasks.observers.observer import make_person
from attention_camp.tasks.observers.person import Person
from attention_camp.tasks.task import Task
from attention_camp.tasks.trial import Trial

IS_LONG = True
NEEDS_QUIET = False
KINDS = (
    ("novices", "adults"),
    ("adults", "adults"),
    ("experts", "adults"),
    ("children", "children"),
    ("older-adults", "older-adults"),
)
N_SESSIONS, N_PEOPLE = 10, 6
N_CHANCE, N_RUNS = 800, 150
"""Trials from which a chance of success is found; runs, of tasks whose trial is one.
Fewer put levels near an end of the range on either side of it by luck."""
LOW, HIGH, NEAR = 0.70, 0.85, 0.08


@dataclass
class Kept:
    """A store in memory, and the engagement at each trial."""

    now: float = WORK_LEVEL
    ledger: list[LedgerLine] = field(default_factory=list)
    engaged: dict[int, list[float]] = field(default_factory=dict)
    """Engagement at the trials of each block."""

    def append(self, line: TrialLine) -> None:
        self.ledger.append(line)
        if line.record.stage == "main":
            self.engaged.setdefault(line.record.block, []).append(self.now)

    def append_event(self, row: EventRow) -> None:
        pass

    def append_ledger(self, line: LedgerLine) -> None:
        self.ledger.append(line)

    def append_frames(self, times: tuple[float, ...]) -> None:
        pass


class NoHeadset:
    """An EEG side that never answers."""

    def describe(self) -> None:
        return None

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        return tuple(Place(-1, time) for time in times)

    def score(self, start: float, stop: float) -> Score:
        return NO_EEG

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:
        return 0, 0

    def calibrate(self) -> Permission:
        return NO_ANSWER

    def check(self) -> Permission:
        return NO_ANSWER

    def mark(self, value: int) -> None:
        pass

    def set_engagement(self, value: float) -> None:
        pass

    def evoke(self, events: tuple[EvokedEvent, ...]) -> None:
        pass


@dataclass(frozen=True)
class Fit:
    """Whether the level of a trial fitted, and whether any would have."""

    task: str
    session: int
    fits: bool
    could: bool


@dataclass
class Chances:
    """The true chance of success at each level of a block, found where it is asked."""

    person: Person
    """As skilled as in the middle of the session."""
    block: Block
    engaged: Sequence[float]
    _found: dict[int, float] = field(default_factory=dict)

    def at(self, level: int) -> float:
        """Return the chance at a level."""
        if level not in self._found:
            self._found[level] = true_chance(
                self.person, self.block, level, self.engaged
            )
        return self._found[level]

    def smooth(self, levels: Iterable[int]) -> dict[int, float]:
        """Return the chances at levels, none higher than that at an easier one."""
        asked = sorted(set(levels))
        falling = isotonic_regression([self.at(n) for n in asked], increasing=False)
        return dict(zip(asked, falling.x.tolist(), strict=True))

    def could_fit(self) -> bool:
        """Return whether the chance at any level fits: it falls from level to level."""
        easier, harder = 1, self.block.make_task().n_levels
        target = self.block.make_task().target
        middle = (LOW + HIGH) / 2 if LOW <= target <= HIGH else target
        while harder - easier > 1:
            level = (easier + harder) // 2
            easier, harder = (
                (level, harder) if self.at(level) >= middle else (easier, level)
            )
        return any(_fits(self.at(level), self.block) for level in (easier, harder))


def run() -> Iterator[tuple[str, float, str]]:
    """Yield (kind and task, share of main trials in the range, goal)."""
    for kind, name in KINDS:
        people = [list(camp_of(kind, name, seed)) for seed in range(1, N_PEOPLE + 1)]
        found = [fit for person in people for fit in person]
        who = f"{kind}, {name}"
        within = _interval([_share(person) for person in people])
        what = f"all {len(found)} main trials of {N_PEOPLE} people ({within})"
        yield f"{who}: {what}", _share(found), "≥ 0.80"
        first = [fit for fit in found if fit.session == 1]
        yield f"{who}: in the first session", _share(first), ""
        later = [fit for fit in found if fit.session > 1]
        yield f"{who}: from the second session on", _share(later), "≥ 0.80"
        for task in dict.fromkeys(fit.task for fit in found):
            mine = [fit for fit in found if fit.task == task]
            could = sum(fit.could for fit in mine) / len(mine)
            label = (
                f"{who}: {task}, {len(mine)} trials (a rule that knows: {could:.2f})"
            )
            yield label, _share(mine), "≥ 0.80"


def camp_of(kind: str, name: str, seed: int) -> Iterator[Fit]:
    """Yield for each main trial of a camp whether its level fitted.

    Parameters
    ----------
    kind : str
        Population.
    name : str
        Shipped protocol.
    seed : int
        The person.
    """
    spec = f"population={kind},seed={seed},dropout=0"
    person = make_person(spec)
    protocol, lines = load_protocol(name), list[LedgerLine]()
    for session in range(N_SESSIONS):
        before = person.state
        carried, _ = carry_on(protocol, levels_reached(lines))
        kept = _session(person, carried, seed * 100, session)
        lines += kept.ledger
        middle = replace(
            before,
            practice={
                task: (before.practice.get(task, 0.0) + n) / 2
                for task, n in person.state.practice.items()
            },
        )
        still = make_person(spec, state=middle)
        levels: dict[int, list[int]] = defaultdict(list)
        for line in kept.ledger:
            if isinstance(line, TrialLine) and line.record.stage == "main":
                levels[line.record.block].append(line.record.level)
        for number, shown in levels.items():
            block = carried.blocks[number - 1]
            chances = Chances(still, block, kept.engaged[number])
            at, could = chances.smooth(shown), chances.could_fit()
            for level in shown:
                fits = _fits(at[level], block)
                yield Fit(block.task, session + 1, fits, could or fits)
        person.end_session(days=2)


def true_chance(
    person: Person, block: Block, level: int, engaged: Sequence[float]
) -> float:
    """Return a person's chance of success at a level, as skilled as they are now.

    Parameters
    ----------
    person : Person
        Does not learn from it.
    block : Block
        Task and options.
    level : int
        Difficulty.
    engaged : sequence of float
        Engagement of each trial in turn, 0 to 1.
    """
    task, skill = block.make_task(), person.state
    clock = VirtualClock()
    turns = itertools.cycle(engaged)
    screen = SimulatedScreen(person, clock, seed=1, engagement=lambda: next(turns))
    trials = _shown(task, level) if task.chance > 0.2 else _drawn(task, level, N_RUNS)
    rights = []
    for trial in trials:
        person.state = skill
        rights.append(task.score(trial, screen.present(trial)).correct)
    person.state = skill
    return sum(rights) / len(rights)


def _drawn(task: Task, level: int, n_trials: int) -> Iterator[Trial]:
    """Yield trials of a level, the same whoever does them."""
    rng = np.random.default_rng((level, 17))
    for _ in range(n_trials):
        yield task.next_trial(level, rng)


@cache
def _shown(task: Task, level: int) -> tuple[Trial, ...]:
    """Return trials of a level without what is drawn: simulated people do not look.

    To draw forty items anew for each person and session would be most of the work.
    """
    return tuple(
        replace(trial, phases=tuple(replace(one, stimuli=()) for one in trial.phases))
        for trial in _drawn(task, level, N_CHANCE)
    )


def _session(person: Person, protocol: Protocol, seed: int, number: int) -> Kept:
    clock, kept, link = VirtualClock(), Kept(), NoHeadset()
    label, seed = f"{number + 1:02}", seed + number
    request = SessionRequest(Path(), "01", label, observer="person", seed=seed)
    who = SimulatedParticipant(person, clock, link, seed=seed)

    def engagement() -> float:
        kept.now = who.engagement()
        return kept.now

    screen = SimulatedScreen(person, clock, seed=seed, engagement=engagement)
    kept.append_ledger(header_line(request, protocol, None, None))
    parts = Parts(
        screen, link, kept, lambda _: None, NoControl(), clock, attend=who.attend
    )
    TrialLoop(plan_session(protocol), parts, request=request).run()
    return kept


def _fits(chance: float, block: Block) -> bool:
    target = block.make_task().target
    if LOW <= target <= HIGH:
        return LOW <= chance <= HIGH
    return abs(chance - target) <= NEAR


def _interval(shares: Sequence[float]) -> str:
    """Return the interval of 95 % for the mean of people like these, as a text."""
    error = stats.sem(shares) * stats.t.ppf(0.975, len(shares) - 1)
    middle = float(np.mean(shares))
    return f"95 %: {middle - error:.2f} to {min(middle + error, 1.0):.2f}"


def _share(fits: Sequence[Fit]) -> float:
    return sum(fit.fits for fit in fits) / len(fits)
