"""Model of the running session, independent of any window."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from attention_camp.camp.session.messages import (
    BlockMeans,
    HelpWanted,
    ProcessAnswers,
    ProcessDied,
    ProcessSilent,
    SessionEnded,
    SignalState,
    Stage,
    StageChanged,
    SteeringChanged,
    StreamFailed,
    StreamOpened,
    TargetsShown,
    ToOperator,
    TrialFinished,
)
from attention_camp.camp.session.records import TrialRecord

IN_TRIALS = frozenset({Stage.CALIBRATION, Stage.TRIALS})
"""Stages in which the trials of a block count."""
KEPT_SCORES = 4 * 3600
"""Live scores kept for the plot: an hour of four a second."""


@dataclass(slots=True)
class SessionModel:
    """State and trials of a session, built from the messages of its processes."""

    opened: StreamOpened | None = None
    failed: StreamFailed | None = None
    signal: SignalState | None = None
    stage: StageChanged | None = None
    steering: SteeringChanged | None = None
    block_trials: tuple[int, ...] = ()
    """Trials planned in each block; empty: not known."""
    entered: set[int] = field(default_factory=set)
    """Numbers of the blocks whose trials have begun in this run."""
    ended: SessionEnded | None = None
    help_wanted: bool = False
    records: list[TrialRecord] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    """Samples at which displays asked for an answer, practice apart."""
    means: list[BlockMeans] = field(default_factory=list)
    """Blocks of a blinded session, in the place of its trials."""
    deaths: dict[str, ProcessDied] = field(default_factory=dict)
    """The processes that are down, by name."""
    silent: dict[str, ProcessSilent] = field(default_factory=dict)
    """The processes that live but do not answer, by name."""
    scores: deque[tuple[float, float | None, float | None]] = field(
        default_factory=lambda: deque(maxlen=KEPT_SCORES)
    )
    """Session time, engagement and certainty of each live score."""
    began: float | None = None
    """Session time at which the recording began."""
    paused: bool = False

    def take(self, message: ToOperator) -> None:
        """Update the model from a message."""
        match message:
            case TrialFinished() | BlockMeans() | TargetsShown():
                self._take_work(message)
            case SignalState():
                self._take_signal(message)
            case StageChanged():
                self._take_stage(message)
            case StreamOpened():
                self.opened = message
                self.failed = None
                self.deaths.pop("acquisition", None)
            case StreamFailed() | ProcessDied():
                self._take_loss(message)
            case ProcessSilent() | ProcessAnswers():
                self._take_silence(message)
            case SteeringChanged():
                self.steering = message
            case HelpWanted():
                self.help_wanted = True
            case SessionEnded():
                self.ended = message

    def _take_work(self, message: TrialFinished | BlockMeans | TargetsShown) -> None:
        match message:
            case TrialFinished():
                self.records.append(message.record)
            case BlockMeans():
                self.means.append(message)
            case TargetsShown():
                self.targets += message.samples

    def _take_stage(self, message: StageChanged) -> None:
        self.stage = message
        self.paused = message.stage is Stage.PAUSED
        if message.stage in IN_TRIALS:
            self.entered.add(message.block)
        self.deaths.pop("participant", None)

    def _take_loss(self, message: StreamFailed | ProcessDied) -> None:
        """Record that a process is gone; without the headset's, nothing is written."""
        if isinstance(message, StreamFailed):
            self.failed = message
        else:
            self.deaths[message.process] = message
            self.silent.pop(message.process, None)
            if message.process != "acquisition":
                return
        if self.signal is not None:  # no state will come to say so
            self.signal = replace(self.signal, recording=False)

    def _take_silence(self, message: ProcessSilent | ProcessAnswers) -> None:
        if isinstance(message, ProcessSilent):
            self.silent[message.process] = message
        else:
            self.silent.pop(message.process, None)

    def _take_signal(self, state: SignalState) -> None:
        if state.recording and self.began is None:
            self.began = state.time
        self.signal = state
        self.deaths.pop("acquisition", None)
        self.scores.append((state.time, state.engagement, state.certainty))

    @property
    def elapsed(self) -> float:
        """Seconds since the first sample of the recording: the times of trials."""
        if self.began is None or self.signal is None or self.opened is None:
            return 0.0
        return self.signal.n_samples / self.opened.info.sfreq

    @property
    def is_blinded(self) -> bool:
        """Whether trials, scores and steering are not told."""
        return self.steering is not None and self.steering.why == "blinded"

    @property
    def main_records(self) -> list[TrialRecord]:
        """The trials that count: all but practice."""
        return [r for r in self.records if r.stage != "practice"]

    @property
    def answered(self) -> list[TrialRecord]:
        """The trials that count and can be right or wrong."""
        return [r for r in self.main_records if r.is_posed]

    @property
    def n_done(self) -> int:
        """Trials that count and are done in this run, as far as is told."""
        told = 0 if self.stage is None else self.stage.trials_done
        return max(told, len(self.main_records))

    @property
    def n_left_out(self) -> int:
        """Planned trials of the blocks that this run has passed over.

        Those of a calibration in whose place a check stood, and those that an earlier
        run of the session has done.
        """
        now = 0 if self.stage is None else self.stage.block
        planned = enumerate(self.block_trials, start=1)
        return sum(n for k, n in planned if k < now and k not in self.entered)

    @property
    def n_frames_dropped(self) -> int:
        """Frames the participant's display has dropped in trials that count."""
        return sum(r.frames_dropped for r in self.main_records)

    @property
    def n_late_onsets(self) -> int:
        """Trials that count whose stimulus came late."""
        return sum(r.onset_dropped for r in self.main_records)

    def share_correct(self, last: int | None = None) -> float | None:
        """Return the share correct of the main trials, or of the ``last`` of them."""
        records = [r for r in self.answered if r.stage == "main"]
        return share_of(records if last is None else records[-last:])


def share_of(records: Sequence[TrialRecord]) -> float | None:
    """Return the share correct of some trials; None where there are none."""
    if not records:
        return None
    return sum(record.correct for record in records) / len(records)


def quality_counts(state: SignalState | None) -> tuple[int, int, int]:
    """Return how many channels are good, doubtful and bad."""
    if state is None:
        return 0, 0, 0
    kinds = [v.quality for v in state.verdicts]
    return kinds.count("good"), kinds.count("doubtful"), kinds.count("bad")
