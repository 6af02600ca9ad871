"""Spectra and evoked responses over people: planted changes found, none where none."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.study.autocorrelation import effective_n
from attention_camp.camp.study.brain.clusters import cluster_tests
from attention_camp.camp.study.brain.features import (
    Feature,
    keep_features,
    read_features,
)
from attention_camp.camp.study.brain.study_changes import changes_of, study_changes
from attention_camp.camp.study.gather import gather
from attention_camp.camp.study.result import Refused, Result

CHANNELS = ("F3", "Fz", "F4", "C3", "Cz", "C4", "P3", "Pz", "P4", "Oz")
FREQS = np.arange(2.0, 40.5, 2.0)
ALPHA = (FREQS >= 8) & (FREQS <= 12)


def _features(gains: tuple[float, ...], n_each: int = 10):
    """People of several arms whose alpha at the back changes by a gain, in SDs."""
    rng = np.random.default_rng(0)
    found, arms = {}, {}
    for k in range(n_each * len(gains)):
        person, gain = f"{k:02d}", gains[k % len(gains)]
        arms[person] = f"arm{k % len(gains)}"
        own = rng.normal(0, 1, (len(FREQS), len(CHANNELS)))
        for when in ("before", "after"):
            values = own + rng.normal(0, 0.5, own.shape)
            if when == "after":
                values[np.ix_(ALPHA, [6, 7, 8, 9])] += gain
            one = Feature("spectrum", "rest", values, FREQS, CHANNELS, 20)
            found[person, when] = [one]
    return found, arms


def test_a_planted_change_is_found_where_it_is_and_only_between_its_arms() -> None:
    (changes,) = changes_of(*_features((1.5, 0.0)))
    over, between = cluster_tests(changes)
    assert isinstance(over, Result)
    assert isinstance(between, Result)
    assert over.p < 0.05
    assert between.p < 0.05
    assert "over 8 to 12 Hz" in between.statistic


def test_nothing_is_found_where_nothing_changed() -> None:
    (changes,) = changes_of(*_features((0.0, 0.0)))
    assert all(one.p > 0.05 for one in cluster_tests(changes))


def test_too_few_people_are_refused() -> None:
    (changes,) = changes_of(*_features((0.0,), n_each=4))
    (refused,) = cluster_tests(changes)
    assert isinstance(refused, Refused)
    assert "4 people" in refused.reason


def _with_channels(found, person: str, order: slice, times=("before", "after")) -> None:
    """Have a person's runs be recorded with these of the channels."""
    for when in times:
        found[person, when] = [
            replace(own, values=own.values[:, order], ch_names=own.ch_names[order])
            for own in found[person, when]
        ]


def test_the_channels_of_most_people_decide_and_who_has_others_is_named() -> None:
    found, arms = _features((1.5,), n_each=7)
    (alone,) = changes_of({k: v for k, v in found.items() if k[0] != "00"}, arms)
    _with_channels(found, "00", slice(4))
    _with_channels(found, "05", slice(None, None, -1))  # the same, in another order
    (changes,) = changes_of(found, arms)
    assert changes.ch_names == CHANNELS
    np.testing.assert_array_equal(changes.values, alone.values)
    (over,) = cluster_tests(changes)
    assert isinstance(over, Result)
    assert over.n == 6
    assert over.shows_not.endswith("most people: 00.")


def test_an_arm_with_another_headset_is_not_compared_and_that_is_said() -> None:
    found, arms = _features((0.0, 0.0), n_each=5)
    for person in ("01", "03", "05", "07", "09"):
        _with_channels(found, person, slice(4))
    (changes,) = changes_of(found, arms)
    over, between = cluster_tests(changes)
    assert isinstance(over, Result)
    assert over.n == 5
    assert isinstance(between, Refused)
    assert "01, 03, 05, 07, 09" in between.reason


def test_where_everybody_changed_the_headset_nothing_is_compared() -> None:
    found, arms = _features((0.0,), n_each=6)
    for k in range(6):
        _with_channels(found, f"{k:02d}", slice(4), ("after",))
    (changes,) = changes_of(found, arms)
    (refused,) = cluster_tests(changes)
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("0 people")
    assert changes.table().empty


def test_a_run_gives_the_same_features_from_the_cache(
    by_formula: RunPaths, tmp_path: Path
) -> None:
    read = read_features(by_formula, tmp_path)
    keep_features(tmp_path, read)
    fresh = read.features
    (kept,) = tmp_path.iterdir()
    again = read_features(by_formula, tmp_path).features
    assert [(f.kind, f.task, f.n) for f in fresh] == [
        (f.kind, f.task, f.n) for f in again
    ]
    for one, other in zip(fresh, again, strict=True):
        np.testing.assert_array_equal(one.values, other.values)
    kept.write_bytes(b"")  # a damaged cache is made again
    assert len(read_features(by_formula, tmp_path).features) == len(fresh)


def test_only_the_chosen_runs_are_read_also_of_two_protocols_in_one_session(
    by_formula: RunPaths, tmp_path: Path
) -> None:
    shutil.copytree(by_formula.dataset, tmp_path / "data")
    run = replace(by_formula, dataset=tmp_path / "data")
    for path in [*run.dataset.rglob(f"{run.stem}_*")]:
        shutil.copy(path, path.with_name(path.name.replace("short", "other")))
    assert len(recorded_runs(run.dataset)) == 2
    data = gather(run.dataset, runs=[run], cache=tmp_path / "runs")
    asked: list[int] = []
    study_changes(
        data, (data.times[0], "never"), cache=tmp_path / "features",
        progress=lambda _, n: asked.append(n),
    )  # fmt: skip
    assert set(asked) == {1}


def test_features_are_made_again_where_a_gap_was_marked_afterwards(
    by_formula: RunPaths, tmp_path: Path
) -> None:
    shutil.copytree(by_formula.dataset, tmp_path / "data")
    run, cache = replace(by_formula, dataset=tmp_path / "data"), tmp_path / "cache"
    keep_features(cache, read_features(run, cache))
    assert not read_features(run, cache).key
    with run.vmrk.open("a", encoding="utf-8") as file:
        file.write("Mk999=BAD_gap,lost,500,250,0\n")
    assert read_features(run, cache).key


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.8])
def test_an_autocorrelated_course_is_worth_what_theory_says(rho: float) -> None:
    """AR(1): n (1 - rho) / (1 + rho); mean of 200 courses within a tenth."""
    rng, n = np.random.default_rng(1), 400
    worth = []
    for _ in range(200):
        course = np.zeros(n)
        for k in range(1, n):
            course[k] = rho * course[k - 1] + rng.normal()
        worth.append(effective_n(course))
    assert np.median(worth) == pytest.approx(n * (1 - rho) / (1 + rho), rel=0.15)


def test_autocorrelations_are_summed_in_geyer_s_pairs() -> None:
    """ρ_0 + ρ_1 = 1.025, and ρ_2 + ρ_3 is negative: the sum ends before it."""
    course = np.array([1.0, 1.0, -1.0, -1.0] * 10)
    assert effective_n(course) == pytest.approx(40 / (2 * 1.025 - 1))


def test_a_course_that_never_moves_is_worth_nothing_that_is_known() -> None:
    assert np.isnan(effective_n(np.ones(50)))
