from __future__ import annotations

import sys

import mne
import numpy as np
import pytest

from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.offline.study_cleaning import (
    StudyCleaningError,
    clean_for_study,
)
from attention_camp.signal.offline.subspace import SubspaceError, reconstructed
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain


@pytest.fixture
def raw():
    """Twenty seconds with many blinks and one wild stretch."""
    strengths = Strengths(blinks_per_minute=40, clenches_per_minute=0)
    brain = SimulatedBrain(system_10_10(9), seed=2, strengths=strengths)
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


def _with_blinks(n_times: int = 15_000) -> tuple[np.ndarray, np.ndarray]:
    """Return EEG with blinks, and the same without, V."""
    both = []
    for blinks in (10.0, 0.0):
        strengths = Strengths(clenches_per_minute=0.0, blinks_per_minute=blinks)
        brain = SimulatedBrain(system_10_10(9), seed=2, strengths=strengths)
        both.append(Cleaner(brain.info).filter(brain.make(n_times))[:, 500:])
    return both[0], both[1]


def test_subspace_reconstruction_mends_blinks_and_little_else():
    pytest.importorskip("meegkit")
    data, truth = _with_blinks()
    mended, share = reconstructed(data, 250.0, cutoff=10.0)
    is_blink = np.abs(data - truth).max(axis=0) > 20e-6
    left, there = (mended - truth)[:, is_blink], (data - truth)[:, is_blink]
    assert left.std() < 0.8 * there.std()
    assert (mended - truth)[:, ~is_blink].std() < 0.5 * truth.std()
    assert 0 < share < 0.5


def test_subspace_reconstruction_needs_something_to_calibrate_on():
    with pytest.raises(SubspaceError, match="got 10 s of 9"):
        reconstructed(np.zeros((9, 2500)), 250.0, cutoff=20.0)


def test_the_package_for_subspace_reconstruction_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "meegkit.asr", None)
    with pytest.raises(SubspaceError, match="pip install meegkit"):
        reconstructed(np.zeros((9, 25_000)), 250.0, cutoff=20.0)


def test_a_study_can_ask_for_subspace_reconstruction(raw):
    for package in ("mne_icalabel", "autoreject"):
        pytest.importorskip(package)
    with pytest.raises(SubspaceError, match="got 20 s of 9"):
        clean_for_study(raw, asr_cutoff=20.0)
