"""Ten sessions of a camp: how many trials are neither too easy nor too hard.

    attention-camp bench camp_levels

Simulated people of five kinds do ten sessions of the protocol made for them, two days
apart, with the program's own loop, rules and levels carried on, and without EEG. Before
each session each person's true chance of success is found for each level, from trials
at the engagement of usual work. Counted are the main trials at a level where that
chance is 0.70 to 0.85; of tasks with another target, where it is within 0.08 of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

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

IS_LONG = True
NEEDS_QUIET = False
KINDS = (
    ("novices", "adults"),
    ("adults", "adults"),
    ("experts", "adults"),
    ("children", "children"),
    ("older-adults", "older-adults"),
)
N_SESSIONS, N_PEOPLE, N_CHANCE = 10, 1, 80
LOW, HIGH, NEAR = 0.70, 0.85, 0.08


@dataclass
class Kept:
    """A store in memory."""

    ledger: list[LedgerLine] = field(default_factory=list)

    def append(self, line: TrialLine) -> None:
        self.ledger.append(line)

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

    def mark(self, value: int) -> None:
        pass

    def set_engagement(self, value: float) -> None:
        pass

    def evoke(self, events: tuple[EvokedEvent, ...]) -> None:
        pass


def run() -> Iterator[tuple[str, float, str]]:
    """Yield (kind and task, share of main trials in the range, goal)."""
    for kind, name in KINDS:
        found: dict[str, list[bool]] = defaultdict(list)
        for seed in range(1, N_PEOPLE + 1):
            for task, inside in camp_of(kind, name, seed):
                found[task].append(inside)
        every = [inside for trials in found.values() for inside in trials]
        yield f"{kind}, {name}: all {len(every)} main trials", _share(every), "≥ 0.80"
        for task, trials in found.items():
            yield f"{kind}, {task}: {len(trials)} trials", _share(trials), "≥ 0.80"


def camp_of(kind: str, name: str, seed: int) -> Iterator[tuple[str, bool]]:
    """Yield the task of each main trial of a camp, and whether its level fitted.

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
    protocol, lines = load_protocol(name), []
    for session in range(N_SESSIONS):
        before = person.state
        carried, _ = carry_on(protocol, levels_reached(lines))
        lines = _session(person, carried, seed * 100 + session)
        middle = replace(
            before,
            practice={
                task: (before.practice.get(task, 0.0) + n) / 2
                for task, n in person.state.practice.items()
            },
        )
        chances: dict[tuple[int, int], float] = {}
        for line in lines:
            if not isinstance(line, TrialLine) or line.record.stage != "main":
                continue
            block = carried.blocks[line.record.block - 1]
            place = line.record.block, line.record.level
            if place not in chances:
                still = make_person(spec, state=middle)
                chances[place] = true_chance(still, block, line.record.level)
            yield line.record.task, _fits(chances[place], block)
        person.end_session(days=2)


def true_chance(person: Person, block: Block, level: int) -> float:
    """Return a person's chance of success at a level, as skilled as they are now.

    Parameters
    ----------
    person : Person
        Does not learn from it.
    block : Block
        Task and options.
    level : int
        Difficulty.
    """
    task, skill = block.make_task(), person.state
    clock = VirtualClock()
    screen = SimulatedScreen(person, clock, seed=1, engagement=lambda: WORK_LEVEL)
    rng = np.random.default_rng((level, 17))
    n_right = 0
    for _ in range(N_CHANCE):
        person.state = skill
        trial = task.next_trial(level, rng)
        n_right += task.score(trial, screen.present(trial)).correct
    return n_right / N_CHANCE


def _session(person: Person, protocol: Protocol, seed: int) -> list[LedgerLine]:
    clock, kept, link = VirtualClock(), Kept(), NoHeadset()
    request = SessionRequest(Path(), "01", "01", observer="person", seed=seed)
    who = SimulatedParticipant(person, clock, link, seed=seed)
    screen = SimulatedScreen(person, clock, seed=seed, engagement=who.engagement)
    kept.append_ledger(header_line(request, protocol, None, None))
    parts = Parts(
        screen, link, kept, lambda _: None, NoControl(), clock, attend=who.attend
    )
    TrialLoop(plan_session(protocol), parts, request=request).run()
    return kept.ledger


def _fits(chance: float, block: Block) -> bool:
    target = block.make_task().target
    if LOW <= target <= HIGH:
        return LOW <= chance <= HIGH
    return abs(chance - target) <= NEAR


def _share(inside: Sequence[bool]) -> float:
    return sum(inside) / len(inside)
