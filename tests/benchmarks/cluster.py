"""A cohort and its study on one process, two, and a cluster that loses workers.

    attention-camp bench cluster

Every way must give the same bytes. The cluster is a scheduler and two workers in
processes of their own on this computer; while it simulates, workers are killed
`N_KILLS` times, and others take their place. Its packages come with
``pip install "attention-camp[cluster]"``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.trial_store import read_session

IS_LONG = True
N_PEOPLE, N_SESSIONS, N_KILLS = 8, 2, 20
PROTOCOL = """\
name: short
title: Short
description: For a benchmark.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 20, cards: false, practice: 0}
"""
ARMS = ("--arm", "closed-loop", "--arm", "performance-only")

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield the ratio, and what differs."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "short.yaml").write_text(PROTOCOL)
        seconds = {n: _simulated(folder, f"on{n}", "--workers", str(n)) for n in (1, 2)}
        yield "one process: s a cohort", seconds[1], "for information"
        yield "two processes over one", seconds[1] / seconds[2], "1.7"
        data = {name: folder / name / "data" for name in ("on1", "on2", "dask")}
        one = _content(data["on1"])
        yield "files that differ on two", _differing(one, data["on2"]), "0"
        if importlib.util.find_spec("distributed") is None:
            print("Dask is not installed: the cluster is left out")
            return
        with _Cluster(folder) as cluster:
            running = _begin(folder, "dask", "--scheduler", cluster.address)
            kills = cluster.kill_while(running, data["dask"])
            if running.wait():
                raise RuntimeError("the cohort on the cluster ended with an error")
            yield "workers killed", kills, str(N_KILLS)
            differing = _differing(one, data["dask"])
            yield "files that differ on the cluster", differing, "0"
            ended = [read_session(run)["state"] for run in recorded_runs(data["dask"])]
            n_planned = N_PEOPLE * N_SESSIONS
            yield "sessions done", ended.count("finished"), str(n_planned)
            hows = (("--workers", "1"), ("--workers", "2"))
            hows += (("--scheduler", cluster.address),)
            told = [_study(folder, k, *how) for k, how in enumerate(hows)]
            yield "studies that differ", sum(one != told[0] for one in told), "0"


def _begin(folder: Path, name: str, *how: str) -> subprocess.Popen[bytes]:
    command = [
        *(sys.executable, "-m", "attention_camp.camp", "simulate"),
        f"pre={folder / 'short.yaml'}", f"post={folder / 'short.yaml'}",
        *("--dataset", str(folder / name / "data"), "--participants", str(N_PEOPLE)),
        *("--board", "simulated:n_chans=8", "--seed", "3", *ARMS, *how),
    ]  # fmt: skip
    return subprocess.Popen(command, env=_env(folder), stderr=subprocess.DEVNULL)


def _simulated(folder: Path, name: str, *how: str) -> float:
    began = time.perf_counter()
    if _begin(folder, name, *how).wait():
        raise RuntimeError(f"the cohort {name} ended with an error")
    return time.perf_counter() - began


def _study(folder: Path, number: int, *how: str) -> str:
    """Return what the study of one dataset prints, read anew."""
    data = folder / "on1" / "data"
    command = (sys.executable, "-m", "attention_camp.camp", "study", data, *how)
    env = _env(folder) | {"XDG_CACHE_HOME": str(folder / f"cache-{number}")}
    done = subprocess.run(command, check=True, capture_output=True, env=env)
    return done.stdout.decode()


def _env(folder: Path) -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "XDG_DATA_HOME": str(folder / "home")}


def _content(dataset: Path) -> dict[str, str]:
    return {
        str(path.relative_to(dataset)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in dataset.rglob("*")
        if path.is_file()
    }


def _differing(one: dict[str, str], other: Path) -> int:
    two = _content(other)
    return sum(one.get(name) != two.get(name) for name in {*one, *two})


def _eeg(dataset: Path) -> list[Path]:
    return [file for file in dataset.glob("sub-*/*/eeg/*_eeg.eeg") if file.exists()]


class _Cluster:
    """A scheduler and two workers, each a process that can be killed."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self._env = _env(folder)
        place = ("--scheduler-file", str(self._file))
        self._scheduler = self._dask(
            "scheduler", "--host", "127.0.0.1", "--port", "0", *place
        )
        self._place = place
        self._workers = [self._worker(), self._worker()]

    def __enter__(self) -> _Cluster:
        until = time.monotonic() + 60
        while not self._file.exists() and time.monotonic() < until:
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text())["address"]
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self._workers, self._scheduler):
            process.kill()
            process.wait()

    def kill_while(self, running: subprocess.Popen[bytes], dataset: Path) -> int:
        """Kill workers while they record, twice at most between two sessions' ends.

        More often than that nothing would get done, and the command rightly gives up.
        """
        rng, kills, since_end, last = random.Random(0), 0, 0, time.time()
        n_ended = 0
        while running.poll() is None:
            time.sleep(0.2)
            ended = len(list(dataset.glob("sourcedata/sub-*/*/*_hash.json")))
            if ended != n_ended:
                n_ended, since_end = ended, 0
            recorded = max((f.stat().st_mtime for f in _eeg(dataset)), default=0.0)
            if kills < N_KILLS and since_end < 2 and recorded > last:
                which = rng.randrange(2)
                self._workers[which].kill()
                self._workers[which].wait()
                self._workers[which] = self._worker()
                kills, since_end, last = kills + 1, since_end + 1, time.time() + 1
        return kills

    def _worker(self) -> subprocess.Popen[bytes]:
        return self._dask("worker", *self._place, "--nthreads", "1", "--no-nanny")

    def _dask(self, what: str, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *more]
        return subprocess.Popen(
            [*command, "--no-dashboard"],
            env=self._env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
