"""Make a moving picture of each task in docs/images/tasks/, as the window draws it.

From the root of the repository: python docs/task_pictures.py [TASK ...]; all tasks
where none is named. A simulated person answers; a run of items is shown in part.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from attention_camp.camp.ui.participant.draw import picture_of
from attention_camp.camp.ui.participant.units import Scale
from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.trial import Keypress, Phase, Stimulus

WIDTH, HEIGHT, DEGREES = 300, 200, 24
FINER = 3
"""Drawn so many times larger, then made smaller: thin lines and small letters stay."""
WIDER: Mapping[str, int] = {"questionnaire": 30}
"""Degrees across, where a display is larger."""
FOLDER = Path(__file__).parent / "images" / "tasks"
MOST_SECONDS, LIVE_SECONDS, STILL_SECONDS = 10.0, 6.0, 1.5
"""Of a picture, of a display that moves and of one that waits; own choice."""
MOVE_SECONDS, FADE_STEPS = 0.125, 5
MOST_BYTES = 60_000
MANY = 3
"""Trials of a task whose trials are short."""
LEVEL = 4
SHOWN: Mapping[str, dict[str, Any]] = {
    "n-back": {"variant": "positions"},
    "alternate-uses": {"duration": 20.0},
}
"""Options other than those by default."""


def frames(name: str) -> Iterator[tuple[QImage, float]]:
    """Yield what a task shows, and how long each stays, s."""
    task = load_task(name, **SHOWN.get(name, {}))
    observer, rng = make_observer("default"), np.random.default_rng(3)
    for _ in range(MANY):
        trial = task.next_trial(min(LEVEL, task.n_levels), rng)
        answers = observer.answer(trial, rng)
        for index, phase in enumerate(trial.phases):
            presses = [
                Keypress(one.key, one.delay, index)
                for one in answers
                if one.phase == index
            ]
            before = trial.phases[index - 1] if index else None
            yield from _phase(phase, before, presses, WIDER.get(name, DEGREES))


def _phase(
    phase: Phase, before: Phase | None, presses: list[Keypress], degrees: int
) -> Iterator[tuple[QImage, float]]:
    if phase.only_unanswered:
        return
    limit = phase.duration if phase.duration is not None else STILL_SECONDS
    if phase.live is not None:
        steps = int(min(limit, LIVE_SECONDS) / MOVE_SECONDS)
        for step in range(steps):
            now = step * MOVE_SECONDS
            given = [one for one in presses if one.time <= now]
            shown = phase.stimuli + phase.live.at(now, given)
            yield _picture(shown, degrees), MOVE_SECONDS
        return
    if phase.ends_on_response and presses:
        limit = min(limit, presses[0].time)
    seconds = min(limit, STILL_SECONDS)
    if phase.fade and before is not None:
        first = _picture(before.stimuli, degrees)
        last = _picture(phase.stimuli, degrees)
        for step in range(1, FADE_STEPS + 1):
            yield _between(first, last, step / FADE_STEPS), seconds / FADE_STEPS
        return
    yield _picture(phase.stimuli, degrees), seconds


def _picture(stimuli: tuple[Stimulus, ...], degrees: int) -> QImage:
    width, height = FINER * WIDTH, FINER * HEIGHT
    scale = Scale(width / 2, height / 2, width / degrees)
    large = picture_of(stimuli, scale, QRect(0, 0, width, height))
    smooth = Qt.TransformationMode.SmoothTransformation
    return large.scaled(WIDTH, HEIGHT, mode=smooth)


def _between(first: QImage, last: QImage, share: float) -> QImage:
    made = first.copy()
    with QPainter(made) as painter:
        painter.setOpacity(share)
        painter.drawImage(0, 0, last)
    return made


def write(name: str) -> int:
    """Write the picture of a task; return its size, bytes.

    Raises
    ------
    ValueError
        If it is larger than `MOST_BYTES` at the lowest quality.
    """
    images, stays, total = [], [], 0.0
    for image, seconds in frames(name):
        if total >= MOST_SECONDS:
            break
        total += seconds
        whole = image.convertToFormat(QImage.Format.Format_RGB888)
        size = (whole.width(), whole.height())
        images.append(
            Image.frombuffer(
                "RGB", size, bytes(whole.constBits()), "raw", "RGB",
                whole.bytesPerLine(), 1,
            )
        )  # fmt: skip
        stays.append(max(round(1000 * seconds), 40))
    path = FOLDER / f"{name}.webp"
    for quality in (70, 50, 30, 15):
        images[0].save(
            path, save_all=True, append_images=images[1:], duration=stays, loop=0,
            quality=quality, method=6,
        )  # fmt: skip
        if path.stat().st_size <= MOST_BYTES:
            return path.stat().st_size
    raise ValueError(f"{path} is larger than {MOST_BYTES} bytes.")


if __name__ == "__main__":
    application = QGuiApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for task_name in sys.argv[1:] or sorted(TASKS):
        print(f"{task_name}: {write(task_name) / 1000:.0f} kB")
