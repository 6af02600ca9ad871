"""Mouse and touch answer every task that has places to point at, as keys do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEventPoint, QInputDevice, QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest

from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.trial import Trial

SHORT: dict[str, dict[str, Any]] = {
    "object-tracking": {"duration": 1.0, "targets": 3},
    "trail-making": {"n_circles": 6, "time_limit": 5.0},
    "multitask-console": {"duration": 10.0},
    "questionnaire": {"ask": "nasa-tlx"},
}
OBSERVER = "expert:lapse=0,base_time=0.2,trail=0.4"


def pointed(trial: Trial) -> bool:
    return any(phase.areas for phase in trial.phases)


def test_the_tasks_that_can_be_pointed_at_are_those_tried_here() -> None:
    found = {
        name
        for name in TASKS
        if pointed(load_task(name).next_trial(1, np.random.default_rng(0)))
    }
    assert found == SHORT.keys()


class Finger:
    """Points at places of the participant's window: with the mouse, or by touch."""

    def __init__(self, opened: Any, device: str) -> None:
        self.opened = opened
        self.device = device
        kinds, can = QInputDevice.DeviceType, QInputDevice.Capability
        pointer = QPointingDevice.PointerType.Finger
        self.screen = QPointingDevice(
            "screen", 7, kinds.TouchScreen, pointer, can.Position, 5, 0
        )

    def tap(self, x: float, y: float) -> None:
        """Click or touch a place, degrees."""
        window = self.opened.window
        scale, ratio = self.opened.screen._store._scale, window.devicePixelRatio()
        place = QPointF(scale.x(x) / ratio, scale.y(y) / ratio)
        if self.device == "mouse":
            left = Qt.MouseButton.LeftButton
            QTest.mouseClick(window, left, pos=place.toPoint())
            return
        point = QEventPoint(0, QEventPoint.State.Pressed, place, place)
        none = Qt.KeyboardModifier.NoModifier
        event = QTouchEvent(QEvent.Type.TouchBegin, self.screen, none, [point])
        window.touchEvent(event)


@pytest.mark.thorough
@pytest.mark.parametrize("device", ["mouse", "touch"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", SHORT)
def test_pointing_does_what_the_keys_do(
    open_window: Callable[..., Any], name: str, language: str, device: str
) -> None:
    """A simulated person's keys, each given as a click or a touch at its place."""
    opened = open_window(language=language)
    task = load_task(name, **SHORT[name])
    rng = np.random.default_rng(4)
    trial = task.next_trial(3 if task.n_levels > 3 else 1, rng)
    answers = make_observer(OBSERVER).answer(trial, rng)
    finger = Finger(opened, device)
    wanted: list[str] = []
    show = opened.screen.present

    def plan(_: Trial, index: int, onset: float, __: Any) -> None:
        places = {area.key: area for area in trial.phases[index].areas}
        for answer in answers:
            if answer.phase == index and answer.key in places:
                area = places[answer.key]
                late = max(onset + answer.delay - opened.clock.now(), 0.0)
                opened.later(late, lambda a=area: finger.tap(a.x, a.y))
                wanted.append(answer.key)

    opened.screen.perceive = plan
    response = show(trial)
    assert wanted
    assert [press.key for press in response.keypresses] == wanted
    assert task.score(trial, response).performance > 0.5
