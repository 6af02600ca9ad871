"""What distinguishes the session that the set-up asks for from another."""

from __future__ import annotations

import zlib
from dataclasses import fields
from typing import Any

from attention_camp.camp.session.request import SessionRequest


def changes_between(old: SessionRequest | None, new: SessionRequest) -> dict[str, Any]:
    """Return the fields of a request that differ from those of an older one."""
    values = {field.name: getattr(new, field.name) for field in fields(new)}
    return {
        name: value
        for name, value in values.items()
        if old is None or value != getattr(old, name)
    }


def seed_of(participant: str, session: str, run: int) -> int:
    """Return a seed that another participant, session or run does not share.

    Parameters
    ----------
    participant, session : str
        Their labels.
    run : int
        Number of the run, from 1.
    """
    return zlib.crc32(f"{participant}/{session}/{run}".encode())
