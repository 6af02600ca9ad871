"""The signal check's verdicts in words: finding, number, limit, remedy."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.ui import formats
from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.signal.quality import REMEDIES
from attention_camp.signal.window import ChannelVerdict

translate = QCoreApplication.translate

FAULTS = {
    "gap": QT_TRANSLATE_NOOP("Faults", "lost samples"),
    "railed": QT_TRANSLATE_NOOP("Faults", "at the amplifier's limit"),
    "flat": QT_TRANSLATE_NOOP("Faults", "no signal"),
    "pops": QT_TRANSLATE_NOOP("Faults", "jumps"),
    "drift": QT_TRANSLATE_NOOP("Faults", "drift"),
    "mains": QT_TRANSLATE_NOOP("Faults", "mains hum"),
    "muscle": QT_TRANSLATE_NOOP("Faults", "muscle"),
    "bridged": QT_TRANSLATE_NOOP("Faults", "bridged with a neighbour"),
    "impedance": QT_TRANSLATE_NOOP("Faults", "impedance"),
}
"""What each fault is called."""

SYMBOLS = {"good": "●", "doubtful": "▲", "bad": "✕"}


def finding(verdict: ChannelVerdict) -> str:
    """Return what was found, with its number and limit."""
    if verdict.quality == "good":
        return translate("Faults", "good")
    name = translate("Faults", FAULTS.get(verdict.fault, verdict.fault))
    if not math.isfinite(verdict.value):
        return name
    return translate("Faults", "{fault}, {value} (limit {limit})").format(
        fault=name,
        value=_number(verdict.value, verdict.unit),
        limit=_number(verdict.threshold, verdict.unit),
    )


def summary(verdict: ChannelVerdict) -> str:
    """Return symbol, channel and finding in one line."""
    found = translate("Faults", "{name}: {finding}").format(
        name=verdict.ch_name, finding=finding(verdict)
    )
    return f"{SYMBOLS[verdict.quality]} {found}"


def remedy(verdict: ChannelVerdict) -> str:
    """Return what to do about it."""
    return translate("signal", REMEDIES.get(verdict.fault, ""))


def _number(value: float, unit: str) -> str:
    digits = 1 if abs(value) < 10 and value != round(value) else 0
    return formats.number(value, digits, unit)
