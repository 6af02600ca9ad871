"""A recorded session for the viewer: windows of EEG, trials, scores, its review."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from attention_camp.camp.dataset.channels_table import read_channels
from attention_camp.camp.dataset.derivatives.review import Review
from attention_camp.camp.dataset.eyes.eye_reader import read_eyes
from attention_camp.camp.dataset.layout import DatasetError, names_in, run_of_file
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.rows import read_event_table, read_scores, table_rows
from attention_camp.camp.dataset.sidecars import read_line_freq
from attention_camp.camp.dataset.studies.opening import is_blinded
from attention_camp.camp.dataset.tables import GAP, ScoreRow
from attention_camp.camp.session.records import EventRow
from attention_camp.camp.ui.viewer.traces.eye_traces import EyeTraces
from attention_camp.camp.ui.viewer.traces.reading import TraceReader, thin
from attention_camp.camp.ui.viewer.traces.seen import Seen
from attention_camp.camp.ui.widgets.codes import mark_text
from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.signal.stream import Channel

logger = logging.getLogger(__name__)

__all__ = ["RecordedSession", "Stretch", "mark_of", "thin"]
translate = QCoreApplication.translate

MARKED = {
    "note": QT_TRANSLATE_NOOP("Marks", "Note"),
    "pause": QT_TRANSLATE_NOOP("Marks", "Pause"),
    "help": QT_TRANSLATE_NOOP("Marks", "Called the researcher"),
}
"""Rows of the table of events that people made, and their names."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch or a moment of the recording that something is said of."""

    onset: float
    duration: float
    text: str
    key: str = ""
    """Identifies an annotation of the review; empty: it is part of the recording."""
    who: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether it marks data not to be used."""
        return self.text.upper().startswith("BAD")


class RecordedSession:
    """A session on disk; its EEG is read window by window, without MNE.

    Parameters
    ----------
    path : Path
        Session folder, or any file of a run.

    Raises
    ------
    DatasetError
        If there is no run, it has no samples, or its files cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.session = open_session(path)
        paths = self.session.paths
        self.session.require_samples()
        recording = self.session.recording
        self.sfreq = recording.info.sfreq
        self.n_times = recording.n_samples
        self.ch_names = recording.info.ch_names
        """Names of the EEG channels."""
        channels = read_channels(paths.channels)
        eeg = [n for n, one in enumerate(channels) if one.kind == "eeg"]
        rest = [n for n, one in enumerate(channels) if one.kind != "eeg"]
        self.channels: tuple[Channel, ...] = tuple(channels[n] for n in [*eeg, *rest])
        """All channels, the EEG first, in the order of the traces."""
        self.reader = TraceReader(recording, eeg, rest)
        self._open_eyes()
        self.line_freq = read_line_freq(paths)
        table = read_event_table(paths)
        self.trials = tuple(table.trials)
        self.answered = tuple(t for t in self.trials if t.is_posed)
        """The trials that can be right or wrong."""
        self.marks = tuple(
            Stretch(event.onset, event.duration, mark_of(event))
            for event in table.events
            if event.trial_type in MARKED and math.isfinite(event.onset)
        )
        """Notes, pauses and calls for help, in the order of their time."""
        self.is_blinded = is_blinded(paths)
        """Whether trials and scores are sealed until the study is unblinded."""
        self.scores = _columns([] if self.is_blinded else read_scores(paths))
        self._open_review()

    def _open_eyes(self) -> None:
        """Show gaze and pupil below the channels; without them the EEG can be seen."""
        self.eyes_problem = ""
        """Why they are not shown; empty: they are, or there was no eye tracker."""
        try:
            found = read_eyes(self.session.paths)
        except DatasetError as error:
            logger.warning("%s", error)
            self.eyes_problem = str(error)
            return
        if found is not None:
            self.reader.eyes = EyeTraces.of(found)
            self.channels += self.reader.eyes.channels

    def _open_review(self) -> None:
        """Read what people said of the recording; without it the EEG can be seen."""
        paths = self.session.paths
        self.recorded_bads = frozenset(
            row.cells.get("name", "")
            for row in table_rows(paths.channels)
            if row.cells.get("status") == "bad"
        )
        """Channels that the signal check before the session found bad."""
        self.problem = ""
        """Why there is no review to write in; empty: there is one."""
        self.review: Review | None = None
        self._shown_annotations: object = None
        self._stretches: tuple[Stretch, ...] = ()
        try:
            self.review = Review(paths)
        except DatasetError as error:
            self.problem = str(error)

    @property
    def bads(self) -> set[str]:
        """The bad channels, as the review has it."""
        if self.review is None:
            return set(self.recorded_bads)
        return self.review.bads(self.recorded_bads)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Gaps of the recording and annotations of the review, by their onset."""
        annotations = () if self.review is None else self.review.annotations
        if annotations is not self._shown_annotations:
            found = [
                Stretch(one.onset, one.duration, one.text, one.key, one.who)
                for one in annotations
            ]
            ordered = sorted([*self._gaps, *found], key=lambda one: one.onset)
            self._stretches, self._shown_annotations = tuple(ordered), annotations
        return self._stretches

    @cached_property
    def _gaps(self) -> tuple[Stretch, ...]:
        return tuple(
            Stretch(gap.first / self.sfreq, gap.n / self.sfreq, GAP)
            for gap in self.session.recording.gaps
            if gap.channel == 0 and gap.first < self.n_times
        )

    @property
    def title(self) -> str:
        """Participant, session and run, as BIDS names them."""
        return self.session.paths.title

    @property
    def runs(self) -> dict[int, Path]:
        """The runs of the session: it was gone on with where there are several."""
        mine = self.session.paths
        begin = f"{mine.session_stem}_task-{mine.task}_run-"
        names = names_in(str(mine.folder), begin)
        found = (run_of_file(mine.dataset, name) for name in names)
        return {
            run.run: run.vhdr for run in found if run is not None and run.vhdr.exists()
        }

    @property
    def duration(self) -> float:
        """Length of the recording, s."""
        return self.n_times / self.sfreq

    def window(
        self, start: float, stop: float, seen: Seen | None = None
    ) -> tuple[NDArray[np.float64], float]:
        """Return the EEG between two times, µV, and the time of its first sample.

        Parameters
        ----------
        start, stop : float
            Seconds.
        seen : Seen | None
            Filters and reference; None: as recorded.

        Returns
        -------
        ndarray, shape (n_chans, n_times)
            NaN where samples were lost.
        float
            Seconds.
        """
        return self.reader.eeg(start, stop, seen or Seen(), lambda: self.bads)

    def trial_at(self, time: float) -> int | None:
        """Return the index of the last trial that began before ``time``."""
        began = [i for i, trial in enumerate(self.trials) if trial.onset <= time]
        return began[-1] if began else None  # an unknown onset, NaN, is never chosen


def mark_of(event: EventRow) -> str:
    """Return a note, a pause or a call for help in words."""
    if event.trial_type == "note":
        return mark_text(event.value)
    return translate("Marks", MARKED[event.trial_type])


def _columns(scores: Sequence[ScoreRow]) -> dict[str, NDArray[np.float64]]:
    """Return the live scores as arrays, by name."""
    names = ("onset", "engagement", "certainty", "quality")
    return {
        name: np.array([getattr(score, name) for score in scores], dtype=float)
        for name in names
    }
