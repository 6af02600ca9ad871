"""Who is tested in an evaluation, and the windows that estimators learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from attention_camp.models.catalogue import PEERS
from attention_camp.models.data.alike import alike
from attention_camp.models.data.recordings import (
    DataError,
    Person,
    check_labels,
    read_people,
)
from attention_camp.models.evaluation.predictions import digest_of

LEFT_OUT = "leave-one-dataset-out"
SECONDS = 4.0
"""Length of a window, s; those that are tested do not overlap."""
PEER_HOP = 2.0
"""Step between the windows that the convolutional networks learn from, s."""


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Who is tested, and the windows to learn from by how far they overlap."""

    tested: Sequence[Person]
    folders: Sequence[Path]
    digest: str
    """Hash of their windows, as of `digest_of`."""
    overlapping: list[Person]

    def to_learn_from(self, name: str) -> Sequence[Person]:
        """Return everybody's windows as an estimator is trained on them."""
        if name not in PEERS:
            return self.tested
        if not self.overlapping:
            names = {person.name for person in self.tested}
            found = alike(read_people(self.folders, seconds=SECONDS, hop=PEER_HOP))
            self.overlapping.extend(p for p in found if p.name in names)
        return self.overlapping


@lru_cache(maxsize=1)
def tested_people(data_dirs: tuple[Path, ...], protocol: str) -> People:
    """Return who is tested; read once in each process, until the cache is cleared.

    Parameters
    ----------
    data_dirs : tuple of Path
        Labelled EEG-BIDS datasets.
    protocol : str
        How they are tested.

    Raises
    ------
    DataError
        If there are too few people or datasets, or one alone has rest, or a task.
    """
    people = alike(read_people(data_dirs, seconds=SECONDS, hop=SECONDS))
    if protocol == "cross-session":
        people = [person for person in people if len(np.unique(person.session)) > 1]
    if len(people) < 2:
        needed = "people"
        if protocol == "cross-session":
            needed = "people with at least two labelled sessions each"
        msg = (
            f"{protocol} needs at least two {needed}, got {len(people)}: nobody is "
            "tested on a model that has seen them. Give more datasets."
        )
        raise DataError(msg)
    datasets = {dataset_of(person) for person in people}
    if protocol == LEFT_OUT and len(datasets) < 2:
        msg = (
            f"{protocol} needs at least two datasets, got {', '.join(datasets)}: "
            "nobody is tested on a dataset that was learned from. Give --data more "
            "than once."
        )
        raise DataError(msg)
    if protocol == LEFT_OUT:  # each of them is left out once, with all of its rest
        for name in sorted(datasets):
            others = [person.y for person in people if dataset_of(person) != name]
            where = [Path(other) for other in sorted(datasets - {name})]
            check_labels(others, where, seconds=SECONDS)
    return People(people, data_dirs, digest_of(people), [])


def dataset_of(person: Person) -> str:
    """Return the folder of the dataset that a person is from."""
    return person.name.rpartition("/")[0]
