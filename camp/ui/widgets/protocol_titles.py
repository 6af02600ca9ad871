"""Titles of protocols, arms and headsets, without the texts that a session needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from attention_camp.resources.texts import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


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


def headset_title(board: str) -> str:
    """Return the display name of a source as a session keeps it."""
    names = {"simulated": QT_TRANSLATE_NOOP("Sources", "Simulated brain")}
    return translate("Sources", names.get(board, board))


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
