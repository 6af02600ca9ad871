"""The monitor of a blinded session: blocks, and neither trials, scores nor steering."""

from __future__ import annotations

from attention_camp.camp.session.messages import BlockMeans, SteeringChanged
from attention_camp.camp.ui.operator.monitor.course_panel import CoursePanel
from attention_camp.camp.ui.widgets.session_model import SessionModel


def test_a_blinded_monitor_shows_block_means_and_no_plots(qtbot) -> None:
    panel, course = CoursePanel(), SessionModel()
    qtbot.addWidget(panel)
    panel.show()
    course.take(SteeringChanged(steering=False, why="blinded"))
    course.take(BlockMeans(2, "visual-search", 30, 5, 0.8))
    panel.show_steering(course)
    assert panel.steering.text() == "Blinded"
    assert panel.means.text() == (
        "Block 2, Visual search: 30 trials, level 5 on average, 80\u00a0% correct"
    )
    assert not panel.engagement.isVisible()
    assert not panel.difficulty.isVisible()


def test_an_open_session_shows_its_plots(qtbot) -> None:
    panel, course = CoursePanel(), SessionModel()
    qtbot.addWidget(panel)
    panel.show()
    course.take(SteeringChanged(steering=True, why="calibrated"))
    panel.show_steering(course)
    assert panel.engagement.isVisible()
    assert not panel.means.isVisible()
