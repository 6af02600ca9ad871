"""The participant's colours: neutral, calm, told apart by colour-blind eyes too.

Categories are the Okabe-Ito colours that stay readable on a dark neutral grey (their
sky blue stands for ``blue``): Okabe, M., & Ito, K. (2008). Color Universal Design.
https://jfly.uni-koeln.de/color/. Ink on the background has a contrast of 11:1, every
other name but ``faint`` (frames) at least 4.5:1; WCAG 2.2 asks 4.5:1 of text and 3:1
of graphics.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor

BACKGROUND = "#303030"
PANEL = "#3a3a3a"
"""A shade above the background, for key caps and the frame of an example."""

COLOURS: Mapping[str, str] = {
    "ink": "#ececec",
    "dim": "#a4a4a4",
    "faint": "#6c6c6c",
    "accent": "#9cd3f5",
    "blue": "#56b4e9",
    "orange": "#e69f00",
    "green": "#1fb98d",
    "vermillion": "#f47a3c",
}


def colour(name: str) -> QColor:
    """Return the colour a task calls ``name``."""
    if name not in COLOURS:
        raise ValueError(
            f"A stimulus' colour must be one of {', '.join(COLOURS)}; got {name!r}."
        )
    return QColor(COLOURS[name])


def background() -> QColor:
    """Return the background colour of the participant's screen."""
    return QColor(BACKGROUND)
