"""The plan of a session: blocks, trials, conditions and expected duration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from attention_camp.camp.session.camp.child_words import for_children
from attention_camp.camp.session.camp.understanding import least_trials
from attention_camp.camp.session.protocol import Block, Protocol
from attention_camp.camp.session.protocols.calibration_check import (
    last_of_check,
)
from attention_camp.resources.texts import how_many
from attention_camp.tasks.task import Task
from attention_camp.tasks.trial import Card, Trial

ANSWER_SECONDS = 1.0
"""Expected time of a key without a tight limit, s; own choice."""
READING_SECONDS = 8.0
"""Time allowed for an instruction card, s; own choice: forty words at 300 a minute."""


@dataclass(frozen=True, slots=True)
class PlannedBlock:
    """A block and its task."""

    number: int
    """Number of the block, from 1."""
    block: Block
    task: Task
    seconds: float
    """Expected duration with instructions, practice and break, s."""
    trial_seconds: float
    """Expected duration of one trial, s; asked after every trial, so found once."""
    audience: str = "adults"
    """Whom the cards speak to."""
    spoken: bool = False
    """Whether they are read aloud."""

    @property
    def start_level(self) -> int:
        """Level of the first trial that counts."""
        return self.block.first_level_of(self.task)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The task's instruction cards, in the words of the audience."""
        deck = self.task.instructions()
        if self.audience == "children":
            deck = for_children(deck)
        return tuple(replace(card, aloud=self.spoken) for card in deck)

    @property
    def practice_task(self) -> Task:
        """The task in practice: its runs may be shorter."""
        return self.block.make_practice_task()

    @property
    def practice_level(self) -> int:
        """Level of practice."""
        return min(self.block.level_of(self.task), self.start_level)


@dataclass(frozen=True, slots=True)
class Plan:
    """The blocks of a session."""

    protocol: Protocol
    blocks: tuple[PlannedBlock, ...]

    @property
    def n_trials(self) -> int:
        """Number of trials, without practice."""
        return sum(b.block.trials for b in self.blocks)

    @property
    def seconds(self) -> float:
        """Expected duration, s."""
        return sum(b.seconds for b in self.blocks)

    @property
    def check_seconds(self) -> float:
        """Expected duration of the check of an earlier calibration, s; 0: none."""
        return sum(
            planned.trial_seconds * planned.block.trials
            for planned in self.blocks[: last_of_check(self.protocol)]
            if planned.block.stage == "calibration"
        )

    def seconds_after(self, block: int, trials_done: int) -> float:
        """Return the expected duration of the rest of the session, s.

        Parameters
        ----------
        block : int
            Number of the current block, from 1; 0: not begun.
        trials_done : int
            Trials done in that block.
        """
        left = sum(b.seconds for b in self.blocks if b.number > block)
        if block:
            now = self.blocks[block - 1]
            left += max(now.block.trials - trials_done, 0) * now.trial_seconds
            left += now.block.break_after
        return left

    def describe(self, *, is_locked: bool = False) -> Iterator[str]:
        """Yield the plan line by line, for ``--dry-run``.

        In a locked study every session calibrates in full, whatever the protocol says.
        """
        minutes, seconds = divmod(round(self.seconds), 60)
        yield f"{self.protocol.title} ({self.protocol.name} {self.protocol.version})"
        blocks = how_many(len(self.blocks), "block|blocks")
        trials = how_many(self.n_trials, "trial|trials")
        yield f"{blocks}, {trials}, {minutes} min {seconds} s"
        if self.protocol.order == "curriculum":
            yield (
                "a curriculum chooses task, level and break from the second main "
                "block on; the order below is the one listed"
            )
        if self.protocol.sessions > 1:
            yield (
                f"{self.protocol.sessions} sessions; each begins at the levels at "
                "which the participant's last one settled"
            )
        if (last := last_of_check(self.protocol)) and not is_locked:
            yield (
                f"from session 2 on, the calibration is checked after block {last} "
                f"({self.check_seconds:.0f} s); while it holds, the rest of it is "
                "left out"
            )
        yield from map(_describe, self.blocks)


def _describe(planned: PlannedBlock) -> str:
    """Return a block of the plan in one line."""
    block, task = planned.block, planned.task
    stage = f"{block.stage}, {block.label}" if block.label else block.stage
    options = ", ".join(f"{name} {value}" for name, value in block.options.items())
    trials = how_many(block.trials, "trial|trials")
    if block.practice:
        trials += f" after {block.practice} of practice"
    level = f"level {planned.start_level} of {task.n_levels}"
    if block.carried_level is not None:
        level += " (carried on)"
    conditions = sorted(conditions_of(task, planned.start_level))
    parts = [
        f"{trials}, {level}, rule {block.rule.name}, {planned.seconds:.0f} s",
        f"conditions: {', '.join(conditions) or 'one'}",
        f"markers: {', '.join(markers_of(task))}",
    ]
    if block.break_after:
        parts.append(f"then a break of at least {block.break_after:g} s")
    name = f"{task.title} ({options})" if options else task.title
    return f"  {planned.number}. {name} [{stage}]: {'; '.join(parts)}"


def plan_session(protocol: Protocol) -> Plan:
    """Return the plan of a protocol."""
    blocks = [
        plan_block(number, block, protocol)
        for number, block in enumerate(protocol.blocks, 1)
    ]
    return Plan(protocol, tuple(blocks))


def plan_block(number: int, block: Block, protocol: Protocol) -> PlannedBlock:
    """Return a block with its task and its expected duration.

    Parameters
    ----------
    number : int
        Number of the block, from 1.
    block : Block
        As the protocol has it.
    protocol : Protocol
        Says whom the cards speak to, and whether they are read aloud.
    """
    task = block.make_task()
    each = trial_seconds(task, block.first_level_of(task))
    cards = len(task.instructions()) * READING_SECONDS if block.cards else 0.0
    seconds = each * block.trials + cards + block.break_after
    if block.practice:
        practice = block.make_practice_task()
        n_trials = block.practice
        if block.practice_until == "understood":
            n_trials = max(n_trials, least_trials(task.chance))
        seconds += n_trials * trial_seconds(practice, block.level_of(task))
    to = protocol.audience, protocol.spoken
    return PlannedBlock(number, block, task, seconds, each, *to)


def trial_seconds(task: Task, level: int) -> float:
    """Return the expected duration of a trial, s.

    An answer takes half its limit, or `ANSWER_SECONDS` a key where that is less.
    """
    return float(np.mean([_expected(t) for t in _samples(task, level)]))


def conditions_of(task: Task, level: int) -> set[str]:
    """Return the conditions of a task's trials, from a sample of trials."""
    return {t.condition for t in _samples(task, level, n=40) if t.condition}


def markers_of(task: Task) -> list[str]:
    """Return the displays that become events, in the order in which they appear."""
    names = [phase.name for phase in _samples(task, 1, n=1)[0].phases]
    return list(dict.fromkeys(names))


def _samples(task: Task, level: int, *, n: int = 8) -> list[Trial]:
    # a fixed seed: the same plan for the same protocol
    rng = np.random.default_rng(0)
    return [task.next_trial(level, rng) for _ in range(n)]


def _expected(trial: Trial) -> float:
    seconds = 0.0
    for phase in trial.phases:
        if phase.only_unanswered:
            continue
        limit = phase.duration if phase.duration is not None else 2 * ANSWER_SECONDS
        n_keys = len((phase.expected or "").split("+"))
        answer = min(limit / 2, ANSWER_SECONDS * n_keys)
        seconds += answer if phase.ends_on_response else limit
    return seconds
