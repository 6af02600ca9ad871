"""Which key means yes: its side balanced over people, for either hand or for both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.trial import Card, Trial


class YesNo(NamedTuple):
    """The keys of a question that is answered by yes or no."""

    no: str
    yes: str


MAPPINGS: Mapping[str, YesNo] = {
    "arrows": YesNo("left", "right"),
    "arrows-swapped": YesNo("right", "left"),
    "letters": YesNo("f", "j"),
    "letters-swapped": YesNo("j", "f"),
    "left-hand": YesNo("s", "f"),
    "left-hand-swapped": YesNo("f", "s"),
    "right-hand": YesNo("j", "l"),
    "right-hand-swapped": YesNo("l", "j"),
}
"""The arrow keys are for one hand, F and J for both, which suits left-handers too.
Where one hand alone can be used, it has two keys with one between them, so that a key
that is missed is no answer."""
SIDES: Mapping[str, tuple[str, str]] = {
    "arrows": ("left", "right"),
    "letters": ("f", "j"),
    "left-hand": ("s", "f"),
    "right-hand": ("j", "l"),
}
"""Keys of answers that have a side of their own, left and right."""
OF_THE_HAND = frozenset({"keys", "undo"})
"""Options that leave a task what it is: which keys answer, and whether one can be taken
back."""
_TEXTS: Mapping[str, str] = {
    "arrows": QT_TRANSLATE_NOOP(
        "tasks", "For yes, press the right arrow key. For no, press the left arrow key."
    ),
    "arrows-swapped": QT_TRANSLATE_NOOP(
        "tasks", "For yes, press the left arrow key. For no, press the right arrow key."
    ),
    "letters": QT_TRANSLATE_NOOP("tasks", "For yes, press J. For no, press F."),
    "letters-swapped": QT_TRANSLATE_NOOP("tasks", "For yes, press F. For no, press J."),
    "left-hand": QT_TRANSLATE_NOOP(
        "tasks", "For yes, press F. For no, press S. Your left hand does both."
    ),
    "left-hand-swapped": QT_TRANSLATE_NOOP(
        "tasks", "For yes, press S. For no, press F. Your left hand does both."
    ),
    "right-hand": QT_TRANSLATE_NOOP(
        "tasks", "For yes, press L. For no, press J. Your right hand does both."
    ),
    "right-hand-swapped": QT_TRANSLATE_NOOP(
        "tasks", "For yes, press J. For no, press L. Your right hand does both."
    ),
}


def keys_card(mapping: str, example: Trial) -> Card:
    """Return the card that says which key means yes and which no.

    Parameters
    ----------
    mapping : str
        A key of `MAPPINGS`.
    example : Trial
        An easy trial, shown answered.
    """
    title = QT_TRANSLATE_NOOP("tasks", "Your keys")
    return Card(title, _TEXTS[mapping], example=example)


def swapped(mapping: str) -> str:
    """Return the mapping with the two keys exchanged."""
    plain = mapping.removesuffix("-swapped")
    return plain if plain != mapping else f"{plain}-swapped"
