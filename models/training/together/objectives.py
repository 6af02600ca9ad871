"""The objectives that are learned together, and their weights, from a line of text."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Self

from attention_camp.resources.texts import Sentence, UserError

SHARED = ("masked", "aligned", "heads")
"""Those that share an encoder of EEG."""


class ObjectiveError(UserError):
    """Objectives that cannot be learned; the text is for people."""


@dataclass(frozen=True, slots=True)
class Objectives:
    """What is learned, and how much each part counts; 0 leaves it out."""

    masked: float = 0.0
    """Channels are hidden, and the encoder tells their spectra."""
    aligned: float = 0.0
    """The encoder's summary of a window and the behaviour of the trials that end with
    it are brought together, against other trials of the same recording."""
    heads: float = 0.0
    """Workload of a trial, reaction time and lapse of the next one."""
    policy: float = 0.0
    """The policy of the rule ``learned``, on simulated people; shares no encoder, since
    it sees no EEG but its score. The weight is the share of its usual trials."""

    @classmethod
    def of(cls, text: str) -> Self:
        """Return what a text such as ``masked=1,aligned=0.5`` says; ``heads`` is 1.

        Raises
        ------
        ObjectiveError
            If a name is unknown, a weight no number from 0 on, or nothing is left.
        """
        given: dict[str, float] = {}
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            name, has_weight, weight = part.partition("=")
            if name.strip() not in NAMES:
                raise ObjectiveError(
                    Sentence(
                        "There is no objective {name}; known are {known}.",
                        name=name.strip(),
                        known=", ".join(NAMES),
                    )
                )
            given[name.strip()] = _weight(name, weight if has_weight else "1")
        found = cls(**given)
        if not any(found.weights.values()):
            raise ObjectiveError(
                Sentence(
                    "--objective needs a weight above 0 for one of {known}, such as "
                    "masked=1,heads=1.",
                    known=", ".join(NAMES),
                )
            )
        return found

    @property
    def weights(self) -> Mapping[str, float]:
        """The weight of each part."""
        return {name: getattr(self, name) for name in NAMES}

    @property
    def shared(self) -> tuple[str, ...]:
        """The parts that share an encoder and are learned."""
        return tuple(name for name in SHARED if self.weights[name] > 0)

    def without(self, name: str) -> Objectives:
        """Return the others: an ablation."""
        return replace(self, **{name: 0.0})


NAMES = tuple(field.name for field in fields(Objectives))


def _weight(name: str, text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = math.nan
    if not 0 <= weight < math.inf:
        raise ObjectiveError(
            Sentence(
                "The weight of {name} must be a number from 0 on, got {got}.",
                name=name.strip(),
                got=text.strip() or "nothing",
            )
        )
    return weight
