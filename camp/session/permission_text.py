"""What a calibration's verdict says to people."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    from attention_camp.models.verdict import CalibrationReport

CONTROLS = {
    "time-on-task": Sentence("time on task"),
    "amplitude": Sentence("signal amplitude"),
    "muscle": Sentence("muscle activity"),
    "eyes": Sentence("eye movements"),
    "movement": Sentence("head movement"),
    "rotation": Sentence("head rotation"),
    "pulse": Sentence("the pulse rate"),
    "pope": Sentence("the engagement index of Pope"),
}
"""What the controls of a calibration are called."""


def figures_of(report: CalibrationReport) -> str:
    """Return in one sentence what a score did and did not beat; empty: nothing known.

    "The score (AUC 0.88) did not beat head movement (0.92); performance alone decides".
    """
    if report.is_check:
        return _figures_of_check(report)
    if not report.nulls:
        return ""
    if report.permission:
        best, value = max(report.nulls.items(), key=lambda item: item[1])
        return Sentence(
            "the score (AUC {auc:.2f}) beat its controls, the best of them {control}",
            auc=report.auc,
            control=_with_figure(best, value),
        )
    first, *others = (
        Sentence("chance (p = {p:.2f})", p=report.p_value)
        if name == "chance"
        else _with_figure(name, report.nulls[name])
        for name in report.beaten_by
    )
    for other in others:
        first = Sentence("{one}, {more}", one=first, more=other)
    return Sentence(
        "the score (AUC {auc:.2f}) did not beat {controls}; performance alone decides",
        auc=report.auc,
        controls=first,
    )


def _figures_of_check(report: CalibrationReport) -> Sentence:
    if report.permission:
        return Sentence(
            "the score of an earlier session still holds (AUC {auc:.2f}, at least "
            "{least:.2f})",
            auc=report.auc,
            least=report.at_least,
        )
    if math.isnan(report.auc):
        return Sentence("too little clean EEG for the check; calibrating in full")
    if report.is_rest_strange:
        return Sentence(
            "today's rest was not found near that of the earlier session, whose score "
            "would have held (AUC {auc:.2f}, at least {least:.2f}); calibrating in "
            "full",
            auc=report.auc,
            least=report.at_least,
        )
    return Sentence(
        "the check of an earlier session's score failed (AUC {auc:.2f}, at least "
        "{least:.2f}; log loss {loss:.2f} bits, below 1); calibrating in full",
        auc=report.auc,
        least=report.at_least,
        loss=report.loss,
    )


def _with_figure(name: str, auc: float) -> Sentence:
    return Sentence("{control} ({auc:.2f})", control=CONTROLS[name], auc=auc)
