"""What the trial loop asks of the EEG side, in the same process or across a pipe."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self

from attention_camp.camp.session.plain_values import plain, read_as

if TYPE_CHECKING:
    from attention_camp.models.verdict import CalibrationReport
    from attention_camp.signal.simulated.evoked import EvokedEvent


@dataclass(frozen=True, slots=True)
class EegDescription:
    """What scores are made from and with: stream, cleaning and model."""

    name: str
    """Name of the headset."""
    sfreq: float
    """Sampling rate, Hz."""
    ch_names: tuple[str, ...]
    line_freq: float | None
    """Mains frequency removed by the cleaner, Hz; None: none was."""
    highpass: float
    lowpass: float
    """Edges of the cleaner's band, Hz."""
    estimator: str
    """Name of the model."""
    reference: tuple[str, ...] | None = None
    """Channels whose mean is the reference; empty: as recorded; None: a ledger from
    before the reference could be chosen, when it was the average."""
    group_delay_10hz: float | None = None
    """Delay of an alpha rhythm's envelope (10 Hz) by the filter, s."""
    model_hash: str = ""
    """Hash of the model before any calibration."""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values, in the order they have always been written."""
        values: dict[str, Any] = plain(self)
        for last in ("estimator", "model_hash"):
            values[last] = values.pop(last)
        return values

    @classmethod
    def from_json(cls, values: object) -> Self:
        """Return what ``to_json`` was given.

        Raises
        ------
        PlainValueError
            If it describes no EEG.
        """
        return read_as(cls, values, "eeg")


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
    """Share of channels judged good, 0 to 1; NaN where none was judged."""
    first_sample: int
    stop_sample: int
    """Absolute indices of the scored stretch, the last one excluded."""
    model: str = ""
    """Hash of the model that scored."""
    bads: tuple[str, ...] = ()
    """Channels that were bad in half of the windows or more, each with its most
    frequent fault: ``Oz:mains``."""
    estimator: str = ""
    """Name of the model that scored; empty in ledgers of format 1."""
    movement: float | None = None
    rotation: float | None = None
    pulse: float | None = None
    """What the channels beside the EEG say of the stretch, as in ``TrialRecord``; None:
    they do not tell."""
    pupil: float | None = None
    """Mean size of the pupil in the stretch, in the eye tracker's unit; None: not seen.
    """
    signals: str = ""
    """What the score was made from, a key of ``records.SIGNALS``; empty: no score."""


NO_EEG = Score(None, None, "no headset", math.nan, 0, 0)
"""What a session without a working acquisition process gets."""


@dataclass(frozen=True, slots=True)
class Gaze:
    """Where the participant looked in the last moments."""

    is_there: bool
    """Whether an eye tracker tells; False: nobody knows."""
    is_steady: bool = False
    """Whether all of it was near the middle of the screen."""
    offset: float = math.nan
    """Median distance from the middle of the screen, degrees; NaN: not seen."""


NO_GAZE = Gaze(is_there=False)
"""What a session without an eye tracker gets."""


@dataclass(frozen=True, slots=True)
class StoredRepair:
    """What is done to the channels of later windows, by the channels' names."""

    interpolated: tuple[str, ...]
    """Channels that were bad and are estimated from their neighbours."""
    eyes: tuple[str, ...]
    """Channels whose mean, the eyes' movement, was taken out of the others."""
    weights: Mapping[str, Mapping[str, float]]
    """For each channel that changes, the weight of each channel in it."""
    from_sample: int
    """Absolute index of the first sample after which windows are repaired."""


@dataclass(frozen=True, slots=True)
class DriftCheck:
    """How far the rest of this run is from that of the person's earlier sessions."""

    verdict: str
    """``first-session``, ``unknown``, ``stable``, ``shifted`` or ``re-calibrate``."""
    distance_db: float
    """Median distance to the earlier sessions; NaN where there is none."""
    n_sessions: int
    """Earlier sessions it was compared with."""
    n_windows: int = 0
    """Windows of rest in this run."""


@dataclass(frozen=True, slots=True)
class PersonalFit:
    """What a calibration took from the person's earlier sessions, and what it left."""

    earlier: tuple[str, ...] = ()
    """Hashes of the versions of the personal weights that there were, oldest first."""
    drift: DriftCheck | None = None
    """None: it was not looked for."""
    version: str = ""
    """Hash of the personal weights that were kept; empty: none were."""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; what there is none of is left out."""
        values: dict[str, Any] = plain(self)
        return {k: v for k, v in values.items() if k == "earlier" or v}


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
    figures: CalibrationReport | None = None
    """The calibration report; None: nothing was fitted."""
    repair: StoredRepair | None = None
    """None: nothing was fitted, or, in an older ledger, nothing was repaired."""
    person: PersonalFit | None = None
    """None: nothing was fitted."""


NO_ANSWER = Permission(steering=False, why="no-headset")
"""What a calibration gives that no acquisition process answers."""


class EegLink(Protocol):
    """The EEG side as the trial loop sees it; a failing headset never raises."""

    def describe(self) -> EegDescription | None:
        """Return what is needed to re-make scores; None: no headset has answered."""

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        """Return where each session time lies in the recording."""

    def score(self, start: float, stop: float) -> Score:
        """Return the score of the EEG between two session times."""

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:
        """Keep a stretch for the calibration.

        Parameters
        ----------
        label : str
            ``rest`` or ``engaged``.
        start, stop : float
            Session time, s.

        Returns its first sample and the one after its last.
        """

    def calibrate(self) -> Permission:
        """Fit the model to what was kept and tell whether it may steer."""

    def gaze(self, within: float, seconds: float) -> Gaze:  # noqa: ARG002
        """Return whether the gaze rested near the middle of the screen just now.

        Parameters
        ----------
        within : float
            How near, degrees of visual angle.
        seconds : float
            For how long.
        """
        return NO_GAZE

    def mark(self, value: int) -> None:
        """Put a marker into the board's own marker channel."""

    def set_engagement(self, value: float) -> None:
        """Tell a simulated brain how engaged its simulated owner is."""

    def evoke(self, events: tuple[EvokedEvent, ...]) -> None:
        """Tell a simulated brain what its simulated owner saw, heard or did."""
