"""The EEG side of a session: acquisition, live score and calibration."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.eeg import scoring
from attention_camp.camp.eeg.beside import with_body
from attention_camp.camp.eeg.calibration import Calibration
from attention_camp.camp.eeg.description import description_of
from attention_camp.camp.eeg.eyes import Eyes, EyeSink
from attention_camp.camp.eeg.loop_delay import PUBLICATION_SECONDS
from attention_camp.camp.eeg.meanwhile import beside
from attention_camp.camp.eeg.moments import HISTORY_SECONDS, TURN_SECONDS, Moments
from attention_camp.camp.eeg.person import MOST_SESSIONS, PersonStore
from attention_camp.camp.eeg.recording_sink import RecordingSink
from attention_camp.camp.eeg.signs import with_signs
from attention_camp.camp.eeg.stream_news import News
from attention_camp.camp.eeg.with_eyes import WithEyes
from attention_camp.camp.session.clock import Clock
from attention_camp.camp.session.link import (
    NO_ANSWER,
    EegDescription,
    Permission,
    Place,
    Score,
)
from attention_camp.camp.session.messages import SignalState
from attention_camp.camp.session.protocol import Cleaning
from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.checks import detect_line_freq
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.clock import SampleClock, host_time
from attention_camp.signal.history import History
from attention_camp.signal.impedance import NO_IMPEDANCE, ImpedanceReport
from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import Source, SourceError, StreamInfo
from attention_camp.signal.window import CleanWindow

if TYPE_CHECKING:
    from attention_camp.models.scorer import Scorer
    from attention_camp.signal.sources.outlets import LslOutlets

RING_SECONDS = 60.0
PREVIEW_SECONDS = 10.0


class EegEngine(WithEyes):
    """From a started source to scores; the real ``EegLink``.

    One implementation for the acquisition process and for sessions in one process.

    Parameters
    ----------
    source : Source
        Started; closed by ``close``.
    scorer : Scorer
        The shipped model, before any calibration.
    clock : Clock
        The session's clock.
    cleaning : Cleaning or None
        What the protocol wants done to the channels; None: its defaults.
    line_freq : float or None
        Mains frequency, Hz.
    outlets : LslOutlets or None
        Streams for other programs.
    eyes : Eyes or None
        An eye tracker beside the headset; None: there is none.
    """

    def __init__(
        self,
        source: Source,
        *,
        scorer: Scorer,
        clock: Clock,
        cleaning: Cleaning | None = None,
        line_freq: float | None = 50.0,
        outlets: LslOutlets | None = None,
        eyes: Eyes | None = None,
    ) -> None:
        super().__init__(eyes)
        self.source = source
        self.info: StreamInfo = source.info
        self.line_freq = line_freq
        self.clock = clock
        self._outlets = outlets
        self._sink: RecordingSink | None = None
        self._cleaning = cleaning or Cleaning()
        self.calibration = Calibration(scorer, self._cleaning)
        self._person: PersonStore | None = None
        self._news = News(clock)
        self._begin(None)

    def _begin(self, sink: RecordingSink | None, eyes: EyeSink | None = None) -> None:
        """Count samples from zero, with clean filters."""
        self._cleaner = Cleaner(
            self.info, line_freq=self.line_freq, reference=self._cleaning.reference
        )
        self.ring = Ring.create(self.info.n_chans, self.info.sfreq, RING_SECONDS)
        self._sink = sink
        self.acquisition = Acquisition(
            self.source,
            ring=self.ring,
            cleaner=self._cleaner,
            sink=sink,
            history_seconds=HISTORY_SECONDS,
        )
        self._begin_eyes(self.acquisition, eyes)
        self._moments = Moments(self.acquisition, self.clock, self.step)
        self._next_publication = math.ceil(scoring.WINDOW_SECONDS * self.info.sfreq)
        self._news = News(self.clock, n_lost=self._news.n_lost)

    @property
    def is_recording(self) -> bool:
        """Whether samples go to disk."""
        return self._sink is not None

    def look_for_mains(self) -> None:
        """Take the mains frequency from the preview, where it stands out."""
        sfreq = self.info.sfreq
        preview = self.acquisition.history.newest(round(PREVIEW_SECONDS * sfreq))
        self.line_freq = detect_line_freq(preview, sfreq) or self.line_freq

    def measure_impedance(self) -> ImpedanceReport:
        """Measure before the recording; the stream begins anew, in another ring.

        Raises
        ------
        SourceError
            What the source says.
        """
        measure = getattr(self.source, "measure_impedance", None)
        if measure is None or self.is_recording:
            return NO_IMPEDANCE
        report: ImpedanceReport = measure()
        self._renew(None)
        return report

    def adopt(self, scorer: Scorer, cleaning: Cleaning) -> None:
        """Score and clean otherwise from the recording on, which is to begin."""
        self._cleaning = cleaning
        self.calibration = Calibration(scorer, cleaning)

    def record(self, sink: RecordingSink, eyes: EyeSink | None = None) -> None:
        """Begin to write: the next sample is sample 0 of the recording."""
        self._renew(sink, eyes)

    def _renew(self, sink: RecordingSink | None, eyes: EyeSink | None = None) -> None:
        self.step()
        self.ring.close()
        self.ring.unlink()
        self._begin(sink, eyes)

    def take_up(
        self,
        sink: RecordingSink,
        past: Iterable[NDArray[np.float32]],
        clock: SampleClock,
        line_freq: float | None,
        eyes: EyeSink | None = None,
    ) -> None:
        """Go on with a recording: clean its past again, mark what is missing.

        Parameters
        ----------
        sink : RecordingSink
            Takes the samples from here on; its writer already stands at their end.
        past : iterable of ndarray, each of shape (n_recorded, n_times)
            The samples recorded so far, as recorded: EEG in µV first.
        clock : SampleClock
            The recording's clock, as fitted before the interruption.
        line_freq : float or None
            Mains frequency that the recording was cleaned for, Hz.
        eyes : EyeSink or None
            Takes the samples of the eye tracker.
        """
        self.line_freq = line_freq
        self._renew(sink, eyes)
        gap = self.acquisition.take_up(past, clock, self.clock.now())
        self._news.n_lost += gap.n_lost if gap else 0
        self._next_publication = self.acquisition.n_samples

    def step(self, *, is_last: bool = False) -> None:
        """Take in what arrived; a source that goes away is a fault, never an error."""
        if self._sink is not None:
            self._sink.sync_if_due()
        try:
            report = self.acquisition.step(self.clock.now(), is_last=is_last)
        except SourceError as error:
            self._news.went_away(str(error))
            return
        self._news.take(report)
        if self._sink is not None:
            store = self._sink.trigger if report.has_triggers else self._sink.marker
            for sample, value in report.markers:
                store(sample, value)
        if self._outlets is not None and report.n_new:
            samples_uv = self.acquisition.history.newest(report.n_new)
            time = self.acquisition.clock.time_of(self.acquisition.n_samples - 1)
            self._outlets.push_samples(samples_uv, time)
        self._take_eyes(self.acquisition, self.clock.now())

    def publication(
        self, score: scoring.ScoresOne = scoring.score_window
    ) -> SignalState | None:
        """Return the state and score once a quarter second of new samples is there."""
        stop = self.acquisition.n_samples
        if stop < self._next_publication:
            return None
        began = self.clock.now()
        hop = max(round(PUBLICATION_SECONDS * self.info.sfreq), 1)
        stop = self._next_publication + (stop - self._next_publication) // hop * hop
        self._next_publication = stop + hop
        first = stop - round(scoring.WINDOW_SECONDS * self.info.sfreq)
        window = self.acquisition.window_at(first, stop)
        self.step()  # cutting a large window takes a while, and so will its score
        scored, reason = score(self.calibration.scorer, window)
        value, certainty = scored or (None, None)
        if self._outlets is not None:
            self._outlets.push_engagement(self.calibration.tellable(scored), began)
            self._outlets.push_quality(window.verdicts, began)
        latency, wait = self._news.delays(stop)
        return replace(
            self._state(began, stop),
            verdicts=window.verdicts, latency=latency, wait=wait,
            engagement=value, certainty=certainty, reason=reason,
        )  # fmt: skip

    def until_due(self) -> float:
        """Return in how many seconds the next score is due; infinite before samples."""
        if not (clock := self.acquisition.clock).is_started:
            return math.inf
        return clock.time_of(self._next_publication - 1) - self.clock.now()

    def silence(self) -> SignalState | None:
        """Return the state four times a second while nothing arrives; else None."""
        # publications come with samples: nobody would hear that the headset is away
        if not self._news.is_silence_due:
            return None
        return self._state(self.clock.now(), self.acquisition.n_samples)

    def _state(self, now: float, stop: int) -> SignalState:
        n_synced = self._sink.n_synced if self._sink else 0
        return self._news.state(
            self.acquisition,
            now=now,
            stop=stop,
            is_recording=self.is_recording,
            n_bytes=4 * self.info.n_recorded * n_synced,
            eyes=self._eye_state(now),
        )

    def close(self) -> None:
        """Close the recording and the headset; what fails is raised after that."""
        try:
            try:
                if self._sink is not None:
                    self.step(is_last=True)
            finally:
                sink, self._sink = self._sink, None
                self._close_with(sink)
        finally:
            self.source.stop()
            if self._outlets is not None:
                self._outlets.close()
            self.ring.close()
            self.ring.unlink()

    def describe(self) -> EegDescription:
        """Return what is needed to re-make scores from the recording."""
        scorer = self.calibration.scorer
        return description_of(self.info, self._cleaner, scorer, self.line_freq)

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        """Return where each session time lies in the recording."""
        return self._moments.places(times)

    def score(self, start: float, stop: float) -> Score:
        """Return the score of the EEG between two session times."""
        first, last = self._moments.span(start, stop)
        window, scorer = self._window_after_step, self.calibration.scorer
        sfreq, history = self.info.sfreq, self.acquisition.history
        score = scoring.score_stretch(window, scorer, first, last, sfreq=sfreq)
        self._sync_with(self._sink)
        return with_signs(with_body(score, history), history)

    def _window_after_step(self, first: int, stop: int) -> CleanWindow:
        """Return a window; what arrived while the one before was scored comes first."""
        self.step()
        return self.acquisition.window_at(first, stop)

    def keep(self, label: str, start: float, stop: float) -> tuple[int, int]:
        """Keep a stretch for the calibration; return its samples.

        Parameters
        ----------
        label : str
            ``rest`` or ``engaged``.
        start, stop : float
            Session time, s.
        """
        first, last = self._moments.stretch(start, stop)
        self.calibration.keep(self.acquisition.history, label, first, last)
        self._sync_with(self._sink)
        return first, last

    def calibrate(self, deadline: float = math.inf) -> Permission:
        """Fit the model to what was kept and tell whether it may steer.

        The fit takes seconds: samples are taken in and stored meanwhile. One that is
        not made by ``deadline``, host clock, s, is withdrawn: the session went on.
        """
        permission = self._fitted(self.calibration.make, deadline)
        if self._person is not None and self.calibration.version:
            self._person.keep(self.calibration.version)
        return permission

    def check(self, deadline: float = math.inf) -> Permission:
        """Go on with an earlier session's score, if it holds; see ``calibrate``."""
        return self._fitted(self.calibration.check, deadline)

    def _fitted(
        self, fit: Callable[[History], Permission], deadline: float
    ) -> Permission:
        history = self.acquisition.history
        turn = TURN_SECONDS if self.clock.is_host else None
        permission = beside(self.step, lambda: fit(history), turn=turn)
        if host_time() <= deadline:
            return permission
        self.calibration.withdraw(history)
        return NO_ANSWER

    def remember(self, person: PersonStore) -> None:
        """Calibrate with what earlier sessions left, and leave this one's."""
        self._person = person
        self.calibration.remember(person, most=MOST_SESSIONS)

    def mark(self, value: int) -> None:
        """Put a marker into the board's own marker channel."""
        try:
            self.source.mark(value)
        except SourceError as error:
            self._news.went_away(str(error))
