"""Windows of a simulated session are scored together, to the same bits as alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from attention_camp.camp.eeg.scoring import score_window, score_windows
from attention_camp.models.personal import Personal, PersonalWeights
from attention_camp.models.score.estimator import Score
from attention_camp.models.scorer import Scorer
from attention_camp.signal.window import ChannelVerdict, CleanWindow

CH_NAMES = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")
SFREQ = 250.0


def _windows(n: int, seed: int = 0) -> list[CleanWindow]:
    rng = np.random.default_rng(seed)
    found = []
    for k in range(n):
        walk = np.cumsum(rng.standard_normal((len(CH_NAMES), 1000)), axis=1)
        data = 1e-6 * (walk - walk.mean(axis=1, keepdims=True))
        found.append(CleanWindow(data, 250 * k, SFREQ, CH_NAMES, ()))
    return found


def test_windows_have_the_same_scores_together_and_alone() -> None:
    scorer = Scorer(Score(), sfreq=SFREQ, ch_names=CH_NAMES)
    scorer.personalise(np.stack([w.data for w in _windows(12, seed=1)]))
    windows = _windows(8)
    bad = ChannelVerdict("C4", "bad", "pops")
    windows[2] = replace(windows[2], verdicts=(bad,))
    windows[3] = replace(windows[3], reason="gap")
    windows[5] = replace(windows[5], data=0 * windows[5].data)
    together = score_windows(scorer, windows)
    assert together == [score_window(scorer, window) for window in windows]
    assert together[3] == (None, "gap")
    assert together[5][0] is None
    assert sum(scored is not None for scored, _ in together) == 6


def test_a_calibrated_score_has_the_same_bits_together_and_alone() -> None:
    shared = Score()
    rng = np.random.default_rng(4)
    weights = PersonalWeights(1.3, -0.2, tuple(rng.normal(size=shared.rank).tolist()))
    scorer = Scorer(Personal(shared, weights), sfreq=SFREQ, ch_names=CH_NAMES)
    scorer.personalise(np.stack([w.data for w in _windows(12, seed=1)]))
    for seed in range(3):
        windows = _windows(8, seed=seed)
        alone = [score_window(scorer, window) for window in windows]
        assert score_windows(scorer, windows) == alone


def test_an_estimator_that_does_not_promise_it_scores_one_by_one() -> None:
    scorer = Scorer("theta-beta", sfreq=SFREQ, ch_names=CH_NAMES)
    assert not scorer.estimator.is_alike_in_any_batch
    windows = _windows(3)
    assert score_windows(scorer, windows) == [score_window(scorer, w) for w in windows]


def test_the_hash_of_a_score_follows_the_rest_that_it_learned() -> None:
    scorer = Scorer(Score(), sfreq=SFREQ, ch_names=CH_NAMES)
    fresh = scorer.model_hash
    assert scorer.model_hash == fresh
    hashes = {fresh}
    for seed in (1, 2):
        before = scorer.estimator
        scorer.personalise(np.stack([w.data for w in _windows(12, seed=seed)]))
        hashes.add(scorer.model_hash)
        assert scorer.estimator.fingerprint != before.fingerprint
    assert len(hashes) == 3
