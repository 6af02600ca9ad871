"""The models of single trials give what R printed, to its digits."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from attention_camp.camp.study.trial_models import fit_gee, fit_mixed

statsmodels = pytest.importorskip("statsmodels")


def _long(persons, first: float, step: float) -> pd.DataFrame:
    """Return a row per value; ``later`` counts in the published study's unit."""
    return pd.DataFrame(
        [
            (who, first + step * k, float(value))
            for who, text in enumerate(persons)
            for k, value in enumerate(text.split())
        ],
        columns=["participant", "later", "value"],
    )


def _sds(model) -> list[float]:
    return [*np.sqrt(np.diag(model.cov_re)), np.sqrt(model.scale)]


# Belenky et al. (2003), as lme4's data set `sleepstudy`: mean reaction time (ms) of 18
# drivers on days 0 to 9 of three hours in bed
SLEEP = """\
249.5600 258.7047 250.8006 321.4398 356.8519 414.6901 382.2038 290.1486 430.5853 466.3535
222.7339 205.2658 202.9778 204.7070 207.7161 215.9618 213.6303 217.7272 224.2957 237.3142
199.0539 194.3322 234.3200 232.8416 229.3074 220.4579 235.4208 255.7511 261.0125 247.5153
321.5426 300.4002 283.8565 285.1330 285.7973 297.5855 280.2396 318.2613 305.3495 354.0487
287.6079 285.0000 301.8206 320.1153 316.2773 293.3187 290.0750 334.8177 293.7469 371.5811
234.8606 242.8118 272.9613 309.7688 317.4629 309.9976 454.1619 346.8311 330.3003 253.8644
283.8424 289.5550 276.7693 299.8097 297.1710 338.1665 332.0265 348.8399 333.3600 362.0428
265.4731 276.2012 243.3647 254.6723 279.0244 284.1912 305.5248 331.5229 335.7469 377.2990
241.6083 273.9472 254.4907 270.8021 251.4519 254.6362 245.4523 235.3110 235.7541 237.2466
312.3666 313.8058 291.6112 346.1222 365.7324 391.8385 404.2601 416.6923 455.8643 458.9167
236.1032 230.3167 238.9256 254.9220 250.7103 269.7744 281.5648 308.1020 336.2806 351.6451
256.2968 243.4543 256.2046 255.5271 268.9165 329.7247 379.4445 362.9184 394.4872 389.0527
250.5265 300.0576 269.8939 280.5891 271.8274 304.6336 287.7466 266.5955 321.5418 347.5655
221.6771 298.1939 326.8785 346.8555 348.7402 352.8287 354.4266 360.4326 375.6406 388.5417
271.9235 268.4369 257.2424 277.6566 314.8222 317.2135 298.1353 348.1229 340.2800 366.5131
225.2640 234.5235 238.9008 240.4730 267.5373 344.1937 281.1481 347.5855 365.1630 372.2288
269.8804 272.4428 277.8989 281.7895 279.1705 284.5120 259.2658 304.6306 350.7807 369.4692
269.4117 273.4740 297.5968 310.6316 287.1726 329.6076 334.4818 343.2199 369.1417 364.1236
"""  # noqa: E501


def test_the_mixed_model_of_the_sleep_deprived_is_that_of_lme4() -> None:
    """Bates et al. (2015, doi:10.18637/jss.v067.i01), lmer(Reaction ~ Days + (Days |
    Subject), sleepstudy): REML criterion 1743.6; 251.405 (SE 6.825), 10.467 (1.546);
    SDs 24.74, 5.92 and 25.59, correlation 0.07."""
    model = fit_mixed("value ~ later", _long(SLEEP.splitlines(), 0, 1))
    assert [f"{x:.3f}" for x in model.fe_params] == ["251.405", "10.467"]
    assert [f"{x:.3f}" for x in model.bse_fe] == ["6.825", "1.546"]
    assert [f"{x:.2f}" for x in _sds(model)] == ["24.74", "5.92", "25.59"]
    intercept, slope, _ = _sds(model)
    assert f"{model.cov_re.iloc[0, 1] / intercept / slope:.2f}" == "0.07"
    assert f"{-2 * model.llf:.1f}" == "1743.6"


# Potthoff & Roy (1964), as nlme's data set `Orthodont`: from pituitary to maxillary
# fissure (mm) of 27 children at 8, 10, 12 and 14 years
TEETH = """\
26 25 29 31; 21.5 22.5 23 26.5; 23 22.5 24 27.5; 25.5 27.5 26.5 27; 20 23.5 22.5 26;
24.5 25.5 27 28.5; 22 22 24.5 26.5; 24 21.5 24.5 25.5; 23 20.5 31 26; 27.5 28 31 31.5;
23 23 23.5 25; 21.5 23.5 24 28; 17 24.5 26 29.5; 22.5 25.5 25.5 26; 23 24.5 26 30;
22 21.5 23.5 25; 21 20 21.5 23; 21 21.5 24 25.5; 20.5 24 24.5 26; 23.5 24.5 25 26.5;
21.5 23 22.5 23.5; 20 21 21 22.5; 21.5 22.5 23 25; 23 23 23.5 24; 20 21 22 21.5;
16.5 19 19 19.5; 24.5 25 28 28"""


def test_the_mixed_model_of_growing_children_is_that_of_nlme() -> None:
    """R, nlme: lme(distance ~ age, Orthodont) (Pinheiro & Bates 2000): 16.761111 (SE
    0.775246), 0.660185 (0.071253); SDs 2.3270, 0.2264 and 1.3100, correlation -0.609;
    logLik -221.3183."""
    model = fit_mixed("value ~ later", _long(TEETH.split(";"), 8, 2))
    assert [f"{x:.6f}" for x in model.fe_params] == ["16.761111", "0.660185"]
    assert [f"{x:.4f}" for x in model.bse_fe] == ["0.7752", "0.0713"]
    assert [f"{x:.4f}" for x in _sds(model)] == ["2.3270", "0.2264", "1.3100"]
    intercept, slope, _ = _sds(model)
    assert f"{model.cov_re.iloc[0, 1] / intercept / slope:.3f}" == "-0.609"
    assert f"{model.llf:.4f}" == "-221.3183"


def _with_statsmodels(module: str, name: str) -> Path:
    """Return a file of data that statsmodels ships with its own tests."""
    path = Path(statsmodels.__file__).parent / module / "tests" / "results" / name
    if not path.is_file():
        pytest.skip("this statsmodels was installed without its tests")
    return path


def test_the_mixed_model_of_fattened_pigs_is_that_of_lme4() -> None:
    """lmer(Weight ~ Time + (1 + Time | Pig), dietox), as statsmodels' tests quote it:
    15.738650, 6.939014; SEs 0.5501253, 0.0798254; residual variance 6.03745; logLik
    -2217.047.

    SEs and variance are those of lme4 to 0.1 %: the likelihood is flat there."""
    rows = pd.read_csv(_with_statsmodels("regression", "dietox.csv")).rename(
        columns={"Pig": "participant", "Time": "later"}
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = fit_mixed("Weight ~ later", rows)
    assert model.converged  # statsmodels' own optimisers stop at -2220.4
    assert any("with powell" in str(one.message) for one in caught)
    assert list(model.fe_params) == pytest.approx((15.738650, 6.939014), abs=1e-6)
    assert list(model.bse_fe) == pytest.approx((0.5501253, 0.0798254), rel=1e-3)
    assert model.scale == pytest.approx(6.03745, rel=1e-3)
    assert f"{model.llf:.3f}" == "-2217.047"


# Ware et al. (1984), six cities, Ohio, as geepack's data set `ohio`: how many of 350
# children whose mothers did not smoke, and of 187 whose did, wheezed at 7, 8, 9 and 10
# years: never, at 10, at 9, at 9 and 10, at 8, …
NO_SMOKE = (237, 10, 15, 4, 16, 2, 7, 3, 24, 3, 3, 2, 6, 2, 5, 11)
SMOKE = (118, 6, 8, 2, 11, 1, 6, 4, 7, 3, 3, 1, 4, 2, 4, 7)


def test_the_gee_of_wheezing_children_is_that_of_geepack() -> None:
    """R, geepack: geeglm(resp ~ age + smoke, ohio, id, exchangeable): -1.88043 (SE
    0.11389), -0.11338 (0.04386), 0.26508 (0.17775); correlation 0.354.

    It estimates the scale as 0.9985 and stops at 1e-4, so that the second coefficient
    differs by one in its fifth digit."""
    patterns = [
        (smoke, pattern)
        for smoke, counts in enumerate((NO_SMOKE, SMOKE))
        for pattern, n in enumerate(counts)
        for _ in range(n)
    ]
    rows = pd.DataFrame(
        [
            (who, year - 2, smoke, pattern >> (3 - year) & 1)
            for who, (smoke, pattern) in enumerate(patterns)
            for year in range(4)
        ],
        columns=["participant", "later", "smoke", "right"],
    )
    model = fit_gee("right ~ later + smoke", rows)
    assert list(model.params) == pytest.approx((-1.88043, -0.11338, 0.26508), abs=1e-5)
    robust = model.standard_errors("robust")
    assert [f"{x:.5f}" for x in robust] == ["0.11389", "0.04386", "0.17775"]
    assert f"{model.cov_struct.dep_params:.3f}" == "0.354"
    assert (model.bse > robust).all()  # the sandwich that a report uses is wider


def test_the_logistic_gee_is_that_of_rs_gee() -> None:
    """R, gee(Y ~ X1 + X2 + X3, family = binomial, corstr = "exchangeable"), as
    statsmodels' tests quote it."""
    path = _with_statsmodels("genmod", "gee_logistic_1.csv")
    names = ["participant", "right", "x1", "x2", "x3"]
    model = fit_gee("right ~ x1 + x2 + x3", pd.read_csv(path, names=names))
    assert list(model.params) == pytest.approx(
        (0.0178982283915449, 1.13118798191788, -1.86133518416017, 1.08944256230299),
        abs=5e-7,
    )
    assert list(model.standard_errors("robust")) == pytest.approx(
        (0.127045031730155, 0.165470678232842, 0.192052750030501, 0.173174779369249),
        abs=5e-7,
    )
