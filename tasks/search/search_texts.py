"""What the cards of visual search say, by keys and by variant."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.resources.texts import QT_TRANSLATE_NOOP

AT_THE_DOT: Mapping[str, str] = {
    "arrows": QT_TRANSLATE_NOOP(
        "tasks",
        "The same displays come again. Search for nothing now: look at the middle and "
        "wait. When a dot appears there, press the arrow key of its side, left or "
        "right. There is no hurry.",
    ),
    "letters": QT_TRANSLATE_NOOP(
        "tasks",
        "The same displays come again. Search for nothing now: look at the middle and "
        "wait. When a dot appears there, press F if it is on the left, J if it is on "
        "the right. There is no hurry.",
    ),
    "left-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "The same displays come again. Search for nothing now: look at the middle "
        "and wait. When a dot appears there, press S if it is on the left, F if it "
        "is on the right. There is no hurry.",
    ),
    "right-hand": QT_TRANSLATE_NOOP(
        "tasks",
        "The same displays come again. Search for nothing now: look at the middle "
        "and wait. When a dot appears there, press J if it is on the left, L if it "
        "is on the right. There is no hurry.",
    ),
}
"""Where a dot is answered and nothing searched, by the keys of its sides."""

LOOK_FOR: Mapping[str, str] = {
    "feature": QT_TRANSLATE_NOOP(
        "tasks",
        "Many upright bars appear at once. Look for the one that is tilted. It is "
        "there in half of the displays.",
    ),
    "conjunction": QT_TRANSLATE_NOOP(
        "tasks",
        "Many bars appear at once. Look for the one that is both filled and tilted. "
        "Others are filled or tilted, never both. It is there in half of the displays.",
    ),
    "t-among-ls": QT_TRANSLATE_NOOP(
        "tasks",
        "Many letters L appear at once, turned in all directions. Look for the one "
        "letter T, whose stem is exactly in the middle. It may be turned too. It is "
        "there in half of the displays.",
    ),
    "letters-among-digits": QT_TRANSLATE_NOOP(
        "tasks",
        "Many digits appear at once. Look for the one letter among them. It is there "
        "in half of the displays.",
    ),
}
"""What to look for, by variant."""
