"""A recorded session as the viewer needs it: windows of EEG, trials, scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

OVERVIEW_COLUMNS = 1200
"""Columns of the overview bar."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial as the viewer shows it."""

    number: int
    onset: float
    duration: float
    block: int
    stage: str
    task: str
    condition: str
    level: int
    next_level: int
    correct: bool
    reaction_time: float | None
    engagement: float | None
    certainty: float | None
    quality: float | None
    why: str
    score_reason: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """An annotation of the recording."""

    onset: float
    duration: float
    text: str

    @property
    def is_bad(self) -> bool:
        """Whether it marks data not to be used."""
        return self.text.upper().startswith("BAD")


class Recording:
    """A session that is on disk; EEG is read by window, never as a whole.

    Parameters
    ----------
    path : Path
        Session folder, or any file of a run.
    """

    def __init__(self, path: Path) -> None:
        from attention_camp.camp import open_session

        self.path = path
        self.session = open_session(path)
        raw = self.session.raw
        self.sfreq = float(raw.info["sfreq"])
        self.n_times = int(raw.n_times)
        kinds = raw.get_channel_types()
        self.picks = [i for i, kind in enumerate(kinds) if kind == "eeg"]
        if not self.picks:
            self.picks = list(range(len(raw.ch_names)))
        self.ch_names = tuple(raw.ch_names[i] for i in self.picks)
        self.bads = set(raw.info["bads"])
        self.trials = tuple(_trial(row) for row in _rows(self.session.trials))
        self.stretches = tuple(
            Stretch(float(a["onset"]), float(a["duration"]), str(a["description"]))
            for a in raw.annotations
        )
        self.scores = _scores(self.session.engagement)

    @property
    def title(self) -> str:
        """Participant, session and run, as BIDS names them."""
        return self.session.paths.title

    @property
    def duration(self) -> float:
        """Length of the recording, s."""
        return self.n_times / self.sfreq

    def window(self, start: float, stop: float) -> tuple[NDArray[np.float64], float]:
        """Return the EEG between two times, µV, and the time of its first sample.

        Returns
        -------
        ndarray, shape (n_chans, n_times)
            As recorded; NaN where samples were lost.
        float
            Seconds.
        """
        first = max(0, math.floor(start * self.sfreq))
        last = min(self.n_times, math.ceil(stop * self.sfreq) + 1)
        if last <= first:
            return np.empty((len(self.picks), 0)), start
        data = self.session.raw.get_data(picks=self.picks, start=first, stop=last)
        return np.asarray(data) * 1e6, first / self.sfreq

    def trial_at(self, time: float) -> int | None:
        """Return the index of the last trial that began before ``time``."""
        onsets = [trial.onset for trial in self.trials]
        index = int(np.searchsorted(onsets, time, side="right")) - 1
        return index if index >= 0 else None


def thin(
    data: NDArray[np.float64], first: float, sfreq: float, n_columns: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return times and values with one minimum and maximum per column.

    Parameters
    ----------
    data : ndarray, shape (n_chans, n_times)
        Any unit.
    first : float
        Time of the first sample, s.
    sfreq : float
        Hz.
    n_columns : int
        Columns of the picture; below two samples a column, nothing is thinned.

    Returns
    -------
    times : ndarray, shape (n_points,)
    values : ndarray, shape (n_chans, n_points)
    """
    n_chans, n_times = data.shape
    width = n_times // max(n_columns, 1)
    if width < 2:
        return first + np.arange(n_times) / sfreq, data
    # columns begin at multiples of their width in the recording: scrolling is calm
    skip = (-round(first * sfreq)) % width
    n_used = (n_times - skip) // width
    block = data[:, skip : skip + n_used * width].reshape(n_chans, n_used, width)
    values = np.empty((n_chans, 2 * n_used))
    values[:, 0::2] = block.min(axis=2)
    values[:, 1::2] = block.max(axis=2)
    start = first + skip / sfreq
    times = start + (np.arange(2 * n_used) * 0.5 + 0.25) * width / sfreq
    return times, values


def _rows(table: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_dict("records")
    return rows


def _trial(row: dict[str, Any]) -> Trial:
    return Trial(
        number=int(row["trial"]),
        onset=float(row["onset"]),
        duration=_number(row.get("duration")) or 0.0,
        block=int(row.get("block", 0)),
        stage=str(row.get("stage", "")),
        task=str(row.get("task", "")),
        condition=_text(row.get("condition")),
        level=int(row["level"]),
        next_level=int(_number(row.get("next_level")) or row["level"]),
        correct=_truth(row["correct"]),
        reaction_time=_number(row.get("reaction_time")),
        engagement=_number(row.get("engagement")),
        certainty=_number(row.get("certainty")),
        quality=_number(row.get("quality")),
        why=_text(row.get("why")),
        score_reason=_text(row.get("score_reason")),
    )


def _scores(table: Any) -> dict[str, NDArray[np.float64]]:
    """Return the live scores as arrays: onset, engagement, certainty."""
    names = ("onset", "engagement", "certainty")
    if table is None or not len(table):
        return {name: np.empty(0) for name in names}
    return {name: np.asarray(table[name], float) for name in names}


def _number(value: Any) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None  # a column of text says n/a where there is no number
    return number if math.isfinite(number) else None


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    text = str(value)
    return "" if text in {"n/a", "nan", "<NA>"} else text


def _truth(value: Any) -> bool:
    if isinstance(value, str):
        return value.strip().lower() in {"true", "1", "yes"}
    return bool(value)


def channel_order(ch_names: Sequence[str], picked: Sequence[str]) -> list[int]:
    """Return the indices of the picked channels, in the recording's order."""
    wanted = set(picked)
    return [i for i, name in enumerate(ch_names) if name in wanted]
