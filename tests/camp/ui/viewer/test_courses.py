"""The courses of a session stand over its traces, each value where it belongs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor

from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.viewer.courses import MOST_POINTS, Box
from attention_camp.camp.ui.viewer.timeline import Timeline, with_room
from attention_camp.camp.ui.viewer.traces.drawing import Frame
from attention_camp.camp.ui.widgets.trace_layout import blank, fits


@pytest.fixture
def viewer(open_window, recorded, qtbot):
    """Return the viewer's page with a recorded session."""
    window = open_window(recorded)
    window.resize(1280, 900)
    window.open_session(recorded / "sub-07" / "ses-02")
    page = window.pages.viewer
    qtbot.waitUntil(lambda: page.recording is not None, timeout=30_000)
    qtbot.waitUntil(lambda: page.timeline.height() > 200, timeout=5000)
    return page


def _place(timeline, row: int, time: float, value: float) -> QPointF:
    course, frame = timeline._courses[row], timeline.frames[row]
    box = Box(frame, course.low, course.high)
    at = box.x(np.array([time])), box.y(np.array([value]))
    return QPointF(*(float(one[0]) for one in at))


def _colour(timeline, at: QPointF) -> str:
    image = timeline.grab().toImage()
    ratio = image.devicePixelRatio()
    return QColor(image.pixel(int(at.x() * ratio), int(at.y() * ratio))).name()


def test_every_answer_and_level_is_at_its_time_and_value(viewer) -> None:
    timeline, theme = viewer.timeline, theme_of(viewer)
    viewer.set_seconds(1)
    viewer.go_to(0.0)  # the time in view is not over what is looked at
    for trial in viewer.recording.answered:
        if trial.onset < 2:
            continue
        if trial.correct and trial.reaction_time:
            at = _place(timeline, 1, trial.onset, 1000 * trial.reaction_time)
            assert _colour(timeline, at) == theme.good
        level = _place(timeline, 0, trial.onset + 0.3 * trial.duration, trial.level)
        assert _colour(timeline, level) == theme.categories[0]


def test_a_mark_is_filled_only_where_the_score_steered(viewer) -> None:
    recording, timeline, theme = viewer.recording, viewer.timeline, theme_of(viewer)
    scored = [t for t in recording.trials if t.engagement is not None and t.onset > 2]
    changed = {t.trial: replace(t, steered=n == 0) for n, t in enumerate(scored)}
    recording.trials = tuple(changed.get(t.trial, t) for t in recording.trials)
    timeline.show_recording(recording)
    viewer.set_seconds(1)
    viewer.go_to(0.0)
    for trial in changed.values():
        at = _place(timeline, 2, trial.onset, trial.engagement)
        wanted = theme.ink if trial.steered else theme.surface
        assert _colour(timeline, at) == wanted
    assert "◆ steered" in timeline._courses[2].title


def test_quality_is_that_of_the_trials_where_no_update_has_one(viewer) -> None:
    recording, timeline = viewer.recording, viewer.timeline
    share = recording.scores["quality"]
    assert np.isfinite(share).any()
    recording.scores["quality"] = np.full(share.size, np.nan)
    timeline.show_recording(recording)
    trial = next(t for t in recording.trials if np.isfinite(t.quality) and t.onset > 4)
    at = _place(timeline, 3, trial.onset + 0.1, trial.quality)
    assert _colour(timeline, at) != theme_of(viewer).surface


def test_all_have_one_time_axis(viewer) -> None:
    timeline, traces = viewer.timeline, viewer.eeg
    viewer.set_seconds(2)
    viewer.go_to(3.0)
    whole = [(frame.start, frame.stop) for frame in timeline.frames]
    assert whole == [(0.0, viewer.duration)] * 4
    viewer.tools.display.courses.setChecked(True)
    for frame in timeline.frames:
        assert (frame.start, frame.stop) == (3.0, 5.0)
        for time in (3.0, 3.7, 5.0):
            assert frame.x(time) == pytest.approx(traces.frame.x(time), abs=0.5)
    assert "Display · 1" in viewer.tools.look.text()
    viewer._seconds = viewer.duration + 7  # a recording shorter than the time in view
    viewer.go_to(0.0)
    assert timeline.frames[0].x(4.0) == pytest.approx(traces.frame.x(4.0), abs=0.5)
    viewer.tools.display.courses.setChecked(False)
    assert timeline.frames[0].stop == viewer.duration


def test_a_click_on_a_course_goes_there(viewer, qtbot) -> None:
    viewer.set_seconds(2)
    place = viewer.timeline.rect().center()
    time = viewer.timeline.frames[0].time(place.x())
    qtbot.mouseClick(viewer.timeline, Qt.MouseButton.LeftButton, pos=place)
    assert viewer._start + 1 == pytest.approx(time, abs=0.05)


def test_a_line_in_view_is_thinned_and_goes_on_beyond_it() -> None:
    times = np.arange(100_000) / 4
    box = Box(Frame(QRectF(0, 0, 500, 50), 100.0, 101.0), 0, 1)
    seen = times[box.in_view(times)]
    assert seen[0] < 100 < 101 < seen[-1]
    assert len(seen) < 9
    box = Box(Frame(QRectF(0, 0, 500, 50), 0.0, 25_000.0), 0, 1)
    assert len(times[box.in_view(times)]) <= 2 * MOST_POINTS
    assert np.abs(Box(Frame(QRectF(0, 0, 500, 50), 0, 1e-3), 0, 1).x(times)).max() < 3e4


class OnScaledScreen(Timeline):
    """On a screen at 150 %, at a width that is no whole number of its pixels."""

    def devicePixelRatioF(self) -> float:
        return 1.5


def test_a_picture_is_kept_on_a_scaled_screen(qapp, qtbot) -> None:
    widget = OnScaledScreen()
    qtbot.addWidget(widget)
    widget.resize(601, 401)
    picture = blank(widget, Qt.GlobalColor.white)
    assert fits(picture, widget)
    assert picture.deviceIndependentSize().width() != widget.width()
    widget.resize(602, 401)
    assert not fits(picture, widget)


@pytest.mark.parametrize("height", [6.0, 12.0, 60.0])
def test_an_axis_is_numbered_at_both_ends_however_low_it_is(height: float) -> None:
    places = [(height, "0"), (height / 2, "0.5"), (0.0, "1")]
    numbers = with_room(places, 11.0)
    assert (numbers[0], numbers[-1][1]) == ((height, "0"), "1")
    assert all(b[0] + 11 <= a[0] for a, b in pairwise(numbers))
    assert len(numbers) == (3 if height > 22 else 2)
    assert with_room([(height, "4")], 11.0) == [(height, "4")]


def test_the_quality_in_a_small_window_says_0_and_100(viewer, qtbot) -> None:
    timeline, metrics = viewer.timeline, viewer.timeline._metrics
    before = timeline.height()
    viewer.window().resize(1280, 760)
    qtbot.waitUntil(lambda: timeline.height() < before)
    plot, width = timeline.frames[-1].plot, metrics.horizontalAdvance("100")
    image = timeline.grab().toImage()
    ratio = image.devicePixelRatio()
    # what stands left of both numbers' last digit is the rest of “100”
    digits = metrics.horizontalAdvance("0")
    left, right = plot.left() - width - 6, plot.left() - digits - 7
    inked = {
        y
        for y in range(int((plot.top() - metrics.height()) * ratio), image.height())
        for x in range(int(left * ratio), int(right * ratio))
        if QColor(image.pixel(x, y)).name() != theme_of(viewer).surface
        and y < plot.bottom() * ratio
    }
    assert len(inked) >= metrics.ascent() / 2, "100"
