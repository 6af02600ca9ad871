"""Frames that were dropped are flagged on their trial; others are not."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from attention_camp.tasks.trial import Glyph, Phase, Trial

RUN = Trial(
    "test",
    1,
    (
        Phase("fixation", (Glyph("+"),), duration=0.1),
        Phase("item", (Glyph("X", height=3),), duration=0.25, onset=True),
    ),
    (),
)


def stall(seconds: float) -> None:
    """Keep the processor busy, as a redraw elsewhere or the collector might."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


@pytest.mark.parametrize("ms", [20, 35, 60, 120, 200])
def test_a_stall_is_flagged_on_its_trial(
    open_window: Callable[..., Any], ms: int
) -> None:
    opened = open_window()
    opened.later(0.2, lambda: stall(ms / 1000))
    stalled = opened.screen.present(RUN)
    assert stalled.frames.n_dropped >= max(int(ms * 60 / 1000 - 1), 1)


def test_a_stall_at_the_onset_is_flagged_as_such(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    show_frame = opened.window.show_frame
    shown: list[Any] = []

    def stall_at_onset(frame: Any, due: float) -> float:
        if shown and frame.layers != shown[0].layers:
            opened.window.show_frame = show_frame
            stall(0.07)
        shown.append(frame)
        swapped: float = show_frame(frame, due)
        return swapped

    opened.window.show_frame = stall_at_onset
    facts = opened.screen.present(RUN).frames
    assert facts.onset_dropped
    assert facts.onset_error > 0.01
