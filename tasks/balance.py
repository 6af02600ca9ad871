"""Balance the cells of a design over a block: permuted blocks, no long runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Protocol, runtime_checkable

import numpy as np

from attention_camp.tasks.task import Task
from attention_camp.tasks.trial import Trial

LONGEST_RUN = 4
"""Most trials in a row with the same right answer; own choice. Longer runs invite
expectations of their own, shorter ones make the next answer foreseeable."""
SMALLEST_BLOCK = 8
"""Cells are repeated within a permuted block of at least so many trials; own choice."""


@runtime_checkable
class BalancedTask(Protocol):
    """A task whose trials fall into cells that a block shows equally often."""

    @property
    def cells(self) -> Mapping[str, str]:
        """The right answer of each cell of the design."""

    def next_trial(
        self, level: int, rng: np.random.Generator, *, cell: str | None = None
    ) -> Trial:
        """Return a trial of a cell.

        Parameters
        ----------
        level : int
            Difficulty, from 1.
        rng : Generator
            Source of all randomness.
        cell : str, optional
            One of `cells`; else one is drawn.
        """


def cell_order(
    task: Task, n_trials: int, rng: np.random.Generator
) -> tuple[str | None, ...]:
    """Return the cell of each trial of a block; None where a task has no cells.

    Parameters
    ----------
    task : Task
        The task; a `BalancedTask` has its cells balanced.
    n_trials : int
        Trials of the block.
    rng : Generator
        Source of the order; it depends on nothing that happens in the block.
    """
    if not isinstance(task, BalancedTask):
        return (None,) * n_trials
    answers = task.cells
    repeats = -(-SMALLEST_BLOCK // len(answers))
    names = list(answers) * repeats
    order: list[str] = []
    while len(order) < n_trials:
        wanted = min(len(names), n_trials - len(order))
        order += _permuted(names, wanted, order[-LONGEST_RUN:], answers, rng)
    return tuple(order)


def _permuted(
    names: Sequence[str],
    n: int,
    before: Sequence[str],
    answers: Mapping[str, str],
    rng: np.random.Generator,
) -> list[str]:
    """Return ``n`` of the names in an order that continues the one before."""
    while True:
        drawn = [names[i] for i in rng.permutation(len(names))[:n].tolist()]
        given = [answers[name] for name in drawn]
        counts = [given.count(answer) for answer in set(answers.values())]
        in_a_row = [answers[name] for name in before] + given
        longest = max(len(list(run)) for _, run in groupby(in_a_row))
        short = longest <= LONGEST_RUN or len(set(answers.values())) == 1
        if short and (n == len(names) or np.ptp(counts) <= 1):
            return drawn


def draw_cell(
    cells: Mapping[str, str], cell: str | None, rng: np.random.Generator
) -> str:
    """Return the cell that is asked for, or one at random.

    Parameters
    ----------
    cells : mapping of str to str
        The cells of the task.
    cell : str or None
        The cell asked for.
    rng : Generator
        Draws where none is asked for.
    """
    return cell or list(cells)[int(rng.integers(len(cells)))]


def trial_of_cell(
    task: Task, level: int, rng: np.random.Generator, cell: str | None
) -> Trial:
    """Return a trial of a cell of the task's design.

    Parameters
    ----------
    task : Task
        The task.
    level : int
        Difficulty of the trial.
    rng : Generator
        Source of everything else that varies.
    cell : str or None
        As `cell_order` gave it.
    """
    if cell is not None and isinstance(task, BalancedTask):
        return task.next_trial(level, rng, cell=cell)
    return task.next_trial(level, rng)
