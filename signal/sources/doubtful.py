"""What in a file's numbers contradicts itself, so that their size may be wrong."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

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
MOVED_SECONDS = 0.5
"""Shortest stretch whose channels' sizes are compared with the rest, s; own choice."""
N_PLACES = 40
"""Between so many places, evenly over the recording, lie the stretches."""
UNLIKE = 0.2
"""Sizes that differ by more on average, natural logarithm, are unlike the rest."""
LIKELIER = 0.3
"""Share of that difference which channels in other places may have; own choice: of 480
minutes of EEG of three to nineteen channels none came below 0.35, and of those with
channels moved by hand two in five did."""
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
    if content.is_interleaved:
        found.append(_moved(content, rows))
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
        "{n:value is|values are} above {most:g} V, which no amplifier gives: the unit "
        "is another, or bytes there are damaged, and those near them may be, too.",
        n=n,
        most=MOST_UV / 1e6,
    )


def _other_steps(steps: Mapping[str, float]) -> Sentence | None:
    """Return which channels have another step than most; None where none has.

    One amplifier has one resolution for all electrodes. Where most have their own, as
    in files that were scaled channel by channel, a wrong one cannot be told.
    """
    if not steps:
        return None
    usual = statistics.median_low(steps.values())
    odd = [name for name, step in steps.items() if abs(step / usual - 1) > SAME_STEP]
    if not odd:
        return None
    if len(odd) >= len(steps) / 2:
        return Sentence(
            "One count is from {least} to {most} µV, as each EEG channel says for "
            "itself, so a damaged number in the header would not be noticed: compare "
            "the sizes of the channels before you use them.",
            least=f"{min(steps.values()):.3g}",
            most=f"{max(steps.values()):.3g}",
        )
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


def _moved(content: FileContent, rows: Sequence[int]) -> Sentence | None:
    """Return where channels are likely in each other's places; None: nowhere.

    Bytes that are lost in one place and added in another leave a file of the right
    length, in which every sample between them is read a channel or more too early.
    The sizes of the channels then are the same ones, turned round.
    """
    n_times = content.data.shape[1]
    shortest = max(round(MOVED_SECONDS * content.sfreq), 2)
    if len(rows) < 3 or n_times < 2 * shortest:
        return None
    total = np.zeros((len(rows), n_times + 1))
    for row, k in enumerate(rows):
        # the jump from one sample to the next, since offsets and drifts are no size
        jumps = np.nan_to_num(np.abs(np.diff(content.data[k])))
        np.cumsum(jumps, out=total[row, 2:])
    places = np.linspace(0, n_times, N_PLACES + 1).astype(int)
    begins, ends = (places[k] for k in np.triu_indices(len(places), 1))
    long = (ends - begins >= shortest) & (n_times - (ends - begins) >= shortest)
    begins, ends = begins[long], ends[long]
    within = total[:, ends] - total[:, begins]
    beside = _logs((total[:, -1:] - within) / (n_times - (ends - begins)))
    within = _logs(within / (ends - begins))
    unlike = np.array(
        [
            np.abs(np.roll(within, turn, axis=0) - beside).mean(axis=0)
            for turn in range(len(rows))
        ]
    )
    other = np.where(unlike[0] > UNLIKE, unlike[1:].min(axis=0) / unlike[0], 1.0)
    best = int(other.argmin())
    if other[best] > LIKELIER:
        return None
    return Sentence(
        "From {begin} to {end} s the channels are as large as others are before or "
        "after, in the order of the file: bytes are missing or too many there, and "
        "each label may stand at another electrode.",
        begin=f"{begins[best] / content.sfreq:.1f}",
        end=f"{ends[best] / content.sfreq:.1f}",
    )


def _logs(sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log(np.maximum(sizes, 1e-9))
