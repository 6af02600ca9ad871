"""Provenance of a score: its model, its scale, and whether it steered."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from attention_camp.camp.session.link import Permission, Score
from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.difficulty.rule import Decision, Evidence, Rule

S = TypeVar("S")
Scale = Literal["", "shipped", "personal", "refused"]

SCALES = {
    "shipped": "The model as shipped, before or without a calibration",
    "personal": "The model calibrated to this person, which beat its controls",
    "refused": "The model calibrated to this person, which did not beat its controls: "
    "no statistics of it mean anything",
}
"""What the scales of a score are; two scales are never compared."""

REFUSED = QT_TRANSLATE_NOOP("reasons", "refused by the calibration")
"""Reason that stands where a refused score would stand."""

SHOWN_DIGITS = 12
"""Digits of a model's hash that are enough to tell models apart."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a score comes from, as tables show it."""

    model: str = ""
    """Name of the model and the first digits of its hash; empty: nothing scored."""
    scale: Scale = ""
    """Empty where there is no score."""
    steered: bool | None = None
    """Whether this score changed what the difficulty rule decided; None: nothing was
    decided."""


def model_label(estimator: str, model_hash: str) -> str:
    """Return the name of a model with the first digits of its hash."""
    return f"{estimator}@{model_hash[:SHOWN_DIGITS]}" if model_hash else ""


def scale_of(model: str, permission: Permission, shipped: str) -> Scale:
    """Return the scale of a model's scores.

    Parameters
    ----------
    model : str
        Hash of the model that scored.
    permission : Permission
        What the last calibration before the score allows.
    shipped : str
        Hash of the model before any calibration.
    """
    # without usable rest nothing is fitted, and the calibrated model is the shipped one
    if model == shipped or model != permission.model:
        return "shipped"
    return "personal" if permission.steering else "refused"


def provenance_of(
    score: Score, permission: Permission, *, shipped: str, steered: bool | None
) -> Provenance:
    """Return where the score of a trial comes from.

    Parameters
    ----------
    score : Score
        The score of the trial.
    permission : Permission
        What the last calibration before the trial allows.
    shipped : str
        Hash of the model before any calibration.
    steered : bool or None
        Whether it changed what the rule decided; None: practice, which decides nothing.
    """
    scale: Scale = ""
    if score.value is not None:
        scale = scale_of(score.model, permission, shipped)
    return Provenance(model_label(score.estimator, score.model), scale, steered)


def is_told(score: Score, evidence: Evidence) -> bool:
    """Return whether a rule was told this score, and not none or another's."""
    return score.value is not None and evidence.engagement == score.value


def has_steered(
    score: Score,
    evidence: Evidence,
    rule: Rule[S],
    *,
    state: S,
    made: tuple[Decision, S],
) -> bool:
    """Return whether a score changed a decision: without it another would be made.

    Parameters
    ----------
    score : Score
        The score of the trial.
    evidence : Evidence
        What the rule was told.
    rule : Rule
        The difficulty rule.
    state : object
        Its state before the trial.
    made : tuple
        What it decided, and its state after the trial.
    """
    if not is_told(score, evidence):
        return False
    without = replace(evidence, engagement=None, certainty=None)
    return rule.decide(state, without) != made


def without_refused(score: Score, scale: Scale) -> Score:
    """Return a score as statistics may read it: one that was refused has no value."""
    if scale != "refused":
        return score
    return replace(score, value=None, certainty=None, reason=REFUSED)


def measured_quality(good: int, n_chans: int) -> float:
    """Return the share of good channels; NaN where none was judged."""
    return good / n_chans if n_chans else math.nan
