"""What moves on a page: the example of an instruction, and a breath."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from attention_camp.camp.ui.participant.cards import key_label
from attention_camp.camp.ui.participant.draw import bounds, font, picture_of
from attention_camp.camp.ui.participant.page_painter import paint_key_cap
from attention_camp.camp.ui.participant.palette import PANEL, background, colour
from attention_camp.camp.ui.participant.surface import Layer
from attention_camp.camp.ui.participant.units import Scale
from attention_camp.tasks.trial import Phase, Trial

_SHOWN = 1.6
"""Seconds an example shows what waits for an answer."""
_PRESSED = 0.7
"""Seconds an example shows its key pressed."""
_BREATH_IN, _BREATH_OUT = 4.0, 6.0
"""Seconds; six breaths a minute, as slow breathing exercises have it."""
_N_BREATH = 60


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A picture and how long it stays, s."""

    layer: Layer
    seconds: float


def example_steps(trial: Trial, place: QRectF, unit: float) -> list[Step]:
    """Return a trial played in a small frame, with its keys below it.

    Parameters
    ----------
    trial : Trial
        What to play.
    place : QRectF
        Where there is room, device pixels.
    unit : float
        Pixels of this window for one pixel of a window of 1280 by 800.
    """
    box = QRect(
        0, 0, round(min(place.height() * 1.7, place.width())), round(place.height())
    )
    box.moveCenter(place.center().toPoint())
    caps = 52 * unit if trial.keys else 0.0
    inner = QRectF(QPointF(0, 0), box.size().toSizeF()).adjusted(2, 2, -2, -2 - caps)
    scale = _fitting(trial, inner)
    steps = []
    for phase in trial.phases:
        for pressed, seconds in _moments(phase):
            image = QImage(box.size(), QImage.Format.Format_RGBX8888)
            image.fill(background())
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            small = inner.toRect().adjusted(2, 2, -2, -2)
            painter.drawImage(small.topLeft(), picture_of(phase.stimuli, scale, small))
            painter.setPen(QPen(QColor(PANEL), 3 * unit))
            painter.drawRoundedRect(inner, 8 * unit, 8 * unit)
            _paint_keys(
                painter, trial, pressed, QRectF(0, inner.bottom(), box.width(), caps)
            )
            painter.end()
            steps.append(Step(Layer(image, box.topLeft()), seconds))
    return steps


def breath_steps(place: QRectF, unit: float) -> list[Step]:
    """Return a disc that grows and shrinks as slowly as a calm breath."""
    largest = round(min(place.height(), 220 * unit) / 2)
    smallest = largest * 0.45
    growing = []
    for i in range(_N_BREATH):
        radius = smallest + (largest - smallest) * i / (_N_BREATH - 1)
        growing.append(_disc(radius, largest, place, unit))
    steps = [Step(layer, _BREATH_IN / _N_BREATH) for layer in growing]
    steps += [Step(layer, _BREATH_OUT / _N_BREATH) for layer in reversed(growing)]
    return steps


def _disc(radius: float, largest: int, place: QRectF, unit: float) -> Layer:
    image = QImage(2 * largest, 2 * largest, QImage.Format.Format_RGBX8888)
    image.fill(background())
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("accent"), 2 * unit))
    painter.setBrush(PANEL)
    edge = radius - 2 * unit
    painter.drawEllipse(QPointF(largest, largest), edge, edge)
    painter.end()
    corner = place.center().toPoint() - QPoint(largest, largest)
    return Layer(image, corner)


def _fitting(trial: Trial, inner: QRectF) -> Scale:
    """Return the scale at which all of a trial fits ``inner``."""
    probe = Scale(0.0, 0.0, 100.0)
    reach_x = reach_y = 1.0
    for phase in trial.phases:
        area = bounds(phase.stimuli, probe)
        if not area.isEmpty():
            reach_x = max(reach_x, abs(area.left()), abs(area.right()))
            reach_y = max(reach_y, abs(area.top()), abs(area.bottom()))
    fit = min(inner.width() / 2 / reach_x, inner.height() / 2 / reach_y)
    middle = inner.center()
    largest = inner.height() / 8
    return Scale(middle.x(), middle.y(), min(fit * 0.9 * 100.0, largest))


def _moments(phase: Phase) -> list[tuple[str, float]]:
    """Return which key is shown pressed ("" none), and for how long, s."""
    seconds = phase.duration
    if seconds is None or phase.ends_on_response:
        seconds = min(seconds or _SHOWN, _SHOWN)
    if not phase.collects or phase.expected is None:
        return [("", seconds)]
    pressed = min(_PRESSED, seconds / 2)
    return [("", max(seconds - pressed, 0.4)), (phase.expected, pressed)]


def _paint_keys(painter: QPainter, trial: Trial, pressed: str, row: QRectF) -> None:
    if row.height() <= 0:
        return
    height = row.height() * 0.72
    face = font(height * 0.5)
    painter.setFont(face)
    widths = [
        max(
            painter.fontMetrics().horizontalAdvance(key_label(key)) + height * 0.7,
            height,
        )
        for key in trial.keys
    ]
    gap = height * 0.4
    x = row.center().x() - (sum(widths) + gap * (len(widths) - 1)) / 2
    for key, width in zip(trial.keys, widths, strict=True):
        cap = QRectF(x, row.bottom() - height, width, height)
        paint_key_cap(
            painter,
            cap.adjusted(1, 1, -1, -1),
            key_label(key),
            "ink",
            pressed=key == pressed,
        )
        x += width + gap
