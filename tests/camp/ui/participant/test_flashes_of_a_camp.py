"""All that a camp shows between trials keeps below the limit of flashes, as drawn."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from attention_camp.camp.session.screen import Break, Feedback
from attention_camp.camp.ui.participant import pages
from attention_camp.camp.ui.participant.draw import picture_of
from attention_camp.camp.ui.participant.moving import (
    Step,
    attention_steps,
    breath_steps,
)
from attention_camp.camp.ui.participant.page_painter import PagePainter
from attention_camp.camp.ui.participant.units import Scale
from attention_camp.camp.ui.participant.window import _SIGN
from attention_camp.tasks import load_task
from attention_camp.tasks.safety import LARGE_AREA_DEG2, MAX_FLASHES

SIZE = QSize(1280, 800)
PER_DEGREE = 32.0
SCALE = Scale(SIZE.width() / 2, SIZE.height() / 2, PER_DEGREE)
Shown = tuple[float, NDArray[np.float64]]
"""How long a display stays, s, and its relative luminance, 0 to 1."""


def _luminance(image: QImage) -> NDArray[np.float64]:
    small = image.scaled(320, 200).convertToFormat(QImage.Format.Format_RGBX8888)
    pixels = np.frombuffer(small.constBits(), np.uint8).reshape(200, 320, 4)
    linear = (pixels[..., :3] / 255.0) ** 2.2
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def _trial(name: str, level: int) -> list[Shown]:
    """Return the displays of a trial whose answer comes at once."""
    trial = load_task(name).next_trial(level, np.random.default_rng(1))
    shown = []
    for phase in trial.phases:
        if phase.only_unanswered:
            continue
        full = QRect(0, 0, SIZE.width(), SIZE.height())
        seconds = 0.0 if phase.ends_on_response else phase.duration or 0.0
        shown.append((seconds, _luminance(picture_of(phase.stimuli, SCALE, full))))
    return shown


def _moving(
    page: pages.ParticipantPage,
    steps: Callable[[QRectF], Sequence[Step]],
    painter: PagePainter,
) -> list[Shown]:
    """Return the displays of a page with a moving figure."""
    image, place = painter.paint(page)
    shown = []
    for step in steps(place):
        over = image.copy()
        with QPainter(over) as drawing:
            drawing.drawImage(step.layer.place, step.layer.image)
        shown.append((step.seconds, _luminance(over)))
    return shown


def _between(painter: PagePainter, *, circle: bool) -> list[Shown]:
    sign, _ = painter.paint(
        pages.practice_feedback(Feedback(True, "Right", brief=True))
    )
    shown = [(_SIGN, _luminance(sign))]
    if circle:
        shown += _moving(
            pages.ParticipantPage(figure=True),
            lambda place: attention_steps(0.0, 1.0, place, painter),
            painter,
        )
    return shown


def _most_changes(shown: list[Shown]) -> int:
    """Return the most large changes of luminance within a second."""
    share = (SIZE.width() * SIZE.height()) / PER_DEGREE**2 / (320 * 200)
    now, times = 0.0, []
    for (seconds, before), (_, after) in itertools.pairwise(shown):
        now += seconds
        # WCAG's general flash: a tenth of full luminance, the darker below 0.8
        dark = np.minimum(before, after) < 0.8
        large = [
            ((way >= 0.1) & dark).sum() * share >= LARGE_AREA_DEG2
            for way in (after - before, before - after)
        ]
        times += [now] * sum(large)
    return max(
        (sum(begin <= t < begin + 1.0 for t in times) for begin in times), default=0
    )


@pytest.mark.parametrize("circle", [False, True])
@pytest.mark.parametrize(("name", "level"), [("visual-search", 12), ("pvt", 1)])
def test_signs_and_the_circle_between_fast_answers_do_not_flash(
    qapp, name, level, circle
) -> None:
    """Even where each answer comes at once, the displays after it are slow enough."""
    painter = PagePainter(SIZE)
    cycle = [*_trial(name, level), *_between(painter, circle=circle)]
    assert _most_changes(cycle * 3) < 2 * (MAX_FLASHES + 1)


def test_a_break_with_its_journey_does_not_flash(qapp) -> None:
    """Its path stands still, and the breath changes by a little at a time."""
    painter = PagePainter(SIZE)
    pause = Break(5.0, 2, 5, journey=True)
    shown = _moving(
        pages.resting(pause, may_go_on=False),
        lambda place: breath_steps(place, painter),
        painter,
    )
    assert len(shown) > 10
    assert _most_changes(shown * 2) <= 2


def test_what_does_flash_is_found(qapp) -> None:
    """White and black ten times a second: the measure is not blind."""
    black, white = np.zeros((200, 320)), np.ones((200, 320)) * 0.9
    shown = [(0.05, black), (0.05, white)] * 10
    assert _most_changes(shown) >= 2 * (MAX_FLASHES + 1)
