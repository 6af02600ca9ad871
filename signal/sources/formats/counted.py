"""Lost and doubled samples of a file, by its counter of samples or packets."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.sources.formats.stamps import lasting_steps
from attention_camp.signal.sources.stretches import Stretch, cut_at

# more of a turn than this is a packet out of order, not a loss, as live
_BACK = 7 / 8


def counted(
    counts: NDArray[np.int64],
    modulus: int,
    sfreq: float,
    times: NDArray[np.float64] | None = None,
) -> tuple[NDArray[np.intp], tuple[Stretch, ...]]:
    """Return which samples are kept, and their stretches, by a counter that wraps.

    Parameters
    ----------
    counts : ndarray, shape (n_times,)
        The counter, one more from sample to sample.
    modulus : int
        It begins anew after this many.
    sfreq : float
        Sampling rate, Hz.
    times : ndarray, shape (n_times,) or None
        When the samples came, s: a loss of more than a turn shows there only.
    """
    steps = np.diff(counts) % modulus
    # doubled, or out of order
    is_odd = np.concatenate([[False], (steps == 0) | (steps > _BACK * modulus)])
    if times is not None:
        # a whole turn that was lost looks like a doubled sample
        index = np.concatenate([[0], np.cumsum(np.where(is_odd[1:], 0, steps))])
        turns = dict(_turns(times - index / sfreq, sfreq, modulus))
        is_odd[list(turns)] = False
    else:
        turns = {}
    keep = np.flatnonzero(~is_odd)
    since = np.diff(counts[keep]) % modulus
    cuts = [
        (place, int(lost))
        for place, (k, count) in enumerate(
            zip(keep[1:].tolist(), since.tolist(), strict=True), start=1
        )
        if (lost := count - 1 + turns.get(k, 0) * modulus) > 0
    ]
    return keep, cut_at(len(keep), cuts)


def _turns(
    late: NDArray[np.float64], sfreq: float, modulus: int
) -> list[tuple[int, int]]:
    """Return where the counter went round unseen, and how often."""
    if not np.isfinite(late).all():
        return []
    steps = lasting_steps(late, sfreq)
    found = [(k, round(seconds * sfreq / modulus)) for k, seconds in steps]
    return [(k, turns) for k, turns in found if turns > 0]
