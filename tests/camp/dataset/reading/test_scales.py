"""Means of engagement are taken within one scale, and comparisons over two refused."""

import csv
import math

import pytest

from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.reading.compare_scales import (
    MixedScalesError,
    require_one_scale,
)
from attention_camp.camp.dataset.reading.scales import (
    mean_engagement,
    mean_quality,
    scale_in,
)
from attention_camp.camp.dataset.reading.summary import summarise_run
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.trial_store import TrialStore


def of_scale(trial, scale, numbers=range(1, 4), **changes):
    refused = scale == "refused"
    values = {
        "engagement": None if refused else 0.5,
        "engagement_refused": 0.9 if refused else None,
        "score_model": "attention@0123",
        "score_scale": scale,
        "steered": scale == "personal",
    }
    return [trial(n, **(values | changes)) for n in numbers]


def record(session, trial, paths, scale) -> RunPaths:
    session(paths, n_trials=0, state="")
    store = TrialStore(paths)
    for line in of_scale(trial, scale):
        store.append(line)
    store.finish("finished")
    store.close()
    return paths


def test_several_scales_have_no_mean(trial) -> None:
    one, other = (
        [line.record for line in of_scale(trial, s)] for s in ("shipped", "personal")
    )
    assert (scale_in(one), mean_engagement(one)) == ("shipped", 0.5)
    assert (scale_in(one + other), mean_engagement(one + other)) == ("mixed", None)


def test_refused_scores_are_counted_and_never_averaged(session, trial, paths) -> None:
    summary = summarise_run(record(session, trial, paths, "refused"))[0]
    assert (summary.engagement, summary.n_scored, summary.n_refused) == (None, 0, 3)
    assert (summary.score_scale, summary.n_steered) == ("refused", 0)


def test_quality_is_averaged_where_it_was_measured(trial) -> None:
    kept = [trial(1, quality=math.nan).record, trial(2, quality=0.5).record]
    assert mean_quality(kept) == 0.5
    assert math.isnan(mean_quality(kept[:1]))


def test_sessions_of_two_scales_are_told_apart_and_not_compared(
    session, trial, paths, tmp_path
) -> None:
    before = record(session, trial, paths, "shipped")
    after = record(
        session, trial, RunPaths(paths.dataset, "01", "02", "demo"), "personal"
    )
    (note,) = export_csv(paths.dataset, tmp_path / "csv")
    assert "Participant 01: engagement is of several scales" in note
    summaries = [summarise_run(run)[0] for run in (before, after)]
    with pytest.raises(MixedScalesError, match="personal, shipped"):
        require_one_scale(summaries)
    require_one_scale(summaries[:1])
    for table in ("trials", "blocks", "sessions", "engagement"):
        with (tmp_path / "csv" / f"{table}.csv").open(encoding="utf-8") as file:
            names = csv.DictReader(file).fieldnames or ()
        assert {"score_model", "score_scale"} <= set(names), table
    assert [read_trials(run)[0].steered for run in (before, after)] == [False, True]
