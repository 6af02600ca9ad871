"""On the screen, Backspace empties the box of the key before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt

from attention_camp.tasks import load_task
from attention_camp.tasks.memory.spans import right_keys
from attention_camp.tasks.trial import Glyph


def test_the_boxes_follow_the_keys_and_what_is_taken_back(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    task = load_task("digit-span", time_limit=2.0, undo=True)
    trial = task.next_trial(1, np.random.default_rng(1))
    drawn: list[list[str]] = []
    draw = opened.screen._store.overlay_of

    def note(stimuli: tuple[Any, ...]) -> Any:
        drawn.append([s.text for s in stimuli if isinstance(s, Glyph)])
        return draw(stimuli)

    opened.screen._store.overlay_of = note
    before = sum(p.duration for p in trial.phases if p.name != "recall")
    first, second = right_keys(trial)
    wrong = next(k for k in "123456789" if k != first)
    keys = [
        Qt.Key(ord(wrong)),
        Qt.Key.Key_Backspace,
        *(Qt.Key(ord(k)) for k in (first, second)),
    ]
    for k, key in enumerate(keys):
        opened.press_later(before + 0.4 + 0.3 * k, key)
    response = opened.screen.present(trial)
    outcome = task.score(trial, response)
    assert [press.key for press in response.keypresses] == [
        wrong, "backspace", first, second,
    ]  # fmt: skip
    assert outcome.correct
    assert outcome.measures["n_undone"] == 1
    assert drawn[:4] == [[], [wrong], [], [first]]
