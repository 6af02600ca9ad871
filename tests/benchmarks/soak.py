"""The whole chain at real rate for a long time: does it lose, lag, burn or leak?

A simulated brain of 64 channels at 2,048 Hz is acquired, stored as BIDS, cleaned,
checked and scored every quarter second while two processes read the ring.
``attention-camp bench soak`` takes half an hour; ``ATTENTION_CAMP_SOAK_S`` sets
another length in seconds.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.features import band_powers
from attention_camp.signal.ring import Ring
from attention_camp.signal.simulated_brain import SimulatedBrain

IS_LONG = True
"""Left out when all benchmarks are run."""
SECONDS = 1_800.0
N_CHANS, SFREQ = 64, 2048.0
STEP_S, HOP_S, WINDOW_S = 0.02, 0.25, 4.0


@dataclass(frozen=True)
class Outcome:
    """What a soak showed."""

    n_due: int
    n_stored: int
    n_lost: int
    lag_ms: float
    """99th percentile of the readers' lag behind the newest sample's time, ms."""
    cores: float
    """Processor time of all processes over elapsed time."""
    growth: float
    """Growth of resident memory after the first minute, as a share: the last third of
    that time over the first."""
    score_ms: float
    """95th percentile of the time for one window, check and features, ms."""


def run() -> list[tuple[str, float, str]]:
    """Return each figure over its limit; 1 and less is within it."""
    seconds = float(os.environ.get("ATTENTION_CAMP_SOAK_S", SECONDS))
    outcome = soak(seconds)
    size = f"{N_CHANS} channels, {SFREQ:g} Hz, {seconds:g} s"
    return [
        (f"soak: samples lost, {size}", float(outcome.n_lost), "0"),
        ("soak: ring lag, 99th percentile / 50 ms", outcome.lag_ms / 50, "at most 1"),
        ("soak: processor cores in use", outcome.cores, "at most 1"),
        ("soak: growth of memory / 1 %", outcome.growth / 0.01, "at most 1"),
    ]


def soak(seconds: float) -> Outcome:
    """Run the chain at real rate and return what it showed."""
    brain = SimulatedBrain(system_10_10(N_CHANS), SFREQ, seed=1)
    ring = Ring.create(N_CHANS, SFREQ, 10.0)
    context = multiprocessing.get_context("spawn")
    readers = []
    for _ in range(2):
        ours, theirs = context.Pipe()
        reader = context.Process(target=_read, args=(ring.name, seconds, theirs))
        reader.start()
        readers.append((reader, ours))
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _acquire(brain, ring, Path(folder), seconds, readers)
    finally:
        for reader, _ in readers:
            reader.join(timeout=10)
            reader.kill()
        ring.close()
        ring.unlink()


def _acquire(
    brain: SimulatedBrain,
    ring: Ring,
    folder: Path,
    seconds: float,
    readers: list[tuple[multiprocessing.Process, Connection]],
) -> Outcome:
    paths = RunPaths(folder, participant="soak", session="1", task="soak", run=1)
    writer = EegWriter.create(paths, brain.info, line_freq=50.0, task_name="soak")
    acquisition = Acquisition(
        brain, ring=ring, cleaner=Cleaner(brain.info), sink=writer
    )
    for _, pipe in readers:
        pipe.recv()
    origin = time.monotonic()
    for _, pipe in readers:
        pipe.send(origin)
    acquisition.step(origin)
    n_lost, memory, times = 0, [], []
    busy = time.process_time()
    now, next_score = origin + STEP_S, origin + 6.0
    while now < origin + seconds:
        time.sleep(max(now - time.monotonic(), 0.0))
        report = acquisition.step(max(now, time.monotonic()))
        n_lost += sum(gap.n_lost for gap in report.gaps)
        if now >= next_score:
            next_score += HOP_S
            times.append(_score(acquisition))
            memory.append((now - origin, _resident()))
        now += STEP_S
    busy = time.process_time() - busy
    writer.close()
    lags = []
    for _, pipe in readers:
        reader_lags, reader_busy = pipe.recv()
        lags.append(reader_lags)
        busy += reader_busy
    settled = [size for when, size in memory if when >= min(60.0, seconds / 2)]
    third = max(len(settled) // 3, 1)
    return Outcome(
        n_due=int(seconds * SFREQ),
        n_stored=paths.eeg.stat().st_size // (4 * N_CHANS),
        n_lost=n_lost,
        lag_ms=1000 * float(np.percentile(np.concatenate(lags), 99)),
        cores=busy / seconds,
        # medians: what is in use for a moment is no growth
        growth=float(np.median(settled[-third:]) / np.median(settled[:third]) - 1),
        score_ms=1000 * float(np.percentile(times, 95)) if times else 0.0,
    )


def _score(acquisition: Acquisition) -> float:
    begin = time.perf_counter()
    stop = acquisition.n_samples
    window = acquisition.window_at(stop - int(WINDOW_S * SFREQ), stop)
    theta, alpha, beta = band_powers(window.data, SFREQ).sum(axis=0)
    if not np.isfinite(beta / (alpha + theta)):
        raise ArithmeticError("the score of a clean window is not a number")
    return time.perf_counter() - begin


def _read(name: str, seconds: float, pipe: Connection) -> None:
    """Read every sample from the ring as it comes; note how late it is."""
    ring = Ring.attach(name)
    pipe.send("ready")
    origin = pipe.recv()
    lags, n_read = [], 0
    while time.monotonic() < origin + seconds:
        time.sleep(STEP_S)
        n_written = ring.n_written
        if n_written > n_read:
            ring.read(n_read, n_written)
            n_read = n_written
            lags.append(time.monotonic() - origin - n_read / SFREQ)
    ring.close()
    pipe.send((np.array(lags), time.process_time()))


def _resident() -> int:
    """Return the resident memory, bytes."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.stdout.write(f"{soak(float(sys.argv[1]) if sys.argv[1:] else SECONDS)}\n")
