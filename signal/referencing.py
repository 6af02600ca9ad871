"""EEG references: as recorded, average, linked ears, or given channels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import electrode_key, is_derivation

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
        ``average`` is the mean of all electrodes; with fewer than two it stays as
        recorded. ``linked`` is the mean of the first pair there is at the ears: A1 and
        A2, M1 and M2, TP9 and TP10, T9 and T10. Channels are found by their label or
        by the electrode it means. A bipolar derivation is part of no reference.

    Raises
    ------
    ValueError
        If channels of the reference are missing.
    """
    if reference == "as-recorded":
        return ()
    single = tuple(name for name in ch_names if not is_derivation(name))
    if reference == "average":
        return single if len(single) >= 2 else ()
    there = {electrode_key(name): name for name in single}
    there |= {name.lower(): name for name in single}
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
    found = [
        there.get(name.lower()) or there.get(electrode_key(name)) for name in names
    ]
    missing = sorted(
        name for name, channel in zip(names, found, strict=True) if not channel
    )
    if missing or not names:
        raise ValueError(
            Sentence(
                "reference must be one of {allowed} or name channels of {ch_names}, "
                "got {got}",
                allowed=", ".join(REFERENCES),
                ch_names=", ".join(single),
                got=", ".join(missing) or "none",
            )
        )
    return tuple(filter(None, found))


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
