"""The check before a session goes on with the score of an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attention_camp.camp.eeg.person import Version, drift_of
from attention_camp.camp.session.link import DriftCheck, Permission, PersonalFit
from attention_camp.camp.session.permission_text import figures_of
from attention_camp.camp.session.plain_values import read_as

if TYPE_CHECKING:
    from attention_camp.models.calibration import Stretch
    from attention_camp.models.scorer import Scorer

NOT_CHECKED = Permission(steering=False, why="not-calibrated")
"""What a check gives where there is no earlier score to go on with."""


def check_scale(
    shipped: Scorer,
    stretches: Sequence[Stretch],
    earlier: Sequence[Version],
    *,
    exactly: bool,
    rule: int | None = None,
) -> tuple[Permission, Scorer]:
    """Check whether the score of the last session that calibrated holds today.

    Parameters
    ----------
    shipped : Scorer
        The model before any calibration.
    stretches : sequence of Stretch
        Today's rest, task and rest.
    earlier : sequence of Version
        What earlier sessions left, oldest first; the last one counts.
    exactly : bool
        Whether the score has to be that session's to the bit. Live it has to be, or
        there is no check; a replay on another processor has other last digits.
    rule : int, optional
        By which the stretches were taken; the present one by default.

    Returns
    -------
    permission : Permission
        Why, with the figures; ``NOT_CHECKED`` where there was nothing to check.
    scorer : Scorer
        The earlier session's where the check holds, else ``shipped``.
    """
    from attention_camp.models.judging.carried import carried_scorer, check_carried
    from attention_camp.models.verdict import RULE

    rule = RULE if rule is None else rule
    last = earlier[-1] if earlier else None
    carried = carried_scorer(shipped, last.memory, rule=rule) if last else None
    if last is None or carried is None:
        return NOT_CHECKED, shipped
    about = last.memory.about
    if exactly and carried.model_hash != about.get("model"):
        return NOT_CHECKED, shipped
    drift = drift_of(shipped, stretches, [last])
    report = check_carried(
        carried,
        stretches,
        at_least=float(about["auc_low"]),
        near=drift.replays,
        rule=rule,
    )
    permission = Permission(
        report.permission,
        report.why,
        figures_of(report),
        carried.model_hash,
        report,
        person=PersonalFit((last.hash,), read_as(DriftCheck, drift.to_json())),
    )
    return permission, carried if report.permission else shipped
