"""The tests of a study give the published numbers of R, JASP and textbooks."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from attention_camp.camp.study.associations import association
from attention_camp.camp.study.comparisons import (
    before_after,
    change_between_arms,
    equivalence,
)
from attention_camp.camp.study.reliability import split_half
from attention_camp.camp.study.result import Family, Result, corrected
from attention_camp.camp.study.variance import adjusted, arm_by_time, over_times

# Student's sleep data (Cushny & Peebles, 1905), as R's data set `sleep` has them
DRUG_1 = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
DRUG_2 = (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)


def _wide(before, after, arm=None):
    n = len(before)
    index = pd.MultiIndex.from_arrays(
        [[f"{k:02d}" for k in range(n)], arm or ["one"] * n],
        names=["participant", "arm"],
    )
    return pd.DataFrame({"pre": before, "post": after}, index=index)


def test_a_paired_t_test_is_that_of_r_for_the_sleep_data():
    """R 4: t.test(extra ~ group, sleep, paired = TRUE); ttestBF of BayesFactor."""
    found = before_after(_wide(DRUG_2, DRUG_1), "sleep/extra", ("pre", "post"))
    assert isinstance(found, Result)
    assert found.statistic == "t(9) = -4.062"  # t = -4.0621, df = 9
    assert found.p == pytest.approx(0.002833, abs=5e-7)
    assert found.estimate == pytest.approx(-1.58)
    assert found.interval == pytest.approx((-2.4598858, -0.7001142), abs=1e-7)
    assert found.bf10 == pytest.approx(17.259, abs=2e-3)


def test_a_welch_test_is_that_of_r_for_the_sleep_data():
    """R 4: t.test(extra ~ group, sleep): t = -1.8608, df = 17.776, p = 0.07939."""
    zeros = [0.0] * 20
    wide = _wide(zeros, [*DRUG_1, *DRUG_2], ["a"] * 10 + ["b"] * 10)
    found = change_between_arms(wide, "sleep/extra", ("pre", "post"), ("a", "b"))
    assert found.statistic == "t(17.78) = -1.861"
    assert found.p == pytest.approx(0.07939, abs=5e-6)
    assert found.interval == pytest.approx((-3.3654832, 0.2054832), abs=1e-7)
    assert found.bf10 == pytest.approx(1.266, abs=1e-3)  # JASP, r = 0.707


def test_two_one_sided_tests_are_two_t_tests():
    """For a bound of 1 h: t = (mean ± 1) / se, se = 1.58 / 4.0621."""
    wide = _wide(DRUG_2, DRUG_1)
    found = equivalence(wide, "sleep/extra", ("pre", "post"), bound=1.0)
    error = 1.58 / 4.062127683382037
    assert f"= {-0.58 / error:.3f}, {-2.58 / error:.3f}" in found.statistic
    assert found.p > 0.5
    # the estimate's interval is 95 %, as every result's; that of the test is 90 %
    assert found.interval == pytest.approx((-2.4598858, -0.7001142), abs=1e-7)
    assert "90 % interval -2.293 to -0.867" in found.statistic


# Anscombe's quartet (1973): every set has the same correlation, 0.816
ANSCOMBE_X = (10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5)
ANSCOMBE = {
    "I": (8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68),
    "II": (9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74),
    "III": (7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73),
}


@pytest.mark.parametrize(
    ("name", "r", "p"),
    [
        ("I", 0.8164205, 0.002170),
        ("II", 0.8162365, 0.002179),
        ("III", 0.8162867, 0.002176),
    ],
)
def test_a_correlation_is_that_of_r_for_anscombes_quartet(name, r, p):
    """R 4: cor.test(anscombe$x1, anscombe$y1) and so on."""
    frame = pd.DataFrame({"x": ANSCOMBE_X, "y": ANSCOMBE[name]}, dtype=float)
    found = association(frame, "anscombe", ("x", "y"), what="x")
    assert found.estimate == pytest.approx(r, abs=5e-8)
    assert found.p == pytest.approx(p, abs=5e-7)


# Loftus & Masson (1994), table 2: recall of 10 people at exposures of 1, 2 and 5 s
LOFTUS = (
    (10, 13, 13), (6, 8, 8), (11, 14, 14), (22, 23, 25), (16, 18, 20),
    (15, 17, 17), (1, 1, 4), (12, 15, 17), (9, 12, 12), (8, 9, 12),
)  # fmt: skip


def test_a_repeated_measures_anova_is_that_of_loftus_and_masson():
    """Their table 3: F(2, 18) = 42.51, mean square of the interaction 0.61."""
    rows = [
        {"participant": f"{k:02d}", "arm": "one", "time": time, "value": float(value)}
        for k, person in enumerate(LOFTUS)
        for time, value in zip(("1", "2", "5"), person, strict=True)
    ]
    found = over_times(pd.DataFrame(rows), "recall/n")
    assert "F(2, 18) = 42.506" in found.statistic
    assert found.p < 1e-5


# made up
BEFORE = (48.0, 52, 55, 60, 61, 66, 47, 53, 56, 58, 62, 65)
AFTER = (55.0, 57, 63, 66, 70, 71, 48, 56, 55, 60, 66, 66)
ARM = ["t"] * 6 + ["c"] * 6


def test_a_baseline_adjusted_difference_is_the_least_squares_solution():
    """Normal equations solved by hand with numpy: no statistics package in between."""
    found = adjusted(_wide(BEFORE, AFTER, ARM), "x/y", ("pre", "post"), ("t", "c"))
    design = np.column_stack([np.ones(12), np.array(ARM) == "t", BEFORE]).astype(float)
    beta, (rss,), *_ = np.linalg.lstsq(design, np.array(AFTER), rcond=None)
    error = math.sqrt(rss / 9 * np.linalg.inv(design.T @ design)[1, 1])
    assert found.estimate == pytest.approx(beta[1])
    assert found.statistic == f"t(9) = {beta[1] / error:.3f}"


def test_with_two_times_the_interaction_is_the_square_of_the_t_of_the_changes():
    """Textbook identity: F(1, n - 2) of arm × time = t² of the pooled t-test."""
    from scipy import stats

    wide = _wide(BEFORE, AFTER, ARM)
    rows = wide.reset_index().melt(
        ["participant", "arm"], var_name="time", value_name="value"
    )
    change = np.array(AFTER) - np.array(BEFORE)
    pooled = stats.ttest_ind(change[:6], change[6:])
    found = arm_by_time(rows, "x/y")
    assert found.statistic == f"F(1, 10) = {pooled.statistic**2:.3f}"
    assert found.p == pytest.approx(pooled.pvalue)


def _with_p(p):
    return Result("f", "o", "t", "?", 10, "", p)


def test_holm_and_benjamini_hochberg_are_those_of_r():
    """R 4: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm") and "BH"."""
    results = Family([_with_p(p) for p in (0.01, 0.02, 0.03, 0.04, 0.05)]).corrected()
    assert [r.p_holm for r in results] == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])
    assert [r.p_fdr for r in results] == pytest.approx([0.05] * 5)


def test_benjamini_hochberg_is_that_of_their_paper():
    """Benjamini & Hochberg (1995): 15 p values; at 0.05 four are rejected, by
    Bonferroni's or Holm's three."""
    ps = (
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
        0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
    )  # fmt: skip
    found = corrected([_with_p(p) for p in ps])
    assert sum(one.p_fdr <= 0.05 for one in found) == 4
    assert sum(one.p_holm <= 0.05 for one in found) == 3


def _log_times(n: int, session: str, true: np.ndarray, seed: int) -> pd.DataFrame:
    """Return a block of n trials of each person: its reliability is 1 in 2."""
    rng = np.random.default_rng(seed)
    logs = true[:, None] + rng.normal(0, math.sqrt(n), (len(true), n))
    person, trial = np.indices(logs.shape).reshape(2, -1)
    return pd.DataFrame(
        {
            "participant": person, "session": session, "run": 1, "trial": trial + 1,
            "correct": True, "reaction_time": np.exp(0.1 * logs.ravel()),
        }
    )  # fmt: skip


def test_the_split_half_reliability_is_that_of_one_block() -> None:
    """Whatever else was measured: by Spearman and Brown it is said of one block."""
    true = np.random.default_rng(0).normal(size=2000)
    first = _log_times(20, "pre1", true, 1)
    assert split_half(first) == pytest.approx(0.5, abs=0.05)
    second = _log_times(20, "post1", true, 2)
    assert split_half(pd.concat([first, second])) == split_half(first)
    # of somebody whose block broke off, the part with most trials
    last = first["participant"] == 0
    parts = first.assign(run=np.where(last & (first["trial"] > 2), 2, 1))
    whole = first[~last | (first["trial"] > 2)]
    assert split_half(parts) == split_half(whole)
