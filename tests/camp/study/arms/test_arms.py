"""Shams that prove themselves, lots, blinding indices, Pope's test: on known truth."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.study.arms.blinding_index import (
    bang_index,
    counted,
    james_index,
)
from attention_camp.camp.study.arms.contingency import (
    contingency,
    detection_floor,
    study_contingency,
)
from attention_camp.camp.study.arms.micro_randomised import (
    beyond_level,
    proximal_effect,
)
from attention_camp.camp.study.arms.shams import Sham, yoked_study
from attention_camp.camp.study.arms.stability import loop_stability, stability_of


def drifting(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Courses with the autocorrelation of scores."""
    x = rng.normal(size=shape)
    for t in range(1, shape[-1]):
        x[..., t] = 0.9 * x[..., t - 1] + math.sqrt(0.19) * x[..., t]
    return 1 / (1 + np.exp(-x))


def test_one_copy_of_the_own_score_is_always_found():
    """In a single trial of a single session of ten people."""
    rng = np.random.default_rng(1)
    own, donors = drifting(rng, 10, 4, 60), drifting(rng, 10, 4, 60)
    assert not study_contingency(own, donors).is_flagged
    donors[3, 1, 40] = own[3, 1, 40]
    assert study_contingency(own, donors).is_flagged
    assert contingency(own[3, 1], donors[3, 1]).n_copies == 1


def test_too_few_trials_neither_find_a_leak_nor_rule_it_out():
    rng = np.random.default_rng(1)
    found = study_contingency(drifting(rng, 3, 2, 9), drifting(rng, 3, 2, 9))
    assert math.isnan(found.p)
    assert not found.is_flagged


def test_a_session_that_broke_off_and_went_on_is_one_in_the_null():
    """Else its person's later sessions are held against other sessions of others."""
    rng = np.random.default_rng(4)
    own, donors = drifting(rng, 4, 3, 90), drifting(rng, 4, 3, 90)

    def sham(person: int, session: int, run: int, trials: slice) -> Sham:
        paths = RunPaths(Path(), f"{person}", f"{session}", "demo", run)
        scores = own[person, session, trials], donors[person, session, trials]
        return Sham(paths, "yoked", "", contingency(*scores), math.nan, *scores)

    shams = []
    for person, session in np.ndindex(4, 3):
        # one person's first session broke off half-way
        ends = (0, 45, 90) if person == session == 0 else (0, 90)
        for run, ends_at in enumerate(itertools.pairwise(ends), start=1):
            shams.append(sham(person, session, run, slice(*ends_at)))
    assert len(shams) == 13
    assert yoked_study(shams) == study_contingency(own, donors)


def test_a_leak_of_a_tenth_is_found_in_a_study_and_drift_alone_is_none():
    """Courses that drift resemble each other by chance: that is no leak."""
    rng = np.random.default_rng(2)
    own, donors = drifting(rng, 20, 10, 100), drifting(rng, 20, 10, 100)
    assert study_contingency(own, donors).p > 0.01
    assert study_contingency(own, 0.9 * donors + 0.1 * own).p < 0.005


def test_the_floor_falls_with_the_length_of_a_session():
    """Too short a session shows nothing but a whole copy."""
    floors = [detection_floor(n) for n in (10, 40, 160, 640)]
    assert floors[0] == 1.0
    assert floors == sorted(floors, reverse=True)
    assert floors[-1] < 0.15


def test_blinding_indices_are_those_of_the_literature():
    """The CRISP trial as in Bang et al. 2004: 0.2058 and 0.0144; James: 0.748."""
    crisp = {
        "treatment": {"treatment": 82, "placebo": 25, "unknown": 170},
        "placebo": {"treatment": 27, "placebo": 29, "unknown": 83},
    }
    bang = bang_index(crisp)
    assert bang["treatment"].value == pytest.approx(0.2058, abs=5e-5)
    assert bang["placebo"].value == pytest.approx(0.0144, abs=5e-5)
    assert (bang["treatment"].low, bang["treatment"].high) == pytest.approx(
        (0.137, 0.275), abs=2e-3
    )
    james = james_index(crisp)
    assert james.value == pytest.approx(0.748, abs=5e-4)
    assert james.low < james.value < james.high


def test_blinding_indices_know_their_ends():
    """All know it; nobody does; three arms guessed at random."""
    arms = ("loop", "yoked", "behaviour")
    known = counted([(arm, arm) for arm in arms for _ in range(10)], arms)
    assert james_index(known).value == pytest.approx(0)
    assert {one.value for one in bang_index(known).values()} == {1.0}
    none = counted([(arm, "unknown") for arm in arms for _ in range(10)], arms)
    assert james_index(none).value == 1.0
    even = counted([(arm, guess) for arm in arms for guess in arms] * 10, arms)
    assert james_index(even).value == pytest.approx(0.5)
    assert all(abs(one.value) < 1e-9 for one in bang_index(even).values())
    # of three arms, nobody can be further off than wrong each time: -1/2
    wrong = counted([("loop", "yoked")] * 8 + [("loop", "loop")], arms)
    assert -0.5 <= bang_index(wrong)["loop"].low < bang_index(wrong)["loop"].value


def decisions(effect: float, seed: int):
    rng = np.random.default_rng(seed)
    n = 400
    probability = np.where(rng.random(n) < 0.5, 0.3, 0.7)
    action = rng.random(n) < probability
    available = rng.random(n) < 0.8
    drift = np.cumsum(rng.normal(0, 0.1, n))
    outcome = effect * action + drift + rng.normal(size=n)
    before = np.concatenate([[0.0], outcome[:-1]])
    return {
        "outcome": outcome,
        "action": action,
        "probability": probability,
        "available": available,
        "controls": before[:, None],
    }


def test_the_effect_of_lots_is_found_and_its_intervals_hold_it():
    """Two hundred people with lots of two probabilities: 95 %, more at every n."""
    found = [
        proximal_effect(given.pop("outcome"), given.pop("action"), **given)
        for given in (decisions(0.5, seed) for seed in range(200))
    ]
    holds = [one.low <= 0.5 <= one.high for one in found]
    always = [one.any_low <= 0.5 <= one.any_high for one in found]
    assert np.mean([one.effect for one in found]) == pytest.approx(0.5, abs=0.03)
    assert 0.9 <= np.mean(holds) <= 0.99
    assert np.mean(always) >= 0.95
    wider = [(one.any_high - one.any_low) / (one.high - one.low) for one in found]
    assert min(wider) > 1


def test_what_is_beyond_the_level_does_not_follow_the_level():
    """Raw correctness falls with the level, the corrected outcome does not."""
    rng = np.random.default_rng(3)
    level = rng.integers(3, 10, size=600)
    share = 0.5 + 0.48 / (1 + np.exp(0.8 * (level - 6.5)))
    correct = rng.random(600) < share
    beyond = beyond_level(correct, level, chance=0.5)[100:]
    assert np.corrcoef(correct[100:], level[100:])[0, 1] < -0.2
    assert abs(np.corrcoef(beyond, level[100:])[0, 1]) < 0.09
    assert abs(beyond.mean()) < 0.05


def test_a_loop_that_closes_steadies_the_score_and_its_reversal_does_not():
    """Thirty people; without a difference nothing is said."""
    rng = np.random.default_rng(4)
    loop = rng.normal(0.5, 0.10, size=(30, 1, 80))
    turned = rng.normal(0.5, 0.13, size=(30, 1, 80))
    found = loop_stability(loop, turned)
    assert found.log_ratio == pytest.approx(math.log(1.3), abs=0.06)
    assert found.low > 0
    assert loop_stability(loop, rng.normal(0.5, 0.10, size=(30, 1, 80))).p > 0.05
    assert math.isnan(loop_stability([[[0.5] * 10]] * 9, [[[0.5] * 10]] * 9).p)


def test_scores_that_differ_between_sessions_are_no_unsteady_loop():
    """Four blocks under the loop and one reversed; the same spread within each."""
    rng = np.random.default_rng(5)
    means = rng.normal(0.5, 0.3, size=(30, 5, 1))
    scores = means + rng.normal(0.0, 0.1, size=(30, 5, 40))
    found = loop_stability(scores[:, :4], scores[:, 4:])
    assert found.low < 0 < found.high
    assert abs(found.log_ratio) < 0.1


@pytest.mark.thorough
def test_the_test_of_a_loop_reads_the_blocks_of_a_dataset(tmp_path):
    """Three people with a block in each direction, recorded and read back."""
    (tmp_path / "both.yaml").write_text(
        "name: both\ntitle: T\ndescription: D\nscoring: {estimator: pope}\nblocks:\n"
        "  - {task: visual-search, trials: 21, cards: false}\n"
        "  - {task: visual-search, trials: 21, cards: false, reversed: true}\n"
    )
    for label in ("01", "02", "03"):
        request = SessionRequest(
            tmp_path / "data", label, "01", protocol=str(tmp_path / "both.yaml"),
            board="simulated:sfreq=125,ch_names=Fz+Pz+Oz", observer="default",
            headless=True, seed=int(label),
        )  # fmt: skip
        run_headless(request, tell=lambda _: None)
    found = stability_of(tmp_path / "data")
    assert found.n == 3
    assert math.isfinite(found.log_ratio)
    assert found.low < found.log_ratio < found.high
