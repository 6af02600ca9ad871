"""How far a gaze is from the middle of the screen, in degrees of visual angle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.eyes.source import EyeInfo, X, Y

USUAL_ASPECT = 16 / 9
"""Width over height of a screen whose pixels nobody told."""


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """Where the participant's screen is."""

    width_m: float = 0.53
    distance_m: float = 0.6


def tells_offsets(info: EyeInfo) -> bool:
    """Return whether it is known where on the screen a gaze is."""
    if info.gaze_unit == "pixel" and info.resolution is None:
        return False
    return info.has_gaze and info.is_on_screen and info.gaze_unit != "n/a"


def offsets_deg(
    values: NDArray[np.float32], info: EyeInfo, screen: ScreenPlace
) -> NDArray[np.float64]:
    """Return the distance of each gaze from the middle of the screen, degrees.

    The eyes' mean counts; NaN where the gaze is lost, or cannot be placed.

    Parameters
    ----------
    values : ndarray, shape (n, n_eyes, 4)
        As in ``EyePacket``.
    info : EyeInfo
        Units and origin.
    screen : ScreenPlace
        Size and distance.
    """
    seen = np.isfinite(values[:, :, X]) & np.isfinite(values[:, :, Y])
    n_seen = np.maximum(seen.sum(axis=1), 1)
    x, y = (
        np.where(seen, values[:, :, k].astype(np.float64), 0.0).sum(axis=1) / n_seen
        for k in (X, Y)
    )
    far = _from_the_middle(x, y, info, screen)
    return np.where(seen.any(axis=1), far, np.nan)


def _from_the_middle(
    x: NDArray[np.float64], y: NDArray[np.float64], info: EyeInfo, screen: ScreenPlace
) -> NDArray[np.float64]:
    if not tells_offsets(info):
        return np.full(len(x), np.nan)
    if info.gaze_unit == "degree":
        return np.hypot(x, y)
    aspect = USUAL_ASPECT
    if info.resolution is not None:
        aspect = info.resolution[0] / info.resolution[1]
    if info.gaze_unit == "pixel" and info.resolution is not None:
        x, y = x / info.resolution[0], y / info.resolution[1]
    if info.origin == "centre":
        x, y = x + 0.5, y + 0.5
    # whether y goes up or down makes no difference to the distance from the middle
    metres = np.hypot(x - 0.5, (y - 0.5) / aspect) * screen.width_m
    return np.asarray(np.degrees(np.arctan2(metres, screen.distance_m)))
