from __future__ import annotations

import sys

import mne
import numpy as np
import pytest

from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.rhythms import Strengths
from attention_camp.signal.simulated_brain import SimulatedBrain
from attention_camp.signal.study_cleaning import StudyCleaningError, clean_for_study


@pytest.fixture
def raw():
    """Twenty seconds with many blinks and one wild stretch."""
    strengths = Strengths(blinks_per_minute=40, clenches_per_minute=0)
    brain = SimulatedBrain(system_10_10(9), seed=1, strengths=strengths)
    samples = brain.make(5_000).astype(float) * 1e-6
    samples[:, 4000:4400] += 1e-3 * np.random.default_rng(0).standard_normal((9, 400))
    info = mne.create_info(list(brain.info.ch_names), 250.0, "eeg")
    raw = mne.io.RawArray(samples, info, verbose="error")
    raw.set_montage(
        mne.channels.make_dig_montage(
            {name: np.array(place) for name, place in brain.info.positions.items()},
            coord_frame="head",
        )
    )
    return raw


@pytest.mark.slow
def test_blinks_are_taken_out_and_wild_stretches_annotated(raw):
    pytest.importorskip("mne_icalabel")
    pytest.importorskip("autoreject")
    before = raw.get_data(picks=["Fp1"])[0, :4000]
    result = clean_for_study(raw)
    after = result.raw.get_data(picks=["Fp1"])[0, :4000]
    assert "eye blink" in {component.label for component in result.removed}
    assert np.ptp(after) < 0.6 * np.ptp(before)
    assert result.n_bad_stretches >= 1
    onsets = [
        each["onset"]
        for each in result.raw.annotations
        if each["description"] == "BAD_autoreject"
    ]
    assert any(14 <= onset <= 18 for onset in onsets)
    # the recording itself is not touched
    np.testing.assert_array_equal(raw.get_data(picks=["Fp1"])[0, :4000], before)


def test_a_package_that_is_missing_is_named(raw, monkeypatch):
    monkeypatch.setitem(sys.modules, "mne_icalabel", None)
    monkeypatch.setitem(sys.modules, "autoreject", None)
    with pytest.raises(StudyCleaningError, match="pip install mne-icalabel"):
        clean_for_study(raw)
