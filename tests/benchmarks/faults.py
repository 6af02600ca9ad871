"""Short sessions on a faulty disk, clock, headset and link, each drawn from one seed.

``attention-camp bench faults --minutes 30`` runs one session after the other through
the real loop, writer, journal, recovery, validation and replay, in virtual time, and
something goes wrong in each: a kill at any operation of the disk (of everything, or of
one process that is started again), a power cut that loses or tears what was not synced,
a failing or full disk, a folder that is made read-only or a disk that is pulled out in
the middle, a date that is set, a suspended computer, a recovery that is killed or meets
such a disk itself, a cut or altered file. Afterwards must hold:

- no trial is lost that was announced, and one second of EEG at most;
- MNE opens the recording, and it is valid, before any repair (after a power cut, and on
  a failing disk, what is torn is named);
- the recovery says what it does, within 2 s, and a second one finds nothing to do;
- then all is valid, whole and replayed to the same decisions; a change of a file is
  named with its file; nothing ends in another error than one in words.

Results go to ``build/faults.jsonl``, and the next run goes on with the seed after the
last; those of other code are not counted. ``python tests/benchmarks/faults.py SEED``
runs one seed again: the same operations and files, byte for byte. A real suspend is
not tried here.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fault_world.cases import KINDS, Verdict, run_case
from scipy.stats import beta

IS_LONG = True
NEEDS_QUIET = False
MINUTES = 1.0
ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "build" / "faults.jsonl"
CONFIDENCE = 0.95

Row = tuple[str, float, str]


def run(minutes: float | None = None) -> Iterator[Row]:
    """Run sessions for some minutes; yield what all runs of this code found."""
    logging.disable(logging.CRITICAL)
    until = time.monotonic() + 60 * (MINUTES if minutes is None else minutes)
    known = _known()
    seed = max((line["seed"] for line in known), default=-1) + 1
    code = code_hash()
    RESULTS.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, RESULTS.open("a") as results:
        while time.monotonic() < until:
            verdict = run_case(seed, Path(place))
            results.write(json.dumps(asdict(verdict) | {"code": code}) + "\n")
            if verdict.broken:
                print(f"seed {seed}, {verdict.kind}: {verdict.broken}")
            seed += 1
    yield from rows([line for line in _known() if line["code"] == code])


def rows(lines: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield how many sessions of each kind broke an invariant."""
    n_all = Counter(line["kind"] for line in lines)
    n_broken = Counter(line["kind"] for line in lines if line["broken"])
    n_torn = sum(bool(line["n_named"]) for line in lines)
    yield "faults: sessions in which a torn line or row was named", n_torn, "-"
    for kind in (*KINDS, "all"):
        n = len(lines) if kind == "all" else n_all[kind]
        k = n_broken.total() if kind == "all" else n_broken[kind]
        low, high = exact_interval(k, n)
        yield (
            f"faults: {kind}: broken invariants in {n} sessions", k,
            f"0; exact 95 % interval {100 * low:.3g} to {100 * high:.3g} %",
        )  # fmt: skip


def exact_interval(k: int, n: int) -> tuple[float, float]:
    """Return the interval of Clopper and Pearson (1934, doi:10.1093/biomet/26.4.404).

    Parameters
    ----------
    k, n : int
        Broken ones, and all.
    """
    tail = (1 - CONFIDENCE) / 2
    low = float(beta.ppf(tail, k, n - k + 1)) if k else 0.0
    high = float(beta.ppf(1 - tail, k + 1, n - k)) if k < n else 1.0
    return low, high


def code_hash() -> str:
    """Return the hash of what is tried and of what tries it."""
    made = hashlib.sha256()
    folders = ("camp", "signal", "tasks", "tests/benchmarks/fault_world")
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "ui" not in path.parts:
                made.update(path.read_bytes())
    return made.hexdigest()[:12]


def _known() -> list[dict[str, Any]]:
    if not RESULTS.exists():
        return []
    return [json.loads(line) for line in RESULTS.read_text().splitlines()]


def one(seed: int) -> Verdict:
    """Run the session of one seed."""
    with tempfile.TemporaryDirectory() as place:
        return run_case(seed, Path(place))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    for argument in sys.argv[1:]:
        sys.stdout.write(f"{one(int(argument))}\n")
