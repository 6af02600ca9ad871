"""Where stimuli go: a jittered grid around the middle of the screen, in degrees."""

from __future__ import annotations

import math

import numpy as np

COLUMNS, ROWS = 8, 6
CELL_WIDTH, CELL_HEIGHT = 2.3, 2.0
JITTER = 0.3
MIN_SPACING = CELL_HEIGHT - 2 * JITTER
"""Least distance between two middles: items of one degree never touch."""
MAX_ITEMS = COLUMNS * ROWS


def scatter(n_items: int, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Return ``n_items`` positions drawn on the jittered grid without overlap."""
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
    """Return ``n_items`` places evenly on a circle, the first at the top."""
    turns = [math.tau * i / n_items for i in range(n_items)]
    return [
        (round(radius * math.sin(a), 3), round(radius * math.cos(a), 3)) for a in turns
    ]


def blend(ends: tuple[float, float], level: int, n_levels: int) -> float:
    """Return the value at ``level`` on a straight line from the first to the last."""
    return ends[0] + (ends[1] - ends[0]) * (level - 1) / max(n_levels - 1, 1)


def blend_log(ends: tuple[float, float], level: int, n_levels: int) -> float:
    """Return the value at ``level`` when each step multiplies by the same factor."""
    share = (level - 1) / max(n_levels - 1, 1)
    return float(ends[0] * (ends[1] / ends[0]) ** share)
