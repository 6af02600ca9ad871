"""What the ledger, the frame log and the clock log say of each trial of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.rows import read_table
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.resources.texts import Sentence


@dataclass(frozen=True, slots=True)
class ClockAtTrial:
    """The fit of the sample clock that held when a trial began."""

    rate: float
    """Samples per second of the host."""
    residual: float
    """Median distance of the packets' arrivals to the fit, s."""
    off: float | None
    """How far the stored sample of the onset is from where the fit puts the onset, s;
    None: the onset by the host's clock is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class TrialFacts:
    """One trial, beyond its row in the table of events."""

    line: TrialLine
    """Its line of the ledger: what was decided, from what."""
    intervals: NDArray[np.float64]
    """Times between the buffer swaps within the trial, s; empty: none were logged."""
    clock: ClockAtTrial | None
    """None: the clock was never fitted."""


def read_trial_facts(paths: RunPaths) -> Mapping[int, TrialFacts]:
    """Return the facts of a run's trials, by their number.

    Raises
    ------
    DatasetError
        If the ledger is of a later version, or the frame log cannot be read.
    """
    lines = read_what_is_whole(paths.decisions).lines
    swaps = _swaps(paths)
    # entries are null where there was no fit yet
    fits = [
        fit
        for fit in read_jsonl(paths.clock)[0]
        if all(fit.get(name) is not None for name in _FIT)
    ]
    return {
        line.record.trial: TrialFacts(line, _within(line, swaps), _clock(line, fits))
        for line in lines
        if isinstance(line, TrialLine)
    }


_FIT = frozenset({"sample", "rate", "origin_sample", "origin_time", "residual"})


def _swaps(paths: RunPaths) -> NDArray[np.float64]:
    if not paths.frames.exists():
        return np.empty(0)
    try:
        times = [float(row["time"]) for row in read_table(paths.frames)]
    except (KeyError, ValueError) as error:
        raise DatasetError(
            Sentence(
                "{path} cannot be read: {error}. Restore it from a backup.",
                path=paths.frames,
                error=error,
            )
        ) from error
    return np.sort(np.asarray(times, dtype=np.float64))


def _within(line: TrialLine, swaps: NDArray[np.float64]) -> NDArray[np.float64]:
    if line.decided is None:
        return np.empty(0)
    host = line.decided.host
    first, stop = np.searchsorted(swaps, [host.onset, host.end])
    return np.diff(swaps[first:stop])


def _clock(line: TrialLine, fits: list[dict[str, float]]) -> ClockAtTrial | None:
    if not fits:
        return None
    sample = line.record.sample
    before = [fit for fit in fits if fit["sample"] <= sample]
    fit = before[-1] if before else fits[0]
    off = None
    if line.decided is not None and sample >= 0:
        since = line.decided.host.onset - fit["origin_time"]
        off = (sample - fit["origin_sample"] - since * fit["rate"]) / fit["rate"]
    return ClockAtTrial(fit["rate"], fit["residual"], off)
