"""Which sample each row of a recorded file is: lost packets become gaps."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.formats.stamps import LONGEST_PAUSE
from attention_camp.signal.sources.stretches import MOST_BYTES, UNKNOWN_SECONDS
from attention_camp.signal.stream import Gap, SourceError

_LEAST_SECONDS = 0.5
"""Without an index, shorter steps of the time stamps are packets that were late, s; own
choice."""

_SHARE_BACK = 8
"""As in ``counting``: a step of more than seven eighths of a turn goes back."""

_COMMON_TURNS = (128, 201, 256, 65_536)
"""Where the sample index of a board begins again: a Daisy's pairs, a Ganglion's
samples, a Cyton's byte, a Muse's two bytes."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """The rows of a file on the grid of its samples."""

    rows: NDArray[np.intp]
    """The rows that are kept, in the order of their samples."""
    samples: NDArray[np.int64]
    """The sample that each of them is, from 0."""
    n_rows: int
    """How many rows the file has."""
    is_counted: bool
    """Whether the board's own index told of losses."""
    is_timed: bool
    """Whether there are time stamps."""
    n_set: int
    """How often the clock was set, by the time stamps."""

    @property
    def n_times(self) -> int:
        """Number of samples, lost ones included."""
        return int(self.samples[-1]) + 1 if self.samples.size else 0

    def without(self, is_empty: NDArray[np.bool_]) -> Placed:
        """Return the same with some rows counted as lost.

        Parameters
        ----------
        is_empty : ndarray, shape (n_rows,)
            Rows that hold no EEG.
        """
        keep = ~is_empty[self.rows]
        return replace(self, rows=self.rows[keep], samples=self.samples[keep])

    def spread(self, values: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return samples with NaN where they were lost.

        Parameters
        ----------
        values : ndarray, shape (n_chans, n_rows)
            As the file has them.

        Raises
        ------
        SourceError
            Where the gaps are too long to be kept.
        """
        if (
            self.n_times > 2 * self.n_rows
            and self.n_times * len(values) > MOST_BYTES // 8
        ):
            raise SourceError(
                Sentence(
                    "The recording has gaps that are too long to be played: the "
                    "longest has {n} samples. Cut it into its parts.",
                    n=int(np.diff(self.samples).max()),
                )
            )
        grid = np.full((len(values), self.n_times), np.nan, np.float32)
        # what is beyond single precision is no voltage: infinite, and so left out later
        with np.errstate(over="ignore"):
            grid[:, self.samples] = values[:, self.rows]
        return grid

    def samples_of(self, rows: NDArray[np.intp]) -> NDArray[np.int64]:
        """Return the sample of each row; of one left out, that of the next kept."""
        if not self.rows.size:
            return np.zeros(np.shape(rows), np.int64)
        order = np.argsort(self.rows, kind="stable")
        places = np.searchsorted(self.rows[order], rows)
        return self.samples[order[np.minimum(places, order.size - 1)]]

    def gaps(self) -> tuple[Gap, ...]:
        """Return where samples were lost."""
        first = self.samples[:-1] + 1
        n_lost = np.diff(self.samples) - 1
        return tuple(
            Gap(int(first[k]), int(n_lost[k]), "lost packets")
            for k in np.flatnonzero(n_lost > 0)
        )

    def notes(self) -> list[Sentence]:
        """Return what a person should know of losses that were or were not seen."""
        notes = []
        if not self.is_counted:
            notes.append(
                Sentence(
                    "No sample index counts the rows: losses show in the time stamps "
                    "alone, from half a second on, to about the length of a packet."
                )
                if self.is_timed
                else Sentence(
                    "No sample index counts the rows, and there are no time stamps "
                    "that fit the rate: losses cannot be seen."
                )
            )
        if self.n_set:
            notes.append(
                Sentence(
                    "The clock was set {n:time|times}: how long nothing was recorded "
                    "there is not known.",
                    n=self.n_set,
                )
            )
        if n_left_out := self.n_rows - self.rows.size:
            notes.append(
                Sentence(
                    "Rows that come twice or hold no EEG were left out: {n}.",
                    n=n_left_out,
                )
            )
        return notes


def place_rows(
    index: NDArray[np.float64] | None,
    times: NDArray[np.float64] | None,
    sfreq: float,
    *,
    board: str = "",
) -> Placed:
    """Return which sample each row is.

    Parameters
    ----------
    index : ndarray, shape (n_rows,) | None
        The board's sample index, which begins again after its last value.
    times : ndarray, shape (n_rows,) | None
        When each row was received, s; in bursts, as packets arrive.
    sfreq : float
        Sampling rate, Hz.
    board : str
        What the file calls the board; a Ganglion's index counts packets of two.

    Notes
    -----
    The index tells losses of less than one of its turns to the sample. Time stamps
    tell whole turns that were lost, and, where there is no index, losses of more than
    half a second to about the length of a burst.
    """
    given = index if index is not None else times
    if given is None:
        raise ValueError("index or times must be given")
    n_rows = given.size
    if times is not None and not _are_sound(times):
        times = None
    counted = None if index is None else _steps(index, board)
    if counted is not None:
        steps, turn = counted
        n_set = 0
        if times is not None:
            steps, n_set = _with_late(steps, times, sfreq, quantum=turn)
        if _fits(steps, times, sfreq, n_rows):
            return _placed(steps, True, times is not None, n_set)
    steps, n_set = np.ones(n_rows, np.int64), 0
    if times is not None:
        steps, n_set = _with_late(steps, times, sfreq, quantum=1)
    return _placed(steps, False, times is not None, n_set)


def _are_sound(times: NDArray[np.float64]) -> bool:
    """Return whether time stamps tell of losses: few rows are seconds apart."""
    known = times[np.isfinite(times)]
    return known.size > 1 and float(np.mean(np.diff(known) > 0.5)) < 0.05


def _placed(
    steps: NDArray[np.int64], is_counted: bool, is_timed: bool, n_set: int
) -> Placed:
    samples, rows = np.unique(np.cumsum(steps), return_index=True)
    first = int(samples[0]) if samples.size else 0
    return Placed(
        rows=rows.astype(np.intp),
        samples=samples - first,
        n_rows=steps.size,
        is_counted=is_counted,
        is_timed=is_timed,
        n_set=n_set,
    )


def _steps(
    index: NDArray[np.float64], board: str
) -> tuple[NDArray[np.int64], int] | None:
    """Return how far each row is from the one before, and the samples of a turn.

    None where the index does not count.
    """
    is_there = np.isfinite(index) & (index >= 0) & (index < 2**53)
    if index.size < 2 or float(np.mean(is_there)) < 0.99:
        return None
    counts = np.rint(np.where(is_there, index, 0)).astype(np.int64)
    forward = np.diff(counts[is_there])
    is_paired = float(np.mean(forward == 0)) > 0.25
    if is_paired and "ganglion" in board.lower():
        counts, turn = _ganglion_samples(counts), 201
    else:
        values, n_seen = np.unique(forward[forward > 0], return_counts=True)
        step = int(values[np.argmax(n_seen)]) if values.size else 0
        if step not in (1, 2) or is_paired:
            return None
        turn = _turn(counts[is_there], forward, step, board)
        counts = counts // step
    counts = _mended(counts, is_there, turn)
    steps = np.diff(counts) % turn
    steps[steps > turn - turn // _SHARE_BACK] -= turn
    return np.concatenate([[1], steps]), turn


def _mended(
    counts: NDArray[np.int64], is_there: NDArray[np.bool_], turn: int
) -> NDArray[np.int64]:
    """Return counts in which one that is damaged goes on from the one before.

    It is damaged where it is missing, or where its neighbours are two apart and it is
    not between them.
    """
    between = (counts[1:-1] - counts[:-2]) % turn == 1
    is_odd = np.zeros(counts.size, bool)
    is_odd[1:-1] = ((counts[2:] - counts[:-2]) % turn == 2) & ~between
    # of two neighbours at odds the first is the damaged one
    is_odd[1:] &= ~is_odd[:-1]
    counts = counts.copy()
    for k in np.flatnonzero(is_odd | ~is_there).tolist():
        if k > 0:
            counts[k] = counts[k - 1] + 1
        else:
            counts[k] = counts[k + 1] - 1
    return counts


def _turn(
    counts: NDArray[np.int64], forward: NDArray[np.int64], step: int, board: str
) -> int:
    """Return how many samples the index counts before it begins again."""
    largest = int(counts.max())
    if not (forward < 0).any():
        largest = max(largest, 255)  # it never began again in this file
    elif "cyton" in board.lower() and "daisy" not in board.lower():
        largest = max(largest, 255)
    turns = [n for n in _COMMON_TURNS if n > largest]
    return (turns[0] if turns else largest + step) // step


def _ganglion_samples(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the sample that each row of a Ganglion is, from 0 to 200.

    Packet 0 holds one sample, packets 1 to 100, or 101 to 200 without accelerometer,
    two each (OpenBCI, Ganglion data format).
    """
    packets = np.where(counts > 100, counts - 100, counts)
    is_second = np.concatenate([[False], packets[1:] == packets[:-1]])
    # a packet whose first sample is missing cannot be told from one without its second
    return np.where(packets == 0, 0, 2 * packets - 1 + is_second)


def _with_late(
    steps: NDArray[np.int64], times: NDArray[np.float64], sfreq: float, *, quantum: int
) -> tuple[NDArray[np.int64], int]:
    """Add to the steps what the time stamps know was lost besides.

    Packets that were merely late are followed by a burst that makes up for it: so time
    and samples are compared over two seconds about a jump. A clock that was set is a
    gap whose length nobody knows, unless the index counts through it.

    Parameters
    ----------
    steps : ndarray, shape (n_rows,)
        Samples from row to row.
    times : ndarray, shape (n_rows,)
        Time stamps, s.
    sfreq : float
        Sampling rate, Hz.
    quantum : int
        Losses are whole multiples of it, samples; 1: no index counts them.

    Returns
    -------
    steps : ndarray, shape (n_rows,)
        With what was lost.
    n_set : int
        How often the clock was set.
    """
    known = np.isfinite(times)
    times = np.interp(np.arange(times.size), np.flatnonzero(known), times[known])
    jumps = np.diff(times, prepend=times[0]) * sfreq - steps
    least = round(_LEAST_SECONDS * sfreq) if quantum == 1 else 1
    large = jumps > max(quantum // 2, least)
    if quantum == 1:
        large |= jumps < -least
    edges = [0, *np.flatnonzero(large).tolist(), times.size]
    reach = max(round(2 * sfreq), 1)
    unknown = round(UNKNOWN_SECONDS * sfreq)
    steps, n_set = steps.copy(), 0
    for before, row, after in zip(edges[:-2], edges[1:-1], edges[2:], strict=True):
        # another jump nearby is measured by itself
        first, last = max(row - reach, before), min(row + reach, after - 1)
        due = (times[last] - times[first]) * sfreq
        missing = due - float(steps[first + 1 : last + 1].sum())
        n = round(missing / quantum) * quantum
        if n > LONGEST_PAUSE * sfreq or (jumps[row] < 0 and n <= -least):
            n_set += 1
            steps[row] += unknown
        elif n >= least:
            steps[row] += n
    return steps, n_set


def _fits(
    steps: NDArray[np.int64],
    times: NDArray[np.float64] | None,
    sfreq: float,
    n_rows: int,
) -> bool:
    """Return whether an index is to be believed: not where the clock belies it."""
    if times is None:
        # own choice: so much cannot be lost without the person having seen it
        return int(steps[1:].sum()) < 2 * n_rows + 60 * sfreq
    known = times[np.isfinite(times)]
    span = float(known[-1] - known[0]) * sfreq
    by_index, by_rows = int(steps[1:].sum()), n_rows - 1
    slack = 0.05 * abs(span) + sfreq
    is_slow_clock = abs(by_rows - span) > slack and by_index < 2 * n_rows + 60 * sfreq
    return abs(by_index - span) <= slack or is_slow_clock
