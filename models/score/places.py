"""Where electrodes sit, as the score sees it: pooled, over the head, or unknown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.electrodes import N_HARMONICS, layout
from attention_camp.models.patches import BANDS, N_POWERS
from attention_camp.models.score.spectra import Values

RIM = 0.25
"""How far below the centre of the head electrodes may sit and still be among those that
people were recorded with, on a head of radius 1: those of the 10-20 system are at most
0.11 below it, the ring outside them (TP9, F9, PO9) at least 0.33. What was learned at
the electrodes of a cap says nothing of places outside them."""
MIN_COVERED = 4
"""Fewest such electrodes whose spectra are laid over the head."""
N_POOLED = len(BANDS)
N_OVER_HEAD = N_HARMONICS * N_POWERS


def covered(xyz: NDArray[np.float32], mask: Values) -> Values:
    """Return 1 for good channels inside the 10-20 system, 0 for all if they are few.

    Parameters
    ----------
    xyz : ndarray, shape (n_chans, 3)
        Positions on the unit sphere.
    mask : ndarray, shape (n_windows, n_chans)
        1 for good channels.
    """
    inside = mask * (xyz[:, 2] > -RIM)
    return np.asarray(inside * (inside.sum(axis=1, keepdims=True) >= MIN_COVERED))


def outside(xyz: NDArray[np.float32], mask: Values) -> Values:
    """Return the share of good channels that sit outside the 10-20 system.

    Parameters
    ----------
    xyz : ndarray, shape (n_chans, 3)
        Positions on the unit sphere.
    mask : ndarray, shape (n_windows, n_chans)
        1 for good channels.
    """
    out = (mask * (xyz[:, 2] <= -RIM)).sum(axis=1)
    return np.asarray(out / np.maximum(mask.sum(axis=1), 1.0))


def pooled(apart: Values, mask: Values) -> Values:
    """Return spectra at average reference, pooled over channels.

    The reference electrode is not in them.

    Parameters
    ----------
    apart : ndarray, shape (n_windows, n_chans, N_POWERS)
        Log powers relative to a baseline, 0 where a channel does not count.
    mask : ndarray, shape (n_windows, n_chans)
        1 where it counts.

    Returns
    -------
    ndarray, shape (n_windows, N_POOLED)
    """
    n_good = np.maximum(mask.sum(axis=1), 1.0)[:, None]
    return np.asarray(apart[..., :N_POOLED].sum(axis=1) / n_good)


def lay_out(places: Values, inside: Values) -> Values:
    """Return what lays channels out over the head, degree 0 being their plain mean.

    Parameters
    ----------
    places : ndarray, shape (n_chans, N_HARMONICS)
        Harmonics at the electrodes.
    inside : ndarray, shape (n_windows, n_chans)
        1 for the channels that are laid out.

    Returns
    -------
    ndarray, shape (n_windows, n_chans, N_HARMONICS)
        All 0 where no channel is.
    """
    if not len(inside):
        return np.zeros((0, inside.shape[1], N_HARMONICS))
    fields = layout(places, inside.astype(np.float32))
    fields[..., 0] = inside / np.maximum(inside.sum(axis=1, keepdims=True), 1.0)
    return fields


def over_head(apart: Values, fields: Values) -> Values:
    """Return spectra as harmonics over the head.

    Parameters
    ----------
    apart : ndarray, shape (n_windows, n_chans, N_POWERS)
        Log powers relative to a baseline.
    fields : ndarray, shape (n_windows, n_chans, N_HARMONICS)
        What lays them out.

    Returns
    -------
    ndarray, shape (n_windows, N_OVER_HEAD)
    """
    found = np.einsum("wch,wcf->whf", fields, apart)
    return np.asarray(found.reshape(len(found), -1))
