"""The hash chain of a ledger: each line holds the SHA-256 of the line before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.tables import to_json
from attention_camp.camp.session.plain_values import PlainValueError
from attention_camp.camp.session.proof.chain_lines import CloseLine
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes
from attention_camp.resources.texts import Sentence

KEY = "chain"
"""Key of a line that holds the hash of the line before it."""

START = "0" * 64
"""What the first line holds, where no run of the session came before."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a chain does not hold."""

    number: int
    """Line of the ledger, from 1."""
    problem: str
    """What is wrong, in a sentence."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A line that closes a session."""

    number: int
    """Line of the ledger, from 1."""
    hash: str
    """The session hash."""
    line: CloseLine


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """The chain of a run's ledger, as it stands in the file."""

    is_chained: bool
    """False: a ledger of a version without chains, or none."""
    first: str = START
    """What the first line holds."""
    hashes: tuple[str, ...] = ()
    """SHA-256 of each whole line."""
    breaks: tuple[Break, ...] = ()
    closings: tuple[Closing, ...] = ()

    @property
    def closing(self) -> Closing | None:
        """What closes the session; None: its chain is open."""
        last = self.closings[-1] if self.closings else None
        return last if last and last.number == len(self.hashes) else None

    @property
    def end(self) -> str:
        """Hash of the last line: what the next one is to hold."""
        return self.hashes[-1] if self.hashes else START


class Links:
    """Makes the lines that a ledger is continued with.

    Parameters
    ----------
    paths : RunPaths
        The run; a half-written last line of its ledger was cut off already.
    """

    def __init__(self, paths: RunPaths) -> None:
        lines = _whole_lines(paths.decisions)
        self._end = hash_of(lines[-1]) if lines else begin_of(paths)

    def line(self, values: Mapping[str, Any]) -> str:
        """Return the text of the next line, linked to the one before it."""
        return to_json({**values, KEY: self._end}) + "\n"

    def written(self, text: str) -> None:
        """Go on after a line that is on disk."""
        self._end = hash_of(text.encode("utf-8").rstrip(b"\n"))


def hash_of(line: bytes) -> str:
    """Return the SHA-256 of a line without its end."""
    return sha256(line).hexdigest()


def values_of(line: bytes) -> dict[str, Any]:
    """Return what a line of a ledger holds; nothing where it is damaged."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def begin_of(paths: RunPaths) -> str:
    """Return what a run's first line holds: the runs of a session are one chain."""
    if paths.run == 1:
        return START
    before = _whole_lines(replace(paths, run=paths.run - 1).decisions)
    return hash_of(before[-1]) if before else START


def read_chain(path: Path) -> Chain:
    """Return the chain of a ledger; a half-written last line is left out."""
    lines = _whole_lines(path)
    values = [values_of(line) for line in lines]
    if not any(KEY in found for found in values):
        return Chain(is_chained=False, hashes=tuple(map(hash_of, lines)))
    hashes = tuple(map(hash_of, lines))
    breaks = []
    begun = False
    for number, found in enumerate(values, start=1):
        # a correction begins a chain after the lines of a version without one
        begun = begun or KEY in found or _format(values) > 1
        before = found.get(KEY) if number == 1 else hashes[number - 2]
        if begun and (KEY not in found or found[KEY] != before):
            breaks.append(Break(number, _problem(number, found)))
    closings = []
    for number, (found, own) in enumerate(zip(values, hashes, strict=True), start=1):
        if found.get("kind") == "close":
            with suppress(PlainValueError):  # told as a line that cannot be read
                closings.append(Closing(number, own, CloseLine.from_json(found)))
    first = values[0].get(KEY, START)
    return Chain(True, str(first), hashes, tuple(breaks), tuple(closings))


def _problem(number: int, found: Mapping[str, Any]) -> str:
    if KEY not in found:
        return Sentence(
            "line {number} is not linked to the line before it", number=number
        )
    return Sentence(
        "line {number} does not follow line {before}: one of them was changed, or "
        "lines between them were removed, added or moved",
        number=number,
        before=number - 1,
    )


def _format(values: list[dict[str, Any]]) -> int:
    found = values[0].get("format", 1) if values else 1
    return found if isinstance(found, int) else 1


def _whole_lines(path: Path) -> list[bytes]:
    data = read_bytes(path, most=LARGEST_TABLE) if path.exists() else b""
    whole, _, _ = data.partition(b"\0")  # a power cut leaves zeros for what is torn
    return whole.split(b"\n")[:-1]
