"""Digests of files in pieces, so that a change is named with its place."""

from __future__ import annotations

import math
import sys
from hashlib import sha256
from pathlib import Path

from attention_camp.camp.session.proof.chain_lines import FileDigest
from attention_camp.resources.bounded import open_regular
from attention_camp.resources.texts import Sentence

MOST_PIECES = 512
"""Pieces of a file, at most; a shorter text has one per line. Our own choice."""
SHORT = 8
"""Hex digits kept of a piece's hash: they name the place, the whole hash proves."""
_BYTES = 4096
"""Smallest piece of a file that is no text, bytes."""
_TEXTS = frozenset({".tsv", ".json", ".jsonl", ".vhdr", ".vmrk", ".csv", ".txt"})


def digest_of(path: Path) -> FileDigest:
    """Return the digest of a file."""
    data = _content(path)
    units = _lines(data) if path.suffix in _TEXTS else [data]
    if path.suffix in _TEXTS:
        piece = max(1, math.ceil(len(units) / MOST_PIECES))
    else:
        piece = max(_BYTES, math.ceil(len(data) / MOST_PIECES))
    pieces = "".join(_pieces(path, data, piece))
    return FileDigest(len(data), sha256(data).hexdigest(), piece, pieces)


def _content(path: Path) -> bytes:
    with open_regular(path, most=sys.maxsize) as file:
        return file.read()


def what_changed(path: Path, then: FileDigest) -> str:
    """Return what is no longer in a file as it was, and where; empty: nothing."""
    data = _content(path)
    if sha256(data).hexdigest() == then.sha256:
        return ""
    was = [then.pieces[i : i + SHORT] for i in range(0, len(then.pieces), SHORT)]
    now = _pieces(path, data, max(then.piece, 1))
    n_same = next(
        (i for i, pair in enumerate(zip(was, now, strict=False)) if len(set(pair)) > 1),
        min(len(was), len(now)),
    )
    n_after = 0
    for old, new in zip(reversed(was[n_same:]), reversed(now[n_same:]), strict=False):
        if old != new:
            break
        n_after += 1
    if path.suffix not in _TEXTS:
        return Sentence(
            "bytes {first} to {stop} are not what was recorded ({then:byte|bytes} "
            "then, {now} now)",
            first=n_same * then.piece,
            stop=min((max(len(now), len(was)) - n_after) * then.piece, len(data)),
            then=then.n_bytes,
            now=len(data),
        )
    first = n_same * then.piece + 1
    stop = max(len(now) - n_after, n_same + 1) * then.piece
    return _changed_lines(first, min(stop, max(_n_lines(data), first)), then, data)


def _changed_lines(first: int, stop: int, then: FileDigest, data: bytes) -> str:
    sizes = {"then": then.n_bytes, "now": len(data)}
    if first == stop:
        return Sentence(
            "line {line} is not what was recorded ({then:byte|bytes} in the file then, "
            "{now} now)",
            line=first,
            **sizes,
        )
    return Sentence(
        "lines {first} to {stop} are not what was recorded ({then:byte|bytes} in the "
        "file then, {now} now)",
        first=first,
        stop=stop,
        **sizes,
    )


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    whole = [line + b"\n" for line in lines[:-1]]
    return [*whole, lines[-1]] if lines[-1] else whole


def _n_lines(data: bytes) -> int:
    return len(_lines(data))


def _pieces(path: Path, data: bytes, piece: int) -> list[str]:
    if path.suffix in _TEXTS:
        lines = _lines(data)
        starts = range(0, len(lines), piece)
        parts = [b"".join(lines[i : i + piece]) for i in starts]
    else:
        parts = [data[i : i + piece] for i in range(0, len(data), piece)]
    return [sha256(part).hexdigest()[:SHORT] for part in parts]
