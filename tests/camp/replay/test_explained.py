"""One trial of a recorded session is explained, or it is said why not."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp.cli.app import main
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.replay.explain_trial import (
    CLEANING,
    READING,
    ExplanationError,
    explain_trial,
)
from attention_camp.camp.replay.explanation import as_text
from attention_camp.models.explaining.explanation import GRADIENTS, RANDOM


@pytest.fixture(scope="module")
def told():
    """Return how far the explanation said to be, and what it was doing."""
    return []


@pytest.fixture(scope="module")
def explained(by_model, told):
    return explain_trial(
        by_model.folder, 4, progress=lambda share, what: told.append((share, what))
    )


def test_a_trial_is_explained_over_channels_times_and_bands(by_model, explained):
    stored = read_trials(by_model)[-2]
    assert (stored.trial, stored.model_score) == (4, explained.engagement)
    n_chans, n_times = len(explained.ch_names), len(explained.times)
    assert explained.over_channels.shape == (n_chans,)
    assert explained.positions.shape == (n_chans, 3)
    assert explained.over_time.shape == explained.attention_over_time.shape
    assert explained.over_time.shape == (n_times,)
    assert explained.over_bands.shape == (len(explained.bands),)
    np.testing.assert_allclose(np.diff(explained.times), 1.0, atol=1e-6)
    np.testing.assert_allclose(
        explained.over_channels.sum(), explained.over_bands.sum(), atol=1e-9
    )
    assert not explained.attention_over_channels.any()  # the weights hold no encoder


@pytest.mark.usefixtures("explained")
def test_it_tells_how_far_it_is_and_never_goes_back(told):
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.4 < shares[-1] < 1
    assert list(dict.fromkeys(what for _, what in told)) == [
        CLEANING,
        READING,
        GRADIENTS,
        RANDOM,
    ]


def test_what_is_unsound_is_told_and_not_listed(explained):
    sound = replace(explained, attribution_is_sound=True, attention_is_sound=False)
    assert sound.verdict == "attention-unsound"
    assert "channels:" in as_text(sound)
    assert "attention, %" not in as_text(sound)
    unsound = replace(explained, attribution_is_sound=False, attention_is_sound=False)
    assert "channels:" not in as_text(unsound)
    assert "rejected" in as_text(unsound)


def test_a_trial_without_a_score_is_refused_in_words(by_model):
    with pytest.raises(ExplanationError, match="no scored trial 99"):
        explain_trial(by_model, 99)
    with pytest.raises(ExplanationError, match="practice is not scored"):
        explain_trial(by_model, 2)


def test_a_formula_explains_itself(by_formula):
    with pytest.raises(ExplanationError, match="scored by pope"):
        explain_trial(by_formula, 3)


def test_the_module_is_imported_without_torch():
    module = "attention_camp.camp.replay.explain_trial"
    code = f"import sys, {module}; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_command_prints_it_and_names_a_trial_that_is_not_there(
    by_model, monkeypatch, capsys
):
    def call(trial):
        words = ["explain", str(by_model.dataset), "--participant", "01"]
        words += ["--session", "01", "--trial", trial]
        monkeypatch.setattr(sys, "argv", ["attention-camp", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, capsys.readouterr()

    code, printed = call("4")
    assert code in (0, None)
    assert "Trial 4: engagement" in printed.out
    code, printed = call("99")
    assert code == 2
    assert "has no trial 99" in printed.err
