"""Facts about boards that BrainFlow lacks: counters, ranges, manufacturers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attention_camp.signal.counting import CounterRule
from attention_camp.signal.stream import Channel, ChannelType

# From BrainFlow's sources (``cyton.cpp``, ``cyton_daisy.cpp``, ``muse.cpp``) and, for
# the synthetic board, from its data: a byte per sample; every second byte, because
# two packets make one sample of a Daisy; twelve samples in each of Muse's packets.
# A board that is not here is taken to have no counter: its losses show on the clock.
COUNTERS: Mapping[str, CounterRule] = {
    "synthetic": CounterRule(256),
    "cyton": CounterRule(256),
    "cyton_wifi": CounterRule(256),
    "cyton_daisy": CounterRule(256, step=2),
    "muse_2": CounterRule(65_536, n_per_count=12),
    "muse_s": CounterRule(65_536, n_per_count=12),
    "muse_2016": CounterRule(65_536, n_per_count=12),
}

# ADS1299: 4.5 V reference at a gain of 24, datasheet SBAS499; Muse: 12 bits of
# 0.48828125 µV about the middle, ``muse.cpp``
RANGES_UV: Mapping[str, float] = {
    **dict.fromkeys(
        ("cyton", "cyton_daisy", "cyton_wifi", "cyton_daisy_wifi"), 187_500.0
    ),
    **dict.fromkeys(("muse_2", "muse_s", "muse_2016"), 1_000.0),
}

# BrainFlow's keys for what a board measures beside the EEG, in its default preset; the
# other presets have other rates. Raw bytes of a packet (``other_channels``) and what is
# filled in its impedance mode only are left out
_KINDS: Mapping[str, tuple[ChannelType, str]] = {
    "eog_channels": ("eog", "EOG"), "emg_channels": ("emg", "EMG"),
    "ecg_channels": ("ecg", "ECG"), "ppg_channels": ("ppg", "PPG"),
    "eda_channels": ("gsr", "EDA"), "temperature_channels": ("temp", "Temperature"),
    "accel_channels": ("accel", "Accel"), "gyro_channels": ("gyro", "Gyro"),
    "magnetometer_channels": ("magn", "Magn"),
    "rotation_channels": ("misc", "Rotation"), "analog_channels": ("misc", "Analog"),
    "battery_channel": ("status", "Battery"),
}  # fmt: skip
_VOLTAGES = ("eog", "emg", "ecg")
_AXES = ("X", "Y", "Z")
# BrainFlow's sources scale these to g and degrees per second (``cyton.cpp``,
# ``ganglion.cpp``, ``unicorn_board.cpp``); of other boards it does not say
_MOTION_UNITS: Mapping[str, Mapping[str, str]] = {
    "cyton": {"accel": "g"},
    "ganglion": {"accel": "g"},
    "unicorn": {"accel": "g", "gyro": "deg/s"},
}

_VENDORS: Mapping[str, str] = {
    "cyton": "OpenBCI",
    "ganglion": "OpenBCI",
    "galea": "OpenBCI",
    "muse": "InteraXon",
    "ant": "ANT Neuro",
    "brainbit": "NeuroMD",
    "callibri": "NeuroMD",
    "unicorn": "g.tec",
    "notion": "Neurosity",
    "crown": "Neurosity",
    "explore": "Mentalab",
    "freeeeg32": "NeuroIDSS",
    "freeeeg128": "NeuroIDSS",
    "enophone": "eno",
    "neuropawn": "NeuroPawn",
    "synchroni": "Synchroni",
    "synthetic": "BrainFlow",
}


def vendor_of(name: str) -> str:
    """Return the manufacturer of a board, ``n/a`` where it is unknown."""
    return _VENDORS.get(name.split("_", maxsplit=1)[0], "n/a")


def other_channels(
    name: str, descr: Mapping[str, Any]
) -> tuple[tuple[int, Channel], ...]:
    """Return row and description of the channels that a board has beside the EEG.

    BrainFlow lists the inputs of many boards as EEG, EOG, EMG and ECG at once, for
    they can be used as any: those are EEG here.

    Parameters
    ----------
    name : str
        The board's name.
    descr : mapping
        What BrainFlow says of it.
    """
    units = _MOTION_UNITS.get(name.split("_", maxsplit=1)[0], {})
    taken = set(descr.get("eeg_channels", ()))
    found = []
    for key, (kind, title) in _KINDS.items():
        listed = descr.get(key, ())
        rows = [listed] if isinstance(listed, int) else list(listed)
        rows = [row for row in rows if row not in taken]
        taken.update(rows)
        has_axes = kind in ("accel", "gyro", "magn") and len(rows) == len(_AXES)
        for number, row in enumerate(rows, start=1):
            mark = _AXES[number - 1] if has_axes else str(number)
            label = f"{title}{mark}" if has_axes or len(rows) > 1 else title
            unit = "µV" if kind in _VOLTAGES else units.get(kind, "n/a")
            found.append((row, Channel(label, kind, unit)))
    return tuple(found)
