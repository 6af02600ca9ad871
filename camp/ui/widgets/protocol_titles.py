"""Titles of protocols, arms and headsets, without the texts that a session needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from attention_camp.resources.texts import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

KINDS = {
    "simulated": QT_TRANSLATE_NOOP("Sources", "Simulated brain"),
    "lsl": QT_TRANSLATE_NOOP("Sources", "LSL stream"),
    "replay": QT_TRANSLATE_NOOP("Sources", "Recording, played again"),
}
"""Sources that are no boards, by what stands before the colon."""
WAYS = {"native": "Bluetooth", "bled": "BLED112", "wifi": "Wi-Fi"}
"""Ways of connecting, by the last word of a board that has several."""
SPELT = {
    "aavaa": "AAVAA", "biolistener": "BioListener", "brainalive": "BrainAlive",
    "brainbit": "BrainBit", "chan": "channels", "channels": "channels", "ee": "EE",
    "eeg": "EEG", "freeeeg32": "FreeEEG32", "freeeeg128": "FreeEEG128", "imu": "IMU",
    "ironbci": "IronBCI", "ntl": "NTL", "ob3000": "OB3000", "ob5000": "OB5000",
    "pieeg": "PiEEG",
}  # fmt: skip
"""Words of boards' names that are not written with a capital and small letters."""


def protocol_title(name: str) -> str:
    """Return a protocol's title in the language of the windows, or its file's name."""
    return QCoreApplication.translate("protocols", _protocol(name))


@lru_cache(maxsize=64)
def _protocol(name: str) -> str:
    from attention_camp.camp.session.protocol import load_protocol
    from attention_camp.camp.session.protocols.protocol_file import shipped_protocols

    # a dataset names the protocol as BIDS allows it, without hyphens
    shipped = {known.replace("-", "").lower(): known for known in shipped_protocols()}
    known = shipped.get(name.replace("-", "").lower())
    return load_protocol(known).title if known else Path(name).stem


def headset_title(source: str) -> str:
    """Return the display name of a source as a session keeps it."""
    kind, _, which = source.partition(":")
    if kind not in KINDS:
        return board_title(source)
    name = translate("Sources", KINDS[kind])
    return f"{name} · {which.strip()}" if which else name


def board_title(board: str) -> str:
    """Return maker and name of a board, and the way of connecting if it has several.

    Made of the board's name: BrainFlow, which knows titles, takes seconds to load.
    """
    from attention_camp.signal.sources.board_facts import vendor_of

    vendor, words = vendor_of(board), board.split("_")
    maker = [] if vendor == "n/a" else vendor.split()
    way = WAYS.get(words[-1], "")
    if way:
        words = words[:-1]
    if words[: len(maker)] == [word.lower() for word in maker]:
        words = words[len(maker) :]  # ANT Neuro's names begin with it
    spelt = [SPELT.get(word, word[:1].upper() + word[1:]) for word in words]
    whole = " ".join([*maker, *spelt])
    return f"{whole} ({way})" if way else whole


def _arm_title(arm: str) -> str:
    # not at the start: codes need what a session is made of, and Home shows no arm
    from attention_camp.camp.ui.widgets.codes import arm_title

    return arm_title(arm)


TITLES: Mapping[str, Callable[[str], str]] = {
    "protocol": protocol_title,
    "arm": _arm_title,
    "headset": headset_title,
}
"""What is shown for the codes in a column."""
