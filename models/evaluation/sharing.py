"""Who does the folds of an evaluation: this process, or others that the camp lends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

J = TypeVar("J")
R = TypeVar("R")


class DoAll(Protocol):
    """Does jobs in any order and process, and returns what was found in theirs."""

    def __call__(
        self,
        work: Callable[[J], R],
        jobs: Sequence[J],
        *,
        take: Callable[[J, R], Any],
    ) -> list[R]:
        """Do jobs.

        Parameters
        ----------
        work : callable
            A function of a module, given a job.
        jobs : sequence
            What there is to do.
        take : callable
            Given a job and what was found, in this process, as results arrive.
        """


def do_here(
    work: Callable[[J], R], jobs: Sequence[J], *, take: Callable[[J, R], Any]
) -> list[R]:
    """Do jobs in this process, one after the other.

    Parameters
    ----------
    work : callable
        Given a job.
    jobs : sequence
        What there is to do.
    take : callable
        Given a job and what was found.
    """
    found = []
    for job in jobs:
        found.append(work(job))
        take(job, found[-1])
    return found
