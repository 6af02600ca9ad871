"""A run is alive while a process that writes it lives, whatever the clocks say."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.exports.folder import ExportError
from attention_camp.camp.dataset.guards.locks import NoLocksError
from attention_camp.camp.dataset.guards.run_lock import (
    RunAliveError,
    is_alive,
    take_run,
    taken,
)
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, existing_runs
from attention_camp.camp.dataset.prepare import discard_run, prepare_run
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.state import run_state
from attention_camp.camp.dataset.validate import run_bids_validator
from attention_camp.signal.clock import host_time

Session = Callable[..., RunPaths]
HERE = Path(__file__).parent


@contextmanager
def holder(paths: RunPaths) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold a run."""
    command = [sys.executable, str(HERE / "hold_run.py"), str(paths.dataset)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


def stamp(dataset: Path, seconds: float) -> None:
    """Set the times of all files of a dataset, as a clock set anew would."""
    when = time.time() + seconds
    for path in dataset.rglob("*"):
        os.utime(path, (when, when))


@pytest.mark.parametrize("seconds", [-3600.0, 0.0, 3600.0])
def test_a_stopped_writer_is_alive_and_a_killed_one_is_dead(
    paths: RunPaths, session: Session, tmp_path: Path, seconds: float
) -> None:
    session(paths, state="")
    with holder(paths) as process:
        process.send_signal(signal.SIGSTOP)
        stamp(paths.dataset, seconds)
        assert run_state(paths) == "recording"
        assert "left alone" in recover(paths.dataset)[0]
        with pytest.raises(ExportError, match="is being recorded"):
            export_bids(paths.dataset, tmp_path / "out")
        process.kill()
        process.wait()
        assert run_state(paths) == "interrupted"
        assert any("is interrupted" in line for line in recover(paths.dataset))
    assert recover(paths.dataset) == []
    assert not list(paths.source_folder.glob(".*.lock"))


def test_a_process_that_is_started_again_takes_over_from_the_dead_one(
    paths: RunPaths, session: Session
) -> None:
    session(paths, state="")
    with holder(paths) as process:
        with pytest.raises(RunAliveError, match="is being recorded"):
            take_run(paths, "participant", seconds=0.0)
        killer = threading.Timer(0.1, process.kill)
        killer.start()
        lock = take_run(paths, "participant")
        killer.join()
    assert is_alive(paths)
    lock.release()
    assert not is_alive(paths)


def test_a_second_run_waits_for_the_end_of_the_first(paths: RunPaths) -> None:
    lock = prepare_run(paths, meta={})
    second = RunPaths(paths.dataset, "01", "01", "demo", 2)
    for run in (second, RunPaths(paths.dataset, "01", "01", "other")):
        with pytest.raises(DatasetError, match="recorded once at a time"):
            prepare_run(run, meta={})
    assert existing_runs(paths.dataset) == [paths]
    prepare_run(RunPaths(paths.dataset, "01", "02", "demo"), meta={}).release()
    lock.release()
    prepare_run(second, meta={}).release()


def test_of_two_preparations_at_the_same_instant_one_is_refused(
    tmp_path: Path,
) -> None:
    dataset, rounds = tmp_path / "dataset", 8
    command = [sys.executable, str(HERE / "prepare_at.py"), str(dataset), str(rounds)]
    with (
        subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as one,
        subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as other,
    ):
        for _ in range(rounds):
            for process in (one, other):
                assert process.stdout.readline() == "ready\n"
            instant = host_time() + 0.05
            for process in (one, other):
                process.stdin.write(f"{instant}\n")
                process.stdin.flush()
            said = [process.stdout.readline().strip() for process in (one, other)]
            assert sorted(said) == ["prepared", "refused"]
    assert len(existing_runs(dataset)) == rounds
    people = (dataset / "participants.tsv").read_text().splitlines()
    assert sorted(people[1:]) == [f"sub-at{number}" for number in range(rounds)]
    assert run_bids_validator(dataset) == []


def test_threads_that_prepare_one_run_lose_nothing(paths: RunPaths) -> None:
    barrier, said = threading.Barrier(4), []

    def prepare() -> None:
        barrier.wait()
        try:
            said.append(prepare_run(paths, meta={}))
        except DatasetError as error:
            said.append(str(error))

    threads = [threading.Thread(target=prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(one, str) for one in said) == 3
    assert paths.events.exists()


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_disk_without_locks_is_said_and_refused(
    paths: RunPaths, session: Session, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    session(paths, state="")
    leftover = paths.source_folder / f".{paths.stem}_participant.lock"
    leftover.touch()

    def flock(handle: int, how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(NoLocksError, match="knows no locks"):
        prepare_run(RunPaths(paths.dataset, "02", "01", "demo"), meta={})
    assert existing_runs(paths.dataset) == [paths]
    assert run_state(paths) == "recording"
    before = {p: p.read_bytes() for p in paths.dataset.rglob("*") if p.is_file()}
    assert "knows no locks" in " ".join(recover(paths.dataset))
    after = {p: p.read_bytes() for p in paths.dataset.rglob("*") if p.is_file()}
    assert after == before


def test_a_new_folder_without_locks_stays_as_it_was(
    paths: RunPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    paths.dataset.mkdir()
    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(NoLocksError):
        prepare_run(paths, meta={})
    assert list(paths.dataset.iterdir()) == []


def test_a_discarded_run_leaves_no_lock(paths: RunPaths) -> None:
    prepare_run(paths, meta={}).release()
    discard_run(paths)
    assert list(paths.dataset.iterdir()) == []


def test_a_run_that_is_mended_is_held(paths: RunPaths, session: Session) -> None:
    session(paths, state="")
    with taken(paths, "session"), pytest.raises(RunAliveError):
        take_run(paths, "session", seconds=0.0)
