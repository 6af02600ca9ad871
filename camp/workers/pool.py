"""Jobs over any number of processes: one loop for this process, a pool and a cluster.

A job is a small value; a function of a module takes it and returns what it found. The
caller alone writes results down, so each is there once, whoever dies on the way.
"""

from __future__ import annotations

import multiprocessing as mp
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from attention_camp.camp.workers.job import WorkersError, do_job
from attention_camp.resources.own_version import own_version
from attention_camp.resources.texts import Sentence

J = TypeVar("J")
R = TypeVar("R")

MOST_DEATHS = 5
"""Deaths of workers without one job done in between, before they are given up."""
LOOK_SECONDS = 0.5


class Workers:
    """Does jobs on an executor, and opens another where its processes died.

    The executor stays open from one `run` to the next: its processes have loaded what
    they need.

    Parameters
    ----------
    opened : callable
        Makes an executor.
    n_ahead : int
        Most jobs that are handed out at a time.
    died : tuple of type
        What a job ends with whose worker died.
    """

    def __init__(
        self,
        opened: Callable[[], Executor],
        *,
        n_ahead: int,
        died: tuple[type[Exception], ...] = (BrokenExecutor,),
    ) -> None:
        self._opened = opened
        self._n_ahead = n_ahead
        self._died = died
        self._executor: Executor | None = None

    def close(self) -> None:
        """End the processes, once they have done what they began."""
        if self._executor is not None:
            self._executor.shutdown()
            self._executor = None

    def run(
        self,
        work: Callable[[J], R],
        jobs: Iterable[J],
        take: Callable[[J, R], J | None],
        *,
        folders: Sequence[Path] = (),
        look: Callable[[], None] = lambda: None,
    ) -> None:
        """Do jobs, and those that follow from them; each is taken once, here.

        Parameters
        ----------
        work : callable
            A function of a module, given a job.
        jobs : iterable
            What there is to do.
        take : callable
            Given a job and what was found; returns the job that follows from it, or
            None. Called in this process, as results arrive.
        folders : sequence of Path
            What each worker must see.
        look : callable
            Called at least every half second while others work; it may raise, to
            cancel. What this computer has begun is then waited for.

        Raises
        ------
        WorkersError
            If workers die again and again, are lost, or cannot do this work; what a
            job raised is raised, too.
        """
        seen = tuple(folder.resolve() for folder in folders)
        work = partial(do_job, work, own_version(), seen)
        left = deque(jobs)
        handed: dict[Future[R], J] = {}
        deaths = 0
        try:
            while left or handed:
                self._hand_out(work, left, handed)
                done = _done(handed)
                lost = [f for f in done if self._is_lost(f)]
                for future in done - {*lost}:
                    following = take(handed.pop(future), future.result())
                    left.extend([] if following is None else [following])
                deaths = 0 if len(done) > len(lost) else deaths + bool(lost)
                _check_deaths(deaths)
                left.extendleft(handed.pop(future) for future in lost)
                look()
        finally:
            for future in handed:
                future.cancel()
            if handed:  # what ended this would go on in them
                self.close()

    def _hand_out(
        self, work: Callable[[J], R], left: deque[J], handed: dict[Future[R], J]
    ) -> None:
        """Hand out as many jobs as may be; where processes died, to new ones."""
        while left and len(handed) < self._n_ahead:
            if self._executor is None:
                self._executor = self._opened()
            try:
                handed[self._executor.submit(work, left[0])] = left[0]
            except BrokenExecutor:
                self.close()
            else:
                left.popleft()

    def _is_lost(self, future: Future[Any]) -> bool:
        """Return whether a job that is done ended with its worker."""
        try:
            return isinstance(future.exception(), self._died)
        except CancelledError:
            raise WorkersError(
                Sentence(
                    "The connection to the workers was lost. What they finished is "
                    "kept; the same command goes on from there."
                )
            ) from None

    def map(
        self,
        work: Callable[[J], R],
        jobs: Sequence[J],
        *,
        folders: Sequence[Path] = (),
        take: Callable[[J, R], object] = lambda _job, _result: None,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[R]:
        """Return what was found, in the order of the jobs.

        Parameters
        ----------
        work : callable
            A function of a module, given a job.
        jobs : sequence
            What there is to do.
        folders : sequence of Path
            What each worker must see.
        take : callable
            Given a job and what was found, as results arrive.
        progress : callable or None
            Called with the number of jobs done and of all; it may raise, to cancel.
        """
        found: dict[int, R] = {}

        def keep(numbered: tuple[int, J], result: R) -> None:
            place, job = numbered
            found[place] = result
            take(job, result)
            if progress is not None:
                progress(len(found), len(jobs))

        self.run(partial(_one, work), enumerate(jobs), keep, folders=folders)
        return [found[place] for place in range(len(jobs))]


def _one(work: Callable[[J], R], numbered: tuple[int, J]) -> R:
    return work(numbered[1])


def _done(handed: Mapping[Future[R], object]) -> set[Future[R]]:
    """Return the jobs that ended, after half a second at the latest."""
    done = wait(handed, LOOK_SECONDS, FIRST_COMPLETED).done
    broken = (isinstance(f.exception(), BrokenExecutor) for f in done if _ended(f))
    # one process that dies takes all jobs of its pool along: that is one death
    return wait(handed).done if any(broken) else done


def _ended(future: Future[Any]) -> bool:
    return not future.cancelled()


def _check_deaths(deaths: int) -> None:
    if deaths >= MOST_DEATHS:
        raise WorkersError(
            Sentence(
                "The workers died {n} times in a row without finishing a job. There "
                "may be too little memory: try fewer workers.",
                n=deaths,
            )
        )


class _Here(Executor):
    """Does each job at once, in this process."""

    def submit(self, work: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Do a job, and return its result or its error."""
        future: Future[R] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # raised again by whoever asks
            future.set_exception(error)
        return future


HERE = Workers(_Here, n_ahead=1)
"""This process, one job after the other."""


@contextmanager
def open_workers(n: int = 1, *, scheduler: str | None = None) -> Iterator[Workers]:
    """Open workers: this process, more of this computer, or a Dask cluster.

    Parameters
    ----------
    n : int
        Processes of this computer; 1: this one.
    scheduler : str or None
        Address of the cluster's scheduler, such as ``tcp://10.0.0.1:8786``; `n` then
        does not matter.

    Raises
    ------
    WorkersError
        If the cluster does not answer, or Dask is not installed.
    """
    if scheduler is not None:
        from attention_camp.camp.workers.cluster import connected

        with (
            connected(scheduler) as (opened, n_ahead, died),
            closing(Workers(opened, n_ahead=n_ahead, died=died)) as workers,
        ):
            yield workers
    elif n == 1:
        yield HERE
    else:
        # spawn: the workers must not inherit threads of a window or of numpy
        context = mp.get_context("spawn")
        pool = partial(ProcessPoolExecutor, n, mp_context=context)
        with closing(Workers(pool, n_ahead=2 * n)) as workers:
            yield workers
