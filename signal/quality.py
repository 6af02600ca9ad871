"""The signal check: one verdict per channel, with its measure and threshold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.signal.impedance import REMEDY
from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.symptoms import measure
from attention_camp.signal.window import ChannelVerdict

_QUALITIES: tuple[Literal["bad", "doubtful"], ...] = ("bad", "doubtful")


@dataclass(frozen=True, slots=True)
class Limit:
    """Thresholds beyond which a fault's measure is doubtful or bad."""

    doubtful: float
    bad: float
    unit: str
    is_floor: bool = False
    """True where values below the limit are the fault."""

    def is_passed(
        self, numbers: NDArray[np.float64], quality: Literal["doubtful", "bad"]
    ) -> NDArray[np.bool_]:
        """Return which ``numbers``, of any shape, are beyond the limit."""
        threshold = self.bad if quality == "bad" else self.doubtful
        return numbers < threshold if self.is_floor else numbers > threshold


LIMITS: Mapping[str, Limit] = {
    # a lost sample cannot be cleaned: any makes the channel bad in this window
    "gap": Limit(0.0, 0.0, "%"),
    # own choice: an amplifier at its end stays there for some samples
    "railed": Limit(1.0, 3.0, "%"),
    # MNE's tutorial "Rejecting bad data spans" takes flat={"eeg": 1e-6} for an epoch;
    # clean recordings move by 5 µV in any quarter second
    "flat": Limit(2.0, 1.0, "µV", is_floor=True),
    # own choices, from measurements on recordings and on the simulated brain
    "pops": Limit(40.0, 60.0, "µV"),
    "drift": Limit(100.0, 200.0, "µV"),
    "mains": Limit(15.0, 30.0, "µV"),
    "muscle": Limit(5.0, 7.0, "µV"),
    # electrical distance, the variance of the difference between two channels
    # (Tenke & Kayser 2001, doi:10.1016/S1388-2457(00)00553-8); own choice of limit
    "bridged": Limit(1.0, 0.5, "µV²", is_floor=True),
}
"""In order of priority: an earlier fault explains the later ones."""

REMEDIES: Mapping[str, str] = {
    "gap": QT_TRANSLATE_NOOP(
        "signal",
        "Samples were lost on their way. Move the headset closer to its receiver, "
        "unplug other radio devices and charge the battery.",
    ),
    "railed": QT_TRANSLATE_NOOP(
        "signal",
        "The amplifier is at its limit. Re-seat this electrode and the reference, and "
        "add gel or saline.",
    ),
    "flat": QT_TRANSLATE_NOOP(
        "signal",
        "No signal arrives. Check that the electrode is plugged in and switched on, "
        "and that it is not the reference itself.",
    ),
    "pops": QT_TRANSLATE_NOOP(
        "signal",
        "The contact jumps. Press the electrode to the skin, part the hair and fix "
        "the cable so that it does not pull.",
    ),
    "drift": QT_TRANSLATE_NOOP(
        "signal",
        "The contact is not settled, or there is sweat. Wait a minute, cool the room, "
        "dry the skin and re-seat the electrode.",
    ),
    "mains": QT_TRANSLATE_NOOP(
        "signal",
        "Mains hum is picked up. Re-seat the reference and this electrode, and move "
        "chargers, lamps and cables away.",
    ),
    "muscle": QT_TRANSLATE_NOOP(
        "signal",
        "Muscle activity covers the EEG. Ask to relax the jaw, forehead and neck.",
    ),
    "bridged": QT_TRANSLATE_NOOP(
        "signal",
        "This electrode and a neighbour show the same signal. Wipe off the gel or "
        "saline between them.",
    ),
    "impedance": REMEDY,
}
"""Remedy for each fault, in English, marked for translation."""


def judge(
    raw_uv: NDArray[np.floating],
    cleaned: NDArray[np.float64],
    info: StreamInfo,
    *,
    line_freq: float | None,
) -> tuple[ChannelVerdict, ...]:
    """Return a verdict for each channel of one window.

    Parameters
    ----------
    raw_uv : ndarray, shape (n_chans, n_times)
        The window as recorded, µV; NaN where samples were lost.
    cleaned : ndarray, shape (n_chans, n_times)
        The same window after the cleaner, volts.
    info : StreamInfo
        The stream's channels, sampling rate and amplifier range.
    line_freq : float | None
        Mains frequency, Hz; None: both 50 and 60 Hz are checked.
    """
    numbers = measure(
        raw_uv, cleaned, info, line_freq=line_freq, least_pop=LIMITS["pops"].doubtful
    )
    # most channels are good: all are compared at once, and only suspects one by one
    is_suspect = np.zeros(info.n_chans, bool)
    for fault, limit in LIMITS.items():
        is_suspect |= limit.is_passed(numbers[fault], "doubtful")
    return tuple(
        _verdict(name, {fault: float(numbers[fault][row]) for fault in LIMITS})
        if is_suspect[row]
        else ChannelVerdict(name, "good")
        for row, name in enumerate(info.ch_names)
    )


def _verdict(ch_name: str, numbers: Mapping[str, float]) -> ChannelVerdict:
    """Return the worst of a channel's faults: bad before doubtful, then by priority."""
    for quality in _QUALITIES:
        for fault, limit in LIMITS.items():
            if limit.is_passed(np.array(numbers[fault]), quality):
                threshold = limit.bad if quality == "bad" else limit.doubtful
                return ChannelVerdict(
                    ch_name, quality, fault, numbers[fault], limit.unit, threshold
                )
    return ChannelVerdict(ch_name, "good")
