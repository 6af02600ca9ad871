"""One trial as it is stored and told; the field texts become the BIDS sidecar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attention_camp.tasks.trial import Scalar


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of events.tsv that is no trial: a display, a key, a note, a pause."""

    onset: float
    """Seconds after the first sample of the recording."""
    duration: float
    """Seconds."""
    trial_type: str
    """``stimulus``, ``response``, ``note``, ``pause``, ``break``, ..."""
    sample: int
    """Index of the EEG sample at the onset, counted from 0."""
    value: str = ""
    """The display's name, the key, or the note's text."""


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """All that is kept of one trial."""

    onset: float
    """Seconds after the first sample of the recording."""
    duration: float
    """Seconds from the trial's onset to its end."""
    sample: int
    """Index of the EEG sample at the trial's onset, counted from 0."""
    trial: int
    """Number of the trial in the session, from 1."""
    block: int
    """Number of the block in the session, from 1."""
    stage: str
    """``practice``, ``calibration`` or ``main``."""
    task: str
    """Name of the task."""
    condition: str
    """Cell of the task's design."""
    level: int
    """Difficulty the trial was shown at, 1 (easiest) upwards."""
    correct: bool
    """Whether the trial was answered right, or met the task's criterion."""
    performance: float
    """Share of the trial's answers that were right, 0 to 1."""
    reaction_time: float | None
    """Seconds from the onset to the right answer (median over several)."""
    response: str
    """Keys pressed, separated by spaces."""
    engagement: float | None
    """Score of the attention model, 0 to 1; n/a where it declined."""
    certainty: float | None
    """Certainty of the score, 0 (cannot tell) to 1."""
    score_reason: str
    """Why there is no score; empty where there is one."""
    quality: float
    """Share of EEG channels judged good in the scored window, 0 to 1."""
    next_level: int
    """Difficulty decided for the next trial."""
    why: str
    """Code of the rule's reason for that difficulty."""
    frames_dropped: int
    """Frames of the display dropped during the trial."""
    onset_dropped: bool
    """Whether a frame was dropped at the onset: do not trust this trial's timing."""
    bad_channels: str = ""
    """Channels the signal check called bad in half or more of the scored windows, each
    with its fault, separated by spaces: 'Oz:mains'; empty where none was."""
    parameters: Mapping[str, Scalar] = field(default_factory=dict)
    """What varied with the trial, named by the task; a column of JSON text."""
    measures: Mapping[str, Scalar] = field(default_factory=dict)
    """Counts and scores the task adds; a column of JSON text."""
