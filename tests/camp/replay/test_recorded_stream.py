"""A replay cleans as much of a recording as it needs, and keeps the last of it."""

import numpy as np

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
