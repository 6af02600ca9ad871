"""A recorded session for the viewer: windows of EEG, trials, scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from attention_camp.camp.ui.widgets.codes import mark_text
from attention_camp.camp.ui.widgets.session_model import REST
from attention_camp.resources.texts import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from attention_camp.camp.dataset.tables import ScoreRow
    from attention_camp.camp.session.records import EventRow

translate = QCoreApplication.translate

MARKED = {
    "note": QT_TRANSLATE_NOOP("Marks", "Note"),
    "pause": QT_TRANSLATE_NOOP("Marks", "Pause"),
    "help": QT_TRANSLATE_NOOP("Marks", "Called the researcher"),
}
"""Rows of the table of events that people made, and their names."""


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


class RecordedSession:
    """A session on disk; its EEG is read window by window.

    Parameters
    ----------
    path : Path
        Session folder, or any file of a run.
    """

    def __init__(self, path: Path) -> None:
        from attention_camp.camp.dataset.open_session import open_session
        from attention_camp.camp.dataset.rows import (
            read_events,
            read_scores,
            read_trials,
        )

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
        self.trials = tuple(read_trials(self.session.paths))
        self.stretches = tuple(
            Stretch(float(a["onset"]), float(a["duration"]), str(a["description"]))
            for a in raw.annotations
        )
        self.answered = tuple(t for t in self.trials if t.task != REST)
        """The trials that ask for an answer."""
        self.marks = tuple(
            Stretch(event.onset, event.duration, mark_of(event))
            for event in read_events(self.session.paths)
            if event.trial_type in MARKED and math.isfinite(event.onset)
        )
        """Notes, pauses and calls for help, in the order of their time."""
        self.scores = _columns(read_scores(self.session.paths))

    @property
    def title(self) -> str:
        """Participant, session and run, as BIDS names them."""
        return self.session.paths.title

    @property
    def runs(self) -> dict[int, Path]:
        """The runs of the session: it was gone on with where there are several."""
        from attention_camp.camp.dataset.layout import existing_runs

        mine = self.session.paths
        whose = (mine.participant, mine.session, mine.task)
        return {
            run.run: run.vhdr
            for run in existing_runs(mine.dataset)
            if (run.participant, run.session, run.task) == whose
        }

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
        began = [i for i, trial in enumerate(self.trials) if trial.onset <= time]
        return began[-1] if began else None  # an unknown onset, NaN, is never chosen


def mark_of(event: EventRow) -> str:
    """Return a note, a pause or a call for help in words."""
    if event.trial_type == "note":
        return mark_text(event.value)
    return translate("Marks", MARKED[event.trial_type])


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


def _columns(scores: Sequence[ScoreRow]) -> dict[str, NDArray[np.float64]]:
    """Return the live scores as arrays: onset, engagement, certainty."""
    names = ("onset", "engagement", "certainty")
    return {
        name: np.array([getattr(score, name) for score in scores], dtype=float)
        for name in names
    }
