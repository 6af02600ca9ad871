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
    return baselines_file([labelled(person) for person in people])


def labelled(person: Person) -> LabelledSummaries:
    """Return what the linear baselines learn from one person, whose number is 0."""
    windows = prepare(person.X, sfreq=person.sfreq, ch_names=person.ch_names)
    # a channel that is not used would count as one without power
    whole = np.asarray(windows.usable.all(axis=1), dtype=np.bool_)
    n = int(whole.sum())
    summaries = summarise(some(windows, whole))
    number = np.zeros(n, np.int64)
    return LabelledSummaries(
        summaries, person.y[whole], number, person.is_baseline[whole]
    )


def baselines_file(parts: Sequence[LabelledSummaries]) -> bytes:
    """Return people's parts as one file, numbered in order; channels are alike."""
    each = [part.summaries for part in parts]
    summaries = Summaries(
        np.concatenate([one.log_power for one in each]),
        np.concatenate([one.covariance for one in each]),
        each[0].ch_names,
    )
    return to_bytes(
        LabelledSummaries(
            summaries,
            np.concatenate([part.y for part in parts]),
            np.repeat(np.arange(len(parts)), [len(part.y) for part in parts]),
            np.concatenate([part.is_baseline for part in parts]),
        )
    )
