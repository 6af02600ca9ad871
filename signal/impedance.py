"""Electrode impedance, for boards that can measure it: commands and limits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import QT_TRANSLATE_NOOP, Sentence
from attention_camp.signal.window import ChannelVerdict

DOUBTFUL_KOHM = 40.0
"""Beyond it mains and drift grow with gel or saline, kΩ (Ferree et al. 2001,
doi:10.1016/S1388-2457(00)00533-2, for amplifiers of high input impedance)."""
BAD_KOHM = 750.0
"""Beyond it not even a dry electrode has contact, kΩ; own choice."""
REMEDY = QT_TRANSLATE_NOOP(
    "signal",
    "The contact is poor. Part the hair, press the electrode to the skin, and add gel "
    "or saline; dry ones need a minute to settle.",
)

# the ADS1299's lead-off current and the resistor before each input of the Cyton, as
# OpenBCI documents them; the current is good to 20 %
_LEAD_OFF_A = 6e-9
_SERIES_OHM = 2200.0
# what the resistor alone shows, less the 20 % and some noise: below it no current flows
_LEAST_V = 0.75 * _LEAD_OFF_A * _SERIES_OHM
LEAD_OFF_HZ = 31.25
"""Frequency of the lead-off current, an eighth of the ADS1299's 250 Hz."""


@dataclass(frozen=True, slots=True)
class ImpedanceMode:
    """The commands that start and end a board's impedance mode."""

    begin: tuple[str, ...]
    end: tuple[str, ...]
    settle_s: float = 1.0
    """Samples in this time after the command are ignored, s."""
    take_s: float = 1.0
    """How long values are collected, s."""
    channels: str = ""
    """For lead-off, channel by channel: the characters that replace ``{channel}``."""


_GANGLION = ImpedanceMode(("z",), ("Z",), settle_s=2.0, take_s=2.0)
_LEAD_OFF = ImpedanceMode(
    ("z{channel}01Z",), ("z{channel}00Z",), settle_s=0.5, channels="12345678"
)
_LEAD_OFF_16 = ImpedanceMode(
    ("z{channel}01Z",), ("z{channel}00Z",), settle_s=0.5, channels="12345678QWERTYUI"
)
MODES: Mapping[str, ImpedanceMode] = {
    "ganglion": _GANGLION,
    "ganglion_native": _GANGLION,
    "ganglion_wifi": _GANGLION,
    "brainbit": ImpedanceMode(
        ("CommandStartResist",), ("CommandStopResist", "CommandStartSignal")
    ),
    "cyton": _LEAD_OFF,
    "cyton_daisy": _LEAD_OFF_16,
}
"""By board; the commands are those of BrainFlow's examples and of OpenBCI's Cyton
SDK, the times our own choice."""
_ANT = ImpedanceMode(("impedance_mode:1",), ("impedance_mode:0",))


def impedance_mode(board: str) -> ImpedanceMode | None:
    """Return a board's impedance mode; None: it cannot measure impedance."""
    return _ANT if board.startswith("ant_neuro") else MODES.get(board)


@dataclass(frozen=True, slots=True)
class ImpedanceReport:
    """The impedances measured, or why there are none."""

    verdicts: tuple[ChannelVerdict, ...] = ()
    """One per electrode; ``value`` is the impedance in kΩ, also where it is good."""
    note: str = ""
    """Why there is no number; empty where there is one."""


NO_IMPEDANCE = ImpedanceReport(
    note=Sentence(
        "This headset does not measure impedance. The other verdicts of the signal "
        "check are all there is."
    )
)


def report_of(ch_names: Sequence[str], ohms: Sequence[float]) -> ImpedanceReport:
    """Return verdicts on impedances in Ω; a note if the board reported none."""
    if not any(math.isfinite(value) and value > 0 for value in ohms):
        return ImpedanceReport(
            note=Sentence(
                "The headset was asked for impedance and gave none. Switch it off and "
                "on, and try again."
            )
        )
    return ImpedanceReport(
        tuple(
            _verdict(name, value / 1000)
            for name, value in zip(ch_names, ohms, strict=True)
        )
    )


def _verdict(ch_name: str, kohm: float) -> ChannelVerdict:
    # boards report an open input as 0, as NaN or as infinite: all mean no contact
    if not math.isfinite(kohm) or kohm <= 0 or kohm > BAD_KOHM:
        return ChannelVerdict(ch_name, "bad", "impedance", kohm, "kΩ", BAD_KOHM)
    if kohm > DOUBTFUL_KOHM:
        return ChannelVerdict(
            ch_name, "doubtful", "impedance", kohm, "kΩ", DOUBTFUL_KOHM
        )
    return ChannelVerdict(ch_name, "good", "", kohm, "kΩ", DOUBTFUL_KOHM)


def lead_off_ohms(samples_uv: NDArray[np.floating], sfreq: float) -> float:
    """Return the impedance of a channel from the lead-off current's voltage, Ω.

    NaN where no current flows: the input is open and its amplifier railed.

    Parameters
    ----------
    samples_uv : ndarray, shape (n_times,)
        About a second of the channel, µV.
    sfreq : float
        Sampling rate, Hz.
    """
    # one Fourier coefficient at the exact frequency; windowed, since a second does not
    # hold whole periods of it
    window = np.hanning(samples_uv.size + 1)[:-1]
    turns = np.exp(-2j * np.pi * LEAD_OFF_HZ / sfreq * np.arange(samples_uv.size))
    centred = samples_uv - samples_uv.mean()
    peak = float(2e-6 * abs(np.sum(window * centred * turns)) / window.sum())
    if peak < _LEAST_V:
        return math.nan
    # an ideal contact is 1 Ω and not 0, which would mean that there was no answer
    return max(peak / _LEAD_OFF_A - _SERIES_OHM, 1.0)
