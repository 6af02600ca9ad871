"""Which keys may be chosen in place of the usual ones, and what speaks against one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from attention_camp.camp.ui.actions import ACTIONS, plain
from attention_camp.tasks.answer_keys import SIDES
from attention_camp.tasks.memory.complex_span import LETTERS

translate = QCoreApplication.translate

ANSWERS: tuple[str, ...] = ("f", "j", "left", "right", "up", "down", "space")
"""The tasks' keys that another key may count as."""
_SAFETY = frozenset({"escape", "f1"})
_TYPED = frozenset(
    {*"0123456789", *LETTERS.lower(), "return", "backspace", *chain(*SIDES.values())}
)
"""Keys that answer in their own right in some tasks: digits, letters of the spans, and
those of one hand."""
_FIXED = frozenset({"Ctrl+F", "Ctrl+Return", "Tab", "Shift+Tab"})
"""Key sequences of the program that are not in its menus."""


def answer_problem(key: str, answer: str, chosen: Mapping[str, str]) -> str:
    """Return why a key cannot count as an answer; empty: it can.

    Parameters
    ----------
    key : str
        Name of the key that is pressed; empty: one that has none.
    answer : str
        The tasks' key that it is to count as.
    chosen : mapping
        Keys that count as an answer already.
    """
    if not key:
        return translate("Keys", "This key cannot be told from others; press another.")
    if key in _SAFETY:
        return translate(
            "Keys", "Esc ends the session and F1 calls the researcher: always."
        )
    if key in ANSWERS or key in _TYPED:
        return translate(
            "Keys",
            "{key} is an answer of its own in some tasks. Let the box or switch send "
            "another letter, or F2 to F12.",
        ).format(key=key.upper())
    if (other := chosen.get(key, answer)) != answer:
        return translate("Keys", "{key} counts as {other} already.").format(
            key=key.upper(), other=answer_text(other)
        )
    return ""


def shortcut_problem(sequence: str, action: str, chosen: Mapping[str, str]) -> str:
    """Return why a key sequence cannot stand for an action; empty: it can.

    Parameters
    ----------
    sequence : str
        In Qt's portable text.
    action : str
        Key of the action.
    chosen : mapping
        Actions → key sequences other than the usual ones.
    """
    name, _, rest = sequence.rpartition("+")
    is_function = rest[:1] == "F" and rest[1:].isdigit()
    if not is_function and not name.startswith(("Ctrl", "Alt", "Meta")):
        return translate(
            "Keys",
            "A shortcut has Ctrl or Alt, or is a function key: others are typed.",
        )
    shown = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
    if sequence in _FIXED:
        return translate("Keys", "{keys} is taken by the program.").format(keys=shown)
    for info in ACTIONS:
        taken = chosen.get(info.key, info.shortcut)
        if info.key != action and taken == sequence:
            return translate("Keys", "{keys} is “{action}” already.").format(
                keys=shown, action=plain(translate("Actions", info.text))
            )
    return ""


def answer_text(answer: str) -> str:
    """Return what an answer key is called."""
    arrows = {"left": "←", "right": "→", "up": "↑", "down": "↓"}
    if answer == "space":
        return translate("Keys", "Space")
    return arrows.get(answer, answer.upper())
