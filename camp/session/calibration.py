"""Calibration: the model meets the person, and the score earns its right or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.scoring import WINDOW_SECONDS, WindowAt, windows_of

if TYPE_CHECKING:
    from attention_camp.models.calibration import Stretch
    from attention_camp.models.scorer import Scorer
    from attention_camp.models.verdict import CalibrationReport


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


def figures_of(report: CalibrationReport) -> str:
    """Return the numbers of a verdict in one line; empty where there are none."""
    if not report.nulls:
        return ""
    name, value = max(report.nulls.items(), key=lambda item: item[1])
    return (
        f"AUC {report.auc:.2f}, best null {value:.2f} ({name}), p {report.p_value:.3f}"
    )
