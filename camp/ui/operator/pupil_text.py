"""The verdict on the pupil as a second signal of the score, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.ui import formats
from attention_camp.models.verdict import PupilVerdict
from attention_camp.resources.texts import QT_TRANSLATE_NOOP

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
        "Calibration", "not used: the pupil was seen in {n} windows only"
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
    return text.format(
        gain=formats.number(pupil.gain, 2),
        low=formats.number(pupil.gain_low, 2),
        both=formats.number(pupil.auc_both, 2),
        alone=formats.number(pupil.auc_alone, 2),
        n=pupil.n_windows,
    )
