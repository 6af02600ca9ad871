"""The verdict of an audit: whether it was shown that numbers tell of nobody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy import stats

from attention_camp.models.auditing.attacks import ATTACKS, Told
from attention_camp.models.auditing.people import Audited
from attention_camp.models.figures import interval
from attention_camp.models.judging.chance import auc_interval
from attention_camp.resources.texts import how_many

LIMIT = 0.60
"""An attack must be shown to be right less often, of a choice of two."""
LEAST_SHADOWS = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """How often an attack is right, of a choice of two."""

    attack: str
    value: float
    """Mean over people."""
    upper: float
    """Upper end of its 95 % interval over people; NaN: not measured.

    People of two traits are compared with one another, so that what is found of each is
    no figure by itself: there it is the interval of an AUC."""
    worst: str
    """The person of whom most is told."""
    worst_lower: float
    """What is told of that person at least, allowing for the number of people."""

    @property
    def is_shown(self) -> bool:
        """Whether the attack was shown to tell little of people and of each."""
        return self.upper < LIMIT and not self.worst_lower > LIMIT


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an audit found for one artefact."""

    artefact: str
    n_people: int
    n_shadows: int
    figures: tuple[Figure, ...]

    @property
    def may_be_released(self) -> bool:
        """Whether all four attacks were shown to tell little."""
        shown = [figure.attack for figure in self.figures if figure.is_shown]
        return self.n_shadows >= LEAST_SHADOWS and {*shown} == {*ATTACKS}

    def to_json(self, *, names: bool = True) -> dict[str, Any]:
        """Return plain values.

        Parameters
        ----------
        names : bool
            Whether to say of whom most is told.
        """
        figures = [
            {
                name: None if isinstance(value, float) and np.isnan(value) else value
                for name, value in asdict(figure).items()
                if names or name != "worst"
            }
            for figure in self.figures
        ]
        may_be = {"may_be_released": self.may_be_released}
        return {**asdict(self), "figures": figures, **may_be}


def verdict(
    artefact: str, people: Sequence[Audited], told: Sequence[Told], n_shadows: int
) -> Verdict:
    """Return the verdict on what attacks told.

    Parameters
    ----------
    artefact : str
        What was audited.
    people : sequence of Audited
        Everybody.
    told : sequence of Told
        By the attacks.
    n_shadows : int
        Trainings that it rests on.
    """
    figures = tuple(_figure(people, one) for one in told)
    return Verdict(artefact, len(people), n_shadows, figures)


def _figure(people: Sequence[Audited], told: Told) -> Figure:
    by_person = told.by_person
    if np.isnan(by_person).all():
        return Figure(told.attack, np.nan, np.nan, "", np.nan)
    value, upper = float(np.nanmean(by_person)), interval(by_person)[1]
    if told.n_by_trait is not None:
        upper = auc_interval(value, *told.n_by_trait)[1]
    worst = int(np.nanargmax(by_person))
    lower = np.nan
    if told.n_in:
        # of ranks where nothing is told (Mann & Whitney 1947); one person of so many
        spread = np.sqrt((told.n_in + told.n_out + 1) / (12 * told.n_in * told.n_out))
        quantile = stats.norm.ppf(1 - 0.05 / len(people))
        lower = float(by_person[worst] - quantile * spread)
    return Figure(told.attack, value, upper, people[worst].name, lower)


def stated(verdicts: Sequence[Verdict], *, names: bool = True) -> str:
    """Return verdicts as the text of a file.

    Parameters
    ----------
    verdicts : sequence of Verdict
        On each artefact.
    names : bool
        Whether to say of whom most is told; not in what leaves the place.
    """
    values = [one.to_json(names=names) for one in verdicts]
    return json.dumps(values, indent=1, allow_nan=False) + "\n"


def as_text(verdicts: Sequence[Verdict]) -> str:
    """Return the table in Markdown, and what follows from it."""
    lines = [
        "| artefact | attack | right of two | at most (95 %) | worst, at least | |",
        "|---|---|---|---|---|---|",
    ]
    for one in verdicts:
        lines += [
            f"| {one.artefact} | {figure.attack} | {_number(figure.value)} "
            f"| {_number(figure.upper)} | {_number(figure.worst_lower)} "
            f"| {'shown' if figure.is_shown else 'not shown'} |"
            for figure in one.figures
        ]
    for one in verdicts:
        word = "may be released" if one.may_be_released else "refused: not shown"
        lines.append(
            f"\n{one.artefact}: {word} "
            f"({how_many(one.n_people, 'person|people')}, "
            f"{how_many(one.n_shadows, 'training|trainings')})"
        )
    return "\n".join(lines)


def _number(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.3f}"
