"""Titles of protocols, without the texts that a session needs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication


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
