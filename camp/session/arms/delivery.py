"""What each arm delivers to the difficulty rule.

Arms differ in nothing that a participant could notice; what is recorded is the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from attention_camp.camp.session.arms.arm_lines import Course, Told
from attention_camp.camp.session.link import Permission, Score
from attention_camp.tasks.difficulty.rule import Decision, Evidence, Rule


@dataclass(frozen=True, slots=True)
class Assignment:
    """The arm of a session, and what it delivers besides the own score."""

    arm: str
    """One of `ARMS`."""
    course: Course | None = None
    """What another person's rule received, for the yoked arm."""


def evidence_in(
    assigned: Assignment,
    rule: Rule[Any],
    answered: Evidence,
    *,
    score: Score,
    permission: Permission,
    seed: tuple[int, ...],
    place: tuple[int, int],
) -> Evidence:
    """Return what the difficulty rule is told after a trial.

    Parameters
    ----------
    assigned : Assignment
        The arm.
    rule : Rule
        The difficulty rule; what it needs beside answer and score is in ``asks_for``.
    answered : Evidence
        The answer, with the reaction time, and no score.
    score, permission : Score, Permission
        The score of the trial, and the calibration's decision on steering.
    seed : tuple of int
        Seed of the trial: a replay draws the same sham score and the same lot.
    place : tuple of int
        Number of the block, from 1, and of the trial in it, from 0.
    """
    asked: frozenset[str] = getattr(rule, "asks_for", frozenset())
    engagement, certainty = told_in(assigned, score, permission, seed=seed, place=place)
    return replace(
        answered,
        engagement=engagement,
        certainty=certainty,
        reaction_time=answered.reaction_time if "reaction_time" in asked else None,
        draw=_lot(seed) if "draw" in asked else None,
    )


def told_in(
    assigned: Assignment,
    score: Score,
    permission: Permission,
    *,
    seed: tuple[int, ...],
    place: tuple[int, int],
) -> Told:
    """Return the (engagement, certainty) that an arm delivers.

    ``closed-loop``: the participant's own score, if the calibration permits steering;
    ``performance-only``: none; ``sham``: a random one, on the same trials and with the
    same certainties as the own; ``yoked``: what a donor's rule received at that trial
    of that block, whatever the own score and its permission are.

    Parameters
    ----------
    assigned : Assignment
        The arm.
    score, permission : Score, Permission
        The score of the trial, and the calibration's decision on steering.
    seed : tuple of int
        Seed of the trial.
    place : tuple of int
        Number of the block, from 1, and of the trial in it, from 0.
    """
    if assigned.arm == "yoked":
        return assigned.course.told(*place) if assigned.course else (None, None)
    # a score of another model than the calibrated one carries no permission
    allowed = (
        permission.steering
        and score.value is not None
        and score.model == permission.model
    )
    if assigned.arm == "performance-only" or not allowed:
        return None, None
    if assigned.arm == "sham":
        return sham_value(seed), score.certainty
    return score.value, score.certainty


def sham_value(seed: tuple[int, ...]) -> float:
    """Return a score unrelated to the EEG: logistic of a standard normal draw."""
    draw = float(np.random.default_rng([*seed, 31337]).normal())
    return 1.0 / (1.0 + math.exp(-draw))


def _lot(seed: tuple[int, ...]) -> float:
    return float(np.random.default_rng([*seed, 271828]).random())


def has_acted(
    rule: Rule[Any], evidence: Evidence, *, state: Any, decision: Decision
) -> bool:
    """Return whether the delivered score changed the next level.

    Parameters
    ----------
    rule : Rule
        The difficulty rule.
    evidence : Evidence
        What it was told.
    state, decision : object, Decision
        Its state before, and what it decided.
    """
    if evidence.engagement is None:
        return False
    without = replace(evidence, engagement=None, certainty=None)
    return rule.decide(state, without)[0].level != decision.level


def permission_of(arm: str, permission: Permission) -> Permission:
    """Return the permission as shown to the researcher in this arm."""
    if arm in {"performance-only", "yoked"}:
        return replace(permission, steering=False, why="arm")
    return permission
