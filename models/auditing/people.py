"""People as an audit sees them: what was learned from, and what was not, of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.labels import read_rows
from attention_camp.models.data.recordings import DataError, Person
from attention_camp.models.data.traits import spelt
from attention_camp.models.training.held_out import CAP, headsets_for, worn_by
from attention_camp.models.training.score import features_of, spectra_at_rest

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """Some of a person's windows, as the line over the head sees them."""

    fields: Values
    """Relative to own rest, which is in neither half, shape (n_windows, n_fields)."""
    y: NDArray[np.int64]
    """0 rest, 1 engaged."""

    @property
    def weight(self) -> Values:
        """Of each window: both classes weigh a half."""
        share = np.array([max((self.y == label).sum(), 1) for label in (0, 1)])
        return np.asarray(0.5 / share[self.y])

    @property
    def middle(self) -> Values:
        """The middle between mean rest and mean task, shape (n_fields,)."""
        return np.asarray(sum(self._means()) / 2)

    @property
    def contrast(self) -> Values:
        """The mean task less the mean rest, shape (n_fields,)."""
        rest, task = self._means()
        return np.asarray(task - rest)

    def _means(self) -> tuple[Values, Values]:
        rest, task = (self.fields[self.y == k].mean(axis=0) for k in (0, 1))
        return rest, task


@dataclass(frozen=True, slots=True, eq=False)
class Audited:
    """One person: the earlier half of each recording is learned from."""

    name: str
    learned: Half
    other: Half
    """The later half, as from another day."""
    attribute: int | None = None
    """A trait that numbers might tell, 0 or 1; None: none is known."""


def audited(people: Sequence[Person], traits: Mapping[str, int]) -> list[Audited]:
    """Return people as an audit sees them.

    Parameters
    ----------
    people : sequence of Person
        Who was learned from.
    traits : mapping
        0 or 1 by the name of the person.

    Raises
    ------
    DataError
        If fewer than eight have rest and task: too few to draw halves of.
    """
    caps = [one for one in headsets_for(people) if one.family == CAP]
    worn = worn_by(people, caps[:1])
    spectra = spectra_at_rest(worn)
    found = []
    for sitting in worn:
        row = features_of(sitting, *spectra, with_rest=True)
        counts = np.bincount(row.y, minlength=2)
        if counts.min() < 2:
            continue
        early = np.concatenate([np.arange(n) < n // 2 for n in counts])
        # by label, then in the order of time
        order = np.argsort(row.y, kind="stable")
        learned, other = (
            Half(row.over_head[order][part], row.y[order][part])
            for part in (early, ~early)
        )
        found.append(Audited(row.person, learned, other, traits.get(row.person)))
    if len(found) < 8:
        raise DataError(
            f"An audit needs at least 8 people with rest and a task, got {len(found)}."
        )
    return found


def traits_of(folders: Sequence[Path], column: str) -> dict[str, int]:
    """Return which people lie above the median of a column of participants.tsv.

    Parameters
    ----------
    folders : sequence of Path
        EEG-BIDS datasets.
    column : str
        Name of the column: numbers, or two words.

    Raises
    ------
    DataError
        If people do not differ there, or by more than two words.
    """
    values: dict[str, str] = {}
    for folder in folders:
        for row in read_rows(folder / "participants.tsv"):
            name = f"{folder.resolve().name}/{row.get('participant_id', '')}"
            if said := spelt(column, row.get(column)):
                values[name] = said
    if len(set(values.values())) < 2:
        raise DataError(
            f"participants.tsv has no column {column} in which people differ."
        )
    try:
        numbers = np.array([float(value) for value in values.values()])
    except ValueError:
        words = sorted(set(values.values()))
        if len(words) > 2:
            raise DataError(
                f"The column {column} of participants.tsv holds {len(words)} different "
                "words; an audit needs numbers, or two words."
            ) from None
        numbers = np.array([float(words.index(v)) for v in values.values()])
    is_two = len(np.unique(numbers)) == 2
    above = numbers > (numbers.min() if is_two else np.median(numbers))
    return dict(zip(values, above.astype(int).tolist(), strict=True))
