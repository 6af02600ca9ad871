"""What the linear baselines learn from, kept with the weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from attention_camp.models.data.recordings import Person
from attention_camp.models.summaries import (
    LabelledSummaries,
    Summaries,
    summarise,
    to_bytes,
)
from attention_camp.models.windows import prepare, some


def baselines_of(people: Sequence[Person]) -> bytes:
    """Return what the linear baselines learn from, for people who share channels."""
    parts = []
    for number, person in enumerate(people):
        windows = prepare(person.X, sfreq=person.sfreq, ch_names=person.ch_names)
        # a channel that is not used would count as one without power
        whole = np.asarray(windows.usable.all(axis=1), dtype=np.bool_)
        own = np.full(int(whole.sum()), number)
        summaries = summarise(some(windows, whole))
        parts.append((summaries, person.y[whole], own, person.is_baseline[whole]))
    found, y, number_of, is_baseline = zip(*parts, strict=True)
    summaries = Summaries(
        np.concatenate([one.log_power for one in found]),
        np.concatenate([one.covariance for one in found]),
        found[0].ch_names,
    )
    return to_bytes(
        LabelledSummaries(
            summaries,
            np.concatenate(y),
            np.concatenate(number_of),
            np.concatenate(is_baseline),
        )
    )
