"""Runs the benchmarks of the source tree and prints their ratios."""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from attention_camp.camp.cli.display import need_display
from attention_camp.resources.texts import UserError

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "benchmarks"

Row = tuple[str, float, str]
"""What was measured, the ratio or figure, and the goal in words."""


class BenchmarkError(UserError):
    """Benchmarks that cannot be run here and now; the text is for people."""


def benchmark_names() -> tuple[str, ...]:
    """Return the names of the benchmarks: modules with a ``run`` of their own."""
    return tuple(
        sorted(p.stem for p in FOLDER.glob("*.py") if "\ndef run(" in p.read_text())
    )


def run_benchmarks(names: Sequence[str], minutes: float | None = None) -> Iterator[Row]:
    """Run benchmarks one after the other and yield their rows.

    Parameters
    ----------
    names : sequence of str
        Which ones; empty: all that are not long.
    minutes : float or None
        How long those run that can run for ever; None: as long as they choose.

    Raises
    ------
    BenchmarkError
        If a name is unknown, or the machine is busy.
    CommandError
        If a benchmark needs a display and there is none.
    """
    known = benchmark_names()
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise BenchmarkError(
            f"There is no benchmark {', '.join(unknown)}; known are {', '.join(known)}."
        )
    sys.path.insert(0, str(FOLDER))
    for name in names or known:
        module = importlib.import_module(name)  # by name: processes it starts find it
        if not names and getattr(module, "IS_LONG", False):
            continue  # minutes to half an hour: only when asked for by name
        if getattr(module, "NEEDS_DISPLAY", False):
            need_display()
        if getattr(module, "NEEDS_QUIET", True):
            refuse_if_busy()
        timed = "minutes" in inspect.signature(module.run).parameters
        yield from module.run(minutes=minutes) if timed else module.run()


def refuse_if_busy() -> None:
    """Refuse where other work would be measured too."""
    cores = os.cpu_count() or 1
    if hasattr(os, "getloadavg") and (load := os.getloadavg()[0]) > cores:
        raise BenchmarkError(
            f"The machine is busy (load {load:.1f} on {cores} cores), so a ratio would "
            "mean little. End other programs and try again in a minute."
        )
