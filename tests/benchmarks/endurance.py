"""A day of sessions with windows, scaled: does anything grow from one to the next?

``N_SESSIONS`` short sessions run one after the other under one operator's process, as
on a day of a lab: memory, open files, threads and child processes of that process, the
shared memory of the computer and temporary files are looked at after each. A day of
eight hours has two sessions an hour, so that growth per session times two is growth an
hour. The sessions themselves are seconds long: what grows with the length of a session
is measured by ``bench soak``.
"""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.process import run_participant
from attention_camp.signal.owned import PREFIX

IS_LONG = NEEDS_DISPLAY = True
NEEDS_QUIET = False
N_SESSIONS = 16
N_WARM = 2
"""Sessions before the first look: ten minutes of a day and more."""
SESSIONS_PER_HOUR = 2
LIMIT_SECONDS = 120.0
PROTOCOL = """\
name: endurance
title: Endurance
description: For the benchmark.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 2, cards: false}
"""


@dataclass(frozen=True)
class Look:
    """What the operator's process holds between two sessions."""

    memory_mb: float
    n_files: int
    n_threads: int
    n_children: int
    n_shared: int
    n_temporary: int


def run(n_sessions: int = N_SESSIONS) -> Iterator[tuple[str, float, str]]:
    """Yield growth of memory, and how much of the rest was left over."""
    with tempfile.TemporaryDirectory() as place:
        # a place of their own for temporary files, so that those left are ours
        before = tempfile.tempdir
        tempfile.tempdir = os.environ["TMPDIR"] = str(Path(place) / "temporary")
        Path(tempfile.tempdir).mkdir()
        try:
            looks = [_session(Path(place), number) for number in range(n_sessions)]
        finally:
            tempfile.tempdir = before
            del os.environ["TMPDIR"]
    settled = looks[min(N_WARM, n_sessions - 1) :]
    memory = [look.memory_mb for look in settled]
    slope = np.polyfit(range(len(memory)), memory, 1)[0] if len(memory) > 1 else 0.0
    hourly = float(slope) * SESSIONS_PER_HOUR
    yield f"endurance: memory, MB an hour, {n_sessions} sessions", hourly, "at most 2"
    for name in ("n_files", "n_threads", "n_children", "n_shared", "n_temporary"):
        counts = [getattr(look, name) for look in settled]
        what = name.removeprefix("n_")
        yield f"endurance: {what}, last less first", counts[-1] - counts[0], "0"


def _session(folder: Path, number: int) -> Look:
    """Run a session with windows to its end, then look."""
    protocol = folder / "endurance.yaml"
    protocol.write_text(PROTOCOL)
    request = SessionRequest(
        folder / "data", f"{number + 1:02d}", "01", protocol=str(protocol),
        board="simulated", observer="default", seed=number,
        display=Display(fullscreen=False),
    )  # fmt: skip
    controller = SessionController(request, participant=run_participant)
    try:
        controller.connect()
        _until(controller, lambda: controller.info is not None)
        controller.start()
        _until(controller, lambda: controller.ended is not None)
        assert controller.ended is not None
        if controller.ended.ending is not Ending.FINISHED:
            raise RuntimeError(str(controller.ended.text))
    finally:
        controller.close()
    return _look()


def _until(controller: SessionController, done: Callable[[], bool]) -> None:
    limit = time.monotonic() + LIMIT_SECONDS
    while not done():
        if time.monotonic() > limit:
            raise TimeoutError("the session did not go on")
        controller.poll()
        time.sleep(0.01)


def _look() -> Look:
    gc.collect()
    process = psutil.Process()
    shared = Path("/dev/shm")
    return Look(
        memory_mb=process.memory_info().rss / 1e6,
        n_files=process.num_fds() if os.name == "posix" else process.num_handles(),
        n_threads=process.num_threads(),
        n_children=len(process.children(recursive=True)),
        n_shared=len(list(shared.glob(f"{PREFIX}*"))),  # of all that run here
        n_temporary=len(list(Path(tempfile.gettempdir()).iterdir())),
    )
