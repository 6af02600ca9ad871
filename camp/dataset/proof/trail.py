"""A trail of what people did: lines of JSON, each with the hash of the one before.

The last entry of a line is the hash of what stands before it, so that the newest line
is no easier to change than the others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import Appender, write_whole
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.proof.chain import START
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.tables import to_json
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import wall_time

OWN = "sha256"
"""Entry of a line: the hash of the entries before it."""


def add_to_trail(path: Path, facts: Mapping[str, Any]) -> None:
    """Add a line, synced; two programs at once lose none.

    A line that a power cut left half is moved to ``torn`` beside the trail.
    """
    at = wall_time().isoformat(timespec="seconds")
    with locked(path):
        file = Appender(path, keep=path.parent / "torn")
        try:
            file.append(_line({"at": at, **facts, "chain": last_hash(path)}))
        finally:
            file.close()


def whole_lines(path: Path) -> list[bytes]:
    """Return the lines of a trail but for one that a power cut left half or zero."""
    data = path.read_bytes() if path.exists() else b""
    return data.partition(b"\0")[0].split(b"\n")[:-1]


def read_trail(path: Path) -> list[dict[str, Any]]:
    """Return the whole lines of a trail, oldest first.

    Raises
    ------
    DatasetError
        If one cannot be read.
    """
    found = []
    for number, text in enumerate(whole_lines(path), 1):
        try:
            found.append(dict(json.loads(text)))
        except (ValueError, TypeError, RecursionError) as error:
            raise DatasetError(
                Sentence(
                    "{path}, line {number}: it was changed or damaged, and cannot be "
                    "read. Restore the file from a backup.",
                    path=path,
                    number=number,
                )
            ) from error
    return found


def last_hash(path: Path) -> str:
    """Return the hash of the last line, which stands for the whole trail."""
    lines = whole_lines(path)
    return sha256(lines[-1]).hexdigest() if lines else START


def broken_line(path: Path) -> int | None:
    """Return the first line, from 1, that does not fit the one before or itself.

    None: all do. Lines of versions before, without a hash of their own, are held by the
    line after them alone.
    """
    expected = START
    for number, text in enumerate(whole_lines(path), 1):
        try:
            line = json.loads(text)
        except ValueError:
            return number
        if not isinstance(line, dict) or line.get("chain") != expected:
            return number
        own = line.pop(OWN, None)
        if own is not None and own != _hash_of(line):
            return number
        expected = sha256(text).hexdigest()
    return None


def rewrite_trail(
    path: Path, change: Callable[[dict[str, Any]], dict[str, Any] | None]
) -> bool:
    """Change lines of a trail, and chain it anew; return whether any was changed.

    For withdrawals and corrected labels alone: the caller leaves a line that says so.

    Parameters
    ----------
    path : Path
        The trail.
    change : callable
        Given a line, without its hashes; returns what takes its place, None: the line
        stays.

    Raises
    ------
    DatasetError
        If a line cannot be read; nothing is changed.
    """
    with locked(path):
        lines, chain, is_changed = [], START, False
        for line in read_trail(path):
            bare = {k: v for k, v in line.items() if k not in (OWN, "chain")}
            new = change(bare)
            is_changed = is_changed or new is not None
            lines.append(_line({**(bare if new is None else new), "chain": chain}))
            chain = sha256(lines[-1].rstrip("\n").encode()).hexdigest()
        if is_changed:
            write_whole(path, "".join(lines))
    return is_changed


def _line(facts: Mapping[str, Any]) -> str:
    return to_json({**facts, OWN: _hash_of(facts)}) + "\n"


def _hash_of(facts: Mapping[str, Any]) -> str:
    return sha256(to_json(dict(facts)).encode()).hexdigest()
