"""Files that are damaged or made to harm, through every reader: nothing may break.

``attention-camp bench hostile`` reads 2,000 mutated files per format in one child that
is started again where it dies, and hands 500 hostile labels, paths, protocols, datasets
and weights to what takes them. ``python tests/benchmarks/hostile.py 100 50`` does the
same with other numbers. Held must be:

- the parent lives, whatever happens to the child, and no file takes above 5 s;
- what is read has no infinite value, and the size that was written, or is asked about;
- what is hostile is refused in words, or taken, within 2 s and 500 MB.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import hostile_asks
import numpy as np
from hostile_files import FORMATS, mutated, outcome

from attention_camp.resources.texts import UserError
from attention_camp.signal.sources.apart import ReaderProcess, ReadingError
from attention_camp.signal.sources.limits import Limits

IS_LONG = True
NEEDS_QUIET = False
N_FILES, N_ASKS = 2000, 500
SLOW_SECONDS = 5.0
SAME = 0.1
"""Sizes that differ by less, natural logarithm, are the same."""
ASK_LIMITS = Limits(cpu_seconds=2.0, seconds=20.0, memory=500_000_000)

Row = tuple[str, float, str]


def run(n_files: int = N_FILES, n_asks: int = N_ASKS) -> Iterator[Row]:
    """Yield what happened, and how often."""
    with ReaderProcess() as reader:
        yield from _rows(reader, n_files, n_asks)


def _rows(reader: ReaderProcess, n_files: int, n_asks: int) -> Iterator[Row]:
    for name in FORMATS:
        found = read_mutated(name, n_files, reader=reader)
        for what in ("died", "slow", "infinite", "another size"):
            yield f"{name}: {what} of {n_files} mutated files", found[what], "0"
        for what in ("read", "refused", "crashed in the child", "asked about"):
            yield f"{name}: {what}", found[what], "for information"
    for kind in hostile_asks.KINDS:
        found = ask(kind, n_asks, reader=reader)
        for what in ("not in words", "slow", "died"):
            yield f"{kind}: {what} of {n_asks} hostile ones", found[what], "0"
        for what in ("refused", "taken"):
            yield f"{kind}: {what}", found[what], "for information"


def read_mutated(
    name: str, n_files: int, *, reader: ReaderProcess, seed: int = 0
) -> Counter[str]:
    """Read mutations of a format's recording and count what became of them.

    Parameters
    ----------
    name : str
        The format, of ``FORMATS``.
    n_files : int
        How many.
    reader : ReaderProcess
        What reads them.
    seed : int
        Of the mutations.
    """
    rng = np.random.default_rng(seed)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "mutated_eeg"
        whole = FORMATS[name](place)
        for number in range(n_files):
            victim = list(whole)[int(rng.integers(0, len(whole)))]
            for suffix, content in whole.items():
                damaged = mutated(content, rng) if suffix == victim else content
                place.with_suffix(suffix).write_bytes(damaged)
            file = place.with_suffix(next(iter(whole)))
            kind, seconds = _timed(reader, file)
            found[kind] += 1
            # on a busy machine one look says little
            if seconds > SLOW_SECONDS and _timed(reader, file)[1] > SLOW_SECONDS:
                found["slow"] += 1
                kind = "slow"
            if kind in ("slow", "infinite", "another size", "died"):
                _tell(name, number, kind, place, whole)
    return found


def _timed(reader: ReaderProcess, file: Path) -> tuple[str, float]:
    """Return what became of a file, and how long that took, s."""
    began = time.perf_counter()
    kind = _read(reader, file)
    return kind, time.perf_counter() - began


def _read(reader: ReaderProcess, file: Path) -> str:
    try:
        read = reader.read(outcome, file)
    except ReadingError as error:
        is_death = "ended with" in str(error.reason)
        return "crashed in the child" if is_death else "refused"
    except UserError:
        return "refused"
    if read.n_infinite:
        return "infinite"
    if abs(np.log(read.scale)) > SAME + read.uncertainty:
        return "asked about" if read.is_asked else "another size"
    return "read"


def _tell(name: str, number: int, kind: str, place: Path, whole: object) -> None:
    """Keep a file on which something did not hold."""
    kept = Path(tempfile.gettempdir()) / "hostile-files"
    kept.mkdir(exist_ok=True)
    for suffix in whole:  # type: ignore[attr-defined]
        file = place.with_suffix(suffix)
        target = f"{name}-{number}-{kind.replace(' ', '-')}_eeg{suffix}"
        (kept / target).write_bytes(file.read_bytes())


def ask(
    kind: str, n_asks: int, *, reader: ReaderProcess, seed: int = 0
) -> Counter[str]:
    """Hand hostile things to what takes them and count the answers.

    Parameters
    ----------
    kind : str
        What is hostile, of ``hostile_asks.KINDS``.
    n_asks : int
        How many.
    reader : ReaderProcess
        The process that they are handed to.
    seed : int
        Of what is made.
    """
    rng = np.random.default_rng(seed)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        make = hostile_asks.KINDS[kind](Path(folder))
        for number in range(n_asks):
            spec = make(number, rng)
            began = time.perf_counter()
            try:
                reader.read(hostile_asks.answer, spec, kind, limits=ASK_LIMITS)
                answer = "taken"
            except ReadingError as error:
                says = str(error.reason)
                answer = "died" if "ended with" in says else "not in words"
                sys.stderr.write(f"{kind} {number} {str(spec)[:80]!r}: {says}\n")
            except UserError:
                answer = "refused"
            found[answer] += 1
            if time.perf_counter() - began > 2.0 + SLOW_SECONDS:
                found["slow"] += 1
    return found


if __name__ == "__main__":
    for row in run(*map(int, sys.argv[1:])):
        sys.stdout.write(f"{row[0]}: {row[1]:g} ({row[2]})\n")
