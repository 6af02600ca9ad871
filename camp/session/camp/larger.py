"""Larger stimuli for who needs them: with the text, or as chosen for a PC."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attention_camp.camp.session.request import Display

if TYPE_CHECKING:  # the window asks for no plan before there is one
    from attention_camp.camp.session.plan import Plan

REACH = 10.0
"""Degrees above and below the middle that the tasks use at most, but for these."""
FARTHER = frozenset({"useful-field"})
"""Tasks whose stimuli reach farther: they keep their size, and so does the session."""


def display_for(plan: Plan, display: Display, *, is_locked: bool) -> Display:
    """Return the display with the size of stimuli that a session has.

    The size chosen for a PC stands in place of the protocol's, but not in a locked
    study: there everybody sees what the protocol says.

    Parameters
    ----------
    plan : Plan
        Its protocol says whether stimuli grow with the text.
    display : Display
        With the participant's size of text, and the size chosen for this PC.
    is_locked : bool
        Whether the session belongs to a locked study.
    """
    scale = max(display.text_scale, 1.0) if plan.protocol.enlarge else 1.0
    if display.own_stimulus_scale and not is_locked:
        scale = display.own_stimulus_scale
    if reaches_far(plan):
        scale = 1.0
    return replace(display, stimulus_scale=scale)


def reaches_far(plan: Plan) -> bool:
    """Return whether a plan has a task whose stimuli cannot grow."""
    return any(planned.block.task in FARTHER for planned in plan.blocks)
