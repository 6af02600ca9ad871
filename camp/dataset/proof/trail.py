"""A trail of what people did: lines of JSON, each with the hash of the one before."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import Appender
from attention_camp.camp.dataset.proof.chain import START
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.tables import to_json
from attention_camp.signal.clock import wall_time


def add_to_trail(path: Path, facts: Mapping[str, Any]) -> None:
    """Add a line, synced; two programs at once lose none.

    A line that a power cut left half is moved to ``torn`` beside the trail.
    """
    at = wall_time().isoformat(timespec="seconds")
    with locked(path):
        before = whole_lines(path)
        chain = sha256(before[-1]).hexdigest() if before else START
        file = Appender(path, keep=path.parent / "torn")
        try:
            file.append(to_json({"at": at, **facts, "chain": chain}) + "\n")
        finally:
            file.close()


def whole_lines(path: Path) -> list[bytes]:
    """Return the lines of a trail but for one that a power cut left half."""
    return path.read_bytes().split(b"\n")[:-1] if path.exists() else []
