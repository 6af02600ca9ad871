"""Headsets that people own, and a cap's recordings as they would have made them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.recordings import DataError, Person
from attention_camp.models.data.references import EARS
from attention_camp.models.data.splines import spline_weights
from attention_camp.models.electrodes import positions
from attention_camp.models.score.places import RIM

logger = logging.getLogger(__name__)

AVERAGE = ("average",)
MIN_CAP = 16
"""Electrodes from which other headsets are made out of a recording."""
NEAR = 20.0
"""Degrees from an electrode of known potential within which a place below the cap is
interpolated: TP9 is 16 from an ear and 28 from T7. Our own choice: beyond it splines
only go on with the cap's slope. Of an average reference, the ears' potential cannot be
told from a cap (the error is as large as the potential itself)."""
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
    Headset(
        "19 at the ears", (), EARS, "as recorded, whatever the reference was", "cap"
    ),
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
"""What the score is tested on, as far as recordings tell it."""


def headset(name: str) -> Headset:
    """Return a headset of the table by its name."""
    return next(one for one in HEADSETS if one.name == name)


def operator(
    recorded: Sequence[str], worn: Headset, zeros: Sequence[str] = EARS
) -> NDArray[np.float64]:
    """Return how a headset's channels follow from a cap's, before an average.

    Electrodes that were not recorded are interpolated by spherical splines through
    those that were and the reference, where the potential is 0: electrodes behind the
    ears lie outside a cap, between it and its reference. A cap at the ears stays as it
    was recorded.

    Parameters
    ----------
    recorded : sequence of str
        The cap's channels, in order.
    worn : Headset
        What they are turned into.
    zeros : sequence of str
        Electrodes of the cap's reference; none where it was an average.

    Returns
    -------
    ndarray, shape (n_worn, n_recorded)
    """
    names = worn.ch_names or tuple(recorded)
    rows = _potentials(recorded, names, zeros)
    stays = not worn.ch_names or set(worn.reference) <= set(zeros)
    if worn.reference == AVERAGE or stays:
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
        placed = _is_placed(known)
        found = spline_weights(
            positions(known)[placed].astype(float), positions(lacking).astype(float)
        )
        for name, weights in zip(lacking, found, strict=True):
            rows[wanted.index(name), placed] = weights
    return rows[:, : len(recorded)]


def is_cap(person: Person) -> bool:
    """Return whether other headsets can be made from a person's recording."""
    return int(_is_placed(person.ch_names).sum()) >= MIN_CAP


def _is_placed(ch_names: Sequence[str]) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(positions(ch_names)).all(axis=1), dtype=np.bool_)


def check_cap(person: Person) -> None:
    """Refuse recordings that other headsets cannot be made from.

    Raises
    ------
    DataError
        If the cap has too few electrodes to interpolate between.
    """
    if not is_cap(person):
        msg = (
            f"{person.name} was recorded with {_is_placed(person.ch_names).sum()} "
            "electrodes of the 10-05 system; other headsets are made from caps of at "
            f"least {MIN_CAP}."
        )
        raise DataError(msg)


def untold(person: Person, worn: Headset) -> tuple[str, ...]:
    """Return the electrodes of a headset of which a person's recording tells nothing.

    Parameters
    ----------
    person : Person
        In a cap.
    worn : Headset
        What it is turned into; a cap is as recorded, so that nothing lacks.
    """
    reference = () if worn.reference == AVERAGE else worn.reference
    known = [*person.ch_names, *person.zeros]
    wanted = (*worn.ch_names, *reference) if worn.ch_names else ()
    lacking = [name for name in wanted if name not in known]
    places, known_places = (positions(n).astype(float) for n in (lacking, known))
    known_places = known_places[_is_placed(known)]
    is_near = (places @ known_places.T >= np.cos(np.radians(NEAR))).any(axis=1)
    is_told = is_near | (places[:, 2] > -RIM)
    return tuple(n for n, told in zip(lacking, is_told, strict=True) if not told)


def told_by(
    people: Sequence[Person], headsets: Sequence[Headset] = HEADSETS
) -> tuple[Headset, ...]:
    """Return the headsets that everybody's recordings tell.

    Parameters
    ----------
    people : sequence of Person
        In caps.
    headsets : sequence of Headset
        What is wanted.
    """
    return tuple(
        worn for worn in headsets if not any(untold(one, worn) for one in people)
    )


def log_untold(people: Sequence[Person], headsets: Sequence[Headset]) -> None:
    """Tell the log which headsets cannot be made from recordings of caps.

    Parameters
    ----------
    people : sequence of Person
        Everybody; of fewer electrodes no other headset is made anyway.
    headsets : sequence of Headset
        What is wanted.
    """
    told = told_by(people, headsets) if all(map(is_cap, people)) else headsets
    if lacking := [worn.name for worn in headsets if worn not in told]:
        logger.warning(
            "the potential at the ears is not known in these recordings, whose "
            "reference was another; not made from them: %s",
            ", ".join(lacking),
        )


def seen_by(person: Person, worn: Headset) -> Person:
    """Return a person's windows as a headset would have recorded them.

    Raises
    ------
    DataError
        If the cap has too few electrodes to interpolate between, or its recording
        tells nothing of what the headset needs.
    """
    check_cap(person)
    if names := untold(person, worn):
        msg = (
            f"{worn.name} cannot be made from the recordings of {person.name}: they "
            f"tell nothing of {', '.join(names)}, below the cap and not their "
            "reference."
        )
        raise DataError(msg)
    weights = operator(person.ch_names, worn, person.zeros)
    bad = np.asarray(~np.isfinite(person.X).all(axis=2))
    X = np.where(bad[..., None], 0.0, person.X.astype(np.float64))
    X = np.einsum("mc,wct->wmt", weights, X)
    X[bad.astype(float) @ (weights != 0).T > 0] = np.nan  # not guessed
    names = worn.ch_names or person.ch_names
    zeros = worn.reference if worn.ch_names else person.zeros
    seen = replace(person, X=X.astype(np.float32), ch_names=tuple(names), zeros=zeros)
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
    return replace(person, X=X.astype(np.float32), zeros=())
