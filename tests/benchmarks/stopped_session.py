"""A session whose processes can be stopped, and what is seen of it from outside.

`python stopped_session.py FOLDER BOARD SECONDS OBSERVER` runs one as the operator
does, without a window: it prints what it is told, and does what it reads.
"""

from __future__ import annotations

import contextlib
import json
import math
import multiprocessing as mp
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.process import run_participant

PIPE_BYTES = 4_096
"""What the pipes of a session hold here, to be full within seconds."""
LOOK_SECONDS = 0.02
PROTOCOL = """\
name: stop
title: Stop
description: For tests.
welcome: {welcome}
scoring: {{estimator: pope}}
blocks:
  - {{task: visual-search, stage: calibration, label: engaged, trials: {trials},
     cards: false, break_after: {pause}}}
  - {{task: visual-search, trials: {trials}, cards: false}}
"""


def narrow_pipe() -> tuple[Connection[Any, Any], Connection[Any, Any]]:
    """Return a pipe that holds little."""
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIPE_BYTES)
    return Connection(ours.detach()), Connection(theirs.detach())


def operate(folder: Path, board: str, seconds: float, observer: str) -> None:
    """Run a session to its end; print what is told, do what is read."""
    mp.Pipe = narrow_pipe
    protocol = folder / "stop.yaml"
    trials = math.ceil(seconds) + 1
    protocol.write_text(
        PROTOCOL.format(welcome="Hello.", trials=trials, pause=seconds / 2)
    )
    request = SessionRequest(
        folder / "data",
        "01",
        "01",
        protocol=str(protocol),
        board=board,
        observer=observer or None,
        seed=2,
        display=Display(fullscreen=False),
    )
    controller = SessionController(request, participant=run_participant)
    wishes: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            wishes.put(line.strip())

    threading.Thread(target=read, daemon=True).start()
    controller.connect()
    while controller.info is None:
        controller.poll()
        time.sleep(LOOK_SECONDS)
    controller.start()
    _tell_pids(controller)
    while controller.ended is None:
        for message in controller.poll():
            _say(type(message).__name__, **_told(message))
        while not wishes.empty():
            wish = wishes.get()
            if wish == "tell_pids":
                _tell_pids(controller)
            else:
                getattr(controller, wish)()
        time.sleep(LOOK_SECONDS)
    controller.close()
    _say("Closed")


def _tell_pids(controller: SessionController) -> None:
    children = (controller._acquisition, controller._participant)
    _say("Pids", pids=[child.process.pid for child in children])


def _told(message: object) -> dict[str, Any]:
    record = getattr(message, "record", None)
    stage = getattr(message, "stage", None)
    ending = getattr(message, "ending", None)
    return {
        "trial": record and record.trial,
        "stage": stage and stage.value,
        "ending": ending and ending.value,
        "process": getattr(message, "process", None),
        "seconds": getattr(message, "seconds", None),
    }


def _say(kind: str, **facts: Any) -> None:
    print(json.dumps({"kind": kind, "time": time.perf_counter()} | facts), flush=True)


@dataclass
class Seen:
    """What was seen from outside while a process was stopped."""

    oldest_eeg: float
    """Longest time from one sync of the EEG to the next, s."""
    n_trials: int
    """Trials that were stored meanwhile."""
    longest_wait: float
    """Longest time from one stored trial to the next, s."""


class StoppableSession:
    """The operator's process, with a session, seen from outside."""

    def __init__(
        self, folder: Path, board: str, seconds: float, observer: str = "default"
    ) -> None:
        command = [sys.executable, __file__, str(folder), board, str(seconds)]
        self._process = subprocess.Popen(
            [*command, observer],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.paths = RunPaths(folder / "data", "01", "01", "stop")
        self.told: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.pids = {"operator": self._process.pid}

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return what was told of one kind."""
        return [message for message in list(self.told) if message["kind"] == kind]

    @property
    def trials_told(self) -> list[int]:
        """The numbers of the trials that were told."""
        return [message["trial"] for message in self.of("TrialFinished")]

    @property
    def trials_stored(self) -> list[dict[str, Any]]:
        """The records in the ledger."""
        lines, _ = read_jsonl(self.paths.decisions)
        return [line["record"] for line in lines if "record" in line]

    def until(self, done: Callable[[], object], seconds: float = 60.0) -> float:
        """Wait for something; return how long that took, s."""
        begun = time.perf_counter()
        while not done():
            passed = time.perf_counter() - begun
            if passed > seconds or (
                self._process.poll() is not None and not self._reader.is_alive()
            ):
                raise TimeoutError(f"after {passed:.1f} s: {self.told[-5:]}")
            time.sleep(LOOK_SECONDS)
        return time.perf_counter() - begun

    def until_started(self) -> None:
        """Wait for the processes."""
        self.until(lambda: self.of("Pids"))

    def until_stage(self, stage: str) -> None:
        """Wait for a stage of the session."""
        self.until(
            lambda: stage in [message["stage"] for message in self.of("StageChanged")],
            seconds=300.0,
        )

    def wish(self, method: str) -> None:
        """Have the operator do something."""
        self._process.stdin.write(method + "\n")
        self._process.stdin.flush()

    @contextlib.contextmanager
    def stopped(self, name: str) -> Iterator[None]:
        """Stop a process; it goes on afterwards, if it is still there."""
        os.kill(self.pids[name], signal.SIGSTOP)
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pids[name], signal.SIGCONT)

    def watch(self, seconds: float) -> Seen:
        """Look at the files for a while."""
        begun = synced = stored = time.perf_counter()
        size, n_before = -1, len(self.trials_stored)
        oldest = longest = 0.0
        n_trials = n_before
        while (now := time.perf_counter()) - begun < seconds:
            if (newest := self.paths.journal.stat().st_size) != size:
                size, synced = newest, now
            if len(self.trials_stored) > n_trials:
                n_trials, stored = len(self.trials_stored), now
            oldest, longest = max(oldest, now - synced), max(longest, now - stored)
            time.sleep(LOOK_SECONDS)
        return Seen(oldest, n_trials - n_before, longest)

    def close(self) -> None:
        """End whoever is left."""
        self._process.kill()
        self._process.wait()
        for pid in self.pids.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._reader.join(10.0)
        self._process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()

    def _read(self) -> None:
        for line in self._process.stdout:
            message = json.loads(line)
            if message["kind"] == "Pids":
                names = ("acquisition", "participant")
                self.pids |= dict(zip(names, message["pids"], strict=True))
            self.told.append(message)


if __name__ == "__main__":
    operate(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]), sys.argv[4])
