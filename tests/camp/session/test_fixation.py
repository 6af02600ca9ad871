"""Fixation control: a trial waits for the gaze, falls back, and says which."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp.dataset.calibration_read import gaze_check
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.request import SessionRequest
from attention_camp.signal.eyes.geometry import ScreenPlace, offsets_deg
from attention_camp.signal.eyes.source import EyeInfo, X, Y

PROTOCOL = """\
name: fixed
title: Fixed
description: For tests.
scoring: {estimator: pope}
gate: {min_good_channels: 0.5}
blocks:
  - {task: visual-search, trials: 6, cards: false,
     fixation: {within: 3, seconds: 0.3, limit: 1.5}}
  - {task: visual-search, trials: 1, cards: false}
"""


@pytest.mark.parametrize(
    ("eyes", "expected"),
    [
        ("simulated:blinks=0,lost=0", {"fixated"}),
        ("simulated:drift=0.2,lost=0", {"not-fixated"}),
        ("simulated:away=0.5", {"fixated", "not-fixated"}),
        ("", {"no-tracker"}),
    ],
)
def test_a_trial_waits_for_the_gaze_and_says_how_that_ended(
    tmp_path, eyes, expected
) -> None:
    protocol = tmp_path / "fixed.yaml"
    protocol.write_text(PROTOCOL)
    request = SessionRequest(
        tmp_path / "data", "01", "01", protocol=str(protocol), board="simulated",
        observer="default", headless=True, override="a test", seed=5, eyes=eyes,
    )  # fmt: skip
    ended = run_headless(request, tell=lambda _: None)
    assert ended.ending is Ending.FINISHED, ended.text
    paths = RunPaths(request.dataset, "01", "01", "fixed")
    *waited, plain = read_trials(paths)
    assert (plain.fixation, plain.gaze_offset) == ("", None)
    assert {row.fixation for row in waited} <= expected
    offsets = [row.gaze_offset for row in waited if row.gaze_offset is not None]
    assert bool(offsets) == bool(eyes)
    if eyes.startswith("simulated:drift"):
        # a fifth of a screen of 0.53 m, at 0.6 m
        assert np.median(offsets) == pytest.approx(10, abs=1)
    elif "blinks=0" in eyes:
        assert max(offsets) < 3
    check = gaze_check([*waited, plain])
    assert (check.n_trials, check.n_fixated) == (
        6,
        sum(row.fixation == "fixated" for row in waited),
    )
    assert np.isnan(check.offset) == (not eyes)
    assert gaze_check([plain]) is None
    assert check_run(paths) == []
    assert replay_run(paths).differences == []


def test_distances_from_the_middle_are_the_same_in_every_unit() -> None:
    screen = ScreenPlace(0.5, 0.6)
    values = np.full((3, 2, 4), np.nan, np.float32)
    values[0, :, X], values[0, :, Y] = 0.5, 0.5
    values[1, :, X], values[1, :, Y] = 0.75, 0.5
    normalised = EyeInfo("x", 60, ("left", "right"), "normalised", "top-left")
    found = offsets_deg(values, normalised, screen)
    np.testing.assert_allclose(found[:2], [0, np.degrees(np.arctan(0.125 / 0.6))])
    assert np.isnan(found[2])
    pixels = values * np.array([1920, 1080, 1, 1], np.float32)
    in_pixels = replace(normalised, gaze_unit="pixel", resolution=(1920, 1080))
    np.testing.assert_allclose(offsets_deg(pixels, in_pixels, screen), found, atol=1e-4)
    for unknown in (
        replace(normalised, gaze_unit="pixel"),
        replace(normalised, gaze_unit="n/a"),
        replace(normalised, is_on_screen=False),
    ):
        assert np.isnan(offsets_deg(pixels, unknown, screen)).all()
