"""The journal beside a recording: one checksum per synced chunk of samples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.tables import to_json
from attention_camp.resources.bounded import (
    LARGEST_TABLE,
    UnreadableError,
    open_regular,
    parse_json,
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of samples that was on disk when its checksum was written."""

    first: int
    """Absolute index of the first sample."""
    n: int
    """Number of samples."""
    crc32: int
    """CRC-32 of the bytes in the file."""
    sha256: str = ""
    """SHA-256 of the bytes in the file; empty in journals of earlier versions."""

    @property
    def stop(self) -> int:
        """Index after the last sample."""
        return self.first + self.n


def journal_line(kind: str, **values: Any) -> str:
    """Return a line of the journal that is no chunk."""
    return to_json({"kind": kind, **values}) + "\n"


def chunk_line(first: int, n: int, *, crc32: int, sha256: str) -> str:
    """Return the line of a synced chunk.

    Parameters
    ----------
    first, n : int
        Its first sample, counted from 0, and its number of samples.
    crc32 : int
        Checksum of its bytes, for readers of earlier versions.
    sha256 : str
        SHA-256 of its bytes; a checksum alone can be kept by whoever changes them.
    """
    values = {"first": first, "n": n, "crc32": f"{crc32:08x}"}
    return journal_line("chunk", **values, **({"sha256": sha256} if sha256 else {}))


@dataclass(frozen=True, slots=True)
class JsonLine:
    """One line of a JSON-lines file."""

    number: int
    """From 1."""
    values: dict[str, Any] | None
    """None: it is no JSON object, or lacks its end: it was never wholly written."""
    is_whole: bool
    """Whether the line has its end; only the last one of a file may lack it."""


def numbered_jsonl(path: Path) -> Iterator[JsonLine]:
    """Yield the lines of a JSON-lines file; none where there is no file.

    Raises
    ------
    UnreadableError
        If it is no regular file, or too large.
    """
    if not path.exists():
        return
    with open_regular(path, most=LARGEST_TABLE) as file:
        for number, content in enumerate(file, start=1):
            line = content.decode("utf-8", "replace")
            is_whole = line.endswith("\n")
            yield JsonLine(number, _read_line(line) if is_whole else None, is_whole)


def read_jsonl(path: Path) -> tuple[list[dict[str, Any]], list[int]]:
    """Return the lines of a JSON-lines file, and the numbers of unreadable ones."""
    values, unreadable = [], []
    for line in numbered_jsonl(path):
        if line.values is None:
            unreadable.append(line.number)
        else:
            values.append(line.values)
    return values, unreadable


def _read_line(line: str) -> dict[str, Any] | None:
    try:
        value = parse_json(line, "")
    except UnreadableError:
        return None
    return value if isinstance(value, dict) else None


def read_chunks(
    path: Path, *, most: int | None = None
) -> tuple[list[Chunk], list[int]]:
    """Return the chunks of a journal, and the numbers of lines that are unreadable.

    ``most`` is how many lines are read; None: all.
    """
    chunks, unreadable = [], []
    for line in islice(numbered_jsonl(path), most):
        values = line.values
        if values is not None and values.get("kind") != "chunk":
            continue
        try:
            chunks.append(_chunk(values or {}))
        except (KeyError, TypeError, ValueError):
            unreadable.append(line.number)
    return chunks, unreadable


def _chunk(values: dict[str, Any]) -> Chunk:
    first, n = int(values["first"]), int(values["n"])
    return Chunk(first, n, int(values["crc32"], 16), str(values.get("sha256", "")))
