"""A window as the score sees it: features, channels used, and what is known of rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.own_rest import OwnRest
from attention_camp.models.patches import (
    N_POWERS,
    PATCH_SFREQ,
    harmonics_at,
    resampled,
)
from attention_camp.models.score.alpha import alpha_of, moved_bands
from attention_camp.models.score.channels import (
    ReferenceAtRest,
    are_average,
    without_white_noise,
)
from attention_camp.models.score.places import (
    covered,
    lay_out,
    outside,
    over_head,
    pooled,
)
from attention_camp.models.score.spectra import (
    Values,
    log_powers,
    relative,
    rest_powers,
)
from attention_camp.models.windows import MIN_CHANNELS, Windows, some
from attention_camp.signal.electrodes import electrode_key

PRIOR_WINDOWS = 10
"""Windows' worth that the usual spread at rest weighs beside the person's own."""


_NOT_MOVED = np.eye(N_POWERS)


@dataclass(frozen=True, eq=False)  # without slots, so that what is asked twice is kept
class Views:
    """Windows as both paths see them, all of which may be scored."""

    windows: Windows
    """At 64 Hz, lost channels having stand-ins."""
    logs: Values
    """Log powers, shape (n_windows, n_chans, N_POWERS)."""
    apart: Values
    """The same relative to own rest, in usual spreads, or to a typical rest."""
    fields: Values
    """What lays channels out over the head, (n_windows, n_chans, N_HARMONICS)."""
    mask: Values
    """1 for the channels that count, shape (n_windows, n_chans)."""
    has_rest: NDArray[np.bool_]
    """Whether own rest is known in enough channels, shape (n_windows,)."""
    scale: Values
    """What changes were multiplied by to be in usual spreads, shape (N_POWERS,)."""
    outside: Values
    """Share of channels outside the 10-20 system, shape (n_windows,)."""
    bands: Values
    """What moves spectra to a common alpha, shape (N_POWERS, N_POWERS)."""

    @cached_property
    def moved(self) -> Values:
        """``apart`` at frequencies moved with the person's alpha."""
        # not a matrix product: that may split its sums over however many threads
        moved = np.einsum("wcf,fg->wcg", self.apart, self.bands)
        return np.where(self.has_rest[:, None, None], moved, self.apart)

    @cached_property
    def pooled(self) -> Values:
        """Spectra pooled over channels, shape (n_windows, N_POOLED)."""
        return pooled(self.moved, self.mask)

    @cached_property
    def over_head(self) -> Values:
        """Spectra over the head, shape (n_windows, N_OVER_HEAD)."""
        return over_head(self.moved, self.fields)

    @cached_property
    def is_over_head(self) -> NDArray[np.bool_]:
        """Whether a window's electrodes are laid over the head."""
        return np.asarray((self.fields != 0).any(axis=(1, 2)))

    def weighed(self, pooled: Values, over_head: Values) -> Values:
        """Return what the used line weighs each channel and band with, as recorded.

        Spectra are moved with the person's alpha before they are weighed: moving the
        weights back instead gives the same sum, at the frequencies that were recorded.

        Parameters
        ----------
        pooled : ndarray, shape (N_POOLED,)
            Weights of the pooled line.
        over_head : ndarray, shape (N_HARMONICS, N_POWERS)
            Weights of the line over the head.

        Returns
        -------
        ndarray, shape (n_windows, n_chans, N_POWERS)
            Of ``apart``, where own rest is known.
        """
        n_good = np.maximum(self.mask.sum(axis=1), 1.0)[:, None, None]
        everywhere = np.zeros((*self.mask.shape, N_POWERS))
        everywhere[..., : len(pooled)] = self.mask[..., None] * pooled / n_good
        laid = self.is_over_head[:, None, None]
        found = np.where(laid, self.fields @ over_head, everywhere)
        return np.asarray(found @ self.bands.T)


@dataclass(frozen=True, slots=True, eq=False)
class Rest:
    """A person's own rest, as the score needs it."""

    own: OwnRest
    reference: ReferenceAtRest
    scale: Values
    """What a change is multiplied by to be in usual spreads, shape (N_POWERS,)."""
    bands: Values
    """What moves spectra to a common alpha, shape (N_POWERS, N_POWERS)."""
    averaged: frozenset[str]
    """Channels whose average it came at, where it came at an average."""


def at_rest(
    windows: Windows,
    usual_spread: Values,
    *,
    alpha_share: float,
    knows_bads: bool = True,
) -> Rest:
    """Return what is kept of windows of rest.

    Parameters
    ----------
    windows : Windows
        Rest that may be scored.
    usual_spread : ndarray, shape (N_POWERS,)
        Of log powers over windows of rest, over people.
    alpha_share : float
        How far spectra are moved with the person's own alpha, 0 to 1.
    knows_bads : bool
        As for ``Estimator``.
    """
    windows = without_white_noise(windows)
    own = OwnRest(some(windows, windows.scored), rest_powers)
    logs = log_powers(own.windows)
    good = own.windows.usable.mean(axis=0) > 0.5
    mask = own.windows.usable.astype(float)
    own_variance = spread_of(logs, mask) ** 2
    n = len(logs)
    spread = np.sqrt(
        (n * own_variance + PRIOR_WINDOWS * usual_spread**2) / (n + PRIOR_WINDOWS)
    )
    whole = np.asarray(own.windows.usable[:, good].all(axis=1))
    rows = whole if whole.any() else ~whole
    if knows_bads:
        # no window at another reference is at an average by chance, while one at its
        # average leaves it where a channel is lost that the average still holds
        is_average = bool(are_average(own.windows.data).any())
    else:
        is_average = bool(are_average(own.windows.data[rows][:, good]).all())
    reference = ReferenceAtRest.of(logs[rows][:, good], is_average=is_average)
    bands = moved_bands(alpha_of(logs, mask), alpha_share)
    averaged = own.had if knows_bads else frozenset(own.ch_names)
    return Rest(own, reference, usual_spread / spread, bands, averaged)


def spread_of(logs: Values, mask: Values) -> Values:
    """Return the spread over windows of log powers, pooled over channels.

    Parameters
    ----------
    logs : ndarray, shape (n_windows, n_chans, N_POWERS)
        Log powers at rest.
    mask : ndarray, shape (n_windows, n_chans)
        1 for good channels.

    Returns
    -------
    ndarray, shape (N_POWERS,)
    """
    apart = relative(logs, np.zeros_like(logs), mask)
    weight = mask[..., None]
    n_good = weight.sum(axis=0)
    mean = apart.sum(axis=0) / np.maximum(n_good, 1.0)
    squares = ((apart - mean) ** 2 * weight).sum(axis=(0, 1))
    return np.asarray(np.sqrt(squares / max(float(n_good.sum()), 1.0)))


def views_of(windows: Windows, rest: Rest | None, typical_rest: Values) -> Views:
    """Return windows, all of which may be scored, as both paths see them.

    Parameters
    ----------
    windows : Windows
        At 64 Hz.
    rest : Rest or None
        The person's own.
    typical_rest : ndarray, shape (N_HARMONICS, N_POWERS)
        What stands in for it where there is none.
    """
    if rest is not None:
        windows = _as_rest_was(windows, rest)
        windows, powers, known = rest.own.seen(windows)
        known = known.astype(np.float64)
    mask, logs = windows.usable.astype(np.float64), log_powers(windows)
    places = harmonics_at(windows.ch_names)
    usual = (places @ typical_rest)[None]
    if rest is None:
        has_rest = np.zeros(len(mask), np.bool_)
        apart = relative(logs, usual, mask)
    else:
        has_rest = (mask * known).sum(axis=1) >= MIN_CHANNELS
        has = has_rest[:, None, None]
        mask = np.where(has_rest[:, None], mask * known, mask)
        apart = relative(logs, np.where(has, powers, usual), mask)
        apart = np.where(has, apart * rest.scale, apart)
    inside = covered(windows.xyz, mask)
    fields = lay_out(places, inside)
    out = outside(windows.xyz, mask)
    scale = np.ones(apart.shape[-1]) if rest is None else rest.scale
    bands = _NOT_MOVED if rest is None else rest.bands
    return Views(windows, logs, apart, fields, mask, has_rest, scale, out, bands)


def _as_rest_was(windows: Windows, rest: Rest) -> Windows:
    """Return windows at the average of the good channels that rest's average held.

    Only if rest came at an average. A bad channel that was part of a window's average
    is then in no other channel any more; nor is one that was bad at rest and came back,
    which is left out.
    """
    if not rest.reference.is_average:
        return windows
    names = [electrode_key(name) for name in windows.ch_names]
    averaged = windows.usable & np.array([name in rest.averaged for name in names])
    n_averaged = averaged.sum(axis=1)
    others = np.asarray((n_averaged < len(names)) & (n_averaged >= MIN_CHANNELS))
    if not others.any():
        return windows
    weight = averaged[..., None].astype(np.float64)
    mean = (windows.data * weight).sum(axis=1, keepdims=True)
    mean /= np.maximum(weight.sum(axis=1, keepdims=True), 1.0)
    data = np.where(others[:, None, None], (windows.data - mean) * weight, windows.data)
    usable = np.where(others[:, None], averaged, windows.usable)
    return replace(windows, data=data, usable=usable)


def slowed(windows: Windows) -> Windows:
    """Return windows at the rate of the patches, without channels of white noise."""
    data = resampled(windows.data, windows.sfreq)
    return without_white_noise(replace(windows, data=data, sfreq=float(PATCH_SFREQ)))
