"""A Dask cluster of processes apart writes the same bytes, whichever of them dies."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")
pytestmark = pytest.mark.timeout(900)

SCRIPT = """
import json, sys
from pathlib import Path
from attention_camp.camp.simulate.cohort import simulate_cohort
from attention_camp.camp.simulate.plan import CohortPlan, parse_visits
from attention_camp.camp.study.gather import gather
from attention_camp.camp.workers import cluster
from attention_camp.camp.workers.job import WorkersError
from attention_camp.camp.workers.pool import open_workers

address, dataset, cache, *visits = sys.argv[1:]
arms = {"closed-loop": 1, "yoked": 1}
plan = CohortPlan(Path(dataset), parse_visits(visits), 3, arms=arms,
                  board="simulated:n_chans=4", seed=5)
with open_workers(scheduler=address) as workers:
    n_done = simulate_cohort(plan, workers=workers)
    data = gather(plan.dataset, cache=Path(cache), workers=workers)
    try:
        workers.map(abs, [1], folders=[Path(dataset) / "nowhere"])
    except WorkersError as error:
        blind = str(error)

    def stop(done, total):
        raise KeyboardInterrupt

    try:
        workers.map(abs, range(50), progress=stop)
    except KeyboardInterrupt:
        is_stopped = True
cluster.CONNECT_SECONDS = 0.2
try:
    with open_workers(scheduler="tcp://127.0.0.1:9"):
        pass
except WorkersError as error:
    lost = str(error)
frames = {n: getattr(data, n).to_csv() for n in ("runs", "blocks", "scores", "trials")}
print(json.dumps([n_done, frames, blind, is_stopped, lost]))
"""


def _dask(*what: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what[0]}", *what[1:]]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, "--no-dashboard"], **quiet)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's address, and two workers of one thread in processes apart."""
    file = tmp_path / "scheduler.json"
    place = ("--scheduler-file", str(file))
    started = [_dask("scheduler", "--host", "127.0.0.1", "--port", "0", *place)]
    try:
        worker = ("worker", *place, "--nthreads", "1", "--no-nanny")
        started += [_dask(*worker), _dask(*worker)]
        until = time.monotonic() + 200
        while not file.exists():
            assert time.monotonic() < until
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"], started[1:]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _content(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_cluster_that_loses_a_worker_writes_and_reads_what_one_process_does(
    uninterrupted, cluster, tmp_path: Path, tiny_sessions
) -> None:
    from attention_camp.camp.study.gather import gather

    whole, _ = uninterrupted
    address, (first, _second) = cluster
    dataset = tmp_path / "data"
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    running = subprocess.Popen(
        [sys.executable, script, address, dataset, tmp_path / "cache", *tiny_sessions],
        stdout=subprocess.PIPE,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    try:
        until = time.monotonic() + 400
        while len(list(dataset.rglob("*_eeg.eeg"))) < 2:  # two sessions have begun
            assert running.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        first.kill()
        out, _ = running.communicate(timeout=400)
    finally:
        running.kill()
    assert _content(dataset) == _content(whole.dataset)
    n_done, frames, blind, is_stopped, lost = json.loads(out)
    assert n_done == 6
    assert is_stopped
    here = gather(whole.dataset, cache=tmp_path / "other")
    for name, text in frames.items():
        assert text == getattr(here, name).to_csv()
    assert "does not see" in blind
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in lost
