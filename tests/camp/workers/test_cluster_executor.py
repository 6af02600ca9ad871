"""Jobs on a cluster end for whoever waits, whatever becomes of their workers."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import Any

import pytest

pytest.importorskip("distributed")

from attention_camp.camp.workers.cluster import connected
from attention_camp.camp.workers.job import WorkersError
from attention_camp.camp.workers.pool import MOST_DEATHS, Workers

pytestmark = pytest.mark.timeout(120)


def _dask(*what: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what[0]}", *what[1:]]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, "--no-dashboard"], **quiet)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler's address, and one worker of one thread in a process apart."""
    file = tmp_path_factory.mktemp("cluster") / "scheduler.json"
    place = ("--scheduler-file", str(file))
    started = [_dask("scheduler", "--host", "127.0.0.1", "--port", "0", *place)]
    try:
        started.append(_dask("worker", *place, "--nthreads", "1", "--no-nanny"))
        until = time.monotonic() + 100
        while not file.exists():
            assert time.monotonic() < until
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def test_results_and_errors_of_jobs_come_back(address: str) -> None:
    with connected(address) as (opened, _, _):
        executor = opened()
        assert executor.submit(math.factorial, 5).result() == 120
        with pytest.raises(ValueError, match=r"math domain|nonnegative"):
            executor.submit(math.sqrt, -1).result()


def test_a_job_that_is_left_is_cancelled_on_the_cluster(address: str) -> None:
    with connected(address) as (opened, _, _):
        executor = opened()
        first = executor.submit(time.sleep, 0.2)
        assert executor.submit(math.factorial, 900).cancel()
        assert first.result() is None


def test_a_result_that_is_lost_with_all_who_repeat_it_is_a_death(address: str) -> None:
    """Dask raises this while it fetches the result of a job that it said is done."""
    from distributed.scheduler import KilledWorker

    with connected(address) as (opened, n_ahead, died):

        def open_and_lose() -> Executor:
            executor: Any = opened()

            async def lost(*_: object, **__: object) -> None:
                raise KilledWorker("job", "worker", 3)

            executor._client.gather = lost
            return executor

        workers = Workers(open_and_lose, n_ahead=n_ahead, died=died)
        with pytest.raises(WorkersError, match=f"died {MOST_DEATHS} times"):
            workers.map(math.factorial, [3])
