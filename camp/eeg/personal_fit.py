"""The fit of a model to a person, and what it permits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.permission_text import figures_of

if TYPE_CHECKING:
    from attention_camp.models.calibration import Stretch
    from attention_camp.models.replay_buffer import ReplayBuffer
    from attention_camp.models.scorer import Scorer


def calibrate_person(
    scorer: Scorer,
    stretches: Sequence[Stretch],
    earlier: Sequence[ReplayBuffer] = (),
    *,
    rule: int | None = None,
) -> tuple[Permission, Scorer]:
    """Fit the model to the person and decide whether its score may steer.

    Parameters
    ----------
    scorer : Scorer
        The shipped model.
    stretches : sequence of Stretch
        This session's calibration windows, by label.
    earlier : sequence of ReplayBuffer
        Windows of earlier sessions that join the fit; none by default.
    rule : int, optional
        How the verdict is reached; the present way by default.

    Returns
    -------
    permission : Permission
        Whether the score may steer, why, and the figures behind it.
    personal : Scorer
        The model calibrated to the person.
    """
    from attention_camp.models.calibration import calibrate
    from attention_camp.models.verdict import RULE

    report, personal = calibrate(
        scorer, stretches, earlier=earlier, rule=RULE if rule is None else rule
    )
    permission = Permission(
        steering=report.permission,
        why=report.why,
        detail=figures_of(report),
        model=personal.model_hash,
        figures=report,
    )
    return permission, personal
