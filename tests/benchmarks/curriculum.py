"""A curriculum against the order as listed, on simulated people with several tasks.

    attention-camp bench curriculum

A session of nine training blocks (search, change detection, memory scanning, three
times each, with breaks of 40 s) through the real loop, without EEG. The same person
works it three times: as listed, where each block begins at its first level; as listed,
where a task goes on at the level where it ended (the curriculum's way, and nothing else
of it); and under the curriculum. People are those of two generators: that of the
learned policy's training, and the held-out one (children and older adults, a Weibull
function). Compared are what a session is worth (`camp/simulate/environment.py`),
engagement while at work, the skill that noticing lapses gained, and how long the
session took. ``python tests/benchmarks/curriculum.py N`` takes N people of each.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from attention_camp.camp.session.messages import TrialFinished
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.running import course
from attention_camp.camp.simulate.environment import (
    HELD_OUT,
    TRAINED_ON,
    People,
    Reward,
    Worth,
)
from attention_camp.camp.simulate.without_eeg import run_session
from attention_camp.tasks.difficulty.curriculum import (
    Curriculum,
    CurriculumState,
    Next,
    Worked,
)
from attention_camp.tasks.observers.person import Person

IS_LONG = True
NEEDS_QUIET = False
N_PEOPLE = 300
SEED = 700_000
TASKS = ("visual-search", "change-detection", "sternberg")
TURNS, TRIALS, BREAK = 3, 30, 40.0
MEASURES = ("worth", "engagement", "skill", "minutes")

Row = tuple[str, float, str]


def plan_of(order: str) -> Plan:
    """Return the session in an order of blocks."""
    block = {"trials": TRIALS, "cards": False, "break_after": BREAK,
             "rule": {"name": "staircase"}}  # fmt: skip
    return plan_session(
        Protocol.model_validate(
            {
                "name": "curriculum",
                "title": "C",
                "description": "D",
                "order": order,
                "blocks": [{"task": name, **block} for name in TASKS * TURNS],
            }
        )
    )


@dataclass(frozen=True, slots=True)
class InOrder(Curriculum):
    """The order and the breaks as listed; tasks go on where they ended."""

    def decide(
        self, state: CurriculumState, worked: Worked
    ) -> tuple[Next, CurriculumState]:
        chosen, after = Curriculum.decide(self, state, worked)
        task = sum(after.done) % len(self.listed)
        even = state.pause_left / state.n_left
        made = replace(chosen, task=task, level=after.levels[task] or None, pause=even)
        return made, replace(after, pause_left=state.pause_left - even)


ORDERS: Mapping[str, tuple[str, type[Curriculum]]] = {
    "as listed": ("as-listed", Curriculum),
    "listed, levels kept": ("curriculum", InOrder),
    "curriculum": ("curriculum", Curriculum),
}


@dataclass
class Listener:
    """What a session comes to."""

    person: Person
    worth: Worth
    engaged: float = 0.0
    n_trials: int = 0
    end: float = 0.0

    def tell(self, message: Any) -> None:
        """Take in a message of the session."""
        self.worth.tell(message)
        if isinstance(message, TrialFinished):
            self.engaged += self.person.mind.engagement
            self.n_trials += 1
            self.end = message.record.onset + message.record.duration


def session(plan: Plan, people: People, number: int) -> tuple[float, ...]:
    """Return the measures of one person's session."""
    person, noise = people.draw(np.random.default_rng(SEED + number))
    heard = Listener(person, Worth(person, Reward()))
    before = person.state.noticed
    run_session(plan, person, noise, seed=SEED + number, tell=heard.tell)
    engaged = heard.engaged / max(heard.n_trials, 1)
    skill = person.state.noticed - before
    return heard.worth.take(), engaged, skill, heard.end / 60


def compared(people: People, n_people: int, what: str) -> Iterator[Row]:
    """Yield the paired differences, curriculum less each order as listed."""
    found: dict[str, NDArray[np.float64]] = {}
    for name, (order, rule) in ORDERS.items():
        plan = plan_of(order)
        with mock.patch.object(course, "Curriculum", rule):
            found[name] = np.array([session(plan, people, k) for k in range(n_people)])
    for column, measure in enumerate(MEASURES):
        mine = found["curriculum"][:, column]
        yield f"{what}, {measure}, curriculum", float(mine.mean()), "for information"
        for name in ("as listed", "listed, levels kept"):
            change = mine - found[name][:, column]
            low, high = stats.ttest_1samp(change, 0.0).confidence_interval()
            goal = f"95 % {low:+.4f} to {high:+.4f}, {n_people} people, paired"
            row = f"{what}, {measure}: curriculum − {name}"
            yield row, float(change.mean()), goal


def run(n_people: int = N_PEOPLE) -> Iterator[Row]:
    """Yield (what, figure, goal)."""
    yield from compared(TRAINED_ON, n_people, "usual people")
    yield from compared(HELD_OUT, n_people, "other people")


if __name__ == "__main__":
    for what, figure, goal in run(int((sys.argv[1:2] or [N_PEOPLE])[0])):
        print(f"{what}: {figure:.4f} ({goal})", flush=True)
