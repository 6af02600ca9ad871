"""What the recordings of a Muse share, whichever program wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.formats.lost_rows import Placed
from attention_camp.signal.sources.recorded import RecordedEvent
from attention_camp.signal.stream import SourceError

RATES = (256.0, 220.0)
"""Sampling rates of the models since 2016 and of the model of 2014, Hz: InteraXon,
Muse specifications."""

REFERENCE = "FPz"
"""The electrode between the two of the forehead: InteraXon, Muse specifications."""

ELECTRODES = ("TP9", "AF7", "AF8", "TP10")
ELECTRODES_2014 = ("TP9", "FP1", "FP2", "TP10")
"""Those of the model of 2014, as its tools called them."""

_LOWEST_RATE = 100.0
"""Below it a file holds averages or every so many samples, no EEG, Hz."""


def muse_rate(times: NDArray[np.float64], file: Path) -> tuple[float, Sentence]:
    """Return the sampling rate, and how it was come by."""
    known = times[np.isfinite(times)]
    span = float(known[-1] - known[0]) if known.size > 1 else 0.0
    steps = np.diff(known)
    # pauses are no part of the rate, unless there is nothing else
    is_pause = np.abs(steps) > 0.5
    if is_pause.sum() > 0.05 * steps.size:
        is_pause[:] = False
    span -= float(steps[is_pause].sum())
    if span <= 0:
        raise SourceError(
            Sentence(
                "The time stamps of {file} do not go forward, so its sampling rate "
                "is not known.",
                file=file,
            )
        )
    found = (known.size - 1 - int(is_pause.sum())) / span
    if found < _LOWEST_RATE:
        raise SourceError(
            Sentence(
                "The file {file} holds {rate:.1f} rows a second: averages, no raw "
                "EEG. In Mind Monitor, set the recording interval to constant.",
                file=file,
                rate=found,
            )
        )
    nearest = min(RATES, key=lambda rate: abs(rate - found))
    if abs(nearest / found - 1) <= 0.05:
        return nearest, Sentence(
            "The sampling rate is assumed: {rate:g} Hz, that of the device nearest "
            "to the {found:.1f} Hz of the time stamps.",
            rate=nearest,
            found=found,
        )
    return round(found, 3), Sentence(
        "The sampling rate is assumed: {rate:g} Hz, from the time stamps; a Muse "
        "has 256 or 220 Hz.",
        rate=round(found, 3),
    )


def at_next_sample(
    at: Sequence[int], texts: Sequence[str], rows: NDArray[np.intp], placed: Placed
) -> list[RecordedEvent]:
    """Return events at the first sample that was written with or after each row.

    Parameters
    ----------
    at : sequence of int
        The rows of the file in which something was said.
    texts : sequence of str
        What was said in each.
    rows : ndarray, shape (n_placed,)
        The rows of the file that are samples.
    placed : Placed
        Which sample each of these is.
    """
    if not rows.size:
        return []
    following = np.searchsorted(rows, np.asarray(at, np.intp))
    following = np.minimum(following, rows.size - 1)
    return [
        RecordedEvent(int(sample), 0.0, text)
        for sample, text in zip(placed.samples_of(following), texts, strict=True)
    ]


def muse_notes(values: NDArray[np.float64]) -> list[Sentence]:
    """Return what is known of units and reference."""
    notes = [
        Sentence(
            "The EEG is in µV against the electrode of the forehead, FPz, as "
            "InteraXon documents the Muse."
        )
    ]
    middle = float(np.nanmedian(values)) if np.isfinite(values).any() else 0.0
    if middle > 200:
        notes.append(
            Sentence(
                "It has the converter's offset of about {offset:.0f} µV, which is "
                "kept: filters remove it.",
                offset=middle,
            )
        )
    return notes
