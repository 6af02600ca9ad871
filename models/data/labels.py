"""Which windows of a BIDS recording are rest and which engaged."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.bounded import LARGEST_TABLE, read_text

REST_WORDS = ("rest", "baseline", "eyesclosed", "eyesopen")
"""A task or an event whose name contains one of these (without dashes) is rest."""


PASSIVE = "dot "
"""How the conditions of trials begin in which displays were seen but not searched."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a recording and what it is called."""

    onset: float
    """Seconds from the first sample."""
    duration: float
    name: str


def means_rest(name: str) -> bool:
    """Return whether a task or event of this name is rest."""
    plain = name.lower().replace("-", "").replace("_", "")
    return any(word in plain for word in REST_WORDS)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a BIDS table; none where there is no such file."""
    if not path.is_file():
        return []
    text = read_text(path, most=LARGEST_TABLE)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t"))


def blocks_of(rows: Sequence[dict[str, str]]) -> list[Span]:
    """Return the calibration blocks of a run that this application recorded.

    Each is from its first trial's onset to its last trial's end, called ``rest`` or
    ``engaged``. The later blocks are left out: their difficulty may have followed the
    score; so are those in which displays were only seen. None where the table is not
    ours.
    """
    trials: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        if row.get("trial_type") == "trial" and row.get("stage") == "calibration":
            trials.setdefault(row["block"], []).append(row)
    spans = []
    for block in trials.values():
        if block[0].get("condition", "").startswith(PASSIVE):
            continue
        onset = float(block[0]["onset"])
        end = float(block[-1]["onset"]) + float(block[-1]["duration"])
        name = "rest" if means_rest(block[0]["task"]) else "engaged"
        spans.append(Span(onset, end - onset, name))
    return spans


def windows_in_blocks(
    blocks: Sequence[Span], *, seconds: float, hop: float
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return start times (s) and labels of windows laid from each block's onset.

    Parameters
    ----------
    blocks : sequence of Span
        Blocks of rest or task.
    seconds : float
        Length of the windows.
    hop : float
        Seconds from one window to the next.
    """
    starts: list[NDArray[np.float64]] = [np.empty(0)]
    labels: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    for block in blocks:
        n = math.floor((block.duration - seconds) / hop + 1e-9) + 1
        own = np.asarray(block.onset + hop * np.arange(max(n, 0)), dtype=np.float64)
        starts.append(own)
        labels.append(np.full(len(own), 0 if block.name == "rest" else 1))
    return np.concatenate(starts), np.concatenate(labels)


def labels_of_task(
    task: str, spans: Sequence[Span], start: NDArray[np.float64], seconds: float
) -> NDArray[np.int64]:
    """Return 0 for a task of rest and inside events of rest, otherwise 1.

    A window that holds both is -1.

    Parameters
    ----------
    task : str
        Name of the task of the recording.
    spans : sequence of Span
        What the recording's annotations and events name.
    start : ndarray, shape (n_windows,)
        Starts of the windows, s.
    seconds : float
        Length of the windows.
    """
    is_rest = means_rest(task)
    labels = np.full(len(start), 0 if is_rest else 1, dtype=np.int64)
    for span in spans:
        end = span.onset + span.duration
        if not means_rest(span.name) or span.duration < seconds:
            continue
        touches = (start < end) & (start + seconds > span.onset)
        inside = (start >= span.onset) & (start + seconds <= end)
        labels[touches & ~inside & (labels == 1)] = -1
        labels[inside & (labels == 1)] = 0
    return labels


def without_bad(
    labels: NDArray[np.int64],
    spans: Sequence[Span],
    start: NDArray[np.float64],
    seconds: float,
) -> NDArray[np.int64]:
    """Return the labels, -1 where a window touches what is annotated ``BAD``.

    Parameters
    ----------
    labels : ndarray, shape (n_windows,)
        0 rest, 1 engaged, -1 neither.
    spans : sequence of Span
        What the recording's annotations and events name.
    start : ndarray, shape (n_windows,)
        Starts of the windows, s.
    seconds : float
        Length of the windows.
    """
    labels = labels.copy()
    for span in spans:
        if span.name.upper().startswith("BAD"):
            end = span.onset + span.duration
            labels[(start < end) & (start + seconds > span.onset)] = -1
    return labels


def spans_of(
    annotations: Any,  # mne.Annotations, which has no types
    rows: Sequence[dict[str, str]],
) -> list[Span]:
    """Return a recording's annotations and the events of its BIDS table."""
    spans = [
        Span(float(note["onset"]), float(note["duration"]), str(note["description"]))
        for note in annotations
    ]
    for row in rows:
        onset, duration = _number(row.get("onset")), _number(row.get("duration"))
        if onset is not None and duration is not None:
            spans.append(Span(onset, duration, row.get("trial_type") or ""))
    return spans


def _number(text: str | None) -> float | None:
    """Return a number of a BIDS table; None for ``n/a``."""
    if text in (None, "", "n/a"):
        return None
    try:
        return float(text or "")
    except ValueError:
        return None
