"""Calibration: the model meets the person, and the score earns its right or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.scoring import WINDOW_SECONDS, WindowAt, windows_of
from attention_camp.signal.texts import Sentence

if TYPE_CHECKING:
    from attention_camp.models.calibration import Stretch
    from attention_camp.models.scorer import Scorer
    from attention_camp.models.verdict import CalibrationReport


CONTROLS = {
    "time-on-task": Sentence("time on task"),
    "amplitude": Sentence("signal amplitude"),
    "muscle": Sentence("muscle activity"),
    "pope": Sentence("Pope's index"),
}
"""What the controls of a calibration are called."""


def collect(
    window_at: WindowAt, label: str, first: int, stop: int, sfreq: float
) -> Stretch:
    """Return the usable windows between two samples, none of which overlap."""
    from attention_camp.models.calibration import Stretch

    spans = windows_of(first, stop, sfreq, hop_seconds=WINDOW_SECONDS)
    windows = [window_at(*span) for span in reversed(list(spans))]
    data = [window.data for window in windows if not window.reason]
    array = np.stack(data) if data else np.empty((0, 0, 0))
    return Stretch("rest" if label == "rest" else "engaged", array)


def calibrate_person(
    scorer: Scorer, stretches: Sequence[Stretch]
) -> tuple[Permission, Scorer]:
    """Fit the model to the person and tell whether its score may steer."""
    from attention_camp.models.calibration import calibrate

    report, personal = calibrate(scorer, stretches)
    permission = Permission(
        steering=report.permission,
        why=report.why,
        detail=figures_of(report),
        model=personal.model_hash,
        figures=report.to_json(),
    )
    return permission, personal


def permission_from_ledger(line: Mapping[str, Any]) -> Permission:
    """Return the permission that a line of the ledger tells of."""
    figures = line["figures"]
    detail = line["detail"]
    if figures:
        from attention_camp.models.verdict import CalibrationReport

        # the line holds the English text only, and a window may speak another language
        detail = figures_of(CalibrationReport.from_json(figures))
    return Permission(line["steering"], line["why"], detail, line["model"], figures)


def figures_of(report: CalibrationReport) -> str:
    """Return in one sentence what a score did and did not beat; empty: nothing known.

    "The score (AUC 0.88) did not beat Pope's index (0.92); performance alone decides".
    """
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


def _with_figure(name: str, auc: float) -> Sentence:
    return Sentence("{control} ({auc:.2f})", control=CONTROLS[name], auc=auc)
