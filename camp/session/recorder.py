"""From a trial that was shown to the rows that are stored of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from attention_camp.camp.session.link import NO_EEG, EegLink, Score
from attention_camp.camp.session.proof.provenance import Provenance, without_refused
from attention_camp.camp.session.records import (
    NOT_ASKED,
    EventRow,
    Fixated,
    TrialRecord,
)
from attention_camp.tasks.difficulty.rule import Decision
from attention_camp.tasks.trial import Keypress, Outcome, Response, Trial


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A trial, what came back from the screen, and how it was answered."""

    number: int
    seed: tuple[int, ...]
    trial: Trial
    response: Response
    outcome: Outcome
    fixated: Fixated = NOT_ASKED
    """How the wait for fixation before it ended."""

    @property
    def onset(self) -> float:
        """The trial's onset, session clock, s."""
        return self.response.onsets[self.trial.onset_phase]


def told(trial: Trial, response: Response) -> tuple[Keypress, ...]:
    """Return the keys of a trial that are told: those of a text or a mark are not."""
    return tuple(
        press
        for press in response.keypresses
        if not trial.phases[press.phase].answer_only
    )


def make_events(shown: Shown, link: EegLink) -> tuple[EventRow, ...]:
    """Return the displays and keys of a trial in the order they happened."""
    response, phases = shown.response, shown.trial.phases
    displays = [
        (onset, phases[index].name)
        for index, onset in enumerate(response.onsets)
        if not math.isnan(onset)
    ]
    ends = [onset for onset, _ in displays[1:]] + [response.end]
    items = [
        (onset, end - onset, "stimulus", name)
        for (onset, name), end in zip(displays, ends, strict=True)
    ]
    presses = told(shown.trial, response)
    items += [(press.time, 0.0, "response", press.key) for press in presses]
    items.sort()
    where = link.places([item[0] for item in items])
    return tuple(
        EventRow(place.seconds, duration, kind, place.sample, value)
        for (_, duration, kind, value), place in zip(items, where, strict=True)
    )


def targets_of(shown: Shown, events: tuple[EventRow, ...]) -> tuple[int, ...]:
    """Return the EEG samples at which a trial showed what asked for an answer.

    Parameters
    ----------
    shown : Shown
        The trial.
    events : tuple of EventRow
        What `make_events` made of it.

    Returns
    -------
    samples : tuple of int
        Empty where nothing asked for an answer, or there is no EEG.
    """
    onsets = zip(shown.trial.phases, shown.response.onsets, strict=True)
    displays = [phase for phase, onset in onsets if not math.isnan(onset)]
    rows = [event for event in events if event.trial_type == "stimulus"]
    return tuple(
        row.sample
        for phase, row in zip(displays, rows, strict=True)
        if phase.onset and phase.expected is not None and row.sample >= 0
    )


def make_record(
    shown: Shown,
    link: EegLink,
    *,
    block: int,
    stage: str,
    score: Score,
    decision: Decision,
    provenance: Provenance,
) -> TrialRecord:
    """Return the record of a trial.

    Parameters
    ----------
    shown, link : Shown, EegLink
        The trial, and what gives the samples at which things happened.
    block, stage : int, str
        Number of the block, from 1; ``practice``, ``main`` and so on.
    score, decision, provenance : Score, Decision, Provenance
        Engagement or why there is none, what the rule made of it, and where the score
        comes from; one that was refused gets columns of its own.
    """
    refused = score if provenance.scale == "refused" else NO_EEG
    read = without_refused(score, provenance.scale)
    trial, outcome, frames = shown.trial, shown.outcome, shown.response.frames
    (place,) = link.places((shown.onset,))
    return TrialRecord(
        onset=place.seconds,
        duration=shown.response.end - shown.onset,
        sample=place.sample,
        trial=shown.number,
        block=block,
        stage=stage,
        task=trial.task,
        condition=trial.condition,
        level=trial.level,
        correct=outcome.correct,
        performance=outcome.performance,
        reaction_time=outcome.reaction_time,
        response=" ".join(press.key for press in told(trial, shown.response)),
        engagement=read.value,
        certainty=read.certainty,
        score_reason=read.reason,
        quality=score.quality,
        next_level=decision.level,
        why=decision.why,
        frames_dropped=frames.n_dropped,
        onset_dropped=frames.onset_dropped,
        bad_channels=" ".join(score.bads),
        parameters=trial.parameters,
        measures=outcome.measures,
        engagement_refused=refused.value,
        certainty_refused=refused.certainty,
        score_model=provenance.model,
        score_scale=provenance.scale,
        steered=provenance.steered,
        **_beside(shown, score),
    )


def _beside(shown: Shown, score: Score) -> dict[str, Any]:
    """Return the columns of a trial that other sensors than the EEG's tell."""
    return {
        "movement": score.movement,
        "rotation": score.rotation,
        "pulse": score.pulse,
        "pupil": score.pupil,
        "score_signals": score.signals,
        "fixation": shown.fixated.state,
        "gaze_offset": shown.fixated.offset,
    }
