"""Study arms: which score the difficulty rule receives.

Arms differ in nothing that a participant could notice; what is recorded is the same.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from attention_camp.camp.session.link import Permission, Score
from attention_camp.camp.session.request import Arm
from attention_camp.tasks.difficulty.rule import Evidence, Rule


def evidence_of(
    arm: Arm, score: Score, permission: Permission, *, seed: tuple[int, ...]
) -> tuple[float | None, float | None]:
    """Return the (engagement, certainty) that the difficulty rule receives.

    Parameters
    ----------
    arm : Arm
        ``closed-loop``: the participant's own score, if the calibration permits
        steering; ``performance-only``: none; ``sham``: a random one, on the same trials
        and with the same certainties as the participant's own.
    score : Score
        The score of the trial.
    permission : Permission
        The calibration's decision on steering.
    seed : tuple of int
        Seed of this trial's sham score, so that a replay draws the same one.
    """
    # a score of another model than the calibrated one carries no permission
    allowed = (
        permission.steering
        and score.value is not None
        and score.model == permission.model
    )
    if arm == "performance-only" or not allowed:
        return None, None
    if arm == "sham":
        return sham_value(seed), score.certainty
    return score.value, score.certainty


def sham_value(seed: tuple[int, ...]) -> float:
    """Return a score unrelated to the EEG: logistic of a standard normal draw."""
    draw = float(np.random.default_rng([*seed, 31337]).normal())
    return 1.0 / (1.0 + math.exp(-draw))


def evidence_for(
    rule: Rule[Any], evidence: Evidence, *, seed: tuple[int, ...]
) -> Evidence:
    """Return the part of the evidence that a rule asks for, and its lot.

    Parameters
    ----------
    rule : Rule
        The difficulty rule; what it needs beside answer and score is in ``asks_for``.
    evidence : Evidence
        All that is known of the trial.
    seed : tuple of int
        Seed of the trial, so that a replay draws the same lot.
    """
    asked: frozenset[str] = getattr(rule, "asks_for", frozenset())
    lot = float(np.random.default_rng([*seed, 271828]).random())
    return replace(
        evidence,
        reaction_time=evidence.reaction_time if "reaction_time" in asked else None,
        draw=lot if "draw" in asked else None,
    )


def permission_of(arm: Arm, permission: Permission) -> Permission:
    """Return the permission as shown to the researcher in this arm."""
    if arm == "performance-only":
        return replace(permission, steering=False, why="arm")
    return permission
