"""Stop each process for a minute: does the rest go on, and is anything lost?

At 8, 16 and 64 channels a session is run for each process, which is stopped during
calibration, in a break and during the trials. ``ATTENTION_CAMP_STOP_SECONDS`` sets for
how long; 60 s take some 40 minutes.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from stopped_session import StoppableSession
from xtest import fingers

from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.replay.replay_run import replay_run

IS_LONG = NEEDS_DISPLAY = True
STOP_SECONDS = 60.0
CHANNELS = (8, 16, 64)
STAGES = ("calibration", "break", "trials")

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield what was seen at each number of channels."""
    seconds = float(os.environ.get("ATTENTION_CAMP_STOP_SECONDS", STOP_SECONDS))
    for n_chans in CHANNELS:
        for name in ("operator", "participant", "acquisition"):
            yield from stop_each(name, n_chans, seconds)
        yield emergency(n_chans, seconds)
        yield from restarted(n_chans, seconds)


def board_of(n_chans: int) -> str:
    """Return a board whose driver keeps a second of what is not read."""
    return f"simulated:n_chans={n_chans},buffer=1"


def stop_each(name: str, n_chans: int, seconds: float) -> Iterator[Row]:
    """Stop one process in each stage of a session; yield what was seen."""
    what = f"{name} stopped for {seconds:g} s, {n_chans} channels"
    with tempfile.TemporaryDirectory() as folder:
        session = StoppableSession(Path(folder), board_of(n_chans), seconds)
        try:
            session.until_started()
            for stage in STAGES:
                session.until_stage(stage)
                n_told = len(session.of("ProcessSilent"))
                begun = time.perf_counter()
                with session.stopped(name):
                    seen = session.watch(seconds)
                place = f"{what}, {stage}"
                if name != "acquisition":
                    goal = "at most 1"
                    yield f"{place}: oldest EEG on disk, s", seen.oldest_eeg, goal
                if name != "operator":
                    told = session.of("ProcessSilent")[n_told]["time"] - begun
                    yield f"{place}: told after, s", told, "at most 2"
                if name != "participant" and stage != "break":
                    yield f"{place}: trials meanwhile", seen.n_trials, "> 0"
                    goal = "one wait of 3 s longer than a trial"
                    yield f"{place}: longest pause, s", seen.longest_wait, goal
            session.until(lambda: session.of("Closed"), 30 * seconds + 120)
            yield f"{what}: faults found afterwards", faults(session), "= 0"
        finally:
            session.close()


def emergency(n_chans: int, seconds: float) -> Row:
    """Press Esc while the operator is stopped; say how long the ending took."""
    with tempfile.TemporaryDirectory() as folder:
        session = StoppableSession(Path(folder), board_of(n_chans), seconds, "")
        try:
            session.until_started()
            session.until_stage("instructions")
            with session.stopped("operator"):
                session.watch(seconds)
                with fingers("Escape", 1, 0.05) as key:
                    key.begin()
                    pressed = key.times()[0]
                session.until(lambda: read_session(session.paths)["state"] != "running")
                ended = session.paths.session_json.stat().st_mtime
            ended -= time.time() - time.perf_counter()
        finally:
            session.close()
    name = f"Esc with a stopped operator, {n_chans} channels: to the ending on disk, s"
    return name, ended - pressed, "at most 0.1"


def restarted(n_chans: int, seconds: float) -> Iterator[Row]:
    """Restart a participant's window that is stopped, not dead."""
    what = f"stopped participant restarted, {n_chans} channels"
    with tempfile.TemporaryDirectory() as folder:
        session = StoppableSession(Path(folder), board_of(n_chans), seconds)
        try:
            session.until_started()
            session.until(lambda: session.trials_told)
            n_told = len(session.trials_told)
            with session.stopped("participant"):
                session.until(lambda: session.of("ProcessSilent"), 10.0)
                begun = time.perf_counter()
                session.wish("restart_participant")
                session.until(lambda: len(session.trials_told) > n_told, 60.0)
                passed = time.perf_counter() - begun
            yield f"{what}: to the next trial, s", passed, "at most 20"
            session.wish("abort")
            session.until(lambda: session.of("Closed"), 60.0)
            yield f"{what}: faults found afterwards", faults(session), "= 0"
        finally:
            session.close()


def faults(session: StoppableSession) -> int:
    """Count what was lost, told twice, invalid or decided otherwise in the replay."""
    stored = [record["trial"] for record in session.trials_stored]
    errors = [p for p in validate(session.paths.dataset) if p.severity == "error"]
    return (
        len(set(stored) ^ set(session.trials_told))
        + len(session.trials_told)
        - len(set(session.trials_told))
        + len(Recording.open(session.paths).check())
        + len(errors)
        + len(replay_run(session.paths).differences)
    )


if __name__ == "__main__":
    for name, figure, goal in run():
        print(f"{name}: {figure:g} ({goal})", flush=True)
