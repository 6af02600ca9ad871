"""The check of an earlier session's score in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.ui import formats
from attention_camp.models.verdict import MIN_CHECKED, CalibrationReport

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Fact:
    """A named figure, or a sentence."""

    name: str
    text: str


def check_sentence(report: CalibrationReport) -> str:
    """Return in one sentence whether the score of an earlier session holds."""
    if report.permission:
        return translate(
            "Calibration",
            "May steer: the score of an earlier session, unchanged and on the same "
            "scale, still tells task from rest. Nothing was fitted anew.",
        )
    return translate(
        "Calibration",
        "The score of an earlier session does not hold today; the calibration goes on "
        "in full, and its report then stands here.",
    )


def check_facts(report: CalibrationReport) -> list[Fact]:
    """Return what the check rests on."""
    if math.isnan(report.auc):
        text = translate(
            "Calibration", "too little clean EEG: at least {n} windows of each"
        )
        return [Fact(translate("Calibration", "Check"), text.format(n=MIN_CHECKED))]
    told = translate(
        "Calibration",
        "AUC {auc}; at least {least} is needed, the lower end of its earlier interval",
    )
    loss = translate("Calibration", "{loss} bits a window; 1 is chance")
    return [
        Fact(
            translate("Calibration", "Task from rest"),
            told.format(
                auc=formats.number(report.auc, 2),
                least=formats.number(report.at_least, 2),
            ),
        ),
        Fact(
            translate("Calibration", "Scale"),
            loss.format(loss=formats.number(report.loss, 2)),
        ),
    ]
