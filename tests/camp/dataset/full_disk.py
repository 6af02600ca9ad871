"""A process that records until the system lets its file grow no more."""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.eeg_writer import EegWriter, RecordingError
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.trial_store import StoreError, TrialStore
from attention_camp.camp.session.records import EventRow
from attention_camp.signal.stream import StreamInfo

LIMIT = 100_001
"""Bytes; no multiple of a sample."""


def record(dataset: str) -> None:
    """Record numbered samples until it fails, then notes; say how many were taken."""
    paths = RunPaths(Path(dataset), "01", "01", "demo")
    prepare_run(paths, meta={})
    info = StreamInfo("ramp", 250.0, ("Fz", "Cz", "Pz", "Oz"))
    writer = EegWriter.create(paths, info, line_freq=50.0, task_name="Demo")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))
    try:
        while True:
            index = np.arange(writer.n_samples, writer.n_samples + 33)
            writer.append(np.tile(index.astype(np.float32), (4, 1)))
    except RecordingError as error:
        sys.stderr.write(str(error))
    writer.close()
    store, n_notes = TrialStore(paths), 0
    try:
        while True:
            store.append_event(EventRow(0.0, 0.0, "note", 0, "a note " * 9))
            n_notes += 1
    except StoreError as error:
        sys.stderr.write(str(error))
    store.close()
    sys.stdout.write(f"{writer.n_samples} {n_notes}")


if __name__ == "__main__":
    record(sys.argv[1])
