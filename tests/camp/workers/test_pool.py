"""Jobs are each taken once on any number of processes, and deaths lose none."""

from __future__ import annotations

import math
import multiprocessing
import operator
import os
from functools import partial
from pathlib import Path

import pytest

from attention_camp.camp.workers.job import WorkersError, do_job
from attention_camp.camp.workers.pool import HERE, MOST_DEATHS, Workers, open_workers
from attention_camp.resources.own_version import own_version


@pytest.fixture
def two():
    with open_workers(2) as workers:
        yield workers


def test_results_come_in_the_order_of_the_jobs_and_are_taken_once_each(two) -> None:
    jobs = list(range(30))
    taken: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    for workers in (HERE, two):
        found = workers.map(
            math.factorial,
            jobs,
            take=lambda *done: taken.append(done),
            progress=lambda *now: told.append(now),
        )
        assert found == [math.factorial(job) for job in jobs]
    assert sorted(taken) == sorted(2 * list(zip(jobs, found, strict=True)))
    assert told == 2 * [(k, 30) for k in range(1, 31)]


def test_a_job_may_be_followed_by_another(two) -> None:
    for workers in (HERE, two):
        taken = []

        def take(job: int, result: int, taken: list[int] = taken) -> int | None:
            taken.append(result)
            return job + 10 if job < 20 else None

        workers.run(operator.neg, range(5), take)
        assert sorted(-n for n in taken) == [*range(5), *range(10, 15), *range(20, 25)]


def test_a_process_that_is_killed_loses_no_job(two) -> None:
    killed = []

    def kill(done: int, total: int) -> None:
        children = multiprocessing.active_children()
        if done in (3, 9) and children:
            children[0].kill()
            killed.append(done)

    jobs = list(range(40))
    found = two.map(math.factorial, jobs, progress=kill)
    assert found == [math.factorial(job) for job in jobs]
    assert killed == [3, 9]


def test_processes_stay_from_one_call_to_the_next_and_end_with_the_last() -> None:
    """They have loaded what the jobs need, which takes seconds."""
    with open_workers(2) as workers:
        there = []
        for _ in range(2):
            workers.map(math.factorial, range(20))
            there.append({one.pid for one in multiprocessing.active_children()})
        assert there[0] == there[1]
        assert len(there[0]) == 2
    assert not there[0] & {one.pid for one in multiprocessing.active_children()}


def test_workers_that_die_again_and_again_are_given_up() -> None:
    with (
        open_workers(2) as workers,
        pytest.raises(WorkersError, match=f"died {MOST_DEATHS} times"),
    ):
        workers.map(os._exit, [1])


def test_what_a_job_raises_is_raised_and_the_rest_is_left(two) -> None:
    for workers in (HERE, two):
        with pytest.raises(ValueError, match=r"sqrt|domain|nonnegative"):
            workers.map(math.sqrt, [4, -1, 9])


def test_progress_that_raises_cancels(two) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    taken: list[tuple[int, int]] = []
    for workers in (HERE, two):
        with pytest.raises(StoppedError):
            workers.map(
                operator.neg,
                range(100),
                take=lambda *done: taken.append(done),
                progress=stop,
            )
    assert len(taken) == 2


def test_a_worker_of_another_version_or_without_the_folder_is_refused(
    tmp_path: Path,
) -> None:
    with pytest.raises(WorkersError, match="has version"):
        do_job(abs, "0.0.1", (), -1)
    with pytest.raises(WorkersError, match="does not see"):
        do_job(abs, own_version(), (tmp_path / "elsewhere",), -1)
    assert HERE.map(abs, [-1], folders=(tmp_path,)) == [1]


def test_a_connection_that_is_lost_is_said() -> None:
    from concurrent.futures import Executor, Future

    class Lost(Executor):
        def submit(self, fn, /, *args, **kwargs):
            future: Future = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
            return future

    with pytest.raises(WorkersError, match="connection to the workers was lost"):
        Workers(Lost, n_ahead=3).map(partial(abs), [1, 2])
