"""A recording of this application, filtered and referred as its session did."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.labels import Span
from attention_camp.resources.bounded import read_json_table
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.sources.recorded import Recorded


def cleaned_as_live(
    recorded: Recorded, path: Path
) -> tuple[NDArray[np.float32], list[Span], tuple[str, ...]]:
    """Filter and refer a recording of this application as its session did.

    Channels are not mended: how they were is in the ledger, which is not read here.

    Parameters
    ----------
    recorded : Recorded
        What was read.
    path : Path
        Its file; the sidecar beside it says how it was cleaned.

    Returns
    -------
    data : ndarray, shape (n_chans, n_samples)
        Filtered and referred, V.
    unsettled : list of Span
        Where the filters have not settled.
    reference : tuple of str
        The channels whose mean is the reference; none where it stayed as recorded.
    """
    sidecar = read_json_table(path.with_suffix(".json"))
    line_freq = sidecar.get("PowerLineFrequency")
    reference = sidecar.get("OnlineCleaning", {}).get("reference", "average")
    cleaner = Cleaner(
        recorded.info,
        line_freq=float(line_freq) if isinstance(line_freq, int | float) else None,
        reference=reference or "as-recorded",
    )
    begin = cleaner.settling_at_start / cleaner.sfreq
    unsettled = [Span(0.0, begin, "BAD_unsettled")]
    for gap in recorded.gaps:
        seconds = (gap.n_lost + cleaner.settling_after(gap.n_lost)) / cleaner.sfreq
        unsettled.append(Span(gap.first / cleaner.sfreq, seconds, "BAD_unsettled"))
    cleaned = cleaner.step(recorded.samples_uv).astype(np.float32)
    return cleaned, unsettled, cleaner.reference
