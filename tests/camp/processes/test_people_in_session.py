"""A simulated person in a whole session: EEG shows engagement, and real onsets."""

from __future__ import annotations

import mne
import numpy as np
import pytest

from attention_camp.camp import open_session
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.request import SessionRequest

PROTOCOL = """\
name: seen
title: Seen
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 40, cards: false, rule: {name: fixed},
     options: {set_size: 4}}
"""


@pytest.fixture(scope="module")
def paths(tmp_path_factory) -> RunPaths:
    folder = tmp_path_factory.mktemp("people")
    protocol = folder / "seen.yaml"
    protocol.write_text(PROTOCOL)
    for session in ("01", "02"):
        ended = run_headless(
            SessionRequest(
                folder / "data",
                "01",
                session,
                protocol=str(protocol),
                board="simulated:ch_names=Fz+Cz+Pz+PO7+PO8",
                observer="person:seed=0,link=0.8",
                headless=True,
                seed=5,
            ),
            tell=lambda _: None,
        )
        assert ended.ending is Ending.FINISHED, ended.text
    return RunPaths(folder / "data", "01", "01", "seen")


def test_the_session_is_made_again_from_its_seeds(paths):
    other = RunPaths(paths.dataset, "01", "02", "seen")
    assert paths.eeg.read_bytes() == other.eeg.read_bytes()


def test_its_decisions_are_replayed(paths):
    assert replay_run(paths).differences == []


def test_p3_follows_the_onsets_of_the_recording(paths):
    """The mean over trials is positive at Pz after some 400 ms, as in a person."""
    raw = open_session(paths.eeg).raw.load_data().filter(0.5, 20, verbose="error")
    events, names = mne.events_from_annotations(raw, verbose="error")
    onsets = {"stimulus/search": names["stimulus/search"]}
    epochs = mne.Epochs(
        raw, events, onsets, tmin=-0.2, tmax=0.7, baseline=(-0.2, 0),
        reject={"eeg": 150e-6}, preload=True, verbose="error",
    )  # fmt: skip
    evoked = 1e6 * epochs.average().get_data(picks=["Pz"])[0]
    late = (epochs.times >= 0.32) & (epochs.times <= 0.5)
    early = (epochs.times >= -0.2) & (epochs.times <= 0.0)
    assert evoked[late].mean() > evoked[early].mean() + 1.0
    assert np.abs(evoked).max() < 30
