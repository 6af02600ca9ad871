"""The course of a session follows from its messages alone, without a window."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.camp.session.messages import (
    HelpWanted,
    ProcessDied,
    Stage,
)
from attention_camp.camp.ui.widgets.course_plots import band_of, bridged
from attention_camp.camp.ui.widgets.session_model import SessionModel, quality_counts


def _told(controller) -> SessionModel:
    course = SessionModel()
    for message in controller.poll():
        course.take(message)
    return course


def test_the_clock_is_that_of_the_trials_samples(controller) -> None:
    controller.say_opened()
    controller.say_signal(time=5.0, recording=False, n_samples=700)
    controller.say_signal(time=8.0, n_samples=600)  # said after 2.4 s of recording
    controller.say_signal(time=68.0, n_samples=15_000)
    assert _told(controller).elapsed == 60.0


def test_practice_does_not_count(controller) -> None:
    for stage, correct in (("practice", False), ("main", True), ("main", False)):
        controller.say_trial(stage=stage, correct=correct)
    course = _told(controller)
    assert len(course.records) == 3
    assert len(course.main_records) == 2
    assert course.share_correct() == 0.5
    assert course.share_correct(last=1) == 0.0
    controller.say_trial(task="questionnaire", level=1, correct=True)
    for message in controller.poll():
        course.take(message)
    assert (len(course.main_records), course.share_correct()) == (3, 0.5)


def test_a_process_that_speaks_again_is_not_dead(controller) -> None:
    controller.messages.append(ProcessDied("acquisition", "killed"))
    course = _told(controller)
    assert set(course.deaths) == {"acquisition"}
    controller.say_signal()
    for message in controller.poll():
        course.take(message)
    assert not course.deaths


def test_pause_and_help_are_remembered(controller) -> None:
    controller.say_stage(Stage.PAUSED)
    controller.messages.append(HelpWanted())
    course = _told(controller)
    assert course.paused
    assert course.help_wanted
    assert quality_counts(course.signal) == (0, 0, 0)


def test_the_band_is_wide_where_the_score_is_uncertain() -> None:
    low, high = band_of(np.array([0.5, 0.5, 0.9]), np.array([1.0, 0.4, 0.4]))
    np.testing.assert_allclose(high - low, [0.0, 0.6, 0.4])


@pytest.mark.parametrize("gap", [slice(0, 2), slice(3, 5), slice(8, 10)])
def test_the_band_has_no_height_where_there_is_no_score(gap: slice) -> None:
    low, high = np.linspace(0.1, 0.3, 10), np.linspace(0.5, 0.9, 10)
    low[gap], high[gap] = np.nan, np.nan
    below, above = bridged(low, high), bridged(high, high)
    np.testing.assert_allclose(below[gap], above[gap])
    assert np.isfinite(below).all()
