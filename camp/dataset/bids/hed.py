"""HED annotation of events.tsv: what happened, in a vocabulary programs can search.

Targets, responses and correctness are told apart. A name that two tasks share (the
``target`` of the attention network test is seen, that of the oddball heard) has the
tags that hold for both; the row of the trial says which task it was.

References
----------
Robbins, K., Truong, D., Appelhoff, S., Delorme, A., & Makeig, S. (2021). Capturing the
nature of events and event context using hierarchical event descriptors (HED).
NeuroImage, 245, 118766. https://doi.org/10.1016/j.neuroimage.2021.118766
"""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.camp.session.camp.goals import MEANINGS
from attention_camp.camp.session.camp.understanding import VERDICTS
from attention_camp.tasks.difficulty.why import WHY
from attention_camp.tasks.displays import CONDITIONS, KEYS, TASK_NAMES
from attention_camp.tasks.questionnaires.probe import ANSWERS

HED_VERSION = "8.4.0"
"""Version of the HED schema that the tags are of."""

_SEEN = "Visual-presentation"
_HEARD = "Auditory-presentation"
_CROSS = f"{_SEEN}, (Cross, (Center-of, Computer-screen))"

_DISPLAYS: Mapping[str, str] = {
    "associates": f"{_SEEN}, Target, Label/Words-with-one-in-common",
    "console": f"{_SEEN}, Target, Label/Console-of-several-parts",
    "motion": f"{_SEEN}, Target, Circle, Label/Discs-in-motion",
    "trail": f"{_SEEN}, Target, Circle, Label/Trail-of-circles",
    "uses": f"{_SEEN}, Target, Label/Thing-to-find-uses-for",
    "board": f"{_SEEN}, (Square, Label/Board)",
    "city": f"{_SEEN}, Image, Target, Label/City",
    "cue": f"{_SEEN}, Cue",
    "delay": f"{_CROSS}, Label/Delay",
    "digit": f"{_SEEN}, Target, Label/Digit-to-report",
    "judgement": f"{_SEEN}, Label/Judgement",
    "letter": f"{_SEEN}, Label/Letter-to-ignore",
    "place": f"{_SEEN}, Instructional, Label/Question-of-place",
    "shape": f"{_SEEN}, Instructional, Label/Question-of-shape",
    "symbol": f"{_SEEN}, Target, Label/Symbol",
    "end": "Label/End-of-run",
    "eyes-closed": f"{_SEEN}, Instructional, Label/Eyes-closed",
    "eyes-open": f"{_CROSS}, Label/Eyes-open",
    "fixation": f"{_CROSS}, Cue, Label/Fixation",
    "foreperiod": f"{_CROSS}, Label/Foreperiod",
    "gap": f"{_SEEN}, Label/Gap",
    "go": f"{_SEEN}, Target, Label/Go",
    "interval": f"{_SEEN}, Label/Interval",
    "item": "Sensory-presentation, Label/Item-to-remember",
    "late": f"{_SEEN}, Label/Time-is-over",
    "listen": f"{_HEARD}, Vocalized-sound, Target, Label/Digits-in-noise",
    "lit": f"{_SEEN}, Square, Label/Item-to-remember",
    "mask": f"{_SEEN}, Label/Mask",
    "match": "Sensory-presentation, Target, Label/Match",
    "mountain": f"{_SEEN}, Image, Non-target, Label/Mountain",
    "no-go": f"{_SEEN}, Non-target, Label/No-go",
    "other": "Sensory-presentation, Non-target, Label/No-match",
    "pause": f"{_CROSS}, Label/Silence",
    "probe": f"{_SEEN}, Target, Label/Probe",
    "question": f"{_SEEN}, Instructional, Label/Question",
    "ready": f"{_CROSS}, Cue, Label/Ready",
    "recall": f"{_SEEN}, Instructional, Label/Recall",
    "retention": f"{_CROSS}, Label/Retention",
    "sample": f"{_SEEN}, Label/Sample",
    "search": f"{_SEEN}, Label/Search-array",
    "signal": f"{_SEEN}, Circle, Target, Label/Signal",
    "standard": f"{_HEARD}, Tone, Non-target, Label/Standard-tone",
    "stop": f"{_SEEN}, Cue, Label/Stop-signal",
    "target": "Sensory-presentation, Target",
    "time": f"{_SEEN}, Instructional, Label/Reaction-time",
    "wait": f"{_SEEN}, Circle, Cue, Label/Wait",
}

_PRACTICE: Mapping[str, str] = {
    code: f"Label/Task-{code}" for code in VERDICTS.values()
}
_GOALS: Mapping[str, str] = {
    **{code: f"Label/{code.capitalize()}" for code in MEANINGS},
    "less-regular": "Label/Less-regular-answers",
}

_TYPES: Mapping[str, str] = {
    "trial": "Experiment-structure",
    # in groups: events at the same time keep their tags apart
    "stimulus": "(Sensory-event, Experimental-stimulus, {value})",
    "response": (
        "(Agent-action, Participant-response, "
        "(Experiment-participant, (Press, Keyboard)), {value})"
    ),
    "sealed": "Experiment-structure",
    "note": "Experiment-control, Experimental-note",
    "pause": "Experiment-control, Pause, Label/Session-paused",
    "help": "Agent-action, (Experiment-participant, Label/Called-the-researcher)",
    "break": "Experiment-procedure, Rest",
    "goal": "(Agent-action, (Experiment-participant, Label/Own-goal), {value})",
    "fatigue": "(Experiment-participant, Label/Signs-of-fatigue, {value})",
    "practice": "(Experiment-control, Label/End-of-practice, {value})",
    "probe": "(Sensory-event, (Instructional, Label/Mind-wandering-probe), {value})",
    "trigger": "Data-feature, (Data-marker, Label/Trigger)",
    "BAD_gap": "Data-feature, (Data-artifact, Label/Samples-missing)",
}

_STAGES: Mapping[str, str] = {
    "practice": "Time-block/Practice",
    "calibration": "Time-block/Calibration",
    "main": "Time-block/Main",
}

_CORRECT: Mapping[str, str] = {
    "true": "(Participant-response, Correct-action)",
    "false": "(Participant-response, Incorrect-action)",
}

_DROPPED: Mapping[str, str] = {
    "true": "(Indicator-variable/Onset-frame-dropped)",
    "false": "(Indicator-variable/Onset-frame-shown)",
}

_NUMBERS: Mapping[str, str] = {
    "block": "Block",
    "level": "Difficulty-level",
    "performance": "Share-of-answers-right",
    "reaction_time": "Reaction-time-s",
    "engagement": "Engagement-score",
    "certainty": "Certainty-of-score",
    "quality": "Share-of-good-channels",
    "next_level": "Next-difficulty-level",
    "frames_dropped": "Frames-dropped",
    "movement": "Head-movement-log10",
    "rotation": "Head-rotation-log10",
    "pulse": "Pulse-rate-per-minute",
    "pupil": "Pupil-size",
    "gaze_offset": "Gaze-offset-deg",
}
"""Columns of numbers, and the names of their parameters."""


_PROBES: Mapping[str, str] = {
    **dict.fromkeys(("present", "positive", "change", "ax"), "Target"),
    **dict.fromkeys(("absent", "negative", "same", "ay", "bx", "by"), "Non-target"),
}
"""Conditions with and without what the participant is to find."""


def _name(code: str) -> str:
    """Return a code as HED's names are: letters, digits and hyphens."""
    return code.replace("_", "-").capitalize()


def _condition(code: str) -> str:
    tag = f"Condition-variable/{_name(code)}"
    return f"({tag}, {_PROBES[code]})" if code in _PROBES else tag


def hed_tags() -> dict[str, str | dict[str, str]]:
    """Return the HED of each annotated column: of each of its values, or of all.

    Onset, duration and sample say where a row is; the JSON texts of ``parameters`` and
    ``measures``, and free texts (``response``, ``bad_channels``), cannot be annotated
    in a sidecar.
    """
    keys = {key: f"(Keyboard-key/{_name(key)})" for key in KEYS}
    probed = {code: f"(Label/Attention-{code})" for code in ANSWERS}
    values = {**_DISPLAYS, **_PRACTICE, **_GOALS, **probed, **keys}
    return {
        "trial_type": dict(_TYPES),
        "value": values,
        "trial": "Experimental-trial/#",
        "stage": dict(_STAGES),
        "task": {name: f"Task/{_name(name)}" for name in TASK_NAMES},
        "condition": {code: _condition(code) for code in CONDITIONS},
        "correct": dict(_CORRECT),
        "onset_dropped": dict(_DROPPED),
        "why": {
            code: f"(Parameter-label/Reason-of-level, Label/{_name(code)})"
            for code in (*WHY, "practice")
        },
        **{
            column: f"(Parameter-label/{name}, Parameter-value/#)"
            for column, name in _NUMBERS.items()
        },
    }
