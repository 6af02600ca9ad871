"""What a camp shows between two trials, for the benchmarks of timing.

With ATTENTION_CAMP_FRAMED set, `onset`, `keys` and `stalls` show after every fifth
trial what children see in a camp with feedback: the sign, the circle of attention, and
now and then a break with its journey. Nothing of it is drawn while a trial is shown, so
the figures should be those without.
"""

from __future__ import annotations

import os
from itertools import count

from attention_camp.camp.session.screen import Break, Feedback
from attention_camp.camp.ui.participant import pages
from attention_camp.camp.ui.participant.window import WindowScreen
from attention_camp.resources.texts import Sentence

FRAMED = "ATTENTION_CAMP_FRAMED"
EVERY, REST_EVERY = 5, 50
"""Trials from one circle to the next, and from one break to the next."""
_turns = count(1)


def between(screen: WindowScreen) -> None:
    """Show what follows a trial, where that is asked for."""
    if not os.environ.get(FRAMED):
        return
    turn = next(_turns)
    if turn % EVERY == 0:
        screen.feedback(Feedback(turn % 2 == 0, "Right", brief=True))
        screen.show_attention((turn % 11) / 10)
    if turn % REST_EVERY == 0:
        pause = Break(0.5, 1, 5, Sentence("Have a sip of water."), journey=True)
        # the break's page without its wait for a key
        screen._reader.show(pages.resting(pause, may_go_on=False), seconds=0.5)
