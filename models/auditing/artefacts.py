"""What may be released, as an audit learns it anew and reads it for each person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from attention_camp.models.adapter import find_adapter
from attention_camp.models.auditing.people import Audited, Half, Values
from attention_camp.models.training.score import RIDGE, ridge_line

Learn = Callable[[Sequence[Audited], Values], Values]
"""Returns numbers learned from people, each of whom weighs so much."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """Numbers that may be released, and how an adversary reads them."""

    name: str
    learn: Learn
    fit: Callable[[Values, Half], float]
    """How well numbers fit some windows of a person."""
    truth: Callable[[Half], Values]
    """What of a person the numbers are an average of."""
    shown: Callable[[Values], Values]
    """The numbers that stand for that average."""


def line(people: Sequence[Audited], weights: Values) -> Values:
    """Return the line over the head as the score's training fits it, and its bias.

    Parameters
    ----------
    people : sequence of Audited
        Whose earlier halves are learned from.
    weights : ndarray, shape (n_people,)
        How much each counts.
    """
    halves = [person.learned for person in people]
    found = ridge_line(
        np.concatenate([half.fields for half in halves]),
        np.concatenate([half.y for half in halves]),
        np.concatenate(
            [w * half.weight for w, half in zip(weights, halves, strict=True)]
        ),
        ridge=RIDGE,
    )
    return np.append(found.weights, found.bias)


def right(numbers: Values, half: Half) -> float:
    """Return by how much a line is right on some windows, both classes weighing half.

    Parameters
    ----------
    numbers : ndarray, shape (n_fields + 1,)
        The line.
    half : Half
        The windows.
    """
    logit = half.fields @ numbers[:-1] + numbers[-1]
    return float(np.average(np.where(half.y == 1, logit, -logit), weights=half.weight))


def _directions(people: Sequence[Audited], _: Values) -> Values:
    found = find_adapter([(one.learned.fields, one.learned.y) for one in people])
    return np.concatenate([found.centre[:, None], found.weights], axis=1)


def _along(numbers: Values, half: Half) -> float:
    """Return which share of a person's contrast lies along the directions."""
    basis = np.linalg.qr(numbers[:, 1:])[0]
    contrast = half.contrast
    return float(np.linalg.norm(contrast @ basis) / np.linalg.norm(contrast))


WEIGHTS = Artefact(
    "weights", line, right, lambda half: half.contrast, lambda numbers: numbers[:-1]
)
ADAPTER = Artefact(
    "adapter", _directions, _along, lambda half: half.middle, lambda n: n[:, 0]
)


def remembered(person: Audited) -> Values:
    """Return what a person file tells of a person: spectra of its own windows."""
    return np.concatenate([person.learned.middle, person.learned.contrast])


def looks(half: Half) -> Values:
    """Return the same of other windows, for comparison."""
    return np.concatenate([half.middle, half.contrast])
