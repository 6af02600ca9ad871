"""The score as learned without some people and without the kind of headset tested."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from attention_camp.models.adapter import find_adapter
from attention_camp.models.data.headsets import Headset, check_cap
from attention_camp.models.data.recordings import DataError, Person
from attention_camp.models.reference import Reference
from attention_camp.models.score.estimator import Score
from attention_camp.models.score.spectra import Values
from attention_camp.models.training.card import support_of
from attention_camp.models.training.held_out import (
    CAP,
    Part,
    Said,
    others,
    parts_of,
    said_by,
    through,
    with_own_rest,
    worn_by,
)
from attention_camp.models.training.score import Sitting, features_of
from attention_camp.models.training.train_score import (
    assembled,
    contrasts,
    mean_spectra,
    scales_of,
)


@dataclass(frozen=True, slots=True, eq=False)
class Tested:
    """A person, through a headset, and a score that has seen neither."""

    score: Score
    headset: Headset
    person: Person
    """As the headset would have recorded them."""


@dataclass(frozen=True, slots=True, eq=False)
class LeftOut:
    """What was learned without each part of the people and each family of headsets."""

    people: Sequence[Person]
    """Their baseline is the own rest that learning leaves out, too."""
    headsets: Sequence[Headset]
    worn: Sequence[Sitting]
    spectra: Sequence[Values]
    """Mean spectra of each sitting."""
    parts: Sequence[Part]
    said: Sequence[Said]
    """Logits of both paths, people and headset left out."""

    def each(self, *, adapts: bool = False) -> Iterator[Tested]:
        """Yield everybody through every headset whose channels suffice.

        Parameters
        ----------
        adapts : bool
            Whether the scores know the directions in which people differ: those of the
            people that were not left out.
        """
        for part in self.parts:
            scores: dict[str, Score] = {}
            for worn in self.headsets:
                if (worn.family, True) not in part.lines:
                    continue  # it has too few channels for any score
                if worn.family not in scores:
                    scores[worn.family] = self._score(part, worn.family, adapts)
                for person in self.people:
                    if person.name in part.tested:
                        seen = through(person, worn)
                        yield Tested(scores[worn.family], worn, seen)

    def _score(self, part: Part, family: str, adapts: bool) -> Score:
        said = [one for one in self.said if one.person not in part.tested]
        learned = [
            (one, spectra)
            for one, spectra in zip(self.worn, self.spectra, strict=True)
            if one.person not in part.tested
        ]
        known = [spectra for one, spectra in learned if one.family != family]
        known = known or [spectra for _, spectra in learned]
        reference = Reference.of(support_of(np.concatenate(known)))
        scales = scales_of(others(said, family))
        numbers = assembled(part, family, scales, reference)
        if adapts:
            caps = [one for one, _ in learned if one.family == CAP]
            rest = part.typical_rest, part.usual_spread
            rows = [features_of(one, *rest, with_rest=True) for one in caps]
            numbers = replace(numbers, adapter=find_adapter(contrasts(rows)))
        return Score(numbers=numbers)


def learned_without(
    people: Sequence[Person],
    headsets: Sequence[Headset],
    *,
    n_folds: int,
    told: Callable[[float], None] = lambda _: None,
) -> LeftOut:
    """Learn without each part of the people and each family of headsets.

    What rest is usually like, and the directions in which people differ, are taken from
    the caps of those who were not left out, also where a cap is tested.

    Parameters
    ----------
    people : sequence of Person
        Everybody.
    headsets : sequence of Headset
        What they are turned into.
    n_folds : int
        Parts of the people.
    told : callable
        Told the share that is done, 0 to 1.

    Raises
    ------
    DataError
        If there is nobody else to learn from, or other headsets are to be made from a
        cap of too few channels.
    """
    if len(people) < 2:
        msg = (
            f"{people[0].name} is the only person here, and nobody is tested on a "
            "model that has seen them. Give recordings of more people."
        )
        raise DataError(msg)
    people = [with_own_rest(person) for person in people]
    if any(one.family != CAP for one in headsets):
        for person in people:
            check_cap(person)
    worn = worn_by(people, headsets)
    parts = [*parts_of(worn, n_folds=n_folds, told=told)]
    said = [one for part in parts for one in said_by(part, worn, families=True)]
    spectra = [mean_spectra(one) for one in worn]
    return LeftOut(people, headsets, worn, spectra, parts, said)
