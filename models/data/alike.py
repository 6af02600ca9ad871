"""People of several datasets with the channels that all have, at one rate."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from attention_camp.models.data.recordings import DataError, Person
from attention_camp.models.patches import resampled
from attention_camp.models.windows import MIN_CHANNELS

logger = logging.getLogger(__name__)


def alike(people: Sequence[Person]) -> list[Person]:
    """Return people with the channels that all have, at the lowest sampling rate.

    Those who are alike already stay as they are.

    Raises
    ------
    DataError
        If they share fewer than three channels.
    """
    shared = [
        name for name in people[0].ch_names if all(name in p.ch_names for p in people)
    ]
    if len(shared) < MIN_CHANNELS:
        msg = (
            f"The people of these datasets share {len(shared)} channels, and at least "
            f"{MIN_CHANNELS} are needed. Evaluate the datasets one by one."
        )
        raise DataError(msg)
    lowest = min(person.sfreq for person in people)
    if any((p.ch_names, p.sfreq) != (tuple(shared), lowest) for p in people):
        logger.warning(
            "people differ in channels or rate: used are %s, which all have, at %g Hz",
            ", ".join(shared),
            lowest,
        )
    return [_at_rate(person.picked(shared), lowest) for person in people]


def _at_rate(person: Person, sfreq: float) -> Person:
    if person.sfreq == sfreq:
        return person
    slow = resampled(person.X.astype(np.float64), person.sfreq, to=sfreq)
    return replace(person, X=slow.astype(np.float32), sfreq=sfreq)
