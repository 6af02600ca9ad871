"""Memory and processor time of validating and replaying a recording of two hours.

The recording is made up: noise of 64 channels at 1,000 Hz, a calibration and 1,400
trials whose scores are to be made again. It takes 2 GB of disk while it runs.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.proof.closing import close
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import (
    CalibrationLine,
    Decided,
    HostTimes,
    StretchLine,
    TrialLine,
)
from attention_camp.camp.session.ledger_state import UNCALIBRATED
from attention_camp.camp.session.link import EegDescription, Score
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.camp.session.request import SessionRequest
from attention_camp.models.scorer import Scorer
from attention_camp.signal.stream import StreamInfo
from attention_camp.tasks.difficulty.rule import Decision, Evidence

IS_LONG = True
HOURS, N_CHANS, SFREQ, N_TRIALS = 2.0, 64, 1000.0, 1400
GOAL_MB, GOAL_SECONDS = 1024, 30
NOISE_SECONDS = 60
MOST_TRIALS = 2000
"""What a block of a protocol may have."""
REST_SECONDS = 25.0


def run() -> Iterator[tuple[str, float, str]]:
    """Yield peak memory and processor time of both commands."""
    with TemporaryDirectory() as folder:
        paths = make_recording(Path(folder) / "long")
        for name, work in (("validate", check_run), ("replay", replay_run)):
            megabytes, seconds, n_decisions = measured(work, paths)
            what = f"{HOURS:g} h × {N_CHANS} × {SFREQ:,.0f} Hz"
            told = f" of {n_decisions} decisions" if n_decisions else ""
            yield f"{name}{told}, {what}: peak MB", megabytes, f"below {GOAL_MB}"
            yield f"{name}, {what}: CPU s", seconds, f"below {GOAL_SECONDS}"


def measured(
    work: Callable[[RunPaths], object], paths: RunPaths
) -> tuple[float, float, int]:
    """Return peak MB, processor seconds and decisions of work in a fresh process."""
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(
        target=_measure, args=(there, work, paths)
    )
    child.start()
    there.close()
    found: tuple[float, float, int] = here.recv()
    child.join()
    return found


def _measure(
    pipe: Connection, work: Callable[[RunPaths], object], paths: RunPaths
) -> None:
    began = time.process_time()
    result = work(paths)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    pipe.send((megabytes, seconds, getattr(result, "n_decisions", 0)))


def make_recording(
    dataset: Path,
    *,
    hours: float = HOURS,
    n_chans: int = N_CHANS,
    sfreq: float = SFREQ,
    n_trials: int = N_TRIALS,
) -> RunPaths:
    """Write a made-up session; its samples, checksums and ledger are whole."""
    names = _names(n_chans)
    info = StreamInfo(name="noise", sfreq=sfreq, ch_names=names)
    protocol = _protocol(min(n_trials, MOST_TRIALS))
    request = SessionRequest(dataset, "01", "01", protocol="long", seed=1)
    paths = RunPaths(dataset, "01", "01", "long")
    prepare_run(paths, meta={})
    _write_samples(paths, info, round(hours * 3600 * sfreq))
    scorer = Scorer(protocol.scoring.estimator, sfreq=sfreq, ch_names=names)
    eeg = EegDescription(
        "noise", sfreq, names, None, 0.5, 45.0, scorer.estimator.name, names,
        model_hash=scorer.model_hash,
    )  # fmt: skip
    store = TrialStore(paths)
    store.append_ledger(header_line(request, protocol, eeg, None))
    start = 5.0
    for number in range(6):
        span = (round(start * sfreq), round((start + REST_SECONDS) * sfreq))
        store.append_ledger(StretchLine("engaged" if number % 2 else "rest", *span))
        start += REST_SECONDS
    store.append_ledger(CalibrationLine(UNCALIBRATED))
    for number, onset in enumerate(
        np.linspace(start + 5, hours * 3600 - 10, n_trials), start=1
    ):
        store.append(_trial(number, float(onset), sfreq, scorer.model_hash))
    store.finish("finished")
    store.close()
    close(paths, by="session", state="finished")
    return paths


def _protocol(n_trials: int) -> Protocol:
    blocks = [
        {"task": "rest", "stage": "calibration", "label": label,
         "options": {"duration": REST_SECONDS}, "rule": {"name": "fixed"}}
        for label in ("rest", "engaged") * 3
    ]  # fmt: skip
    blocks.append({"task": "visual-search", "trials": n_trials})
    return Protocol.model_validate(
        {"name": "long", "title": "Long", "description": "Noise.", "blocks": blocks}
    )


def _names(n_chans: int) -> tuple[str, ...]:
    import mne

    return tuple(mne.channels.make_standard_montage("biosemi64").ch_names[:n_chans])


def _write_samples(paths: RunPaths, info: StreamInfo, n_samples: int) -> None:
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 12, (info.n_chans, round(NOISE_SECONDS * info.sfreq)))
    block = noise.astype(np.float32)
    writer = EegWriter.create(paths, info, line_freq=None, task_name="Long")
    for first in range(0, n_samples, block.shape[1]):
        writer.append(block[:, : n_samples - first])
        writer.sync()
    writer.close()


def _trial(number: int, onset: float, sfreq: float, model: str) -> TrialLine:
    stop = round((onset + 3.0) * sfreq)
    score = Score(0.5, 0.0, "", 1.0, round((onset - 1) * sfreq), stop, model)
    record = TrialRecord(
        onset, 3.0, round(onset * sfreq), number, 7, "main", "visual-search", "present",
        3, True, 1.0, 0.5, "left", 0.5, 0.0, "", 1.0, 3, "correct-up", 0, False,
    )  # fmt: skip
    basis = Decided(
        HostTimes(onset, onset + 3.0), score, Evidence(3, True, 1.0), {},
        Decision(3, "correct-up"), {}, "",
    )  # fmt: skip
    event = EventRow(onset, 3.0, "stimulus", record.sample, "search")
    return TrialLine((1, 7, number), record, (event,), basis)
