"""Reasons for a level: codes for the ledger, sentences for the operator."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.resources.texts import QT_TRANSLATE_NOOP

WHY: Mapping[str, str] = {
    "start": QT_TRANSLATE_NOOP("why", "First level of the block."),
    "fixed": QT_TRANSLATE_NOOP("why", "The level is fixed."),
    "correct-up": QT_TRANSLATE_NOOP("why", "Correct: harder."),
    "error-down": QT_TRANSLATE_NOOP("why", "Wrong: easier."),
    "correct-stay": QT_TRANSLATE_NOOP(
        "why", "Correct: not yet enough for a new level."
    ),
    "error-stay": QT_TRANSLATE_NOOP("why", "Wrong: not yet enough for a new level."),
    "at-top": QT_TRANSLATE_NOOP("why", "Correct: this is the hardest level."),
    "at-bottom": QT_TRANSLATE_NOOP("why", "Wrong: this is the easiest level."),
    "engaged-correct-up": QT_TRANSLATE_NOOP(
        "why", "Correct and engaged: harder, by more than for the answer alone."
    ),
    "disengaged-error-down": QT_TRANSLATE_NOOP(
        "why", "Wrong while not engaged: easier, by less than for the answer alone."
    ),
    "score-harder": QT_TRANSLATE_NOOP(
        "why", "The engagement score makes it harder than the answers alone would."
    ),
    "score-easier": QT_TRANSLATE_NOOP(
        "why", "The engagement score makes it easier than the answers alone would."
    ),
    "times-harder": QT_TRANSLATE_NOOP(
        "why", "Unusual reaction times: harder than the answers alone would make it."
    ),
    "times-easier": QT_TRANSLATE_NOOP(
        "why", "Unusual reaction times: easier than the answers alone would make it."
    ),
    "learned-harder": QT_TRANSLATE_NOOP(
        "why", "The learned policy makes it harder than the answers alone would."
    ),
    "learned-easier": QT_TRANSLATE_NOOP(
        "why", "The learned policy makes it easier than the answers alone would."
    ),
    "outside-training": QT_TRANSLATE_NOOP(
        "why", "Outside what the learned policy was trained on: by the answers alone."
    ),
    "passive": QT_TRANSLATE_NOOP("why", "Drawn by lot, whatever was answered."),
    "asked-easier": QT_TRANSLATE_NOOP("why", "Easier: the teacher asked for it."),
    "quest-measure": QT_TRANSLATE_NOOP(
        "why", "The level that is most informative about the threshold."
    ),
    "quest-train": QT_TRANSLATE_NOOP(
        "why",
        "The level expected to be answered correctly as often as training aims for.",
    ),
}
"""Code of each reason and its English sentence (translation context ``why``)."""
