"""Stimuli come out where and as large as they were asked for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from attention_camp.camp.session.request import Display
from attention_camp.camp.ui.participant.draw import bounds, picture_of
from attention_camp.camp.ui.participant.surface import Layer, superfluous
from attention_camp.camp.ui.participant.units import Scale, pixels_per_degree
from attention_camp.tasks.trial import Glyph, Picture, Shape, Stimulus

SCALE = Scale(200, 200, 20)
SCREEN = QRect(0, 0, 400, 400)

STIMULI = [
    Glyph("T", 3, -2, height=2, angle=90),
    Glyph("37", height=1.5, colour="orange"),
    Glyph("注意", height=2),
    *(
        Shape(kind, -2, 1, 2, 1, angle=30, line=0.2, filled=filled)
        for kind in ("disc", "ring", "rect", "line", "cross", "arrow")
        for filled in (True, False)
    ),
    Shape("polygon", 1, 1, points=((0, 0), (2, 0), (0, 1.5)), colour="green"),
    Picture(np.full((8, 8), 250, np.uint8), 2, 2, 4, 3),
]


def drawn(stimulus: Stimulus) -> np.ndarray:
    """Return where a picture differs from the background, shape (rows, columns)."""
    image = picture_of([stimulus], SCALE, SCREEN)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(400, 400, 4)
    return np.any(rows[:, :, :3] != rows[0, 0, :3], axis=2)


@pytest.mark.parametrize("stimulus", STIMULI, ids=repr)
def test_it_is_drawn_within_its_bounds(stimulus: Stimulus, qapp: object) -> None:
    marked = drawn(stimulus)
    assert marked.any()
    box = bounds([stimulus], SCALE)
    marked[box.top() : box.bottom() + 1, box.left() : box.right() + 1] = False
    assert not marked.any()


def extent(stimulus: Stimulus) -> tuple[float, float, float, float]:
    """Return middle column and row, columns and rows of what is drawn."""
    rows, columns = np.nonzero(drawn(stimulus))
    return (
        (columns.min() + columns.max() + 1) / 2,
        (rows.min() + rows.max() + 1) / 2,
        columns.max() - columns.min() + 1,
        rows.max() - rows.min() + 1,
    )


def test_places_and_sizes_are_in_degrees(qapp: object) -> None:
    assert extent(Shape("rect", 3, 2, 4, 1)) == pytest.approx((260, 160, 80, 20), abs=1)
    assert extent(Shape("line", 0, 0, 4, angle=90)) == pytest.approx(
        (200, 200, 2, 80), abs=1
    )
    assert extent(Picture(np.zeros((4, 4), np.uint8), -1, 0, 2, 3)) == pytest.approx(
        (180, 200, 40, 60), abs=1
    )


def test_a_capital_is_as_tall_as_asked_for(qapp: object) -> None:
    x, y, _, rows = extent(Glyph("H", 1, 1, height=3))
    assert (x, y, rows) == pytest.approx((220, 180, 60), abs=1)


def test_angles_turn_counter_clockwise(qapp: object) -> None:
    arrow = Shape("arrow", width=4, height=2, line=0.5, angle=90)
    rows, _ = np.nonzero(drawn(arrow))
    assert np.mean(rows < 200) > 0.55  # the head, with more ink, points up


def test_an_unknown_colour_is_refused_with_what_is_allowed(qapp: object) -> None:
    with pytest.raises(ValueError, match=r"one of ink, dim.*'pink'"):
        picture_of([Glyph("x", colour="pink")], SCALE, SCREEN)


def test_a_degree_is_as_large_as_geometry_says() -> None:
    """A 0.53 m wide picture of 1920 px seen from 0.6 m: tan 1° of 0.6 m."""
    per_degree = pixels_per_degree(Display(width_m=0.53, distance_m=0.6), 1920)
    assert per_degree == pytest.approx(1920 / 0.53 * 0.6 * math.tan(math.radians(1)))
    with pytest.raises(ValueError, match="above 0 m"):
        pixels_per_degree(Display(width_m=0), 1920)


def test_pictures_are_made_for_texture_upload(qapp: object) -> None:
    image = picture_of([Glyph("x")], SCALE, SCREEN)
    assert image.format() == QImage.Format.Format_RGBX8888


def test_the_oldest_pictures_go_first_but_never_those_needed(qapp: object) -> None:
    layers = [
        Layer(QImage(100, 100, QImage.Format.Format_RGBX8888), QPoint(i, 0))
        for i in range(10)
    ]
    size = layers[0].image.sizeInBytes()
    assert superfluous(layers, 20 * size, needed=1) == []
    assert superfluous(layers, 3 * size, needed=1) == layers[6::-1]
    assert superfluous(layers, 3 * size, needed=8) == layers[1::-1]
