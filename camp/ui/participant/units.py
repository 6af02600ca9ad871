"""Degrees of visual angle to pixels, from the monitor's width and distance."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize

from attention_camp.camp.session.camp.larger import REACH
from attention_camp.camp.session.request import Display
from attention_camp.tasks.trial import Area, Stimulus


@dataclass(frozen=True, slots=True)
class Scale:
    """Where degrees lie in a picture of pixels.

    One degree is as many pixels everywhere as it is in the middle of the screen (the
    convention of PsychoPy's ``deg``): an item 10 degrees out is 1 % too near. Grey
    levels go to the screen as they are; gamma is left alone.
    """

    centre_x: float
    """Pixel column of the origin."""
    centre_y: float
    """Pixel row of the origin."""
    per_degree: float
    """Pixels a degree."""

    def x(self, degrees: float) -> float:
        """Return the pixel column at ``degrees`` to the right of the origin."""
        return self.centre_x + degrees * self.per_degree

    def y(self, degrees: float) -> float:
        """Return the pixel row at ``degrees`` above the origin."""
        return self.centre_y - degrees * self.per_degree

    def length(self, degrees: float) -> float:
        """Return ``degrees`` as pixels."""
        return degrees * self.per_degree

    def offset(self, stimulus: Stimulus) -> QPoint:
        """Return how far a stimulus is from the origin, whole pixels."""
        x, y = self.length(stimulus.x), -self.length(stimulus.y)
        return QPoint(round(x), round(y))

    def rect(self, area: Area) -> QRectF:
        """Return an area in pixels."""
        width, height = self.length(area.width), self.length(area.height)
        x, y = self.x(area.x), self.y(area.y)
        return QRectF(x - width / 2, y - height / 2, width, height)


def pixels_per_degree(display: Display, screen_width_px: int) -> float:
    """Return the pixels of one degree in the middle of the screen."""
    if display.width_m <= 0 or display.distance_m <= 0:
        raise ValueError(
            "display.width_m and display.distance_m must be above 0 m; got "
            f"{display.width_m!r} and {display.distance_m!r}."
        )
    pixels_per_metre = screen_width_px / display.width_m
    return pixels_per_metre * display.distance_m * math.tan(math.radians(1.0))


def window_scale(display: Display, size: QSize, screen_width: int) -> Scale:
    """Return the scale of a window of ``size`` device pixels on its screen.

    Parameters
    ----------
    display : Display
        Width and viewing distance of the monitor, and the size of stimuli, which is
        made smaller where `REACH` would not fit.
    size : QSize
        Size of the window, device pixels.
    screen_width : int
        Width of the whole screen, device pixels.
    """
    per_degree = pixels_per_degree(display, screen_width)
    if display.stimulus_scale > 1:
        fits = min(size.width(), size.height()) / 2 / (REACH * per_degree)
        per_degree *= max(min(display.stimulus_scale, fits), 1.0)
    return Scale(size.width() / 2, size.height() / 2, per_degree)


def shown_size(display: Display, size: QSize, screen_width: int) -> dict[str, float]:
    """Return how large stimuli are in a window: what fits may be less than asked.

    Parameters
    ----------
    display : Display
        As for `window_scale`.
    size : QSize
        Size of the window, device pixels.
    screen_width : int
        Width of the whole screen, device pixels.
    """
    per_degree = window_scale(display, size, screen_width).per_degree
    usual = pixels_per_degree(display, screen_width)
    return {
        "width_px": size.width(),
        "height_px": size.height(),
        "pixels_per_degree": round(per_degree, 3),
        "stimulus_scale": round(per_degree / usual, 4),
    }
