"""Where electrodes sit: the 10-05 system's positions on a unit sphere, by name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.electrodes import electrode_key


@cache
def _table() -> dict[str, tuple[float, float, float]]:
    text = files("attention_camp.resources").joinpath("weights/electrodes.json")
    table: dict[str, list[float]] = json.loads(text.read_text("utf-8"))["positions"]
    return {name.lower(): (x, y, z) for name, (x, y, z) in table.items()}


def positions(ch_names: Sequence[str]) -> NDArray[np.float32]:
    """Return electrode positions on the unit sphere, x right, y front, z up.

    Returns
    -------
    ndarray, shape (n_chans, 3)
        NaN where the name is not in the 10-05 system.
    """
    return _positions(tuple(ch_names)).copy()


@lru_cache(maxsize=64)
def _positions(ch_names: tuple[str, ...]) -> NDArray[np.float32]:
    """Return the same; a session asks for the same ones four times a second."""
    nowhere = (np.nan, np.nan, np.nan)
    found = [_table().get(electrode_key(name), nowhere) for name in ch_names]
    return np.array(found, dtype=np.float32).reshape(len(ch_names), 3)


N_HARMONICS = 16
"""Real spherical harmonics up to degree 3."""
SMOOTHING = 1.0
"""How strongly a layout over the head is kept smooth where electrodes are few; from
0.3 to 1 the figures stay within 0.01 AUC."""


def harmonics(xyz: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return real spherical harmonics, up to factors, of positions on the unit sphere.

    Returns
    -------
    ndarray, shape (n_chans, N_HARMONICS)
    """
    x, y, z = xyz.astype(np.float64).T
    degree_0_and_1 = (np.ones_like(x), x, y, z)
    degree_2 = (x * y, y * z, x * z, x**2 - y**2, 3 * z**2 - 1)
    degree_3 = (
        x**3 - 3 * x * y**2,
        3 * x**2 * y - y**3,
        z * (x**2 - y**2),
        x * y * z,
        x * (5 * z**2 - 1),
        y * (5 * z**2 - 1),
        z * (5 * z**2 - 3),
    )
    return np.stack((*degree_0_and_1, *degree_2, *degree_3), axis=1)


def layout(
    places: NDArray[np.float64], mask: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return what turns values at good electrodes into harmonics over the head.

    Regularised least squares; the more electrodes there are, the finer the layout.

    Parameters
    ----------
    places : ndarray, shape (n_chans, N_HARMONICS)
        Harmonics at the electrodes.
    mask : ndarray, shape (n_windows, n_chans)
        1 for good channels.

    Returns
    -------
    ndarray, shape (n_windows, n_chans, N_HARMONICS)
    """
    shape, places_bytes = places.shape, places.tobytes()
    good = mask.astype(np.float64)
    return np.stack([_layout(shape, places_bytes, row.tobytes()) for row in good])


@lru_cache(maxsize=256)
def _layout(
    shape: tuple[int, int], places_bytes: bytes, mask_bytes: bytes
) -> NDArray[np.float64]:
    places = np.frombuffer(places_bytes).reshape(shape)
    mask = np.frombuffer(mask_bytes)
    weighted = places * mask[:, None] / max(float(mask.sum()), 1.0)
    gram = places.T @ weighted + SMOOTHING * np.eye(shape[1])
    field = np.linalg.solve(gram, weighted.T).T * (1 + SMOOTHING)
    return np.asarray(field, dtype=np.float64)
