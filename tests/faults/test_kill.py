"""Killing any one process loses at most a second of EEG and no announced trial."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from attention_camp.camp.dataset.guards.locks import is_held
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.processes.acquisition import run_acquisition
from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.processes.link import PipeLink
from attention_camp.camp.processes.spawning import spawn
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.messages import (
    Ending,
    ProcessDied,
    SignalState,
    StreamOpened,
    TrialFinished,
)
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.process import run_participant

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(180),
    pytest.mark.skipif(
        sys.platform == "linux" and not os.environ.get("DISPLAY"),
        reason="the participant's window needs a display: run under xvfb-run",
    ),
]

MOST_BUSY = 0.15
"""Share of a core that a process may take when another was killed (bench: stopped)."""

PROTOCOL = """\
name: kill
title: Kill
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 14, cards: false}
"""


def _request(folder: Path, board: str = "simulated") -> SessionRequest:
    protocol = folder / "kill.yaml"
    protocol.write_text(PROTOCOL)
    return SessionRequest(
        folder / "data",
        "01",
        "01",
        protocol=str(protocol),
        board=board,
        observer="default",
        seed=2,
        display=Display(fullscreen=False),
    )


class _Watched:
    """A session whose messages are kept."""

    def __init__(self, request: SessionRequest) -> None:
        self.controller = SessionController(request, participant=run_participant)
        self.messages: list[object] = []
        self.paths: RunPaths = self.controller.prepared.paths

    def until(self, done: Callable[[], bool], *, seconds: float = 60.0) -> None:
        limit = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < limit, self.messages[-5:]
            self.messages += self.controller.poll()
            time.sleep(0.01)  # a turn of the event loop, not a wait for luck

    def of(self, kind: type) -> list:
        return [message for message in self.messages if isinstance(message, kind)]

    def run_until_trial(self, number: int) -> None:
        self.controller.connect()
        self.until(lambda: self.controller.info is not None)
        self.controller.start()
        self.until(lambda: len(self.of(TrialFinished)) >= number)

    def pid(self, name: str) -> int:
        return getattr(self.controller, f"_{name}").process.pid


@pytest.fixture
def watched(tmp_path: Path):
    session = _Watched(_request(tmp_path))
    yield session
    session.controller.close()


def _stored_trials(paths: RunPaths) -> set[int]:
    rows = [line.split("\t") for line in paths.events.read_text().splitlines()]
    kind, number = rows[0].index("trial_type"), rows[0].index("trial")
    return {int(row[number]) for row in rows[1:] if row[kind] == "trial"}


def _least_busy(pid: int, rounds: int = 8, seconds: float = 0.5) -> float:
    """Return the least share of a core that a process takes in one of some stretches.

    A process that spins does so in all of them; one that draws, fits a line or shares
    its core with a neighbour is busier in some.
    """
    process, least = psutil.Process(pid), 1.0
    for _ in range(rounds):
        begun = sum(process.cpu_times()[:2]), time.monotonic()
        limit = begun[1] + seconds
        while time.monotonic() < limit:
            time.sleep(0.01)
        used = sum(process.cpu_times()[:2]) - begun[0]
        least = min(least, used / (time.monotonic() - begun[1]))
        if least < MOST_BUSY:
            break
    return least


def _writers(paths: RunPaths) -> set[str]:
    """Return which processes hold the run."""
    return {
        path.stem.rsplit("_", 1)[-1]
        for path in paths.source_folder.glob(".*.lock")
        if is_held(path)
    }


def _errors(dataset: Path) -> list[str]:
    return [str(p) for p in validate(dataset) if p.severity == "error"]


def test_a_killed_participant_process_is_told_and_goes_on_with_the_next_trial(
    watched: _Watched,
) -> None:
    watched.run_until_trial(4)
    os.kill(watched.pid("participant"), signal.SIGKILL)
    watched.until(lambda: bool(watched.of(ProcessDied)))
    died = watched.of(ProcessDied)[0]
    assert died.process == "participant"
    assert "every trial in the log is stored" in died.text
    announced = {m.record.trial for m in watched.of(TrialFinished)}
    assert announced <= _stored_trials(watched.paths)
    assert _least_busy(watched.pid("acquisition")) < MOST_BUSY
    assert _writers(watched.paths) == {"session", "acquisition"}
    watched.controller.restart_participant()
    trials = len(watched.of(TrialFinished))
    watched.until(lambda: len(watched.of(TrialFinished)) > trials)
    assert _writers(watched.paths) == {"session", "acquisition", "participant"}
    watched.until(lambda: watched.controller.ended is not None)
    assert watched.controller.ended.ending is Ending.FINISHED
    watched.controller.close()
    assert not list(watched.paths.source_folder.glob(".*.lock"))
    assert _stored_trials(watched.paths) == set(range(1, 15))
    assert not _errors(watched.paths.dataset)
    assert replay_run(watched.paths).differences == []


def test_a_killed_acquisition_process_loses_a_second_at_most_and_leaves_a_gap(
    watched: _Watched,
) -> None:
    watched.run_until_trial(4)
    os.kill(watched.pid("acquisition"), signal.SIGKILL)
    told = watched.of(SignalState)[-1].n_samples
    watched.until(lambda: bool(watched.of(ProcessDied)))
    assert watched.of(ProcessDied)[0].process == "acquisition"
    kept = Recording.open(watched.paths)
    assert kept.n_samples >= told - kept.info.sfreq
    before = kept.n_samples
    assert _least_busy(watched.pid("participant")) < MOST_BUSY
    assert _writers(watched.paths) == {"session", "participant"}
    n_trials = len(watched.of(TrialFinished))
    watched.until(lambda: len(watched.of(TrialFinished)) > n_trials)
    watched.controller.restart_acquisition()
    watched.until(lambda: watched.controller.ended is not None)
    watched.controller.close()
    recording = Recording.open(watched.paths)
    assert recording.n_samples > before
    assert any(gap.first >= before - 1 for gap in recording.gaps)
    records = [m.record for m in watched.of(TrialFinished)]
    assert "no headset" in {record.score_reason for record in records}
    assert _stored_trials(watched.paths) == set(range(1, 15))
    assert not _errors(watched.paths.dataset)
    assert replay_run(watched.paths).differences == []


def test_a_killed_operator_process_leaves_a_valid_dataset_and_nothing_running(
    tmp_path: Path,
) -> None:
    _request(tmp_path)
    command = [
        sys.executable,
        str(Path(__file__).with_name("run_controller.py")),
        str(tmp_path),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as operator:
        assert operator.stdout is not None
        announced, children = [], []
        for line in operator.stdout:
            word, *numbers = line.split()
            if word == "children":
                children = [int(number) for number in numbers]
            elif word == "trial":
                announced.append(int(numbers[0]))
            if len(announced) == 4:
                break
        operator.kill()
    limit = time.monotonic() + 30
    while any(_is_alive(pid) for pid in children):
        assert time.monotonic() < limit
        time.sleep(0.02)
    paths = RunPaths(tmp_path / "data", "01", "01", "kill")
    assert set(announced) <= _stored_trials(paths)
    assert read_session(paths)["state"] == "aborted"
    assert _writers(paths) == set()
    assert not Recording.open(paths).check()
    assert not _errors(paths.dataset)


def test_a_headset_process_whose_operator_is_gone_does_not_spin(
    tmp_path: Path,
) -> None:
    request = _request(tmp_path)
    address, key = str(tmp_path / "eeg"), b"key"
    paths = RunPaths(request.dataset, "01", "01", "kill")
    ours, theirs = mp.Pipe()
    arguments = (theirs, request, paths, address, key, False)
    process = spawn(run_acquisition, *arguments, name="acquisition")
    theirs.close()
    opened = ours.recv()
    while not isinstance(opened, StreamOpened):
        opened = ours.recv()
    link = PipeLink(address, key)  # who stays, as a participant does
    assert link.describe()
    ours.close()
    assert _least_busy(process.pid) < MOST_BUSY
    link.close()
    process.join(20.0)
    assert process.exitcode == 0


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
