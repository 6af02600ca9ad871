"""What BrainFlow does not say of its boards: fields, counters, ranges, makers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attention_camp.signal.counting import CounterRule

FIELDS: Mapping[str, Callable[[str], str | int]] = {
    "serial_port": str,
    "mac_address": str,
    "ip_address": str,
    "ip_port": int,
    "ip_protocol": int,
    "serial_number": str,
    "other_info": str,
    "timeout": int,
    "file": str,
}
"""Connection fields of BrainFlow's ``BrainFlowInputParams`` and what makes one of a
text."""

# From the tables "Required inputs" of BrainFlow's documentation, page "Supported
# Boards"; for boards newer than these tables, from what brainflow 5.23 logs when it
# is asked to prepare them with no field given ("serial port is empty", "ip port is
# empty", "you need to specify dongle port").
_SERIAL = (
    "cyton", "cyton_daisy", "ganglion", "freeeeg32", "freeeeg128", "brainbit_bled",
    "muse_s_bled", "muse_2_bled", "muse_2016_bled", "neuropawn_knight",
    "neuropawn_knight_imu", "ironbci_32", "shimmer3",
)  # fmt: skip
_IP = ("cyton_wifi", "cyton_daisy_wifi", "ganglion_wifi", "ntl_wifi")
_NEEDED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_SERIAL, ("serial_port",)),
    **dict.fromkeys(_IP, ("ip_port",)),
    "enophone": ("mac_address",),
}
_BLUETOOTH = (
    "muse_2", "muse_s", "muse_2016", "muse_s_athena", "brainalive", "aavaa_v3",
    "ganglion_native", "synchroni_octo_8_channels", "synchroni_trio_3_channels",
    "synchroni_pento_8_channels", "synchroni_uno_1_channels", "ob3000_24_channels",
    "ob5000_8_channels", "explore_4_chan", "explore_8_chan", "explore_plus_8_chan",
    "explore_plus_32_chan",
)  # fmt: skip
_BY_NUMBER = ("unicorn", "brainbit", "notion_1", "notion_2", "crown")
_OPTIONAL: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_BLUETOOTH, ("mac_address", "serial_number", "timeout")),
    **dict.fromkeys(_BY_NUMBER, ("serial_number", "timeout")),
    **dict.fromkeys(_IP, ("ip_address", "timeout")),
    "ganglion": ("mac_address", "timeout"),
    "brainbit_bled": ("mac_address",),
    "muse_s_bled": ("serial_number",),
    "muse_2_bled": ("serial_number",),
    "muse_2016_bled": ("serial_number",),
    "galea": ("ip_address", "timeout"),
    "emotibit": ("ip_address", "serial_number", "timeout"),
    "biolistener": ("ip_address", "ip_port", "timeout"),
    "callibri_eeg": ("other_info", "timeout"),
}


def needed_fields(name: str) -> tuple[str, ...]:
    """Return the connection fields without which the board cannot be found."""
    return _NEEDED.get(name, ())


def optional_fields(name: str) -> tuple[str, ...]:
    """Return the connection fields that choose between several boards."""
    return _OPTIONAL.get(name, ())


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
    """Return the maker of a board, ``n/a`` where we do not know it."""
    return _VENDORS.get(name.split("_", maxsplit=1)[0], "n/a")
