"""What the trial loop asks of the EEG side, in the same process or across a pipe."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Score:
    """The engagement score of a stretch of EEG, or the reason why there is none."""

    value: float | None
    """0 to 1; None: declined."""
    certainty: float | None
    """0 (cannot tell) to 1."""
    reason: str
    """Why there is no score; empty where there is one."""
    quality: float
    """Share of channels judged good, 0 to 1."""
    first_sample: int
    stop_sample: int
    """Absolute indices of the scored stretch, the last one excluded."""
    model: str = ""
    """Hash of the model that scored."""
    bads: tuple[str, ...] = ()
    """Channels that were bad in half of the windows or more, each with its most
    frequent fault: ``Oz:mains``."""


NO_EEG = Score(None, None, "no headset", 0.0, 0, 0)
"""What a session without a working acquisition process gets."""


@dataclass(frozen=True, slots=True)
class Place:
    """A moment in the recording."""

    sample: int
    """Index from 0; -1: unknown, there is no EEG."""
    seconds: float
    """After the first sample, at the nominal rate; NaN: unknown."""

    @classmethod
    def of_sample(cls, sample: float, sfreq: float) -> Place:
        """Return the place of a (fractional) sample index; NaN: nowhere."""
        return cls(round(sample), sample / sfreq) if math.isfinite(sample) else NOWHERE


NOWHERE = Place(-1, math.nan)
"""Where a moment is of which there is no EEG."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether the score may steer, and from what that follows."""

    steering: bool
    why: str
    """Code: ``calibrated``, ``not-calibrated``, ``below-nulls``, ``no-headset``."""
    detail: str = ""
    model: str = ""
    """Hash of the model that was calibrated; only its scores may steer."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """The calibration report as plain JSON values, for the ledger."""
    repair: Mapping[str, Any] = field(default_factory=dict)
    """What is done to the channels of later windows, and ``from_sample``; plain JSON
    values, for the ledger."""
    person: Mapping[str, Any] = field(default_factory=dict)
    """Which earlier sessions were replayed, how far today's rest drifted from theirs,
    and the hash of the personal weights that were kept; plain JSON values."""


NO_ANSWER = Permission(steering=False, why="no-headset")
"""What a calibration gives that no acquisition process answers."""


class EegLink(Protocol):
    """The EEG side as the trial loop sees it; a failing headset never raises."""

    def describe(self) -> Mapping[str, Any]:
        """Return what is needed to re-make scores: cleaning, model hash, channels."""

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        """Return where each session time lies in the recording."""

    def score(self, start: float, stop: float) -> Score:
        """Return the score of the EEG between two session times."""

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:
        """Keep a stretch, ``rest`` or ``engaged``, for the calibration.

        Returns its first sample and the one after its last.
        """

    def calibrate(self) -> Permission:
        """Fit the model to what was kept and tell whether it may steer."""

    def mark(self, value: int) -> None:
        """Put a marker into the board's own marker channel."""

    def set_engagement(self, value: float) -> None:
        """Tell a simulated brain how engaged its simulated owner is."""
