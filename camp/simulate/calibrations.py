"""For whom a cohort's calibrations let the score act, and what they could have seen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.session.link import Permission
from attention_camp.camp.simulate.forecast import Share
from attention_camp.models.figures import share_interval


@dataclass(frozen=True, slots=True)
class Calibrations:
    """What the calibrations of a cohort came to."""

    n_people: int
    """With a calibration."""
    n_refused: int
    """Whose score no calibration let act."""
    reasons: tuple[tuple[str, int], ...]
    """Why, and in how many of their calibrations, most first: a control that the score
    did not beat, or what kept it from a verdict."""
    smallest: float
    """The smallest AUC that a calibration could have told from chance, the median."""
    smallest_range: tuple[float, float]
    """Its lowest and highest tenth; NaN where no calibration came to a verdict."""

    @property
    def refused(self) -> Share:
        """The share of people whose score will not steer, and its 95 % interval."""
        share = self.n_refused / self.n_people
        return Share(share, share_interval(share, self.n_people))


def calibrations(dataset: Path) -> Calibrations | None:
    """Return what the calibrations in a dataset came to; None: there are none.

    Raises
    ------
    DatasetError
        If a ledger is damaged.
    """
    by_person: dict[str, list[Permission]] = {}
    for run in recorded_runs(dataset):
        lines = read_ledger(run.decisions).calibrations
        if lines:  # the last one of a run counts
            by_person.setdefault(run.participant, []).append(lines[-1].permission)
    return summed(by_person.values()) if by_person else None


def summed(people: Iterable[Sequence[Permission]]) -> Calibrations:
    """Return what the verdicts of some people, each with one or more, come to."""
    everybody = list(people)
    refused = [own for own in everybody if not any(one.steering for one in own)]
    reasons = Counter(
        reason for own in refused for one in own for reason in _reasons(one)
    )
    effects = [
        one.figures.smallest_effect for own in everybody for one in own if one.figures
    ]
    known = np.array([value for value in effects if math.isfinite(value)])
    low, middle, high = math.nan, math.nan, math.nan
    if len(known):
        low, middle, high = np.quantile(known, (0.1, 0.5, 0.9)).tolist()
    return Calibrations(
        len(everybody),
        len(refused),
        tuple(reasons.most_common()),
        middle,
        (low, high),
    )


def _reasons(one: Permission) -> tuple[str, ...]:
    beaten_by = one.figures.beaten_by if one.figures else ()
    return beaten_by or (one.why,)
