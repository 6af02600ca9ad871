"""Grey-level city and mountain views made with numpy, for the gradual-onset task."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

N_SCENES = 10
"""Views of each kind, as in Esterman et al. (2013)."""
SIDE = 192
"""Pixels a side."""


@lru_cache(maxsize=2 * N_SCENES)
def scene(kind: str, index: int) -> NDArray[np.uint8]:
    """Return one view; ``kind`` is ``city`` or ``mountain``; always the same pixels.

    Each view is brought to the same mean and contrast, so that brightness does not tell
    the kinds apart and their cross-fades do not flash.
    """
    rng = np.random.default_rng([index, kind == "city"])
    drawn = _city(rng) if kind == "city" else _mountain(rng)
    level = (drawn - drawn.mean()) / (drawn.std() or 1.0)
    pixels: NDArray[np.uint8] = np.clip(128 + 45 * level, 0, 255).astype(np.uint8)
    pixels.flags.writeable = False  # shared by all trials that show this view
    return pixels


def _city(rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw rows of towers with lit windows: upright and level edges."""
    view = np.repeat(np.linspace(0.75, 0.55, SIDE)[:, None], SIDE, axis=1)
    for shade, lowest in ((0.5, 0.25), (0.3, 0.45)):
        left = 0
        while left < SIDE:
            width = int(rng.integers(14, 34))
            top = int(SIDE * (lowest + 0.3 * rng.random()))
            view[top:, left : left + width] = shade + 0.1 * rng.standard_normal()
            lit = rng.random((SIDE // 8, 5)) < 0.5
            for row in range(top + 5, SIDE - 6, 8):
                for column in range(left + 3, min(left + width, SIDE) - 4, 7):
                    if lit[(row // 8) % len(lit), ((column - left) // 7) % 5]:
                        view[row : row + 4, column : column + 4] += 0.35
            left += width
    return view + 0.02 * rng.standard_normal((SIDE, SIDE))


def _mountain(rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw range behind range of peaks with snow and a lit side: slanted edges."""
    view = np.repeat(np.linspace(0.85, 0.6, SIDE)[:, None], SIDE, axis=1)
    rows = np.arange(SIDE)[:, None]
    for shade, top, n_peaks in ((0.55, 0.15, 3), (0.4, 0.35, 4), (0.25, 0.6, 5)):
        ridge = _ridge(rng, SIDE * top, n_peaks)
        below = rows >= ridge
        lit = 0.1 * np.sign(np.gradient(np.convolve(ridge, np.ones(21) / 21, "same")))
        depth = (rows - ridge) / SIDE
        rough = 0.025 * rng.standard_normal(SIDE)
        snow = (rows < SIDE * (top + 0.13) + rough * SIDE) & (shade > 0.3)
        rock = np.where(snow, 0.85, shade) - lit + rough + 0.1 * depth
        view = np.where(below, rock, view)
    return view + 0.03 * rng.standard_normal((SIDE, SIDE))


def _ridge(rng: np.random.Generator, top: float, n_peaks: int) -> NDArray[np.float64]:
    """Return the row of the skyline at each column: the highest of several cones."""
    columns = np.arange(SIDE)
    middles = (np.arange(n_peaks) + rng.uniform(0.1, 0.9, n_peaks)) * SIDE / n_peaks
    heights = top + rng.uniform(0, 0.15 * SIDE, n_peaks)
    steepness = rng.uniform(0.7, 1.3, n_peaks)
    cones = heights[:, None] + steepness[:, None] * np.abs(columns - middles[:, None])
    jagged = np.cumsum(rng.normal(0, 1.0, SIDE))
    jagged -= np.linspace(jagged[0], jagged[-1], SIDE)
    skyline: NDArray[np.float64] = cones.min(axis=0) + 0.7 * jagged
    return skyline
