"""Larger stimuli for who needs larger text, where a protocol and its tasks allow it."""

from __future__ import annotations

from dataclasses import replace

from attention_camp.camp.session.plan import Plan
from attention_camp.camp.session.request import Display

REACH = 10.0
"""Degrees above and below the middle that the tasks use at most, but for these."""
FARTHER = frozenset({"useful-field"})
"""Tasks whose stimuli reach farther: they keep their size, and so does the session."""


def display_for(plan: Plan, display: Display) -> Display:
    """Return the display with the size of stimuli that a session has.

    Parameters
    ----------
    plan : Plan
        Its protocol says whether stimuli grow with the text.
    display : Display
        With the participant's size of text.
    """
    far = any(planned.block.task in FARTHER for planned in plan.blocks)
    if not plan.protocol.enlarge or far:
        return display
    return replace(display, stimulus_scale=max(display.text_scale, 1.0))
