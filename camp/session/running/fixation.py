"""Wait before a trial until the participant looks at the cross, as far as is known."""

from __future__ import annotations

import math

from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.protocols.fixation import Fixation
from attention_camp.camp.session.records import NOT_ASKED, Fixated
from attention_camp.tasks.trial import Phase, Shape, Stimulus, Trial

STEP_SECONDS = 0.2
"""From one look at the gaze to the next, s; own choice."""
TASK = "fixation"
"""What the display between two trials is called, in markers."""
CROSS: tuple[Stimulus, ...] = (Shape("cross", width=0.6, height=0.6, line=0.08),)
"""As the cross of visual search, so that nothing changes when the trial begins."""


def wait_for_fixation(wanted: Fixation | None, parts: Parts) -> Fixated:
    """Show the cross until the gaze rests on it, or the limit is over.

    Parameters
    ----------
    wanted : Fixation or None
        What the block asks for; None: nothing.
    parts : Parts
        Screen, link and clock.
    """
    if wanted is None:
        return NOT_ASKED
    until = parts.clock.now() + wanted.limit
    while True:
        gaze = parts.link.gaze(wanted.within, wanted.seconds)
        offset = None if math.isnan(gaze.offset) else gaze.offset
        if not gaze.is_there:
            return Fixated("no-tracker")
        if gaze.is_steady:
            return Fixated("fixated", offset)
        if parts.clock.now() >= until:
            return Fixated("not-fixated", offset)
        parts.screen.present(_cross())
        parts.store.append_frames(parts.screen.take_frames())


def _cross() -> Trial:
    """Return a display of the cross alone, for a moment."""
    return Trial(
        task=TASK,
        level=1,
        phases=(Phase("fixation", CROSS, duration=STEP_SECONDS),),
        keys=(),
    )
