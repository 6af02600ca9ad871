"""What the attention model says of one window of EEG."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Engagement:
    """A score of engagement, and how far it may be believed."""

    value: float
    """Probability that the person is engaged rather than at rest, 0 to 1."""
    certainty: float
    """0 (cannot tell) to 1: distance of the probability from one half, lowered where
    the window is unlike what the model was trained on."""

    def __post_init__(self) -> None:
        for name in ("value", "certainty"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                msg = f"{name}: a number from 0 to 1, got {getattr(self, name)!r}."
                raise ValueError(msg)


class Declined(StrEnum):
    """Why a window has no score; the values are stable and written to files."""

    TOO_FEW_CHANNELS = "too few good channels"
    UNKNOWN_ELECTRODES = "too few electrodes with a known position"
    DERIVATIONS = "bipolar derivations are not scored as electrodes"
    TOO_SHORT = "window too short"
    OTHER_MONTAGE = "trained on other electrodes"
    NOT_FITTED = "needs training on labelled recordings first"
