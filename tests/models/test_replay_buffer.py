"""Earlier sessions are remembered, compared with today's, and replayed."""

from __future__ import annotations

import json

import numpy as np
import pytest
from safetensors.numpy import save

from attention_camp.models import load_estimator
from attention_camp.models.adapter import RANK
from attention_camp.models.calibration import Stretch, calibrate
from attention_camp.models.drift import STABLE_DB, STRANGE_DB, check_drift, distance_db
from attention_camp.models.replay_buffer import (
    ReplayBuffer,
    buffer_from_bytes,
    buffer_to_bytes,
    hash_of,
    recalled,
    remember,
)
from attention_camp.models.scorer import Scorer
from attention_camp.models.weights import WeightsError
from attention_camp.models.windows import prepare

CYTON = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")


def eeg(n, *, alpha, seed, sfreq=128.0):
    rng = np.random.default_rng(seed)
    n_times = round(4 * sfreq)
    freqs = np.fft.rfftfreq(n_times, 1 / sfreq)
    shape = 1 / np.maximum(freqs, 1) ** 0.5
    shape += alpha * np.exp(-0.5 * ((freqs - 10) / 1) ** 2)
    white = rng.standard_normal((n, 8, n_times))
    return 1e-5 * np.fft.irfft(np.fft.rfft(white) * shape, n_times)


def memory(*, rest, task, seed=0, n=15):
    X = np.concatenate(
        [eeg(n, alpha=rest, seed=seed), eeg(n, alpha=task, seed=seed + 1)]
    )
    return remember(
        X, np.repeat([0, 1], n), sfreq=128.0, ch_names=CYTON, about={"slope": 1.5}
    )


def rest_today(alpha, *, n=15, ch_names=CYTON):
    return prepare(eeg(n, alpha=alpha, seed=99), sfreq=128.0, ch_names=ch_names)


def test_a_memory_comes_back_from_its_file_the_same():
    kept = memory(rest=2, task=1)
    content = buffer_to_bytes(kept)
    assert buffer_to_bytes(kept) == content
    again = buffer_from_bytes(content, "here")
    np.testing.assert_array_equal(again.X, kept.X)
    np.testing.assert_array_equal(again.y, kept.y)
    assert (again.ch_names, again.about) == (CYTON, {"slope": 1.5})
    assert len(hash_of(content)) == 64


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no file of personal weights"),
        (b"\x80\x04cos\nsystem\n(S'exit 1'\ntR.", "no file of personal weights"),
        (save({"X": np.zeros((1, 8, 512), np.float32)}), "no file of personal weights"),
        (
            save(
                {"X": np.zeros((1, 8, 512)), "y": np.zeros(1, np.int8)},
                metadata={"about": json.dumps({"format": 9, "ch_names": ["Fp1"]})},
            ),
            "format 9; this version reads format 1",
        ),
        (
            save(
                {"X": np.zeros((1, 8, 512)), "y": np.zeros(3, np.int8)},
                metadata={"about": json.dumps({"format": 1, "ch_names": ["Fp1"]})},
            ),
            "windows of shape",
        ),
    ],
    ids=["empty", "pickle", "no labels", "another version", "another shape"],
)
def test_a_file_that_is_no_memory_is_refused_before_it_is_used(content, message):
    with pytest.raises(WeightsError, match=message):
        buffer_from_bytes(content, "here")


def test_rest_like_the_earlier_ones_is_stable_and_unlike_is_another_person():
    earlier = [memory(rest=2, task=1, seed=k) for k in (0, 10)]
    same, other = (
        check_drift(rest_today(2), earlier),
        check_drift(rest_today(9), earlier),
    )
    assert (same.verdict, same.n_sessions, same.replays) == ("stable", 2, True)
    assert same.distance_db < STABLE_DB < STRANGE_DB < other.distance_db
    assert (other.verdict, other.replays) == ("re-calibrate", False)
    assert "earlier sessions are left out" in other.as_text()
    assert json.loads(json.dumps(other.to_json()))["verdict"] == "re-calibrate"


def test_amplitude_and_reference_are_no_drift():
    rest = eeg(15, alpha=2, seed=5)
    one = prepare(rest, sfreq=128.0, ch_names=CYTON)
    common = 1e-5 * np.random.default_rng(6).standard_normal((15, 1, 512))
    other = prepare(3 * rest + common, sfreq=128.0, ch_names=CYTON)
    assert distance_db(one, other) < 1e-3


def test_too_little_rest_and_other_electrodes_get_no_verdict():
    earlier = [memory(rest=2, task=1)]
    assert check_drift(rest_today(2, n=4), earlier).verdict == "unknown"
    elsewhere = rest_today(
        2, ch_names=("AF3", "AF4", *CYTON[6:], "F1", "F2", "P1", "P2")
    )
    assert check_drift(elsewhere, earlier).verdict == "unknown"
    assert check_drift(rest_today(2), []).verdict == "first-session"


def test_earlier_sessions_count_as_much_as_today_however_many_there_are():
    earlier = [memory(rest=2, task=1, seed=k) for k in range(0, 40, 10)]
    taught = recalled(earlier, load_estimator("theta-alpha"), most=6)
    assert np.bincount(taught.y).tolist() == [6, 6]
    assert np.isfinite(taught.seen.z).all()
    assert recalled([], load_estimator("pope"), most=6) is None


def test_earlier_sessions_are_seen_along_the_persons_directions_too():
    earlier = [memory(rest=2, task=1, seed=k) for k in (0, 10)]
    taught = recalled(earlier, load_estimator("attention"), most=6)
    assert taught.seen.coordinates.shape == (12, RANK)
    assert np.isfinite(taught.seen.coordinates).all()


def test_a_session_on_unknown_electrodes_says_nothing():
    kept = memory(rest=2, task=1)
    strange = ReplayBuffer(kept.X, kept.y, tuple(f"E{k}" for k in range(8)))
    assert recalled([strange], load_estimator("attention"), most=6) is None


def test_replay_keeps_the_personal_numbers_near_those_of_earlier_sessions():
    scorer = Scorer("theta-alpha", sfreq=128.0, ch_names=CYTON)
    blocks = [
        Stretch("engaged" if k % 2 else "rest", eeg(9, alpha=2.0, seed=50 + k))
        for k in range(6)
    ]  # a day on which rest and task look the same
    earlier = [memory(rest=3, task=0.5, seed=k) for k in (0, 10)]
    forgetful, _ = calibrate(scorer, blocks)
    replaying, _ = calibrate(scorer, blocks, earlier=earlier)
    clear, _ = calibrate(
        scorer,
        [
            Stretch("engaged" if k % 2 else "rest", eeg(9, alpha=a, seed=70 + k))
            for k, a in enumerate((3, 0.5) * 3)
        ],
    )
    assert forgetful.slope < replaying.slope <= clear.slope + 0.5
    assert not replaying.permission  # the verdict is about today
