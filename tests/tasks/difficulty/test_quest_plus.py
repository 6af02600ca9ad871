"""QUEST+ reproduces the published runs, agrees with its oracle, and is fast."""

import json
import math
import time
from pathlib import Path

import numpy as np
import pytest

from attention_camp.tasks.difficulty.quest_plus import QuestPlus

DB = tuple(float(x) for x in range(-40, 1))
LAPSES = (0.0, 0.01, 0.02, 0.03, 0.04)
FULL = QuestPlus(DB, DB, slopes=(2.0, 3.0, 4.0, 5.0), lapses=LAPSES)
PUBLISHED = {
    "threshold": QuestPlus(DB, DB),
    "threshold_slope": QuestPlus(DB, DB, slopes=(2.0, 3.0, 4.0, 5.0)),
    "threshold_slope_lapse": FULL,
    "mean_sd_lapse": QuestPlus(
        tuple(float(x) for x in range(-10, 11)),
        tuple(float(x) for x in range(-5, 6)),
        slopes=tuple(float(x) for x in range(1, 11)),
        lapses=LAPSES,
        guesses=(),
        function="normal",
    ),
}


@pytest.mark.parametrize("run", PUBLISHED)
def test_published_runs_are_replayed_trial_by_trial(run: str) -> None:
    """The runs of Watson (2017): stimuli, answers and final modes."""
    known = json.loads(Path(__file__).with_name("watson_2017.json").read_text())[run]
    quest = PUBLISHED[run]
    state = quest.start()
    for stimulus, right in zip(known["stimuli"], known["right"], strict=True):
        assert quest.next(state) == stimulus
        state = quest.update(state, stimulus, correct=right == "1")
    mode = quest.estimate(state, by="mode")
    found = {"threshold": mode.threshold, "slope": mode.slope, "lapse": mode.lapse}
    names = {"mean": "threshold", "sd": "slope", "lapse_rate": "lapse"}
    for name, value in known["mode"].items():
        assert found[names.get(name, name)] == pytest.approx(value)


def test_next_agrees_with_the_questplus_package() -> None:
    """On 25 random answers the oracle chooses the same stimulus and posterior."""
    oracle_module = pytest.importorskip("questplus.qp")
    oracle = oracle_module.QuestPlus(
        stim_domain={"intensity": np.array(DB)},
        param_domain={
            "threshold": np.array(DB),
            "slope": np.array(FULL.slopes),
            "lower_asymptote": np.array([0.5]),
            "lapse_rate": np.array(LAPSES),
        },
        outcome_domain={"response": ["Yes", "No"]},
        func="weibull",
        stim_scale="dB",
    )
    rng = np.random.default_rng(5)
    state = FULL.start()
    for _ in range(25):
        asked = oracle.next_stim["intensity"]
        entropy = FULL.expected_entropy(state)
        assert entropy[DB.index(asked)] == pytest.approx(entropy.min(), abs=1e-9)
        right = bool(rng.random() < 0.7)
        oracle.update(
            stim={"intensity": asked}, outcome={"response": "Yes" if right else "No"}
        )
        state = FULL.update(state, float(asked), correct=right)
    expected = oracle.posterior.transpose(
        "threshold", "slope", "lapse_rate", "lower_asymptote"
    ).values.ravel()
    np.testing.assert_allclose(FULL.posterior(state), expected, rtol=1e-8, atol=1e-12)


def _answers(quest: QuestPlus, threshold: float, seed: int, n: int) -> list[float]:
    rng = np.random.default_rng(seed)
    state = quest.start()
    errors = []
    for _ in range(n):
        x = quest.next(state)
        share = 0.5 + 0.48 * -math.expm1(-(10 ** (3.5 * (x - threshold) / 20)))
        state = quest.update(state, x, correct=bool(rng.random() < share))
        errors.append(quest.estimate(state).threshold - threshold)
    return errors


def test_the_threshold_of_a_known_observer_is_found() -> None:
    """Over 60 observers: no bias, and 1 dB (0.05 log units) off after 120 trials."""
    thresholds = np.random.default_rng(1).uniform(-32, -8, 60)
    last = np.array([_answers(FULL, t, i, 120)[-1] for i, t in enumerate(thresholds)])
    assert abs(last.mean()) < 0.4
    assert np.sqrt(np.mean(last**2)) < 1.1


def test_next_takes_at_most_5_ms_at_trial_500() -> None:
    state = FULL.start()
    rng = np.random.default_rng(0)
    for _ in range(500):
        state = FULL.update(state, FULL.next(state), correct=bool(rng.random() < 0.75))
    took = []
    for _ in range(20):
        start = time.perf_counter()
        FULL.next(state)
        took.append(time.perf_counter() - start)
    assert sorted(took)[10] < 0.005


def test_the_state_goes_through_json_in_mid_run() -> None:
    state = FULL.start()
    for right in (True, False, True):
        state = FULL.update(state, FULL.next(state), correct=right)
    again = FULL.from_json(json.loads(json.dumps(FULL.to_json(state))))
    assert again == state
    assert FULL.next(again) == FULL.next(state)


def test_a_prior_moves_the_first_stimulus() -> None:
    weights = tuple(math.exp(-((t + 30) ** 2) / 50) for t in DB)
    quest = QuestPlus(DB, DB, prior=weights)
    assert quest.next(quest.start()) < QuestPlus(DB, DB).next(quest.start()) - 5


def test_wrong_use_is_refused() -> None:
    with pytest.raises(ValueError, match="stimulus must be one of -40 to 0"):
        FULL.update(FULL.start(), -41.0, correct=True)
    with pytest.raises(ValueError, match="function must be one of"):
        QuestPlus(DB, DB, function="weibul")
    with pytest.raises(ValueError, match="prior must be empty or have one weight"):
        QuestPlus(DB, DB, prior=(1.0, 2.0))
    with pytest.raises(ValueError, match="slopes must hold at least one number"):
        QuestPlus(DB, DB, slopes=())
    with pytest.raises(ValueError, match="must count 41 stimuli; got 1 and 1"):
        FULL.from_json({"right": [1], "wrong": [0]})
