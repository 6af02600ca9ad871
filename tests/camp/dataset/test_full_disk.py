"""A disk that is full in earnest: the system refuses in the middle of a sample."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.recording import Recording


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_file_that_may_not_grow_keeps_whole_samples_and_says_so(
    tmp_path: Path,
) -> None:
    dataset = tmp_path / "dataset"
    script = Path(__file__).with_name("full_disk.py")
    done = subprocess.run(
        [sys.executable, str(script), str(dataset)], capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "The EEG could not be written" in done.stderr
    assert "events.tsv could not be written" in done.stderr
    recording = Recording.open(RunPaths(dataset, "01", "01", "demo"))
    assert recording.n_samples == int(done.stdout.split()[0]) > 6000
    samples = recording.samples_uv(0, recording.n_samples)
    np.testing.assert_array_equal(samples[2], np.arange(recording.n_samples))
    assert recording.check() == []
    events = recording.paths.events.read_text()
    assert events.endswith("\n")
    assert 400 < events.count("\tnote\t") == int(done.stdout.split()[1])
