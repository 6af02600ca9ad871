"""What a calibration found of pupil and gaze, in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.dataset.calibration_read import GazeCheck
from attention_camp.camp.ui import formats
from attention_camp.models.verdict import PupilVerdict
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, fill

translate = QCoreApplication.translate

PUPIL: dict[str, str] = {
    "helps": QT_TRANSLATE_NOOP(
        "Calibration",
        "● used: it saved {gain} bits a window on blocks left out (at least {low}); "
        "AUC {both} with it, {alone} without",
    ),
    "no-gain": QT_TRANSLATE_NOOP(
        "Calibration",
        "not used: what it saved, {gain} bits a window (at least {low}), is no clear "
        "gain; AUC {both} with it, {alone} without",
    ),
    "not-seen": QT_TRANSLATE_NOOP(
        "Calibration", "not used: the pupil was seen in {n:window|windows} only"
    ),
    "score-refused": QT_TRANSLATE_NOOP(
        "Calibration", "not used: the EEG's own score may not steer"
    ),
    "below-nulls": QT_TRANSLATE_NOOP(
        "Calibration", "not used: with it, the score does not beat its controls"
    ),
}
"""What came of the pupil."""


def pupil_text(pupil: PupilVerdict) -> str:
    """Return whether the pupil is a second signal of the score, and why (not)."""
    text = translate("Calibration", PUPIL.get(pupil.why, pupil.why))
    return fill(
        text,
        gain=formats.number(pupil.gain, 2),
        low=formats.number(pupil.gain_low, 2),
        both=formats.number(pupil.auc_both, 2),
        alone=formats.number(pupil.auc_alone, 2),
        n=pupil.n_windows,
    )


FARTHEST = 2.0
"""Median distance from the cross beyond which the tracker is to be calibrated again,
degrees; own choice: remote trackers are good to half a degree, chin rest or not."""


def gaze_text(gaze: GazeCheck) -> str:
    """Return how far the gaze was off the cross, and whether the tracker drifted."""
    if math.isnan(gaze.offset):
        told = translate(
            "Calibration", "no gaze in {n:trial|trials} that waited for it"
        )
        return fill(told, n=gaze.n_trials)
    text = fill(
        translate(
            "Calibration",
            "{offset} from the cross ({first} at first, {last} at last); {fixated} of "
            "{n:trial|trials} fixated",
        ),
        offset=formats.number(gaze.offset, 1, "°"),
        first=formats.number(gaze.first, 1, "°"),
        last=formats.number(gaze.last, 1, "°"),
        fixated=gaze.n_fixated,
        n=gaze.n_trials,
    )
    if max(gaze.offset, gaze.last) <= FARTHEST:
        return f"● {text}"
    advice = translate("Calibration", "▲ {text}: calibrate the eye tracker again")
    return advice.format(text=text)
