"""The journal beside a recording: one checksum per synced chunk of samples."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.tables import to_json


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of samples that was on disk when its checksum was written."""

    first: int
    """Absolute index of the first sample."""
    n: int
    """Number of samples."""
    crc32: int
    """CRC-32 of the bytes in the file."""

    @property
    def stop(self) -> int:
        """Index after the last sample."""
        return self.first + self.n


def journal_line(kind: str, **values: Any) -> str:
    """Return a line of the journal that is no chunk."""
    return to_json({"kind": kind, **values}) + "\n"


def chunk_line(first: int, n: int, *, crc32: int) -> str:
    """Return the line of a synced chunk."""
    return journal_line("chunk", first=first, n=n, crc32=f"{crc32:08x}")


def read_jsonl(path: Path) -> tuple[list[dict[str, Any]], list[int]]:
    """Return the lines of a JSON-lines file, and the numbers of unreadable ones."""
    if not path.exists():
        return [], []
    values, unreadable = [], []
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            try:
                value = json.loads(line)
            except ValueError:
                unreadable.append(number)
                continue
            if isinstance(value, dict):
                values.append(value)
            else:
                unreadable.append(number)
    return values, unreadable


def read_chunks(path: Path) -> list[Chunk]:
    """Return the chunks of a journal; lines that cannot be read are left out."""
    lines, _ = read_jsonl(path)
    return [
        Chunk(int(line["first"]), int(line["n"]), int(line["crc32"], 16))
        for line in lines
        if line.get("kind") == "chunk"
    ]
