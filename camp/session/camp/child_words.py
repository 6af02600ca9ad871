"""The cards of the tasks in words for children of about eight to twelve years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.trial import Card

WORDS: Mapping[str, str] = {
    "Visual search": QT_TRANSLATE_NOOP("tasks", "Find it!"),
    "Change detection": QT_TRANSLATE_NOOP("tasks", "What has changed?"),
    "Spatial span": QT_TRANSLATE_NOOP("tasks", "Which one lit up?"),
    "Rest": QT_TRANSLATE_NOOP("tasks", "A quiet moment"),
    "Only the dot": QT_TRANSLATE_NOOP("tasks", "Wait for the dot"),
    "The same displays come again. Search for nothing now: look at the middle and "
    "wait. When a dot appears there, press the arrow key of its side, left or right. "
    "There is no hurry.": QT_TRANSLATE_NOOP(
        "tasks",
        "The same pictures come again, but look for nothing. When a dot comes, press "
        "the arrow key of its side. Take your time.",
    ),
    "Sit comfortably, look at the cross and let your thoughts pass. Relax your jaw and "
    "shoulders, and try not to move. The screen says when it is over; where there is "
    "sound, so does a soft tone.": QT_TRANSLATE_NOOP(
        "tasks",
        "Look at the cross and sit as still as a stone. You need not do anything. The "
        "screen tells you when it is over.",
    ),
    "Many upright bars appear at once. Look for the one that is tilted. It is there in "
    "half of the displays.": QT_TRANSLATE_NOOP(
        "tasks",
        "You see many straight bars. Sometimes one leans over. Can you find it?",
    ),
    "Many letters L appear at once, turned in all directions. Look for the one letter "
    "T, whose stem is exactly in the middle. It may be turned too. It is there in half "
    "of the displays.": QT_TRANSLATE_NOOP(
        "tasks",
        "You see many letters L, turned around. Sometimes one letter T is hiding among "
        "them. Can you find it?",
    ),
    "Is it there? Answer yes or no as fast as you can without mistakes.": (
        QT_TRANSLATE_NOOP(
            "tasks", "Is it there? Say yes or no with a key, as fast as you can."
        )
    ),
    "Several objects flash up together. Keep as many as you can in mind. A moment "
    "later one of them comes back at its place, or another object does.": (
        QT_TRANSLATE_NOOP(
            "tasks",
            "Some things flash up. Try to remember them. Then one of them comes back, "
            "or something else is there.",
        )
    ),
    "Has it changed? Answer yes or no. If you are not sure, guess.": QT_TRANSLATE_NOOP(
        "tasks", "Is it a new thing? Yes or no? If you do not know, just guess."
    ),
    "Nine blocks appear, and some light up one after another. Remember which, and in "
    "which order.": QT_TRANSLATE_NOOP(
        "tasks",
        "You see nine blocks. Some of them light up, one after the other. Remember "
        "which ones, and which came first.",
    ),
    "Then each block shows a number. Press the numbers of the blocks that lit up, in "
    "the same order.": QT_TRANSLATE_NOOP(
        "tasks",
        "Then every block gets a number. Press the numbers of the blocks that lit up. "
        "Start with the first one.",
    ),
    "Then each block shows a number. Press the numbers of the blocks that lit up, in "
    "the same order. Backspace takes the last one back, until all boxes are "
    "full.": QT_TRANSLATE_NOOP(
        "tasks",
        "Then every block gets a number. Press the numbers of the blocks that lit up, "
        "the first one first. Backspace takes the last one back.",
    ),
}
"""A card's title or text, and how a child is told; others stay as they are."""


def for_children(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Return instruction cards in words for children, where there are any."""
    return tuple(
        replace(
            card,
            title=WORDS.get(card.title, card.title),
            text=WORDS.get(card.text, card.text),
        )
        for card in cards
    )
