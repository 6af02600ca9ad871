"""EEG references: as recorded, average, linked ears, or given channels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence

Reference = Literal["as-recorded", "average", "linked"] | Sequence[str]
REFERENCES = ("as-recorded", "average", "linked")
# pairs at the ears, the ones furthest from the brain first
_EARS = (("A1", "A2"), ("M1", "M2"), ("TP9", "TP10"), ("T9", "T10"))


def reference_channels(
    ch_names: Sequence[str], reference: Reference
) -> tuple[str, ...]:
    """Return the channels whose mean is the reference; empty: as recorded.

    Parameters
    ----------
    ch_names : sequence of str
        The channels there are.
    reference : "as-recorded" | "average" | "linked" | sequence of str
        ``average`` is the mean of all channels; with fewer than two it stays as
        recorded. ``linked`` is the mean of the first pair there is at the ears: A1 and
        A2, M1 and M2, TP9 and TP10, T9 and T10.

    Raises
    ------
    ValueError
        If channels of the reference are missing.
    """
    there = {name.lower(): name for name in ch_names}
    if reference == "as-recorded":
        return ()
    if reference == "average":
        return tuple(ch_names) if len(ch_names) >= 2 else ()
    if reference == "linked":
        for left, right in _EARS:
            if left.lower() in there and right.lower() in there:
                return there[left.lower()], there[right.lower()]
        raise ValueError(
            Sentence(
                "reference 'linked' needs two channels at the ears ({pairs}), got "
                "{got}",
                pairs=", ".join("+".join(pair) for pair in _EARS),
                got=", ".join(ch_names),
            )
        )
    names = (reference,) if isinstance(reference, str) else tuple(reference)
    missing = sorted(name for name in names if name.lower() not in there)
    if missing or not names:
        raise ValueError(
            Sentence(
                "reference must be one of {allowed} or name channels of {ch_names}, "
                "got {got}",
                allowed=", ".join(REFERENCES),
                ch_names=", ".join(ch_names),
                got=", ".join(missing) or "none",
            )
        )
    return tuple(there[name.lower()] for name in names)


def rereferenced(
    data: NDArray[np.float64], rows: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return data minus the mean of ``rows``, shape (n_chans, n_times).

    Rows are added one by one whatever the number of samples, so that a sample has the
    same bits in any chunk and any window.
    """
    if not rows.size:
        return data.copy()
    # numpy picks the order of its sums by memory layout: a transposed array would give
    # other last bits
    if data.strides[1] != data.itemsize:
        data = np.ascontiguousarray(data)
    chosen = data if rows.size == len(data) else data[rows]
    if data.shape[1] > 1:
        total = np.add.reduce(chosen, axis=0)
    else:
        # numpy adds a single column, and one that is not row by row, pair by pair
        total = np.add.accumulate(chosen, axis=0)[-1]
    referred: NDArray[np.float64] = data - total / rows.size
    return referred
