"""What is said in a break: true at the same difficulty, and different each time."""

from __future__ import annotations

import math

from attention_camp.camp.session.camp.figures import (
    TaskFigures,
    change,
    faster_at_same_level,
)
from attention_camp.resources.texts import Sentence

ADVICE: tuple[Sentence, ...] = (
    Sentence("Look at something far away for a while: it rests your eyes."),
    Sentence("Have a sip of water."),
    Sentence("Let your shoulders drop, and sit back for a moment."),
    Sentence("Blink a few times, then close your eyes for three breaths."),
    Sentence("Stretch your fingers and put your feet flat on the floor."),
)
"""Taken in turn."""
TIRED = Sentence(
    "Your answers have become less regular, as happens when one gets tired. Take your "
    "time: go on when you feel fresh again."
)
FASTER = Sentence("At the same difficulty you were faster than the time before.")
LESS_STEADY = 2.0
"""Standard errors by which times must vary more than before to speak of fatigue."""


def said_of(done: TaskFigures, before: TaskFigures | None) -> Sentence:
    """Return a sentence about a block beside the last one of the same task.

    Only a change beyond its band is told, and times only at the levels of both; else
    what was done.

    Parameters
    ----------
    done : TaskFigures
        The block.
    before : TaskFigures or None
        The last one of the same task; None: there was none.
    """
    if before is not None:
        if change(done.level, before.level) > 0:
            return Sentence("You managed a harder level than the time before.")
        gain = faster_at_same_level(done, before)
        if gain is not None and gain.low > 0:
            return FASTER
    n_answers = sum(did.n_answers for did in done.trials)
    return Sentence("Your answers in this part: {n}", n=n_answers)


def is_tired(done: TaskFigures, before: TaskFigures | None) -> bool:
    """Return whether times vary clearly more than they did in the same task before.

    Parameters
    ----------
    done, before : TaskFigures, TaskFigures or None
        The block, and what to compare it with; None: nothing.
    """
    if before is None or before.hand != done.hand:
        return False
    now, then = done.unsteadiness, before.unsteadiness
    if now is None or then is None or min(now.value, then.value) <= 0:
        return False
    # the logarithm of a standard deviation of n values errs by 1 / sqrt(2 n)
    error = math.hypot(now.error / now.value, then.error / then.value)
    return math.log(now.value / then.value) > LESS_STEADY * error


def advice_of(turn: int) -> Sentence:
    """Return what helps in the break number ``turn``, from 0."""
    return ADVICE[turn % len(ADVICE)]
