"""Facts about boards that BrainFlow lacks: counters, ranges, manufacturers."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.signal.counting import CounterRule

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
    """Return the manufacturer of a board, ``n/a`` where it is unknown."""
    return _VENDORS.get(name.split("_", maxsplit=1)[0], "n/a")
