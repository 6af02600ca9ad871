"""A cohort and its study on one process, two, and a cluster that loses workers.

    attention-camp bench cluster

Every way must give the same bytes. The cluster is a scheduler and two workers in
processes of their own on this computer; while it simulates, and while it reads the
study, workers are killed, always the one that has worked longer, and others take their
place. Its packages come with ``pip install "attention-camp[cluster]"``. It takes some
five minutes. Two processes go first, so that what is read from the disk for the first
time counts against them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.trial_store import read_session

IS_LONG = True
N_PEOPLE, N_SESSIONS = 24, 2
N_KILLS, N_STUDY_KILLS = 20, 2
N_TRIALS = 200
"""Of a session, which then takes some seconds: longer than a worker's start."""
PROTOCOL = f"""\
name: short
title: Short
description: For a benchmark.
scoring: {{estimator: pope}}
blocks:
  - {{task: visual-search, trials: {N_TRIALS}, cards: false, practice: 0}}
"""
AS_DOCUMENTED = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "500ms",
}
"""What docs/cluster.md tells to set where workers are started."""
ARMS = ("--arm", "closed-loop", "--arm", "performance-only")

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield the ratios, and what differs."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "short.yaml").write_text(PROTOCOL)
        seconds = {n: _simulated(folder, f"on{n}", "--workers", str(n)) for n in (2, 1)}
        yield "one process: s a cohort", seconds[1], "for information"
        yield "two processes over one", seconds[1] / seconds[2], "1.7"
        one = _content(_data(folder, "on1"))
        differing = _differing(one, _data(folder, "on2"))
        yield "files that differ on two", differing, "0"
        if importlib.util.find_spec("distributed") is None:
            print("Dask is not installed: the cluster is left out")
            return
        with _Cluster(folder) as cluster:
            on_cluster = ("--scheduler", cluster.address)
            took = _simulated(folder, "whole", *on_cluster)
            yield "two workers of Dask over one process", seconds[1] / took, "1.7"
            differing = _differing(one, _data(folder, "whole"))
            yield "files that differ on the cluster", differing, "0"
            running = _begin(folder, "killed", *on_cluster)
            yield from _killed(cluster, running, one, _data(folder, "killed"))
            yield from _studies(folder, cluster)


def _killed(
    cluster: _Cluster,
    running: subprocess.Popen[bytes],
    one: dict[str, str],
    dataset: Path,
) -> Iterator[Row]:
    """Kill workers of a cohort while they record, and yield what it comes to."""
    kills = _kill_while_recording(cluster, running, dataset)
    if running.wait():
        raise RuntimeError("the cohort that lost workers ended with an error")
    yield "workers killed", kills, str(N_KILLS)
    yield "files that differ after it", _differing(one, dataset), "0"
    ended = [read_session(run)["state"] for run in recorded_runs(dataset)]
    n_planned = N_PEOPLE * N_SESSIONS
    yield "sessions done", ended.count("finished"), str(n_planned)


def _studies(folder: Path, cluster: _Cluster) -> Iterator[Row]:
    """Study the cohort in each way, and yield how many reports differ from one's."""
    kills = 0
    for number, how in enumerate(
        (("--workers", "1"), ("--workers", "2"), ("--scheduler", cluster.address))
    ):
        running = _study(folder, number, *how)
        if how[0] == "--scheduler":
            kills = _kill_while_reading(cluster, running, _cache(folder, number))
        told = running.communicate()[0].decode()
        if running.returncode:
            raise RuntimeError(f"the study with {' '.join(how)} ended with an error")
        (_report(folder, number) / "printed.txt").write_text(
            told.replace(str(_report(folder, number)), "")
        )
    yield "workers killed while the study was read", kills, str(N_STUDY_KILLS)
    first = _content(_report(folder, 0))
    for number, name in ((1, "two processes"), (2, "the cluster")):
        differing = _differing(first, _report(folder, number))
        yield f"files of the report that differ on {name}", differing, "0"


def _data(folder: Path, name: str) -> Path:
    return folder / name / "data"


def _report(folder: Path, number: int) -> Path:
    return folder / f"report-{number}"


def _cache(folder: Path, number: int) -> Path:
    return folder / f"cache-{number}"


def _begin(folder: Path, name: str, *how: str) -> subprocess.Popen[bytes]:
    command = [
        *(sys.executable, "-m", "attention_camp.camp", "simulate"),
        f"pre={folder / 'short.yaml'}", f"post={folder / 'short.yaml'}",
        *("--dataset", str(_data(folder, name)), "--participants", str(N_PEOPLE)),
        *("--board", "simulated:n_chans=8", "--seed", "3", *ARMS, *how),
    ]  # fmt: skip
    return subprocess.Popen(command, env=_env(folder), stderr=subprocess.DEVNULL)


def _simulated(folder: Path, name: str, *how: str) -> float:
    began = time.perf_counter()
    if _begin(folder, name, *how).wait():
        raise RuntimeError(f"the cohort {name} ended with an error")
    return time.perf_counter() - began


def _study(folder: Path, number: int, *how: str) -> subprocess.Popen[bytes]:
    """Begin to study the cohort of one process, read anew."""
    command = [
        *(sys.executable, "-m", "attention_camp.camp", "study"),
        *(str(_data(folder, "on1")), "--out", str(_report(folder, number)), *how),
    ]
    env = _env(folder) | {"XDG_CACHE_HOME": str(_cache(folder, number))}
    return subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


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
    names = [n for n in sorted({*one, *two}) if one.get(n) != two.get(n)]
    for name in names:
        print(f"{other.parent.name}: {name} differs", file=sys.stderr)
    return len(names)


def _n_ended(dataset: Path) -> int:
    """Return how many sessions have ended."""
    return len(list(dataset.glob("sourcedata/sub-*/*/*_hash.json")))


def _last_recorded(dataset: Path) -> float:
    """Return when EEG was last written; 0: never."""
    files = dataset.glob("sub-*/*/eeg/*_eeg.eeg")
    return max((file.stat().st_mtime for file in files), default=0.0)


def _kill_while_recording(
    cluster: _Cluster, running: subprocess.Popen[bytes], dataset: Path
) -> int:
    """Kill workers while they record, twice at most between two sessions' ends.

    More often than that nothing would get done, and the command rightly gives up.
    """
    kills, since_end, last, n_ended = 0, 0, time.time(), 0
    while running.poll() is None:
        time.sleep(0.1)
        try:
            ended, recorded = _n_ended(dataset), _last_recorded(dataset)
        except FileNotFoundError:  # what a killed worker left is being removed
            continue
        if ended != n_ended:
            n_ended, since_end = ended, 0
        if kills < N_KILLS and since_end < 2 and recorded > last:
            cluster.kill_older()
            kills, since_end, last = kills + 1, since_end + 1, time.time() + 1
    return kills


def _kill_while_reading(
    cluster: _Cluster, running: subprocess.Popen[bytes], cache: Path
) -> int:
    """Kill workers while a study is read: after its first run, and halfway."""
    kills, n_runs = 0, N_PEOPLE * N_SESSIONS
    while running.poll() is None and kills < N_STUDY_KILLS:
        time.sleep(0.01)
        n_read = len(list(cache.glob("attention-camp/study/*.json")))
        if kills * n_runs / N_STUDY_KILLS < n_read < n_runs:
            cluster.kill_older()
            kills += 1
    return kills


class _Cluster:
    """A scheduler and two workers, each a process that can be killed."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self._env = _env(folder) | AS_DOCUMENTED
        place = ("--scheduler-file", str(self._file))
        self._scheduler = self._dask(
            "scheduler", "--host", "127.0.0.1", "--port", "0", *place
        )
        self._place = place
        self._workers = [self._worker(), self._worker()]

    def __enter__(self) -> _Cluster:
        from distributed import Client

        until = time.monotonic() + 60
        while not self._file.exists() and time.monotonic() < until:
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text())["address"]
        with Client(self.address) as client:
            client.wait_for_workers(2, timeout=60)
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self._workers, self._scheduler):
            process.kill()
            process.wait()

    def kill_older(self) -> None:
        """Kill the worker that has worked longer, and start another."""
        older = self._workers.pop(0)
        older.kill()
        older.wait()
        self._workers.append(self._worker())

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
