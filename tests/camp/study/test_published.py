"""More published numbers of R, textbooks and papers, to the printed digits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from attention_camp.camp.study.artefacts import by_arm, by_condition
from attention_camp.camp.study.associations import association
from attention_camp.camp.study.comparisons import (
    before_after,
    change_between_arms,
)
from attention_camp.camp.study.reliability import reach_of
from attention_camp.camp.study.result import Family, Result
from attention_camp.camp.study.variance import over_times


def _wide(before, after, arm=None):
    n = len(before)
    index = pd.MultiIndex.from_arrays(
        [[f"{k:03d}" for k in range(n)], arm or ["one"] * n],
        names=["participant", "arm"],
    )
    return pd.DataFrame({"pre": before, "post": after}, index=index, dtype=float)


# Charles Darwin's maize (1876), as R's HistData::ZeaMays and Fisher (1935) have it:
# heights of crossed and self-fertilised plants, inches
CROSSED = (
    23.500, 12.000, 21.000, 22.000, 19.125, 21.500, 22.125, 20.375, 18.250, 21.625,
    23.250, 21.000, 22.125, 23.000, 12.000,
)  # fmt: skip
SELFED = (
    17.375, 20.375, 20.000, 20.000, 18.375, 18.625, 18.625, 15.250, 16.500, 18.000,
    16.250, 18.000, 12.750, 15.500, 18.000,
)  # fmt: skip


def test_darwins_maize_is_fishers() -> None:
    """Fisher (1935), The Design of Experiments, §17: mean 2.617, t = 2.148, 14 df."""
    found = before_after(_wide(SELFED, CROSSED), "maize/height", ("pre", "post"))
    assert f"{found.estimate:.3f}" == "2.617"
    assert found.statistic == "t(14) = 2.148"
    assert f"{found.p:.4f}" == "0.0497"  # R 4: t.test(..., paired = TRUE)


def test_a_welch_test_of_plant_growth() -> None:
    """R 4: t.test(weight ~ group, PlantGrowth, subset = group != "trt2"): Welch."""
    control = (4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14)
    one = (4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69)
    wide = _wide([0.0] * 20, [*control, *one], ["ctrl"] * 10 + ["trt1"] * 10)
    found = change_between_arms(
        wide, "plants/weight", ("pre", "post"), ("ctrl", "trt1")
    )
    assert found.statistic == "t(16.52) = 1.191"  # t = 1.1913, df = 16.524
    assert f"{found.p:.4f}" == "0.2504"
    assert found.interval == pytest.approx((-0.2875162, 1.0295162), abs=5e-8)


# R's data set `cars` (Ezekiel, 1930)
SPEED = [4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14,
         14, 14, 15, 15, 15, 16, 16, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20,
         20, 20, 20, 22, 23, 24, 24, 24, 24, 25]  # fmt: skip
STOP = [2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26,
        36, 60, 80, 20, 26, 54, 32, 40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48,
        52, 56, 64, 66, 54, 70, 92, 93, 120, 85]  # fmt: skip


def test_the_correlation_of_cars_is_that_of_r() -> None:
    """R 4: cor.test(~ speed + dist, cars): 0.8068949 [0.6816422, 0.8862036]."""
    frame = pd.DataFrame({"x": SPEED, "y": STOP}, dtype=float)
    found = association(frame, "cars", ("x", "y"), what="speed")
    assert found.estimate == pytest.approx(0.8068949, abs=5e-8)
    assert found.interval == pytest.approx((0.6816422, 0.8862036), abs=5e-8)
    assert found.p == pytest.approx(1.49e-12, rel=5e-3)


# R's data set `women` (World Almanac, 1975)
def test_the_correlation_of_women_is_that_of_r() -> None:
    """R 4: cor(women$height, women$weight) is 0.9954948."""
    weight = (115, 117, 120, 123, 126, 129, 132, 135, 139, 142, 146, 150, 154, 159, 164)
    frame = pd.DataFrame({"x": range(58, 73), "y": weight}, dtype=float)
    found = association(frame, "women", ("x", "y"), what="height")
    assert found.estimate == pytest.approx(0.9954948, abs=5e-8)


def test_anscombes_fourth_correlation_is_that_of_r() -> None:
    """R 4: cor.test(anscombe$x4, anscombe$y4): 0.8165214, p = 0.002165."""
    x = [8] * 7 + [19] + [8] * 3
    y = [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89]
    frame = pd.DataFrame({"x": x, "y": y}, dtype=float)
    found = association(frame, "anscombe", ("x", "y"), what="x")
    assert found.estimate == pytest.approx(0.8165214, abs=5e-8)
    assert found.p == pytest.approx(0.002165, abs=5e-7)


P_ADJUST = (0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205)


def _corrected() -> list[Result]:
    return Family([Result("f", "o", "t", "?", 9, "", p) for p in P_ADJUST]).corrected()


def test_benjamini_hochberg_of_mcdonald() -> None:
    """McDonald (2014), Handbook of Biological Statistics, García-Arenzana's diet: the
    five smallest of 25; here by R 4: p.adjust(p, "BH") of the first eight."""
    wanted = (0.008, 0.032, 0.0672, 0.0672, 0.0672, 0.08, 0.084571, 0.205)
    assert [one.p_fdr for one in _corrected()] == pytest.approx(wanted, abs=5e-7)


def test_holm_of_the_same() -> None:
    """R 4: p.adjust(p, "holm")."""
    wanted = (0.008, 0.056, 0.234, 0.234, 0.234, 0.234, 0.234, 0.234)
    assert [one.p_holm for one in _corrected()] == pytest.approx(wanted, abs=5e-7)


# Winer (1971), p. 268, table 4.3-1: reaction time of 5 people under 4 drugs
WINER = ((30, 28, 16, 34), (14, 18, 10, 22), (24, 20, 18, 30), (38, 34, 20, 44),
         (26, 28, 14, 30))  # fmt: skip


def test_a_repeated_measures_anova_is_that_of_winer() -> None:
    """Winer (1971): F(3, 12) = 24.76."""
    rows = [
        {"participant": f"{k}", "arm": "one", "time": f"drug{j}", "value": float(v)}
        for k, person in enumerate(WINER)
        for j, v in enumerate(person)
    ]
    found = over_times(pd.DataFrame(rows), "winer/time")
    assert "F(3, 12) = 24.759" in found.statistic


# R's data set InsectSprays (Beall, 1942): counts of insects after six sprays
SPRAYS = {
    "A": (10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13),
    "B": (11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13),
    "C": (0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4),
    "D": (3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4),
    "E": (3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4),
    "F": (11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13),
}


def test_kruskal_and_wallis_are_those_of_r_for_the_sprays() -> None:
    """R 4: kruskal.test(count ~ spray, InsectSprays): 54.691, df = 5, p = 1.511e-10."""
    rows = [(arm, float(n)) for arm, counts in SPRAYS.items() for n in counts]
    found = by_arm(pd.DataFrame(rows, columns=["arm", "channels_good"]), "sprays")
    assert found.statistic == "H(5) = 54.691"
    assert f"{found.p:.3e}" == "1.511e-10"


def test_wilcoxons_test_is_that_of_hollander_and_wolfe() -> None:
    """R 4, ?wilcox.test: depression scale of 9 people (Hollander & Wolfe, 1973, 29f):
    V = 40, one-sided p = 0.01953."""
    x = (1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30)
    y = (0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
    table = pd.DataFrame({"good_calibration": x, "good_main": y})
    found = by_condition(table, "depression")
    assert found.statistic == "W = 5"  # 45 - 40
    assert f"{found.p / 2:.5f}" == "0.01953"


@pytest.mark.parametrize(("d", "n"), [(0.2, 394), (0.5, 64), (0.8, 26)])
def test_the_smallest_difference_is_that_of_gpower(d: float, n: int) -> None:
    """G*Power 3.1 (Faul et al. 2007): people in each arm, 80 % power, two-sided 5 %."""
    rng = np.random.default_rng(0)
    for size, is_enough in ((n, True), (n - 1, False)):
        arm = ["a"] * size + ["b"] * size
        wide = _wide(rng.normal(size=2 * size), rng.normal(size=2 * size), arm)
        found = reach_of(wide, "cohen", ("pre", "post"))
        assert (found.smallest_difference <= d) == is_enough


@pytest.mark.parametrize(("d", "n"), [(0.2, 199), (0.5, 34), (0.8, 15)])
def test_the_smallest_change_is_that_of_gpower(d: float, n: int) -> None:
    """G*Power 3.1 (Faul et al. 2007): pairs for 80 % power, two-sided 5 %."""
    rng = np.random.default_rng(0)
    for size, is_enough in ((n, True), (n - 1, False)):
        wide = _wide(rng.normal(size=size), rng.normal(size=size))
        change = wide["post"] - wide["pre"]
        found = reach_of(wide, "gpower", ("pre", "post"))
        smallest = found.smallest_change / change.std(ddof=1)
        assert (smallest <= d) == is_enough
