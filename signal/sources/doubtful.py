"""What in a file's numbers contradicts itself, so that their size may be wrong."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

import numpy as np

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.recorded import FileContent

SAME_STEP = 0.01
"""Steps that differ by less are the same; headers round them. Own choice."""
MOST_UV = 1e9
"""Larger values are no voltages of a body, µV; own choice: amplifiers end at 10 V."""
LEAP = 1 / 8
"""Share of the format's range; own choice: random bytes differ by a third of it on
average, and EEG by less than a hundredth."""
PIECE_SECONDS = 0.1
"""Length of the stretches that are looked at, s."""
MOST_NAMED = 4


def doubts_of(
    content: FileContent,
    rows: Sequence[int],
    names: Sequence[str],
    scale: Sequence[float],
) -> list[Sentence]:
    """Return what is to be said of the EEG in a file.

    Parameters
    ----------
    content : FileContent
        What a reader found.
    rows : sequence of int
        Its EEG channels.
    names : sequence of str
        Their labels.
    scale : sequence of float
        How many µV their unit is.
    """
    found = [_impossible(content, rows, scale)]
    if content.steps:
        steps = {
            name: abs(content.steps[k]) * factor
            for k, name, factor in zip(rows, names, scale, strict=True)
            if np.isfinite(content.steps[k]) and content.steps[k]
        }
        found += [_other_steps(steps), _leaps(content, rows)]
    return [text for text in found if text is not None]


def _impossible(
    content: FileContent, rows: Sequence[int], scale: Sequence[float]
) -> Sentence | None:
    """Return how many values no amplifier gives; None: none."""
    with np.errstate(over="ignore", invalid="ignore"):
        n = sum(
            int(np.count_nonzero(np.abs(content.data[k] * factor) > MOST_UV))
            for k, factor in zip(rows, scale, strict=True)
        )
    if not n:
        return None
    return Sentence(
        "{n} values are above {most:g} V, which no amplifier gives: the unit is "
        "another, or bytes there are damaged, and those near them may be, too.",
        n=n,
        most=MOST_UV / 1e6,
    )


def _other_steps(steps: Mapping[str, float]) -> Sentence | None:
    """Return which channels have another step than most; None where none has.

    One amplifier has one resolution for all electrodes. Where each channel has its own,
    as in files that were scaled channel by channel, nothing is known.
    """
    if not steps:
        return None
    usual = statistics.median_low(steps.values())
    odd = [name for name, step in steps.items() if abs(step / usual - 1) > SAME_STEP]
    if not odd or len(odd) >= len(steps) / 2:
        return None
    return Sentence(
        "One count of {channels} is {step} µV, and {usual} µV for the other EEG "
        "channels. If they were recorded with one amplifier, a number in the header is "
        "wrong and these channels are too large or too small: compare them before you "
        "use them.",
        channels=", ".join(odd[:MOST_NAMED]) + ", …" * (len(odd) > MOST_NAMED),
        step=f"{steps[odd[0]]:.3g}",
        usual=f"{usual:.3g}",
    )


def _leaps(content: FileContent, rows: Sequence[int]) -> Sentence | None:
    """Return how long most channels jump through the whole range; None: never."""
    n = max(round(PIECE_SECONDS * content.sfreq), 2)
    n_pieces = (content.data.shape[1] - 1) // n
    if not content.n_counts or not n_pieces:
        return None
    n_leaping = np.zeros(n_pieces, int)
    for k in rows:
        limit = LEAP * content.n_counts * abs(content.steps[k])
        far = np.abs(np.diff(content.data[k, : n_pieces * n + 1])) > limit
        n_leaping += far.reshape(n_pieces, n).mean(axis=1) > 0.5
    n_times = n * int((n_leaping > len(rows) / 2).sum())
    if not n_times:
        return None
    return Sentence(
        "In {seconds} s of it most channels jump through the whole range of the format "
        "from one sample to the next: bytes are missing or too many there, or no "
        "electrode was connected. Do not use these stretches.",
        seconds=f"{n_times / content.sfreq:.1f}",
    )
