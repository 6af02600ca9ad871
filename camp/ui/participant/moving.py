"""Animations of a page: an example trial and a breathing guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from attention_camp.camp.ui.participant.draw import bounds, font, picture_of
from attention_camp.camp.ui.participant.page_painter import PagePainter, paint_key_cap
from attention_camp.camp.ui.participant.pages import key_label
from attention_camp.camp.ui.participant.palette import PANEL, background, colour
from attention_camp.camp.ui.participant.surface import Layer
from attention_camp.camp.ui.participant.units import Scale
from attention_camp.tasks.trial import Phase, Sound, Trial

_SHOWN = 1.6
"""Seconds an example shows what waits for an answer."""
_PRESSED = 0.7
"""Seconds an example shows its key pressed."""
_BREATH_IN, _BREATH_OUT = 4.0, 6.0
"""Seconds: six breaths a minute, the pace of slow-breathing exercises; our choice."""
_GROWTH, _N_GROWTH = 0.8, 16
"""Seconds in which the circle of attention comes to its size, and pictures of it."""
_STAYS = 600.0
_N_BREATH = 40
"""Pictures of one breath in."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A picture, how long it stays, s, and what is heard when it comes."""

    layer: Layer
    seconds: float
    sounds: tuple[Sound, ...] = ()


def example_steps(trial: Trial, place: QRectF, page: PagePainter) -> list[Step]:
    """Return the steps of a trial played in a small frame, with its keys below.

    Parameters
    ----------
    trial : Trial
        The trial to play.
    place : QRectF
        Where the frame and its keys may go, px.
    page : PagePainter
        Painter of the page, which sets the unit of all sizes.
    """
    example = _Example(trial, place, page.unit)
    steps = []
    for phase in trial.phases:
        if phase.only_unanswered:  # the example is answered
            continue
        sounds = phase.sounds
        for pressed, seconds in _moments(phase):
            steps.append(Step(example.layer(phase, pressed), seconds, sounds))
            sounds = ()
    return steps


def breath_steps(place: QRectF, page: PagePainter) -> list[Step]:
    """Return the steps of a disc that grows and shrinks with calm breathing."""
    inwards = QCoreApplication.translate("participant", "Breathe in")
    outwards = QCoreApplication.translate("participant", "Breathe out")
    breath = _Breath(place, page)
    shares = [i / (_N_BREATH - 1) for i in range(_N_BREATH)]
    steps = [Step(breath.layer(s, inwards), _BREATH_IN / _N_BREATH) for s in shares]
    shares.reverse()
    steps += [Step(breath.layer(s, outwards), _BREATH_OUT / _N_BREATH) for s in shares]
    return steps


def attention_steps(
    before: float, size: float, place: QRectF, page: PagePainter
) -> list[Step]:
    """Return the steps of a circle that slowly comes to another size and stays.

    Parameters
    ----------
    before, size : float
        Its size so far and the new one, 0 to 1.
    place : QRectF
        Where it may go, px.
    page : PagePainter
        Painter of the page, which sets the unit of all sizes.
    """
    circle = _Breath(place, page)
    shares = [before + (size - before) * i / (_N_GROWTH - 1) for i in range(_N_GROWTH)]
    steps = [Step(circle.layer(share, ""), _GROWTH / _N_GROWTH) for share in shares]
    return [*steps, Step(circle.layer(size, ""), _STAYS)]


class _Breath:
    """A disc with a word below it."""

    def __init__(self, place: QRectF, page: PagePainter) -> None:
        self._pixels = page.small_px
        self._unit = page.unit
        row = round(self._pixels * 2)
        words = QFontMetricsF(font(self._pixels)).horizontalAdvance("M" * 16)
        self._largest = round(min(place.height() - row, 220 * page.unit) / 2)
        width = max(round(words), 2 * self._largest)
        self._size = QSize(width, 2 * self._largest + row)
        self._corner = place.center().toPoint() - QPoint(
            width // 2, self._size.height() // 2
        )

    def layer(self, share: float, word: str) -> Layer:
        """Return the disc grown by ``share``, 0 to 1."""
        image = QImage(self._size, QImage.Format.Format_RGBX8888)
        image.fill(background())
        radius = self._largest * (0.5 + 0.5 * share) - 2 * self._unit
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2 * self._unit))
            painter.setBrush(QColor(PANEL))
            middle = QPointF(self._size.width() / 2, self._largest)
            painter.drawEllipse(middle, radius, radius)
            painter.setFont(font(self._pixels))
            painter.setPen(colour("dim"))
            row = QRectF(0, 0, self._size.width(), self._size.height())
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(row, flags, word)
        return Layer(image, self._corner)


class _Example:
    """A small screen on which a trial is played."""

    def __init__(self, trial: Trial, place: QRectF, unit: float) -> None:
        self._trial = trial
        self._unit = unit
        height = round(place.height())
        width = round(min(place.height() * 1.7, place.width()))
        self._box = QRect(0, 0, width, height)
        self._box.moveCenter(place.center().toPoint())
        caps = 56 * unit if trial.keys else 0.0
        self._caps = QRectF(0, height - caps, width, caps)
        self._inner = QRectF(2, 2, width - 4, height - 4 - caps)
        self._scale = _fitting(trial, self._inner)

    def layer(self, phase: Phase, pressed: str) -> Layer:
        """Return a phase with one key shown pressed; "" none."""
        image = QImage(self._box.size(), QImage.Format.Format_RGBX8888)
        image.fill(background())
        inside = self._inner.toRect().adjusted(4, 4, -4, -4)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            small = picture_of(phase.stimuli, self._scale, inside)
            painter.drawImage(inside.topLeft(), small)
            painter.setPen(QPen(colour("faint"), 1.5 * self._unit))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            corner = 8 * self._unit
            painter.drawRoundedRect(self._inner, corner, corner)
            self._paint_keys(painter, pressed)
        return Layer(image, self._box.topLeft())

    def _paint_keys(self, painter: QPainter, pressed: str) -> None:
        height = self._caps.height() * 0.72
        if height <= 0:
            return
        labels = [key_label(key) for key in self._trial.keys]
        widths = _cap_widths(painter, labels, height)
        total = sum(widths) + 0.4 * height * (len(widths) - 1)
        if total > self._caps.width():  # many keys: smaller, so that all are shown
            height *= self._caps.width() / total
            widths = _cap_widths(painter, labels, height)
        gap = height * 0.4
        x = self._caps.center().x() - (sum(widths) + gap * (len(widths) - 1)) / 2
        for key, label, width in zip(self._trial.keys, labels, widths, strict=True):
            cap = QRectF(x, self._caps.bottom() - height, width, height)
            cap.adjust(1, 1, -1, -1)
            paint_key_cap(painter, cap, label, "ink", pressed=key == pressed)
            x += width + gap


def _cap_widths(painter: QPainter, labels: Sequence[str], height: float) -> list[float]:
    """Set the font of key caps of a height; return how wide each is."""
    painter.setFont(font(height * 0.5))
    metrics = painter.fontMetrics()
    wide = (metrics.horizontalAdvance(label) + 0.7 * height for label in labels)
    return [max(width, height) for width in wide]


def _fitting(trial: Trial, inner: QRectF) -> Scale:
    """Return the scale at which all of a trial fits ``inner``."""
    probe = Scale(0.0, 0.0, 100.0)
    reach_x = reach_y = 1.0
    for phase in trial.phases:
        area = bounds(phase.stimuli, probe)
        if not area.isEmpty():
            reach_x = max(reach_x, abs(area.left()), abs(area.right()))
            reach_y = max(reach_y, abs(area.top()), abs(area.bottom()))
    fit = min(inner.width() / 2 / reach_x, inner.height() / 2 / reach_y) * 90.0
    middle = inner.center()
    return Scale(middle.x(), middle.y(), min(fit, inner.height() / 8))


def _moments(phase: Phase) -> list[tuple[str, float]]:
    """Return which key is shown pressed ("" none), and for how long, s."""
    seconds = phase.duration
    if seconds is None or phase.ends_on_response:
        seconds = min(seconds or _SHOWN, _SHOWN)
    if not phase.collects or phase.expected is None:
        return [("", seconds)]
    pressed = min(_PRESSED, seconds / 2)
    return [("", max(seconds - pressed, 0.4)), (phase.expected, pressed)]
