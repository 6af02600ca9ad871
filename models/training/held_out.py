"""What the score says of people and headsets that were both left out of learning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.headsets import (
    HEADSETS,
    Headset,
    is_cap,
    referred,
    seen_by,
    told_by,
)
from attention_camp.models.data.recordings import Person
from attention_camp.models.score.spectra import Values
from attention_camp.models.training.score import (
    Features,
    Lines,
    Sitting,
    features_of,
    fit_lines,
    sitting_of,
    spectra_at_rest,
)
from attention_camp.models.windows import prepare

CAP = "cap"
"""The family of what was recorded, which a typical rest is taken from."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What the two paths say of one person through one headset."""

    headset: str
    family: str
    person: str
    with_rest: bool
    pooled: Values
    """Logits of the pooled path."""
    over_head: Values
    is_over_head: NDArray[np.bool_]
    n_chans: NDArray[np.int64]
    y: NDArray[np.int64]
    rows: NDArray[np.intp]
    """Which of the person's windows these are."""


T = TypeVar("T", Features, Said, Sitting)


def own_rest_of(person: Person) -> NDArray[np.bool_]:
    """Return which windows are a person's own rest: the first minute, or first third.

    The latter where a minute would leave no rest to learn from.
    """
    if person.is_baseline.any() and (person.y[~person.is_baseline] == 0).any():
        return person.is_baseline
    rest = np.flatnonzero(person.y == 0)
    picked = np.zeros(len(person.y), np.bool_)
    picked[rest[: -(-len(rest) // 3)]] = True
    return picked


def with_own_rest(person: Person) -> Person:
    """Return a person whose baseline is their own rest, as learning takes it."""
    return replace(person, is_baseline=own_rest_of(person))


def headsets_for(people: Sequence[Person]) -> tuple[Headset, ...]:
    """Return the headsets that recordings can be turned into.

    Where everybody wore a cap all of the table that their recordings tell; else what
    was recorded, as it is and at average reference.
    """
    if all(map(is_cap, people)):
        return told_by(people)
    return tuple(one for one in HEADSETS if one.family == CAP)


def worn_by(people: Sequence[Person], headsets: Sequence[Headset]) -> list[Sitting]:
    """Return everybody through every headset that has windows to score."""
    found = []
    for worn in headsets:
        for person in people:
            seen = through(person, worn)
            sitting = sitting_of(
                prepare(seen.X, sfreq=seen.sfreq, ch_names=seen.ch_names),
                seen.y,
                own_rest_of(seen),
                person=person.name,
                headset=worn.name,
                family=worn.family,
            )
            if len(sitting.y):
                found.append(sitting)
    return found


def through(person: Person, worn: Headset) -> Person:
    """Return a person's windows through a headset of ``headsets_for``."""
    if is_cap(person):
        return seen_by(person, worn)
    return referred(person, worn)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What was learned without some people."""

    tested: frozenset[str]
    """The people."""
    typical_rest: Values
    usual_spread: Values
    lines: Mapping[tuple[str, bool], Lines]
    """By the family of headsets that was left out, too, and whether rest is known."""

    def said(self, sitting: Sitting, *, with_rest: bool, family: str) -> Said:
        """Return what both lines say of somebody who was left out.

        Parameters
        ----------
        sitting : Sitting
            Their windows.
        with_rest : bool
            Whether their own rest is known.
        family : str
            The headsets that were left out of learning; empty: none.
        """
        features = features_of(
            sitting, self.typical_rest, self.usual_spread, with_rest=with_rest
        )
        pooled, over_head = self.lines[family, with_rest].of(features)
        return Said(
            sitting.headset,
            sitting.family,
            sitting.person,
            with_rest,
            pooled,
            over_head,
            features.is_over_head,
            features.n_chans,
            features.y,
            sitting.rows[~sitting.is_baseline],
        )


def parts_of(
    worn: Sequence[Sitting],
    *,
    n_folds: int,
    families: bool = True,
    told: Callable[[float], None] = lambda _: None,
) -> Iterator[Part]:
    """Learn without each part of the people and, of headsets, without each family.

    Parameters
    ----------
    worn : sequence of Sitting
        Everybody through every headset.
    n_folds : int
        Parts of the people.
    families : bool
        Whether headsets of the kind that is tested are left out of learning, too.
    told : callable
        Told the share that is done, 0 to 1.
    """
    names = [*dict.fromkeys(one.person for one in worn)]
    left = [*dict.fromkeys(one.family for one in worn)] if families else [""]
    for part in range(n_folds):
        tested = frozenset(names[part::n_folds])
        learned = [one for one in worn if one.person not in tested]
        spectra = spectra_at_rest([one for one in learned if one.family == CAP])
        lines: dict[tuple[str, bool], Lines] = {}
        for with_rest in (True, False):
            rows = [features_of(one, *spectra, with_rest=with_rest) for one in learned]
            for family in left:
                lines[family, with_rest] = fit_lines(others(rows, family))
        told((part + 1) / n_folds)
        yield Part(tested, *spectra, lines)


def said_by(part: Part, worn: Sequence[Sitting], *, families: bool) -> list[Said]:
    """Return what is said of the people who were left out, with and without rest.

    Parameters
    ----------
    part : Part
        What was learned without them.
    worn : sequence of Sitting
        Everybody through every headset.
    families : bool
        Whether the headset's kind was left out, too.
    """
    return [
        part.said(one, with_rest=with_rest, family=one.family if families else "")
        for with_rest in (True, False)
        for one in worn
        if one.person in part.tested
    ]


def others(rows: Sequence[T], family: str) -> list[T]:
    """Return what is of other families of headsets, all where there is no other."""
    found = [row for row in rows if row.family != family]
    return found or list(rows)
