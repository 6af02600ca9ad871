"""The same instants through headsets drawn by lot, as tokens of channel and time.

Each view has a noise, a gain and a lost channel of its own, so that all two views of an
instant share is the brain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.headsets import (
    AVERAGE,
    HEADSETS,
    Headset,
    referred,
    seen_by,
)
from attention_camp.models.data.recordings import DataError, Person
from attention_camp.models.data.references import EARS
from attention_camp.models.electrodes import N_HARMONICS, harmonics, positions
from attention_camp.models.patches import BANDS, N_POWERS, pieces
from attention_camp.models.score.spectra import TINY, patch_powers
from attention_camp.models.score.views import Views, at_rest, slowed, views_of
from attention_camp.models.training.held_out import own_rest_of
from attention_camp.models.training.score import ALPHA_SHARE
from attention_camp.models.windows import Windows, prepare, some
from attention_camp.signal.electrodes import electrode_key

MOST_CHANNELS = 19
N_PATCHES = 3
N_OF_CHANNEL = N_POWERS + 2 * N_HARMONICS + 2
"""Numbers of a channel that do not change in time: own rest, electrode, reference, and
which kind of reference it is."""
BEYOND = (
    *("AF7", "AF8", "AF3", "AF4", "FC5", "FC6", "FC1", "FC2", "CP5", "CP6", "CP1"),
    *("CP2", "TP7", "TP8", "PO7", "PO8", "PO3", "PO4", "FT7", "FT8", "TP9", "TP10"),
)
"""Electrodes beside those of the cap that a headset by lot may have."""
LONE = ("Fpz", "Cz", "Pz", "AFz", "Oz", "T8", "A1")
"""Electrodes that a reference by lot may be."""
LOUDEST_NOISE = 5e-6
"""Volts, spread of the white noise that a view may have on every channel."""
MOST_ALIKE = 0.85
"""Largest share of electrodes, of all that either has, that a headset by lot has in
common with one of the table: the Daisy's 16 and the cap's 19 are as alike, and the
score learns from one while it is tested on the other."""
N_TRIES = 20
"""Headsets drawn until one has windows that can be scored."""

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Windows as tokens, channels filled up to ``MOST_CHANNELS``."""

    apart: Values
    """Log powers relative to own rest, (n_windows, n_chans, N_PATCHES, N_POWERS)."""
    channel: Values
    """Shape (n_windows, n_chans, N_OF_CHANNEL)."""
    mask: Values
    """1 for good channels, shape (n_windows, n_chans)."""
    y: NDArray[np.int64]
    row: NDArray[np.int64]
    """Number of the instant among the person's: the same in every view."""

    def __getitem__(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Tokens:
        return Tokens(
            self.apart[rows],
            self.channel[rows],
            self.mask[rows],
            self.y[rows],
            self.row[rows],
        )


def joined(parts: Sequence[Tokens]) -> Tokens:
    """Return the windows of several tables in one."""
    names = ("apart", "channel", "mask", "y", "row")
    return Tokens(*(np.concatenate([getattr(p, n) for p in parts]) for n in names))


def same_instants(one: Tokens, two: Tokens) -> tuple[Tokens, Tokens]:
    """Return the instants that two views of a person share, in one order.

    Parameters
    ----------
    one, two : Tokens
        A person through two headsets.
    """
    both = np.intersect1d(one.row, two.row)
    first, second = (view[np.searchsorted(view.row, both)] for view in (one, two))
    return first, second


def drawn_headset(ch_names: Sequence[str], rng: np.random.Generator) -> Headset:
    """Return electrodes and a reference by lot, never nearly a headset of the table.

    Parameters
    ----------
    ch_names : sequence of str
        The cap's channels.
    rng : Generator
        Draws them.
    """
    tested = [_electrodes(one.ch_names or ch_names) for one in HEADSETS]
    while True:
        beyond = BEYOND if rng.random() < 0.5 else ()
        pool = [*dict.fromkeys((*ch_names, *beyond))]
        n = int(rng.integers(4, min(MOST_CHANNELS, len(pool)) + 1))
        names = tuple(map(str, rng.choice(pool, n, replace=False)))
        kinds = (EARS, AVERAGE, (str(rng.choice(LONE)),))
        reference = kinds[int(rng.integers(len(kinds)))]
        names = tuple(name for name in names if name not in reference)
        own = _electrodes(names)
        if all(len(own & one) <= MOST_ALIKE * len(own | one) for one in tested):
            return Headset("by lot", names, reference, "drawn", "by lot")


def _electrodes(ch_names: Sequence[str]) -> frozenset[str]:
    return frozenset(map(electrode_key, ch_names))


def drawn_view(
    person: Person, usual_spread: NDArray[np.float64], rng: np.random.Generator
) -> Tokens:
    """Return everything of a person through a headset by lot.

    Parameters
    ----------
    person : Person
        In a cap.
    usual_spread : ndarray, shape (N_POWERS,)
        Of log powers at rest, of the people that are learned from.
    rng : Generator
        Draws headset, noise, gain and lost channel.

    Raises
    ------
    DataError
        If no headset has windows of own rest and others that can be scored.
    """
    for _ in range(N_TRIES):
        worn = drawn_headset(person.ch_names, rng)
        seen = worn_by_chance(person, worn, rng)
        scored, baseline = _slow(seen).scored, own_rest_of(seen)
        if (scored & baseline).any() and (scored & ~baseline).any():
            return tokens_of(seen, worn, usual_spread)
    msg = f"{person.name}: {N_TRIES} headsets were drawn, and none has a whole window."
    raise DataError(msg)


def worn_by_chance(person: Person, worn: Headset, rng: np.random.Generator) -> Person:
    """Return a person through a headset with a noise, gain and lost channel by lot.

    Parameters
    ----------
    person : Person
        In a cap.
    worn : Headset
        Which.
    rng : Generator
        Draws them.
    """
    seen = seen_by(person, worn)
    X = seen.X.astype(np.float64)
    n_chans = X.shape[1]
    gain = np.exp(rng.uniform(-np.log(1.5), np.log(1.5), n_chans))[:, None]
    noise = LOUDEST_NOISE * rng.random() * rng.standard_normal(X.shape)
    X = X * gain + noise
    if n_chans > 4 and rng.random() < 0.5:
        X[rng.random(len(X)) < 0.5, int(rng.integers(n_chans))] = np.nan
    return referred(replace(seen, X=X.astype(np.float32)), worn)


def _slow(seen: Person) -> Windows:
    return slowed(prepare(seen.X, sfreq=seen.sfreq, ch_names=seen.ch_names))


def tokens_of(seen: Person, worn: Headset, usual_spread: NDArray[np.float64]) -> Tokens:
    """Return a person's windows outside own rest as tokens.

    Parameters
    ----------
    seen : Person
        Through the headset.
    worn : Headset
        Which.
    usual_spread : ndarray, shape (N_POWERS,)
        Of log powers at rest.
    """
    slow, baseline = _slow(seen), own_rest_of(seen)
    scored = slow.scored
    rest = at_rest(some(slow, scored & baseline), usual_spread, alpha_share=ALPHA_SHARE)
    rows = np.flatnonzero(scored & ~baseline)
    nowhere = np.zeros((N_HARMONICS, N_POWERS))  # never looked at: own rest is known
    views = views_of(some(slow, scored & ~baseline), rest, nowhere)
    own = rest.own.seen(views.windows)[1].astype(np.float64)
    halves = own.reshape(*own.shape[:2], 2, len(BANDS))
    own = (halves - halves.mean(axis=-1, keepdims=True)).reshape(own.shape)
    places = harmonics(positions(views.windows.ch_names))
    fixed = np.broadcast_to(
        np.concatenate([places, _reference(worn, len(places))], axis=1),
        (len(rows), len(places), 2 * N_HARMONICS + 2),
    )
    return Tokens(
        _filled(_by_patch(views)),
        _filled(np.concatenate([own, fixed], axis=-1)),
        _filled(views.mask),
        seen.y[rows],
        rows,
    )


def _by_patch(views: Views) -> NDArray[np.float64]:
    """Return what is apart from rest in each patch, at the person's frequencies."""
    values = pieces(views.windows.data, views.windows.usable)
    powers = patch_powers(values, views.windows.usable.astype(np.float64))
    within = np.log(powers + TINY) - views.logs[:, :, None]
    apart = within * views.scale + views.apart[:, :, None]
    return np.asarray((apart @ views.bands) * views.mask[:, :, None, None])


def _reference(worn: Headset, n_chans: int) -> NDArray[np.float64]:
    """Return where the reference sits, and whether it is the ears or the average."""
    row = np.zeros(N_HARMONICS + 2)
    if worn.reference == AVERAGE:
        row[-1] = 1
    else:
        row[:N_HARMONICS] = harmonics(positions(worn.reference)).mean(axis=0)
        row[-2] = float(set(worn.reference) <= set(EARS))
    return np.repeat(row[None], n_chans, axis=0)


def _filled(values: NDArray[np.float64]) -> Values:
    """Return values with channels of zeros up to ``MOST_CHANNELS``."""
    shape = (len(values), MOST_CHANNELS, *values.shape[2:])
    found = np.zeros(shape, np.float32)
    found[:, : values.shape[1]] = values
    return found
