"""A labelled recording as the blocks of a calibration."""

from __future__ import annotations

import numpy as np

from attention_camp.models.calibration import Stretch
from attention_camp.models.data.recordings import Person


def stretches_of(person: Person) -> list[Stretch]:
    """Return a person's labelled windows as stretches, in order of time."""
    edges = np.flatnonzero(np.diff(person.y) | np.diff(person.run)) + 1
    return [
        Stretch("engaged" if person.y[rows[0]] else "rest", person.X[rows])
        for rows in np.split(np.arange(len(person.y)), edges)
    ]
