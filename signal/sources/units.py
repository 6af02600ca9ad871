"""Units of voltages, as files and streams spell them."""

from __future__ import annotations

import re
import unicodedata

_WORDS = {
    "v": 1e6, "mv": 1e3, "uv": 1.0, "nv": 1e-3, "pv": 1e-6,
}  # fmt: skip
_PREFIXES = {"milli": "m", "micro": "u", "nano": "n", "pico": "p"}
# the micro sign and the Greek letter, also as bytes of UTF-8 or Shift JIS that a
# header's reader took for Latin-1
_MICRO = re.compile("\u00c2\u00b5|\u00ce\u00bc|\u0083\u00ca|[\u00b5\u03bc]")
_UNSAID = frozenset(
    {"", "n/a", "na", "none", "unknown", "unspecified", "undefined", "-", "?", "nan"}
)
_POWER = re.compile(r"(?:1?e|10\^?|1\*?10\^?)([+-]?\d{1,2})\*?(?:v|volts?)")


def is_unsaid(text: str) -> bool:
    """Return whether a unit's text says nothing."""
    return text.strip(" \0").lower() in _UNSAID


def microvolts(text: str) -> float | None:
    """Return how many µV a unit is; None where it is unknown or no voltage.

    Understood are V, mV, µV (micro sign, Greek mu, the letter u), nV and pV, in any
    case, as words, and as powers of ten such as ``1e-6 V``. A capital M is taken for
    milli: nobody records megavolts.
    """
    plain = unicodedata.normalize("NFKC", _MICRO.sub("u", text)).lower()
    plain = re.sub(r"[\s\0.]+", "", plain)
    if found := _POWER.fullmatch(plain):
        return float(f"1e{int(found[1]) + 6}")
    for word, prefix in _PREFIXES.items():
        if plain.startswith(word):
            plain = prefix + plain.removeprefix(word)
    return _WORDS.get(re.sub(r"volts?$", "v", plain))


def stream_microvolts(text: str) -> float | None:
    """Return how many µV the unit of an LSL or XDF channel is; None: unknown.

    MNE-LSL writes FIFF's multiplier for the unit, the power of ten of a volt: ``0`` is
    V and ``-6`` is µV.
    """
    if re.fullmatch(r"0|-[1-9]|-1[0-2]", text.strip()):
        return float(f"1e{int(text) + 6}")
    return microvolts(text)
