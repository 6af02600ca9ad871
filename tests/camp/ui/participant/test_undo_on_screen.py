"""On the screen, Backspace empties the box of the key before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt

from attention_camp.tasks import load_task
from attention_camp.tasks.memory.spans import right_keys
from attention_camp.tasks.trial import Glyph

KEYS = {"backspace": Qt.Key.Key_Backspace}


def test_the_boxes_follow_the_keys_and_what_is_taken_back(
    open_window: Callable[..., Any],
) -> None:
    """Each key is pressed once the display has followed the one before."""
    opened = open_window()
    task = load_task("digit-span", time_limit=30.0, undo=True)
    trial = task.next_trial(1, np.random.default_rng(1))
    first, second = right_keys(trial)
    wrong = next(k for k in "123456789" if k not in {first, second})
    pressed = [wrong, "backspace", first, second]
    waiting = iter(pressed)
    drawn: list[list[str]] = []
    draw = opened.screen._store.overlay_of

    def note(stimuli: tuple[Any, ...]) -> Any:
        drawn.append([s.text for s in stimuli if isinstance(s, Glyph)])
        if key := next(waiting, ""):
            code = KEYS.get(key) or Qt.Key(ord(key))
            opened.press_later(0.05, code)
        return draw(stimuli)

    opened.screen._store.overlay_of = note
    response = opened.screen.present(trial)
    outcome = task.score(trial, response)
    assert [press.key for press in response.keypresses] == pressed
    assert outcome.correct
    assert outcome.measures["n_undone"] == 1
    assert drawn[:4] == [[], [wrong], [], [first]]
