"""A person's score carried over from an earlier session, and whether it still holds.

A session calibrates in full, or it goes on with the score of the session that did: the
same weights and the same rest, to the bit, so that scores of both are on one scale.
Whether that is right today is asked of a short stretch of rest, task and rest that no
fit has seen.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from attention_camp.models.calibration import (
    Stretch,
    by_rule,
    collected,
    personal_scorer,
    without_calibration,
)
from attention_camp.models.figures import auc
from attention_camp.models.personal import (
    PersonalWeights,
    balanced,
    logit,
    losses,
)
from attention_camp.models.replay_buffer import ReplayBuffer
from attention_camp.models.scorer import Scorer
from attention_camp.models.verdict import (
    CHANCE_BITS,
    MIN_CHECKED,
    RULE,
    CalibrationReport,
    Why,
)
from attention_camp.models.windows import prepare


def carried_scorer(
    scorer: Scorer, memory: ReplayBuffer, *, rule: int = RULE
) -> Scorer | None:
    """Return the scorer to which an earlier session was calibrated.

    Parameters
    ----------
    scorer : Scorer
        Of today's channels and rate, with the weights that are shipped.
    memory : ReplayBuffer
        What that session left.
    rule : int
        By which the session that goes on with it sees that rest.

    Returns
    -------
    Scorer or None
        None where it left no rest, no permission or other channels. On the computer
        that fitted it, its hash is the one in ``memory.about``.
    """
    about, rest = memory.about, memory.own_rest
    names = tuple(scorer.ch_names)
    is_whole = about.keys() >= {"slope", "shift", "adapter", "auc_low", "model"}
    may_steer = is_whole and about.get("steering") is True
    if rest is None or not may_steer or names != memory.ch_names:
        return None
    aligned = copy.copy(by_rule(without_calibration(scorer), rule))
    taken = collected(aligned, [Stretch("rest", rest)]).X
    if not len(taken):
        return None
    aligned.personalise(taken)
    weights = PersonalWeights(about["slope"], about["shift"], tuple(about["adapter"]))
    return personal_scorer(aligned, weights)


def check_carried(
    carried: Scorer,
    stretches: Sequence[Stretch],
    *,
    at_least: float,
    near: bool,
    rule: int = RULE,
) -> CalibrationReport:
    """Tell whether a carried score still tells this person's task from their rest.

    It does if today's rest is near that of the earlier session, if task and rest are
    told apart no worse than that session's interval said, and if the probabilities are
    better than knowing nothing: a zero that has moved costs as much as a weak score.

    Parameters
    ----------
    carried : Scorer
        As ``carried_scorer`` returns it; nothing is fitted.
    stretches : sequence of Stretch
        Rest and task of today, in order of time.
    at_least : float
        Lower end of the AUC's interval in the session that calibrated.
    near : bool
        Whether today's rest is near that of that session.
    rule : int
        By which the windows of the stretches were taken.
    """
    given = [s for s in stretches if s.label != "passive"]
    data = collected(without_calibration(carried), given)
    n_rest, n_engaged = (int((data.y == label).sum()) for label in (0, 1))
    report = CalibrationReport(
        permission=False,
        why=Why.CHECK_FAILED.value,
        n_rest=n_rest,
        n_engaged=n_engaged,
        at_least=at_least,
        model_hash=carried.model_hash,
        rule=rule,
    )
    if min(n_rest, n_engaged) < MIN_CHECKED:
        return report
    windows = prepare(data.X, sfreq=carried.sfreq, ch_names=carried.ch_names)
    engaged = carried.estimator.predicted(windows, supported=False).engaged
    said = ~np.isnan(engaged)
    y, z = data.y[said], logit(engaged[said])
    if min(np.bincount(y, minlength=2)) < MIN_CHECKED:
        return report
    found = auc(y, z)
    loss = float(np.average(losses(z, y), weights=balanced(y)) / np.log(2))
    holds = near and found >= max(at_least, 0.5) and loss < CHANCE_BITS
    return replace(
        report,
        permission=holds,
        why=(Why.CHECKED if holds else Why.CHECK_FAILED).value,
        auc=found,
        loss=loss,
    )
