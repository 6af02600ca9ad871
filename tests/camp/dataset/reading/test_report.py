"""A run's report is made from its files alone."""

from __future__ import annotations

import json
import math

import pytest

from attention_camp.camp.dataset.reading.report import StartCheck, report_run
from attention_camp.camp.dataset.tables import ScoreRow
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.session.ledger_lines import CalibrationLine
from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.plain_values import plain
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.models.verdict import CalibrationReport
from attention_camp.signal.window import ChannelVerdict


@pytest.fixture
def add(session, paths):
    """Return a recorded run, and a store to write more of it."""
    session(paths)
    store = TrialStore(paths)
    yield store
    store.close()


def test_trials_levels_and_quality_are_counted(session, paths) -> None:
    report = report_run(session(paths))
    assert report.summary.n_trials == 6
    assert report.levels == ((3, 3), (3, 3))
    assert report.n_scored == 5
    assert report.quality == pytest.approx(0.75)
    assert report.n_bytes == 16 * 250 * 4 * 4
    assert report.losses.n_samples == 0


def test_waits_are_summed_up_beside_their_goal(add, paths) -> None:
    nan = math.nan
    waits = (0.26, 0.27, 0.25, 0.29)
    add.append_scores([ScoreRow(9.0, 1, nan, nan, 1.0, wait=wait) for wait in waits])
    add.sync()
    latency = report_run(paths).latency
    assert (latency.n, latency.median, latency.p95) == pytest.approx((4, 0.265, 0.29))
    assert not latency.is_met


def test_the_last_fit_of_the_clock_and_the_largest_residual_are_kept(
    add, paths
) -> None:
    # a session that just began, or runs fast, has no fit yet
    for rate, residual in ((250.0, math.nan), (250.0, 0.004), (249.9, 0.001)):
        add.append_clock({"rate": rate, "residual": residual})
    add.sync()
    clock = report_run(paths).clock
    assert (clock.rate, clock.residual, clock.largest_residual) == (249.9, 0.001, 0.004)


def test_the_calibration_says_whether_the_score_steered(add, paths) -> None:
    assert report_run(paths).permission.why == "not-calibrated"
    passed = CalibrationReport(True, "calibrated", auc=0.9, nulls={"pope": 0.7})
    add.append_ledger(CalibrationLine(Permission(True, "calibrated", figures=passed)))
    report = report_run(paths)
    assert report.permission.steering
    assert "AUC 0.90" in report.permission.detail
    assert report.calibrated.report == passed


def test_the_check_before_the_start_is_told_with_its_override(session, paths) -> None:
    session(paths)
    assert report_run(paths).check is None
    verdicts = (ChannelVerdict("Fz", "good"), ChannelVerdict("Cz", "bad", "flat"))
    kept = plain(SignalCheck.of(verdicts, 0.9, override="why"))
    lines = paths.decisions.read_text().splitlines(keepends=True)
    header = json.dumps(json.loads(lines[0]) | {"signal_check": kept}) + "\n"
    paths.decisions.write_text("".join([header, *lines[1:]]))
    assert report_run(paths).check == StartCheck(1, 2, "why")


def test_a_run_without_eeg_has_a_report_too(session, paths) -> None:
    session(paths)
    for path in (paths.eeg, paths.vhdr, paths.clock, paths.engagement):
        path.unlink(missing_ok=True)
    report = report_run(paths)
    assert (report.losses, report.clock, report.latency) == (None, None, None)
    assert report.summary.n_trials == 6
