"""Compare a report with one that was made again: texts equal, numbers to six digits."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from attention_camp.camp.study.script import PACKAGES
from attention_camp.resources.texts import Sentence

TOLERANCE = 1e-6
"""Largest relative difference of a number: other processors differ in last digits."""
_VERSION = re.compile(rf"\b(Attention Camp|{'|'.join(PACKAGES)}) \d[\w.+-]*\w")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_MOST_NAMED = 5
"""Differing lines of a file that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How two reports differ."""

    n_numbers: int
    """Numbers that were compared."""
    differences: tuple[Sentence, ...]


def compare_folders(then: Path, now: Path) -> Compared:
    """Compare all files of two reports.

    Parameters
    ----------
    then : Path
        The report as it is.
    now : Path
        The report as it was made again.
    """
    n_numbers = 0
    found: list[Sentence] = []
    names = {
        path.relative_to(folder).as_posix()
        for folder in (then, now)
        for path in folder.rglob("*")
        if path.is_file()
    }
    for name in sorted(names):
        if not (then / name).is_file():
            found.append(Sentence("report/{file} is missing.", file=name))
        elif not (now / name).is_file():
            found.append(Sentence("report/{file} is not made again.", file=name))
        else:
            n, lines = _compare(_text(then / name), _text(now / name))
            n_numbers += n
            found += _said(name, lines)
    return Compared(n_numbers, tuple(found))


def _text(path: Path) -> str:
    """Return a file's text; versions of the program and of packages are said apart."""
    return _VERSION.sub(r"\1", path.read_text(encoding="utf-8", errors="replace"))


def _compare(then: str, now: str) -> tuple[int, list[tuple[int, str, str]]]:
    """Return how many numbers there are, and the lines that differ."""
    lines = list(zip_longest(then.splitlines(), now.splitlines(), fillvalue=""))
    n_numbers = sum(len(_NUMBER.findall(line)) for _, line in lines)
    wrong = [
        (number, a, b)
        for number, (a, b) in enumerate(lines, start=1)
        if a != b and not _is_close(a, b)
    ]
    return n_numbers, wrong


def _is_close(a: str, b: str) -> bool:
    if _NUMBER.sub("#", a) != _NUMBER.sub("#", b):
        return False
    pairs = zip(_NUMBER.findall(a), _NUMBER.findall(b), strict=True)
    return all(
        math.isclose(float(x), float(y), rel_tol=TOLERANCE, abs_tol=1e-12)
        for x, y in pairs
    )


def _said(name: str, lines: list[tuple[int, str, str]]) -> list[Sentence]:
    said = [
        Sentence(
            "report/{file}, line {number}: {then} was, {now} is made again.",
            file=name,
            number=number,
            then=_short(a, b),
            now=_short(b, a),
        )
        for number, a, b in lines[:_MOST_NAMED]
    ]
    if len(lines) > _MOST_NAMED:
        more = len(lines) - _MOST_NAMED
        said.append(
            Sentence("report/{file}: {n:more line|more lines}.", file=name, n=more)
        )
    return said


def _short(text: str, other: str) -> str:
    """Return what of a line is not in the other, with a little around it."""
    first = next(
        (k for k, (a, b) in enumerate(zip(text, other, strict=False)) if a != b),
        min(len(text), len(other)),
    )
    return f"“{text[max(first - 20, 0) : first + 20]}”"
