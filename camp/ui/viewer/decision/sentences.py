"""Why the next level is what it is, in sentences, with both inputs of the rule."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from attention_camp.camp.dataset.reading.trial_facts import TrialFacts
from attention_camp.camp.session.ledger_lines import Decided
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.widgets.codes import (
    TRIAL_STAGES,
    condition_text,
    task_title,
)
from attention_camp.camp.ui.widgets.trial_table import SCALE_TEXTS
from attention_camp.resources.texts import fill
from attention_camp.tasks.difficulty import WHY
from attention_camp.tasks.rest import Rest

translate = QCoreApplication.translate
SAME = 1e-9
"""Two scores that differ by less are the same one."""


def decision_sentences(record: TrialRecord, facts: TrialFacts | None) -> list[str]:
    """Return what was done, what the score said, what the rule was told and decided.

    Parameters
    ----------
    record : TrialRecord
        The trial's row.
    facts : TrialFacts or None
        Its line of the ledger; None: there is none.
    """
    if not record.is_posed:
        return [_outcome(record), _own_score(record)]
    said = [_outcome(record)]
    if record.stage == "practice":
        said.append(translate("Decision", "Practice: nothing was scored or decided."))
        return said
    said.append(_own_score(record))
    decided = None if facts is None else facts.line.decided
    if decided is None:
        said.append(
            translate("Decision", "The ledger has no line that says what was decided.")
        )
        return said
    return [*said, _delivered(record, decided), *_decided(record, decided)]


def _outcome(record: TrialRecord) -> str:
    if not record.is_posed:
        text = translate(
            "Decision",
            "Trial {n}: {task}, {condition}, {stage}: answers that are neither right "
            "nor wrong.",
        )
        if record.task == Rest.name:
            text = translate(
                "Decision",
                "Trial {n}: {task}, {condition}, {stage}: nothing to answer.",
            )
        return _placed(text, record)
    where = translate(
        "Decision", "Trial {n}: {task}, {condition}, {stage}, level {level}."
    )
    if record.reaction_time is None:
        text = (
            translate("Decision", "Correct, without an answer.")
            if record.correct
            else translate("Decision", "Wrong or no answer.")
        )
    else:
        text = (
            translate("Decision", "Answered correctly after {time}.")
            if record.correct
            else translate("Decision", "Answered wrongly after {time}.")
        ).format(time=formats.milliseconds(record.reaction_time))
    if 0 < record.performance < 1:
        share = translate("Decision", "{share} of its answers were correct.")
        said = share.format(share=formats.percent(record.performance))
        text = formats.joined(text, said)
    return formats.joined(_placed(where, record), text)


def _placed(text: str, record: TrialRecord) -> str:
    """Return a text with what a trial was, in words."""
    return text.format(
        n=record.trial,
        task=task_title(record.task),
        condition=condition_text(record.condition),
        stage=translate("Stages", TRIAL_STAGES.get(record.stage, record.stage)),
        level=record.level,
    )


def _own_score(record: TrialRecord) -> str:
    if record.model_score is None:
        return translate("Decision", "Its EEG has no score: {why}.").format(
            why=translate("reasons", record.score_reason)
        )
    text = translate(
        "Decision", "The score of its EEG: {score}, certainty {certainty}, {scale}."
    )
    if record.engagement is None:
        text = translate(
            "Decision",
            "The score of its EEG, {score}, was refused by the calibration: for the "
            "record only.",
        )
    certainty = record.certainty
    return text.format(
        score=formats.number(record.model_score, 2),
        certainty=formats.number(certainty, 2),
        scale=translate("Scales", SCALE_TEXTS.get(record.score_scale, "")),
    )


def _delivered(record: TrialRecord, decided: Decided) -> str:
    given = decided.evidence.engagement
    if given is None:
        return translate(
            "Decision", "The rule was given no score: it had the answers alone."
        )
    own = record.engagement
    if own is not None and math.isclose(own, given, abs_tol=SAME):
        text = translate("Decision", "The rule was given this score, {given}.")
    else:
        text = translate(
            "Decision",
            "The rule was given another score, {given}: in this arm it is not that of "
            "the trial's own EEG.",
        )
    return text.format(given=formats.number(given, 2))


def _decided(record: TrialRecord, decided: Decided) -> list[str]:
    why = translate("why", WHY.get(decided.decision.why, decided.decision.why))
    level = decided.decision.level
    said = [
        translate("Decision", "Decided: level {next} after {level}. {why}").format(
            next=level, level=record.level, why=why
        )
    ]
    if decided.acted is not None and decided.evidence.engagement is not None:
        said.append(
            translate(
                "Decision", "Without the score the level would have been another."
            )
            if decided.acted
            else translate("Decision", "Without the score the level would be the same.")
        )
    if (drawn := decided.decision.randomised) is not None and drawn.available:
        text = (
            translate(
                "Decision",
                "By lot (probability {p}) the score took part: level {loop}; the "
                "answers alone gave {alone}.",
            )
            if drawn.takes_loop
            else translate(
                "Decision",
                "By lot the score took no part (it does with probability {p}): level "
                "{alone}; with the score it would be {loop}.",
            )
        )
        said.append(
            text.format(
                p=formats.number(drawn.probability, 2),
                loop=drawn.loop_level,
                alone=drawn.behaviour_level,
            )
        )
    return said


def timing_sentences(record: TrialRecord, facts: TrialFacts | None) -> list[str]:
    """Return what the display and the clocks say of a trial.

    Parameters
    ----------
    record : TrialRecord
        The trial's row.
    facts : TrialFacts or None
        Its frames and clock; None: there are none.
    """
    said = [
        translate("Decision", "Onset {time}, sample {sample}.").format(
            time=formats.clock(record.onset, 3), sample=record.sample
        )
    ]
    said.append(
        translate(
            "Decision", "▲ A frame was lost at the onset: do not trust its times."
        )
        if record.onset_dropped
        else translate("Decision", "✓ No frame was lost at the onset.")
    )
    said.append(
        translate("Decision", "Frames dropped within the trial: {n}.").format(
            n=record.frames_dropped
        )
    )
    if facts is None or not facts.intervals.size:
        said.append(translate("Decision", "No frames were logged in this trial."))
    else:
        said.append(
            fill(
                translate(
                    "Decision",
                    "{n:frame|frames} logged: median {median}, longest {longest}.",
                ),
                n=facts.intervals.size + 1,
                median=_ms(float(np.median(facts.intervals))),
                longest=_ms(float(facts.intervals.max())),
            )
        )
    return [*said, *_clock(facts)]


def _clock(facts: TrialFacts | None) -> list[str]:
    clock = None if facts is None else facts.clock
    if clock is None:
        return [translate("Decision", "The sample clock was not fitted.")]
    text = translate(
        "Decision",
        "Sample clock: {rate}, packets arrive {residual} from the fit (median).",
    ).format(rate=formats.number(clock.rate, 3, "Hz"), residual=_ms(clock.residual))
    if clock.off is None:
        return [text]
    off = translate(
        "Decision", "The stored sample lies {off} from where the fit puts the onset."
    )
    return [text, off.format(off=_ms(abs(clock.off)))]


def _ms(seconds: float) -> str:
    return formats.number(1000 * seconds, 2, "ms")
