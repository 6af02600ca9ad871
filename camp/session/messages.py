"""What the three processes tell each other: small frozen dataclasses over pipes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from attention_camp.camp.session.camp.understanding import Practised
from attention_camp.camp.session.records import TrialRecord
from attention_camp.signal.impedance import ImpedanceReport
from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.window import ChannelVerdict

DISCONNECTED = "disconnected"
AWAY = frozenset({"stall", DISCONNECTED})
"""Faults of a stream with which no sample comes."""


class Stage(Enum):
    """Where a session is."""

    PREPARING = "preparing"
    INSTRUCTIONS = "instructions"
    PRACTICE = "practice"
    CALIBRATION = "calibration"
    TRIALS = "trials"
    BREAK = "break"
    PAUSED = "paused"
    ENDED = "ended"


class Ending(Enum):
    """How a session ended."""

    FINISHED = "finished"
    ABORTED = "aborted"
    EMERGENCY = "emergency"
    FAILED = "failed"


# from the acquisition process to the operator


@dataclass(frozen=True, slots=True)
class StreamOpened:
    """The headset streams; samples can be read from the ring."""

    info: StreamInfo
    ring_name: str
    line_freq: float
    """Mains frequency removed by the cleaner, Hz."""


@dataclass(frozen=True, slots=True)
class StreamFailed:
    """The headset could not be opened; the text is for people."""

    text: str


@dataclass(frozen=True, slots=True)
class EyeState:
    """How an eye tracker is, told with each publication."""

    is_there: bool
    """Whether samples come."""
    seen: float = float("nan")
    """Share of the last samples in which the eyes were seen, 0 to 1."""
    pupil: float = float("nan")
    """Latest size of the pupil, in the tracker's unit; NaN: none is seen."""
    has_pupil: bool = True
    """Whether the tracker sends a pupil at all."""
    message: str = ""
    """Why nothing comes and what to do; empty while it does."""


@dataclass(frozen=True, slots=True)
class SignalState:
    """Published four times a second."""

    time: float
    """Session clock, s."""
    n_samples: int
    """Absolute index of the newest sample."""
    n_lost: int
    recording: bool
    n_bytes: int
    """Bytes of EEG on disk, synced."""
    clock_residual: float
    """Residual of the sample clock's line fit, s."""
    stalled_for: float
    """Seconds since the last sample arrived."""
    faults: tuple[str, ...]
    """``stall``, ``disconnected``, ``wrong rate``, ``clock jump``."""
    verdicts: tuple[ChannelVerdict, ...]
    engagement: float | None
    certainty: float | None
    reason: str
    latency: float
    """From the arrival of the packet that completed the window to this score, s; NaN
    where the session's time is not the host's."""
    wait: float = float("nan")
    """From the arrival of the oldest packet that is new in this score to it, s."""
    message: str = ""
    """Why the headset is not connected and what to do; empty while it is."""
    eyes: EyeState | None = None
    """How the eye tracker is; None: the session has none."""


@dataclass(frozen=True, slots=True)
class ImpedanceMeasured:
    """What a measurement of the electrodes' impedance found."""

    report: ImpedanceReport


# from the participant process to the operator


@dataclass(frozen=True, slots=True)
class StageChanged:
    """The session went on to another stage."""

    stage: Stage
    block: int
    """From 1; 0 before the first."""
    n_blocks: int
    task: str
    n_trials: int
    """Trials planned in this block."""
    trials_done: int
    """Main trials done in the session so far."""
    n_trials_session: int
    remaining: float
    """Estimated seconds to the end of the session."""


@dataclass(frozen=True, slots=True)
class SteeringChanged:
    """Whether the score may steer the difficulty, and why (not)."""

    steering: bool
    why: str
    """Code: ``calibrated``, ``not-calibrated``, ``below-nulls``, ``arm``, ``rule``,
    ``blinded``."""
    detail: str = ""
    """The reason with its figures, in a sentence; empty: the code says all."""


@dataclass(frozen=True, slots=True)
class TrialFinished:
    """A trial, already stored."""

    record: TrialRecord


@dataclass(frozen=True, slots=True)
class TargetsShown:
    """The displays of a stored trial that asked for an answer, as places in the EEG."""

    samples: tuple[int, ...]
    """Samples at their onsets, counted from the recording's first."""


@dataclass(frozen=True, slots=True)
class BlockMeans:
    """A block of a blinded session, over and stored: its trials are not told."""

    block: int
    """From 1."""
    task: str
    n_trials: int
    level: int
    """Mean difficulty of its trials, to the nearest level."""
    share_right: float
    """To the nearest twentieth."""


@dataclass(frozen=True, slots=True)
class PracticeEnded:
    """The practice of a block is over."""

    block: int
    """From 1."""
    task: str
    practised: Practised


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """The participant asks for the researcher."""


@dataclass(frozen=True, slots=True)
class AskedAnswer:
    """What came of a request from the class page."""

    number: str
    """Of the request, as the page gave it."""
    done: bool
    """Whether it is in the ledger and acts; else the block does not allow it."""


@dataclass(frozen=True, slots=True)
class OperatorKey:
    """A shortcut of the researcher was pressed while the task had the keyboard."""

    action: str
    """``note``, ``pause``, ``resume`` or ``end``."""


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session is over and closed on disk."""

    ending: Ending
    text: str
    """For people; empty where the session finished."""


# made by the operator's own controller


@dataclass(frozen=True, slots=True)
class ProcessDied:
    """A process ended that should not have."""

    process: str
    """``participant`` or ``acquisition``."""
    text: str
    """What happened, what is safe, what to do."""


@dataclass(frozen=True, slots=True)
class ProcessSilent:
    """A process lives but does not answer; told again while that lasts."""

    process: str
    """``participant`` or ``acquisition``."""
    seconds: float
    """For how long it has not answered."""
    text: str
    """What happened, what is safe, what to do."""


@dataclass(frozen=True, slots=True)
class ProcessAnswers:
    """A process that did not answer does so again, or its successor does."""

    process: str
    """``participant`` or ``acquisition``."""


# from the operator to the others


@dataclass(frozen=True, slots=True)
class MeasureImpedance:
    """Measure impedance before the recording; to the acquisition process."""


@dataclass(frozen=True, slots=True)
class StopStream:
    """Close the recording and the headset; to the acquisition process."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause between two trials; to the participant process."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on after a pause; to the participant process."""


AskedFor = Literal["pause", "resume", "easier", "next-task"]
"""What can be asked for on the class page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request from the class page; to the participant process."""

    number: str
    what: AskedFor
    who: str
    """Who asked, as signed in on the page."""


@dataclass(frozen=True, slots=True)
class GiveKeyboard:
    """Take the keyboard: the researcher is done; to the participant process."""


@dataclass(frozen=True, slots=True)
class Abort:
    """End the session after this trial; to the participant process."""


@dataclass(frozen=True, slots=True)
class Note:
    """What becomes an event, and is on disk already; to the participant process."""

    text: str
    time: float | None = None
    """When it happened, session clock, s; None: when it is taken."""
    kind: str = "note"
    """``note`` of the researcher or the participant's call for ``help``."""


ToOperator = (
    StreamOpened
    | StreamFailed
    | SignalState
    | ImpedanceMeasured
    | StageChanged
    | SteeringChanged
    | TrialFinished
    | TargetsShown
    | BlockMeans
    | PracticeEnded
    | HelpWanted
    | AskedAnswer
    | OperatorKey
    | SessionEnded
    | ProcessDied
    | ProcessSilent
    | ProcessAnswers
)
