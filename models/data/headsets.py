"""Headsets that people own, and a cap's recordings as they would have made them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.recordings import DataError, Person
from attention_camp.models.data.splines import spline_weights
from attention_camp.models.electrodes import positions

EARS = ("A1", "A2")
AVERAGE = ("average",)
MIN_CAP = 16
"""Channels from which other headsets are made out of a recording."""
OPENBCI = "OpenBCI Cyton and Daisy getting-started guides, docs.openbci.com"


@dataclass(frozen=True, slots=True)
class Headset:
    """Electrodes and reference of a headset."""

    name: str
    ch_names: tuple[str, ...]
    """Empty: all that were recorded."""
    reference: tuple[str, ...]
    """Electrodes whose mean it is; ``AVERAGE``: that of the headset's own."""
    source: str
    """Where this is from."""
    family: str = ""
    """Headsets of one family are never learned from to test one another."""


_CYTON = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")
_DAISY = (*_CYTON, "F7", "F8", "F3", "F4", "T7", "T8", "P3", "P4")
_MUSE = ("TP9", "AF7", "AF8", "TP10")
_EMOTIV = (
    *("AF3", "F7", "F3", "FC5", "T7", "P7", "O1"),
    *("O2", "P8", "T8", "FC6", "F4", "F8", "AF4"),
)
_INTERAXON = "InteraXon Muse hardware documentation; doi:10.1109/BigData.2017.8258449"

HEADSETS: tuple[Headset, ...] = (
    Headset("19 at the ears", (), EARS, "as recorded", "cap"),
    Headset("19, average", (), AVERAGE, "this program's default reference", "cap"),
    Headset("Cyton-8", _CYTON, EARS, OPENBCI, "cyton"),
    Headset("Cyton-8, average", _CYTON, AVERAGE, OPENBCI, "cyton"),
    Headset("Daisy-16", _DAISY, EARS, OPENBCI, "daisy"),
    Headset(
        "four (Fp1 Fp2 T7 T8)",
        ("Fp1", "Fp2", "T7", "T8"),
        EARS,
        "recorded electrodes nearest to a Muse's by angle",
        "four",
    ),
    Headset(
        "Ganglion-4",
        ("Fp1", "Fp2", "O1", "O2"),
        EARS,
        "own choice: the maker leaves the places open and ships ear clips",
        "ganglion",
    ),
    Headset("Muse-4", _MUSE, ("Fpz",), _INTERAXON, "muse"),
    Headset("Muse-4 without AF8", ("TP9", "AF7", "TP10"), ("Fpz",), _INTERAXON, "muse"),
    Headset(
        "Emotiv-14", _EMOTIV, ("P3",), "Emotiv EPOC manual: CMS at P3, DRL at P4", "emo"
    ),
    Headset(
        "BrainBit-4",
        ("T7", "T8", "O1", "O2"),
        ("Fpz",),
        "BrainBit manual: T3 T4 O1 O2, reference and ground on the forehead",
        "brainbit",
    ),
    Headset(
        "one frontal channel", ("Fp1",), ("A1",), "NeuroSky MindWave manual", "one"
    ),
)
"""What the score is tested on; the ears are known zero points of the recordings."""


def headset(name: str) -> Headset:
    """Return a headset of the table by its name."""
    return next(one for one in HEADSETS if one.name == name)


def operator(
    recorded: Sequence[str], worn: Headset, zeros: Sequence[str] = EARS
) -> NDArray[np.float64]:
    """Return how a headset's channels follow from a cap's, before an average.

    Electrodes that were not recorded are interpolated by spherical splines through
    those that were and the reference, where the potential is 0: electrodes behind the
    ears lie outside a cap, between it and its reference.

    Parameters
    ----------
    recorded : sequence of str
        The cap's channels, in order.
    worn : Headset
        What they are turned into.
    zeros : sequence of str
        Electrodes of the cap's reference.

    Returns
    -------
    ndarray, shape (n_worn, n_recorded)
    """
    names = worn.ch_names or tuple(recorded)
    rows = _potentials(recorded, names, zeros)
    if worn.reference == AVERAGE or set(worn.reference) <= set(zeros):
        return rows
    return np.asarray(rows - _potentials(recorded, worn.reference, zeros).mean(axis=0))


def _potentials(
    recorded: Sequence[str], wanted: Sequence[str], zeros: Sequence[str]
) -> NDArray[np.float64]:
    known = [*recorded, *zeros]
    rows = np.zeros((len(wanted), len(known)))
    lacking = [name for name in wanted if name not in known]
    for i, name in enumerate(wanted):
        if name in known:
            rows[i, known.index(name)] = 1.0
    if lacking:
        found = spline_weights(
            positions(known).astype(float), positions(lacking).astype(float)
        )
        for name, weights in zip(lacking, found, strict=True):
            rows[wanted.index(name)] = weights
    return rows[:, : len(recorded)]


def check_cap(person: Person) -> None:
    """Refuse recordings that other headsets cannot be made from.

    Raises
    ------
    DataError
        If the cap has too few electrodes to interpolate between.
    """
    if len(person.ch_names) < MIN_CAP:
        msg = (
            f"{person.name} was recorded with {len(person.ch_names)} channels; other "
            f"headsets are made from caps of at least {MIN_CAP}."
        )
        raise DataError(msg)


def seen_by(person: Person, worn: Headset) -> Person:
    """Return a person's windows as a headset would have recorded them.

    Raises
    ------
    DataError
        If the cap has too few electrodes to interpolate between.
    """
    check_cap(person)
    weights = operator(person.ch_names, worn)
    bad = np.asarray(~np.isfinite(person.X).all(axis=2))
    X = np.where(bad[..., None], 0.0, person.X.astype(np.float64))
    X = np.einsum("mc,wct->wmt", weights, X)
    X[bad.astype(float) @ (weights != 0).T > 0] = np.nan  # not guessed
    names = worn.ch_names or person.ch_names
    seen = replace(person, X=X.astype(np.float32), ch_names=tuple(names))
    return referred(seen, worn)


def referred(person: Person, worn: Headset) -> Person:
    """Return windows at a headset's reference, whose own electrodes changed.

    What happens at an electrode is in the average that the headset takes afterwards:
    windows that are not at their average have another reference than rest had.

    Parameters
    ----------
    person : Person
        Through the headset.
    worn : Headset
        Which.
    """
    return at_average(person) if worn.reference == AVERAGE else person


def at_average(person: Person) -> Person:
    """Return a person's windows referred to the average of their good channels."""
    bad = np.asarray(~np.isfinite(person.X).all(axis=2))
    X = np.where(bad[..., None], 0.0, person.X.astype(np.float64))
    n_good = np.maximum((~bad).sum(axis=1), 1)[:, None, None]
    X -= X.sum(axis=1, keepdims=True) / n_good
    X[bad] = np.nan
    return replace(person, X=X.astype(np.float32))
