"""What another rule would have done in a study, from its randomised decisions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from attention_camp.camp.session.ledger_lines import HeaderLine, LedgerLine, TrialLine
from attention_camp.camp.session.protocol import Block, RuleSpec
from attention_camp.camp.session.running.course import plan_of_run
from attention_camp.camp.study.arms.micro_randomised import beyond_level
from attention_camp.camp.study.arms.whole_ledgers import whole_ledgers

LEAST_PEOPLE = 3
"""People below which no interval is given; own choice."""
LEAST_DECISIONS = 20
"""Decisions of a person that the other rule would have made alike; own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """The randomised decisions of one person, and what followed each."""

    outcome: NDArray[np.float64]
    """What was right in the next trial beyond what its level foretells."""
    takes_loop: NDArray[np.bool_]
    probability: NDArray[np.float64]
    """Of the loop's level."""
    would: NDArray[np.bool_]
    """Whether the other rule would have taken it."""


@dataclass(frozen=True, slots=True)
class OffPolicy:
    """What the other rule would have come to, against what was done."""

    n_people: int
    n_decisions: int
    share_alike: float
    """Decisions that the other rule would have made as they were drawn: the rest
    teaches nothing of it."""
    difference: float
    """Mean outcome under the other rule minus that of the decisions as drawn."""
    low: float
    high: float
    """95 % interval over people; not a number for fewer than three."""


def off_policy(people: Sequence[Decided]) -> OffPolicy:
    """Return what another rule would have come to, by weighted decisions.

    Each decision that the rule would have made alike counts with one over its
    probability, and weights are normalised within a person (self-normalised importance
    sampling). It answers about the next trial, at the states that the study went
    through: not about where the other rule would have led.

    Parameters
    ----------
    people : sequence of Decided
        The decisions, person by person.

    References
    ----------
    Swaminathan, A., & Joachims, T. (2015). The self-normalized estimator for
    counterfactual learning. Advances in Neural Information Processing Systems, 28.
    """
    changes, n_alike, n_all = [], 0, 0
    for one in people:
        alike = one.takes_loop == one.would
        n_all += alike.size
        n_alike += int(alike.sum())
        if alike.sum() < LEAST_DECISIONS:
            continue
        chance = np.where(one.takes_loop, one.probability, 1 - one.probability)
        weight = alike / chance
        value = float(weight @ one.outcome / weight.sum())
        changes.append(value - float(one.outcome.mean()))
    low = high = mean = math.nan
    if changes:
        mean = float(np.mean(changes))
    if len(changes) >= LEAST_PEOPLE and np.std(changes) > 0:
        low, high = map(
            float, stats.ttest_1samp(changes, 0.0).confidence_interval(0.95)
        )
    share = n_alike / n_all if n_all else math.nan
    return OffPolicy(len(changes), n_all, share, mean, low, high)


def off_policy_of(dataset: Path, rule: str, **options: Any) -> OffPolicy:
    """Return what a rule would have done in the micro-randomised blocks of a dataset.

    Parameters
    ----------
    dataset : Path
        Its sessions, as far as they are open; a block that was broken off and gone on
        with is one.
    rule : str
        Name of the rule, such as ``learned`` or ``engagement``.
    options
        The rule's options.

    Raises
    ------
    ValueError
        If the rule draws lots itself.
    """
    people: dict[str, list[Decided]] = {}
    for participant, lines in whole_ledgers(dataset):
        own = people.setdefault(participant, [])
        own += decided_in(lines, rule, options)
    return off_policy([joined(own) for own in people.values() if own])


def joined(blocks: Sequence[Decided]) -> Decided:
    """Return the decisions of one person's blocks as those of one person."""
    return Decided(
        *(
            np.concatenate([getattr(one, part.name) for one in blocks])
            for part in fields(Decided)
        )
    )


def decided_in(
    lines: Sequence[LedgerLine], rule: str, options: dict[str, Any]
) -> list[Decided]:
    """Return the decisions of each micro-randomised block of a ledger.

    Parameters
    ----------
    lines : sequence of LedgerLine
        The ledger; the header comes first.
    rule : str
        The rule that is asked what it would have done.
    options : dict
        Its options.

    Raises
    ------
    ValueError
        If the rule draws lots itself.
    """
    header = lines[0]
    if not isinstance(header, HeaderLine):
        return []
    found = []
    for planned in plan_of_run(header, lines).blocks:
        block = planned.block
        trials = [
            line
            for line in lines
            if isinstance(line, TrialLine)
            and line.decided is not None
            and line.record.block == planned.number
        ]
        if block.rule.name == "micro-randomised" and len(trials) > 1:
            found.append(_of_block(block, trials, RuleSpec(name=rule, options=options)))
    return found


def _of_block(block: Block, trials: Sequence[TrialLine], spec: RuleSpec) -> Decided:
    """Walk a block's evidence with the other rule beside it."""
    task = block.make_task()
    other = block.model_copy(update={"rule": spec}).make_rule(task)
    asked: frozenset[str] = getattr(other, "asks_for", frozenset())
    if "draw" in asked:
        # its lot would be the one that decided what was done
        msg = f"rule: one that draws no lots, got {spec.name}."
        raise ValueError(msg)
    _, state = other.start()
    rows = []
    for place, line in enumerate(trials):
        if line.decided is None:
            continue
        evidence = line.decided.evidence
        if "reaction_time" in asked:  # which the rule of the study was not told
            evidence = replace(evidence, reaction_time=line.record.reaction_time)
        level, state = other.decide(state, evidence)
        drawn = line.decided.decision.randomised
        if drawn is None or not drawn.available or place + 1 == len(trials):
            continue
        if drawn.loop_level == drawn.behaviour_level:
            continue  # both are the same level: nothing was decided
        nearer = abs(level.level - drawn.loop_level)
        would = nearer < abs(level.level - drawn.behaviour_level)
        rows.append((place + 1, drawn.takes_loop, drawn.probability, would))
    beyond = beyond_level(
        [line.record.correct for line in trials],
        [line.record.level for line in trials],
        chance=task.chance,
    )
    table = np.array(rows, dtype=float).reshape(-1, 4)
    return Decided(
        beyond[table[:, 0].astype(int)],
        table[:, 1].astype(bool),
        table[:, 2],
        table[:, 3].astype(bool),
    )
