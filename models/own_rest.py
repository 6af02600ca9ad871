"""A person's own rest: what windows are compared with, and how lost channels were.

Where a channel that was good at rest is bad in a window, the others say what it would
have been: the least squares sum over them at rest. Own rest is then taken through the
same sum, so that what such a sum lacks is lacking on both sides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.patches import (
    N_POWERS,
    PATCH_SFREQ,
    Patches,
    cut,
    resampled,
    rest_of,
)
from attention_camp.models.windows import (
    MIN_CHANNELS,
    Windows,
    patterns_of,
    some,
    subset_of_channels,
)
from attention_camp.signal.electrodes import electrode_key
from attention_camp.signal.spatial import MAX_SHARE_BAD, MIN_GOOD

RIDGE = 0.1
"""Penalty on the weights of a stand-in, times the mean power of a channel; from 0.1 to
0.3 it makes no difference, far below it sums follow what rest alone happens to hold."""
MIN_FITTED = 5
"""Fewest windows of rest, with all of the channels good, that a stand-in is fitted to.
Our own choice."""

Samples = NDArray[np.float64]
PowersAtRest = Callable[[Patches], tuple[NDArray[np.float32], NDArray[np.float32]]]
"""Returns log powers per channel, (n_chans, N_POWERS), and 1 where they are known."""
Powers = dict[str, NDArray[np.float32]]
"""Log powers at rest by channel, shape (N_POWERS,) each."""


@dataclass(frozen=True, slots=True, eq=False)
class Through:
    """Own rest as a window sees it that has some of its channels only."""

    good: list[int]
    """Rows of the good channels."""
    lost: list[int]
    """Rows of the channels that have a stand-in."""
    weights: NDArray[np.float64]
    """Of good channels in each stand-in, shape (n_lost, n_good)."""
    powers: NDArray[np.float32]
    """Log powers at rest, shape (n_chans, N_POWERS); 0 where they are not known."""
    known: NDArray[np.float32]
    """1 where they are, shape (n_chans,)."""


class OwnRest:
    """Windows of a person's rest at ``PATCH_SFREQ``, seen through changing channels.

    Parameters
    ----------
    windows : Windows
        Rest that may be scored, at any rate.
    powers_at_rest : callable
        How a model takes the spectrum of rest.
    """

    def __init__(
        self, windows: Windows, powers_at_rest: PowersAtRest = rest_of
    ) -> None:
        self._powers_at_rest = powers_at_rest
        slow = resampled(windows.data, windows.sfreq)
        self.windows = replace(windows, data=slow, sfreq=float(PATCH_SFREQ))
        self.ch_names = tuple(electrode_key(name) for name in windows.ch_names)
        had = windows.usable.mean(axis=0) > 0.5
        self.had = frozenset(n for n, h in zip(self.ch_names, had, strict=True) if h)
        """Channels that were good in most of the rest."""
        self._seen: dict[tuple[tuple[str, ...], tuple[bool, ...]], Through] = {}

    def seen(
        self, windows: Windows
    ) -> tuple[Windows, NDArray[np.float32], NDArray[np.float32]]:
        """Return windows with stand-ins for lost channels, and own rest through them.

        Returns
        -------
        windows : Windows
            Channels lost since the rest are sums over the others.
        powers : ndarray, shape (n_windows, n_chans, N_POWERS)
            Log powers at rest, of the channels good in that window.
        known : ndarray, shape (n_windows, n_chans)
            1 where they are known.
        """
        n_windows, n_chans = windows.usable.shape
        powers = np.zeros((n_windows, n_chans, N_POWERS), np.float32)
        known = np.zeros((n_windows, n_chans), np.float32)
        data, usable = windows.data, windows.usable.copy()
        for pattern, rows in patterns_of(windows.usable):
            through = self._through(windows.ch_names, pattern)
            powers[rows], known[rows] = through.powers, through.known
            if through.lost and data is windows.data:
                data = data.copy()
            for k, weights in zip(through.lost, through.weights, strict=True):
                for row in np.flatnonzero(rows):
                    data[row, k] = _summed(weights, windows.data[row, through.good])
                usable[rows, k] = True
        return replace(windows, data=data, usable=usable), powers, known

    def _through(
        self, ch_names: tuple[str, ...], pattern: NDArray[np.bool_]
    ) -> Through:
        key = (ch_names, tuple(pattern.tolist()))
        if key not in self._seen:  # made once for each set of lost channels
            self._seen[key] = self._new_view(*key)
        return self._seen[key]

    def _new_view(
        self, ch_names: tuple[str, ...], pattern: tuple[bool, ...]
    ) -> Through:
        names = [electrode_key(name) for name in ch_names]
        good = tuple(n for n, g in zip(names, pattern, strict=True) if g)
        bad = [n for n, g in zip(names, pattern, strict=True) if not g]
        lost = tuple(name for name in bad if name in self.had)
        weights = self._stand_ins(good, lost)
        if not len(weights):
            lost, found = (), self._powers_of(self.windows, self._rows(good))
        else:
            found = self._powers_through(good, lost, weights)
        powers = np.zeros((len(names), N_POWERS), np.float32)
        for k, name in enumerate(names):
            powers[k] = found.get(name, 0.0)
        known = np.array([name in found for name in names], np.float32)
        here, gone = ([names.index(name) for name in part] for part in (good, lost))
        return Through(here, gone, weights, powers, known)

    def _powers_through(
        self, good: tuple[str, ...], lost: tuple[str, ...], weights: Samples
    ) -> Powers:
        """Return log powers at rest with the lost channels as stand-ins there, too."""
        rows, others, rest = self._rows(good), self._rows(lost), self.windows
        shown = np.asarray(rest.usable[:, rows].all(axis=1), dtype=np.bool_)
        data, usable = rest.data.copy(), rest.usable.copy()
        data[:, others] = weights @ data[:, rows]
        usable[:, others] = shown[:, None]
        stood_in = replace(rest, data=data, usable=usable)
        return self._powers_of(stood_in, [*rows, *others])

    def _rows(self, names: tuple[str, ...]) -> list[int]:
        return [self.ch_names.index(name) for name in names if name in self.ch_names]

    def _stand_ins(
        self, good: tuple[str, ...], lost: tuple[str, ...]
    ) -> NDArray[np.float64]:
        """Return what lost channels were as sums over good ones, none where unknown.

        Fitted to the change from sample to sample, in which slow waves do not drown the
        rhythms.
        """
        none = np.zeros((0, len(good)))
        enough = len(good) >= MIN_GOOD and self.had.issuperset(good)
        if not lost or not enough or len(lost) > MAX_SHARE_BAD * len(self.had):
            return none
        rows, others = self._rows(good), self._rows(lost)
        fitted = self.windows.usable[:, [*rows, *others]].all(axis=1)
        if fitted.sum() < MIN_FITTED:
            return none
        change = np.diff(self.windows.data[fitted], axis=-1).swapaxes(0, 1)
        seen, wanted = (
            change[picks].reshape(len(picks), -1) for picks in (rows, others)
        )
        gram = np.einsum("gt,ht->gh", seen, seen)
        # neighbours are nearly alike: without a ridge, large weights of opposite signs
        # would make a stand-in out of their noise
        gram += RIDGE * np.trace(gram) / len(rows) * np.eye(len(rows))
        return np.asarray(np.linalg.solve(gram, np.einsum("gt,lt->gl", seen, wanted)).T)

    def _powers_of(self, rest: Windows, rows: list[int]) -> Powers:
        """Return log powers at rest per channel, referred to some channels only."""
        if len(rows) < MIN_CHANNELS:
            return {}
        part = subset_of_channels(rest, np.array(rows))
        part = some(part, part.usable.sum(axis=1) >= MIN_CHANNELS)
        if not len(part.data):
            return {}
        powers, known = self._powers_at_rest(cut(part))
        names = [electrode_key(name) for name in part.ch_names]
        return {name: powers[k] for k, name in enumerate(names) if known[k]}


def _summed(weights: NDArray[np.float64], data: NDArray[np.float64]) -> Samples:
    """Return a weighted sum over channels, of the same bits in any window.

    Neither other windows nor the number of threads of a matrix product change it.
    """
    return np.asarray(np.einsum("g,gt->t", weights, data))
