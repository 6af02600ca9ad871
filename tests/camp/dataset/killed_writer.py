"""A process that records as fast as the clock says, until it is killed.

It says on standard output how many samples it has handed over, and after each trial
that the trial is stored, as the session tells the operator.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.signal.stream import StreamInfo


def record(dataset: str) -> None:
    """Record ramps: channel c of sample i is i + c / 4."""
    paths = RunPaths(Path(dataset), "01", "01", "demo")
    info = StreamInfo("ramp", 1000.0, ("Fz", "Cz", "Pz", "Oz"))
    prepare_run(paths, meta={})
    writer = EegWriter.create(paths, info, line_freq=50.0, task_name="Demo")
    store = TrialStore(paths)
    clock, n_trials = HostClock(), 0
    begin = clock.now()
    while True:
        clock.sleep_until(begin + (writer.n_samples + 20) / info.sfreq)
        due = int((clock.now() - begin) * info.sfreq)
        if due <= writer.n_samples:
            continue
        index = np.arange(writer.n_samples, due, dtype=np.float32)
        writer.append(index + np.arange(4, dtype=np.float32)[:, None] / 4)
        say(f"samples {writer.n_samples}")
        if due > 200 * (n_trials + 1):
            n_trials += 1
            store.append(make_trial(n_trials, due))
            say(f"trial {n_trials}")


def make_trial(trial: int, sample: int) -> TrialLine:
    """Return a trial that says little."""
    onset = sample / 1000
    record = TrialRecord(
        onset=onset,
        duration=0.1,
        sample=sample,
        trial=trial,
        block=1,
        stage="main",
        task="n-back",
        condition="lure",
        level=1,
        correct=True,
        performance=1.0,
        reaction_time=0.4,
        response="space",
        engagement=None,
        certainty=None,
        score_reason="not recorded yet",
        quality=1.0,
        next_level=1,
        why="start",
        frames_dropped=0,
        onset_dropped=False,
    )
    return TrialLine(
        (0, 1, trial), record, (EventRow(onset, 0.1, "stimulus", sample, "A"),)
    )


def say(text: str) -> None:
    """Tell the parent."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    record(sys.argv[1])
