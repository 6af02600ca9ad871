"""Stimulus positions: a jittered grid around the centre of the screen, in degrees."""

from __future__ import annotations

import math

import numpy as np

COLUMNS, ROWS = 8, 6
CELL_WIDTH, CELL_HEIGHT = 2.3, 2.0
JITTER = 0.3
MIN_SPACING = CELL_HEIGHT - 2 * JITTER
"""Least distance between two centres, degrees: items of one degree never touch."""
MAX_ITEMS = COLUMNS * ROWS


def scatter(n_items: int, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Return ``n_items`` positions on the jittered grid, degrees; none overlap."""
    if not 0 < n_items <= MAX_ITEMS:
        raise ValueError(f"n_items must be from 1 to {MAX_ITEMS}; got {n_items}.")
    cells = rng.permutation(MAX_ITEMS)[:n_items]
    jitter = rng.uniform(-JITTER, JITTER, size=(n_items, 2))
    return [
        (
            round((cell % COLUMNS - (COLUMNS - 1) / 2) * CELL_WIDTH + dx, 3),
            round((cell // COLUMNS - (ROWS - 1) / 2) * CELL_HEIGHT + dy, 3),
        )
        for cell, (dx, dy) in zip(cells.tolist(), jitter.tolist(), strict=True)
    ]


def on_circle(n_items: int, radius: float) -> list[tuple[float, float]]:
    """Return ``n_items`` positions evenly spaced on a circle, the first at the top."""
    turns = [math.tau * i / n_items for i in range(n_items)]
    return [
        (round(radius * math.sin(a), 3), round(radius * math.cos(a), 3)) for a in turns
    ]


def blend(ends: tuple[float, float], level: float, n_levels: int) -> float:
    """Return a parameter's value at ``level``, interpolated linearly over the levels.

    Parameters
    ----------
    ends : tuple of float
        Value at level 1 and value at level ``n_levels``.
    level : float
        Difficulty level, 1 to ``n_levels``; a fraction lies between two.
    n_levels : int
        Number of levels.
    """
    return ends[0] + (ends[1] - ends[0]) * (level - 1) / max(n_levels - 1, 1)


def blend_log(ends: tuple[float, float], level: float, n_levels: int) -> float:
    """Return a parameter's value at ``level``, interpolated geometrically.

    Each level multiplies the value by the same factor.

    Parameters
    ----------
    ends : tuple of float
        Value at level 1 and value at level ``n_levels``, both positive.
    level : float
        Difficulty level, 1 to ``n_levels``; a fraction lies between two.
    n_levels : int
        Number of levels.
    """
    share = (level - 1) / max(n_levels - 1, 1)
    return float(ends[0] * (ends[1] / ends[0]) ** share)
