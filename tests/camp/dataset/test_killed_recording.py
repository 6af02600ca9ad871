"""SIGKILL in the middle of a recording: what was promised is on disk."""

import signal
import subprocess
import sys
from pathlib import Path

import mne
import numpy as np
import pytest

from attention_camp.camp.dataset.journal import read_chunks
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.trial_store import mend_events

WRITER = Path(__file__).with_name("killed_writer.py")


@pytest.mark.parametrize("n_trials", [1, 6])
def test_a_kill_loses_less_than_a_second_and_no_announced_trial(
    tmp_path: Path, n_trials: int
) -> None:
    dataset = tmp_path / "dataset"
    process = subprocess.Popen(
        [sys.executable, str(WRITER), str(dataset)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    told_samples = told_trials = 0
    with process:
        for line in process.stdout:
            kind, number = line.split()
            if kind == "samples":
                told_samples = int(number)
            else:
                told_trials = int(number)
            if told_trials == n_trials:
                break
        process.send_signal(signal.SIGKILL)
        for line in process.stdout:
            kind, number = line.split()
            told_samples = int(number) if kind == "samples" else told_samples
            told_trials = int(number) if kind == "trial" else told_trials

    paths = RunPaths(dataset, "01", "01", "demo")
    recording = Recording.open(paths)
    # the file itself keeps all that was handed over: a kill is no power cut
    assert recording.n_samples >= told_samples
    covered = sum(chunk.n for chunk in read_chunks(paths.journal)[0])
    assert told_samples - covered <= recording.info.sfreq
    index = np.arange(recording.n_samples, dtype=np.float32)
    np.testing.assert_array_equal(
        recording.samples_uv(0, recording.n_samples),
        index + np.arange(4, dtype=np.float32)[:, None] / 4,
    )
    assert recording.check() == []
    trials = [
        line for line in paths.events.read_text().splitlines() if "n-back" in line
    ]
    assert len(trials) >= told_trials >= n_trials
    assert mend_events(paths) <= 2
    raw = mne.io.read_raw_brainvision(paths.vhdr, preload=True, verbose="error")
    assert raw.n_times == recording.n_samples
