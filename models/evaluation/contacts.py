"""What contacts, amplifiers and muscles do to a headset's recording."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.headsets import Headset, referred
from attention_camp.models.data.recordings import Person

Samples = NDArray[np.float64]
Change = Callable[[Person, np.random.Generator], Samples]
"""Returns a person's windows, changed; rest is changed alike where a contact is."""

NOISE = 5e-6
"""Volts, spread of an amplifier's and contact's white noise on every channel."""
WHITE = 1e-4
"""Volts, spread of white noise on a channel whose contact is lost."""
EMG = 1e-5
"""Volts, spread of muscle on a channel."""


def noise(person: Person, rng: np.random.Generator) -> Samples:
    """Return the windows with white noise of 5 µV on every channel."""
    return person.X + NOISE * rng.standard_normal(person.X.shape)


def gain(person: Person, rng: np.random.Generator) -> Samples:
    """Return the windows with another gain on each channel, by up to 1.5 either way."""
    factors = np.exp(rng.uniform(-np.log(1.5), np.log(1.5), person.X.shape[1]))
    return np.asarray(person.X * factors[:, None], dtype=np.float64)


def muscle(person: Person, rng: np.random.Generator) -> Samples:
    """Return the windows with muscle on one channel, in half of them outside rest."""
    X = person.X.astype(np.float64)
    freqs = np.fft.rfftfreq(X.shape[-1], 1 / person.sfreq)
    shape = ((freqs > 15) & (freqs < 0.45 * person.sfreq)).astype(float)
    channel = int(rng.integers(X.shape[1]))
    hit = (rng.random(len(X)) < 0.5) & ~person.is_baseline
    white = rng.standard_normal((len(X), X.shape[-1]))
    burst = np.fft.irfft(np.fft.rfft(white) * shape, X.shape[-1])
    X[hit, channel] += EMG * (burst / burst.std())[hit]
    return X


def drop_out(person: Person, rng: np.random.Generator) -> Samples:
    """Return the windows without one channel, in half of them outside rest."""
    X = person.X.astype(np.float64)
    hit = (rng.random(len(X)) < 0.5) & ~person.is_baseline
    X[hit, int(rng.integers(X.shape[1]))] = np.nan
    return X


def white_channel(person: Person, rng: np.random.Generator) -> Samples:
    """Return the windows with white noise of 100 µV on one channel, outside rest."""
    X = person.X.astype(np.float64)
    channel = int(rng.integers(X.shape[1]))
    hit = ~person.is_baseline
    X[hit, channel] += WHITE * rng.standard_normal((int(hit.sum()), X.shape[-1]))
    return X


CHANGES: Mapping[str, Change] = {
    "noise 5 µV": noise,
    "gain × 0.67 to 1.5": gain,
    "muscle on one": muscle,
    "one lost": drop_out,
    "one white, 100 µV": white_channel,
}


def changed(person: Person, change: str, worn: Headset) -> Person:
    """Return a person's windows after one of ``CHANGES``, the same every time.

    Parameters
    ----------
    person : Person
        Through a headset.
    change : str
        What happens at its electrodes, before any average is taken.
    worn : Headset
        The headset.
    """
    X = CHANGES[change](person, draws_of(person))
    return referred(replace(person, X=X.astype(np.float32)), worn)


def draws_of(person: Person) -> np.random.Generator:
    """Return random numbers of a person's own, the same every time."""
    return np.random.default_rng(zlib.crc32(person.name.encode()))
