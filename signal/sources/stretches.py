"""Stretches of a file's samples on one even time axis, with the gaps between them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.stream import Gap, SourceError

PAUSE = "pause"
"""Reason of a gap that a file tells of."""
UNKNOWN_SECONDS = 0.2
"""Length of a gap whose real length no one knows, s; own choice: longer than what the
filters bridge, so that they begin anew after it."""
MOST_BYTES = 1 << 30
"""Largest recording in memory that is mostly gaps, bytes; own choice."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Samples without a gap between them."""

    first: int
    """Index of the first one in the file."""
    n: int
    start: int
    """Index of the first one on the time axis."""


def laid_out(
    data: NDArray[np.floating], stretches: Sequence[Stretch], file: str
) -> tuple[NDArray[np.floating], tuple[Gap, ...]]:
    """Return data on the time axis, NaN in its gaps, and the gaps.

    Parameters
    ----------
    data : ndarray, shape (n_chans, n_times)
        The samples of the file, joined.
    stretches : sequence of Stretch
        In order of time.
    file : str
        Name of the file, for people.

    Raises
    ------
    SourceError
        Where the gaps are too long to be kept.
    """
    if len(stretches) <= 1:
        return data, ()
    n_times = stretches[-1].start + stretches[-1].n
    gaps = [
        Gap(one.start + one.n, other.start - one.start - one.n, PAUSE)
        for one, other in itertools.pairwise(stretches)
        if other.start > one.start + one.n
    ]
    if n_times > 2 * data.shape[1] and n_times * len(data) * 8 > MOST_BYTES:
        longest = max(gaps, key=lambda gap: gap.n_lost)
        raise SourceError(
            Sentence(
                "The recording {file} has gaps that are too long to be played: the "
                "longest has {n} samples. Cut it into its parts.",
                file=file,
                n=longest.n_lost,
            )
        )
    spread = np.full((len(data), n_times), np.nan, data.dtype)
    for part in stretches:
        spread[:, part.start : part.start + part.n] = data[
            :, part.first : part.first + part.n
        ]
    return spread, tuple(gaps)


def on_axis(sample: float, stretches: Sequence[Stretch]) -> int:
    """Return where a sample of the joined file lies on the time axis.

    Parameters
    ----------
    sample : float
        Index in the file.
    stretches : sequence of Stretch
        In order of time.
    """
    moved = 0
    for part in stretches:
        if sample >= part.first - 0.5:
            moved = part.start - part.first
    return round(sample) + moved


def cut_at(n_times: int, cuts: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    """Return the stretches of a file that was cut at some of its samples.

    Parameters
    ----------
    n_times : int
        Number of samples in the file.
    cuts : sequence of (sample, n_lost)
        Before which sample how many are missing.
    """
    merged: dict[int, int] = {}
    for sample, n_lost in cuts:
        if 0 < sample < n_times and n_lost > 0:
            merged[sample] = max(merged.get(sample, 0), n_lost)
    edges = [0, *sorted(merged), n_times]
    stretches, start = [], 0
    for first, stop in itertools.pairwise(edges):
        start += merged.get(first, 0)
        stretches.append(Stretch(first, stop - first, start))
        start += stop - first
    return tuple(stretches)


def joined(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """Return gaps in order of time; those that touch or overlap become one."""
    found: list[Gap] = []
    for gap in sorted(gaps, key=lambda gap: gap.first):
        last = found[-1] if found else None
        if last and gap.first <= last.first + last.n_lost:
            stop = max(last.first + last.n_lost, gap.first + gap.n_lost)
            found[-1] = Gap(last.first, stop - last.first, last.reason)
        else:
            found.append(gap)
    return tuple(found)
