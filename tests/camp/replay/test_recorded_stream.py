"""A replay cleans as much of a recording as it needs, and keeps the last of it."""

import shutil
import struct
from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.replay import ledger_replay
from attention_camp.camp.replay.ledger_replay import RecordedStream


def test_a_window_is_the_same_however_little_is_kept(by_formula, monkeypatch) -> None:
    recording = Recording.open(by_formula)
    eeg = read_ledger(by_formula.decisions).header.eeg
    told = []
    whole = RecordedStream(recording, eeg, lambda _: None)
    monkeypatch.setattr(ledger_replay, "KEPT_SECONDS", 10.0)
    monkeypatch.setattr(ledger_replay, "CHUNK_SECONDS", 1.0)
    short = RecordedStream(recording, eeg, told.append)
    sfreq = recording.info.sfreq
    stop = recording.n_samples - round(2 * sfreq)
    for stream in (whole, short):
        stream.go_to(stop)
    assert short.history.n_kept == round(10 * sfreq) < recording.n_samples
    assert short.history.n_samples - stop < sfreq, "no more than a piece ahead"
    assert told[-1] < 1.0
    span = (stop - round(4 * sfreq), stop)
    windows = [stream.history.window_at(*span) for stream in (whole, short)]
    np.testing.assert_array_equal(windows[0].data, windows[1].data)
    assert windows[0].verdicts == windows[1].verdicts


@pytest.mark.parametrize(
    "bits",
    [0x7F800001, 0x7F800000, 0x7149F2CA],
    ids=["NaN that warns", "infinite", "1e30"],
)
def test_a_damaged_sample_is_lost_and_nothing_after_it(
    by_formula, tmp_path, bits
) -> None:
    """Through the filters it would spoil its channel, and by their average all."""
    shutil.copytree(by_formula.dataset, tmp_path / "damaged")
    damaged = replace(by_formula, dataset=tmp_path / "damaged")
    recording = Recording.open(by_formula)
    second, at = round(recording.info.sfreq), recording.n_samples // 2
    with damaged.eeg.open("r+b") as file:
        file.seek(4 * at * recording.info.n_recorded)
        file.write(struct.pack("<I", bits))
    eeg = read_ledger(by_formula.decisions).header.eeg
    spans = ((at - second, at + second), (at + second, at + 3 * second))
    windows = []
    for paths in (by_formula, damaged):
        stream = RecordedStream(Recording.open(paths), eeg, lambda _: None)
        stream.go_to(spans[1][1])
        windows.append([stream.history.window_at(*span) for span in spans])
    (_, whole), (there, after) = windows
    assert (there.verdicts[0].quality, there.verdicts[0].fault) == ("bad", "gap")
    faults = [[one.fault for one in window.verdicts] for window in (whole, after)]
    assert faults[0] == faults[1]
    np.testing.assert_allclose(after.data, whole.data, rtol=0, atol=1e-6)
