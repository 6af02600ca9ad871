"""The study's arms: which score the difficulty rule gets to see.

Arms differ in nothing that a participant could notice; what is recorded is the same.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from attention_camp.camp.session.link import Permission, Score
from attention_camp.camp.session.request import Arm


def evidence_of(
    arm: Arm, score: Score, permission: Permission, *, seed: tuple[int, ...]
) -> tuple[float | None, float | None]:
    """Return the (engagement, certainty) on which the rule may act.

    Parameters
    ----------
    arm : Arm
        ``closed-loop``: the participant's own score, where it earned the right;
        ``performance-only``: none; ``sham``: one drawn at random, at the moments and
        with the certainties of the participant's own.
    score : Score
        The score of the trial.
    permission : Permission
        What the calibration allows.
    seed : tuple of int
        Seeds the sham score of this trial, so that a replay draws the same.
    """
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


def permission_of(arm: Arm, permission: Permission) -> Permission:
    """Return what the researcher is told of the steering in this arm."""
    if arm == "performance-only":
        return replace(permission, steering=False, why="arm")
    return permission
