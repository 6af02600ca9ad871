"""One trial as it is stored and told; its columns' texts become the BIDS sidecar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from attention_camp.camp.session.proof.provenance import SCALES
from attention_camp.tasks.columns import Column
from attention_camp.tasks.questionnaires.questionnaire import NAME as QUESTIONNAIRE
from attention_camp.tasks.rest import Rest
from attention_camp.tasks.trial import Scalar

_UNPOSED = frozenset({QUESTIONNAIRE, Rest.name})
"""Tasks of which nothing is right, wrong, easy or hard."""

KINDS = {
    "trial": "A trial, from its onset to its end, with its outcome and decision",
    "stimulus": "A display of a trial; its name is in the column value",
    "response": "A key of the trial; its name is in the column value",
    "sealed": "The trials of a block of a blinded study, the first and last number in "
    "the column value: they are in the sealed part of the decision ledger until "
    "unblinding",
    "note": "A note of the researcher; its text is in the column value",
    "pause": "The session was paused by the operator",
    "help": "The participant called the researcher",
    "break": "A rest between two blocks",
    "goal": "A goal that the participant chose for the session, or how it went; its "
    "code is in the column value",
    "fatigue": "The break after a block offered more rest: the times of answers had "
    "become clearly less regular than in the same task before (less-regular), or "
    "blinks and alpha had risen since the block's start (blinks-and-alpha)",
    "practice": "The end of a block's practice; whether it showed that the task was "
    "understood is in the column value",
    "probe": "A question where attention was; its answer is in the column value",
    "trigger": "A trigger of another device, or an event of a played recording; "
    "its number is in the column value",
    "BAD_gap": "Samples are missing; the reason is in the column value",
}
"""What the kinds of rows in events.tsv are."""

STAGES = {
    "practice": "Trials with feedback, before the blocks",
    "calibration": "Trials that calibrate the score",
    "main": "The training itself",
}
"""What the stages of a session are."""


FIXATIONS = {
    "fixated": "The gaze rested on the cross before the trial began",
    "not-fixated": "It did not within the limit; the trial began all the same",
    "no-tracker": "Nobody knows: no eye tracker told of a gaze",
}
"""How a wait for fixation ended."""
SIGNALS = {
    "eeg": "The EEG alone",
    "eeg+pupil": "EEG and pupil, in every scored window",
    "eeg+pupil-part": "EEG and pupil, the EEG alone where the pupil was not seen",
}
"""What a score is made from."""


RefusedScore = Annotated[
    float | None,
    Column(
        "Score of a calibrated model that did not beat its controls, 0 to 1; kept "
        "apart from engagement, for the record only."
    ),
]
ScoreModel = Annotated[
    str,
    Column("Model that scored: its name, @, and the first digits of its SHA-256."),
]
ScoreScale = Annotated[
    str,
    Column("Scale of the score; scores of two scales are not compared.", levels=SCALES),
]
"""Columns of trials and of score updates alike."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of events.tsv that is no trial: a display, a key, a note, a pause."""

    onset: Annotated[
        float, Column("Seconds after the first sample of the recording.", "s")
    ]
    duration: Annotated[float, Column("Seconds.", "s")]
    trial_type: Annotated[
        str,
        Column("'stimulus', 'response', 'note', 'pause', 'break', ...", levels=KINDS),
    ]
    sample: Annotated[
        int, Column("Index of the EEG sample at the onset, counted from 0.")
    ]
    value: Annotated[
        str, Column("The display's name, the key, or the note's text.")
    ] = ""


@dataclass(frozen=True, slots=True)
class Fixated:
    """How a wait for fixation ended."""

    state: str = ""
    """A key of ``FIXATIONS``; empty: nothing was waited for."""
    offset: float | None = None
    """Median distance of the gaze from the cross, degrees; None: not known."""


NOT_ASKED = Fixated()


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """All that is kept of one trial."""

    onset: Annotated[
        float, Column("Seconds after the first sample of the recording.", "s")
    ]
    duration: Annotated[
        float, Column("Seconds from the trial's onset to its end.", "s")
    ]
    sample: Annotated[
        int, Column("Index of the EEG sample at the trial's onset, counted from 0.")
    ]
    trial: Annotated[int, Column("Number of the trial in the session, from 1.")]
    block: Annotated[int, Column("Number of the block in the session, from 1.")]
    stage: Annotated[str, Column("'practice', 'calibration' or 'main'.", levels=STAGES)]
    task: Annotated[str, Column("Name of the task.")]
    condition: Annotated[str, Column("Cell of the task's design.")]
    level: Annotated[
        int, Column("Difficulty the trial was shown at, 1 (easiest) upwards.")
    ]
    correct: Annotated[
        bool,
        Column("Whether the trial was answered right, or met the task's criterion."),
    ]
    performance: Annotated[
        float, Column("Share of the trial's answers that were right, 0 to 1.")
    ]
    reaction_time: Annotated[
        float | None,
        Column(
            "Seconds from the onset to the right answer (median over several).", "s"
        ),
    ]
    response: Annotated[str, Column("Keys pressed, separated by spaces.")]
    engagement: Annotated[
        float | None,
        Column(
            "Score of the attention model (the shipped one is linear), 0 to 1, on the "
            "scale in score_scale; "
            "n/a where it declined or the calibration refused it."
        ),
    ]
    certainty: Annotated[
        float | None, Column("Certainty of that score, 0 (cannot tell) to 1.")
    ]
    score_reason: Annotated[
        str, Column("Why there is no score; empty where there is one.")
    ]
    quality: Annotated[
        float,
        Column(
            "Share of EEG channels judged good in the scored window, 0 to 1; n/a where "
            "none was judged."
        ),
    ]
    next_level: Annotated[int, Column("Difficulty decided for the next trial.")]
    why: Annotated[str, Column("Code of the rule's reason for that difficulty.")]
    frames_dropped: Annotated[
        int, Column("Frames of the display dropped during the trial.")
    ]
    onset_dropped: Annotated[
        bool,
        Column(
            "Whether a frame was dropped at the onset: do not trust this "
            "trial's timing."
        ),
    ]
    bad_channels: Annotated[
        str,
        Column(
            "Channels the signal check called bad in half or more of the "
            "scored windows, each with its fault, separated by spaces: "
            "'Oz:mains'; empty where none was."
        ),
    ] = ""
    parameters: Annotated[
        Mapping[str, Scalar],
        Column("What varied with the trial, named by the task; a column of JSON text."),
    ] = field(default_factory=dict)
    measures: Annotated[
        Mapping[str, Scalar],
        Column("Counts and scores the task adds; a column of JSON text."),
    ] = field(default_factory=dict)
    engagement_refused: RefusedScore = None
    certainty_refused: Annotated[
        float | None, Column("Certainty of the refused score, 0 (cannot tell) to 1.")
    ] = None
    score_model: ScoreModel = ""
    score_scale: ScoreScale = ""
    steered: Annotated[
        bool | None,
        Column(
            "Whether this score changed the difficulty: without it the rule would have "
            "decided otherwise; n/a where nothing was decided."
        ),
    ] = None
    movement: Annotated[
        float | None,
        Column(
            "Head movement in the scored windows: common logarithm of the root mean "
            "square of the accelerometer about its mean, over its axes, in its unit in "
            "channels.tsv; n/a where the headset has none."
        ),
    ] = None
    rotation: Annotated[
        float | None,
        Column(
            "Head rotation in the scored windows: the same of the gyroscope; n/a where "
            "the headset has none."
        ),
    ] = None
    pulse: Annotated[
        float | None,
        Column(
            "Mean pulse rate in the scored windows that show one, from PPG or ECG; n/a "
            "where none does.",
            "1/min",
        ),
    ] = None
    pupil: Annotated[
        float | None,
        Column(
            "Mean size of the pupil in the scored windows that show it, in the unit of "
            "the eye tracker's recording; n/a where none does."
        ),
    ] = None
    score_signals: Annotated[
        str,
        Column(
            "What the score was made from; empty where there is none.", levels=SIGNALS
        ),
    ] = ""
    fixation: Annotated[
        str,
        Column(
            "How the wait for fixation before the trial ended; empty where the block "
            "asked for none.",
            levels=FIXATIONS,
        ),
    ] = ""
    gaze_offset: Annotated[
        float | None,
        Column(
            "Median distance of the gaze from the cross at the end of that wait, "
            "degrees of visual angle; n/a where it is not known.",
            "°",
        ),
    ] = None

    @property
    def is_posed(self) -> bool:
        """Whether it can be right or wrong, easy or hard: rest and questions cannot."""
        return self.task not in _UNPOSED

    @property
    def model_score(self) -> float | None:
        """What the model said, refused or not; None: it declined."""
        return self.engagement_refused if self.engagement is None else self.engagement
