"""A session's trials are read for the heads beside engagement, with their EEG."""

from __future__ import annotations

import shutil
from dataclasses import replace

from attention_camp.camp.dataset.rows import read_trials as stored_trials
from attention_camp.models.training.trials import read_trials


def test_trials_that_the_eeg_does_not_hold_are_left_out(by_model, tmp_path):
    (whole,) = read_trials([by_model.dataset])
    shutil.copytree(by_model.dataset, tmp_path / "data")
    paths = replace(by_model, dataset=tmp_path / "data")
    n_chans = whole.patches.values.shape[1]
    n_samples = round(250.0 * stored_trials(paths)[-1].onset)
    with paths.eeg.open("r+b") as file:
        file.truncate(4 * n_chans * n_samples)
    (cut,) = read_trials([paths.dataset])
    assert cut.person == f"{paths.dataset.resolve()}/sub-{paths.participant}"
    assert len(cut.workload) == len(whole.workload) - 1
    assert (cut.workload == whole.workload[:-1]).all()
