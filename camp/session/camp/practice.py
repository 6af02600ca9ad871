"""Practice that teaches: a slow example, words after each answer, in rounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from attention_camp.camp.session.camp.slips import feedback_of, slip_of
from attention_camp.camp.session.camp.understanding import Practised, Round
from attention_camp.camp.session.plan import PlannedBlock
from attention_camp.camp.session.recorder import Shown
from attention_camp.camp.session.screen import Screen
from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.trial import Card, Trial

ROUNDS = 3
"""Rounds after which the researcher is asked to help; own choice."""
SLOWER = 2.0
"""How much longer the displays of the first example stay; own choice."""
COUNTDOWN = 3

TITLE = QT_TRANSLATE_NOOP("tasks", "Practice")
FIRST = QT_TRANSLATE_NOOP(
    "tasks",
    "First a slow example. Then try it yourself: nothing counts yet, and after each "
    "answer you see how it went.",
)
AGAIN_TITLE = QT_TRANSLATE_NOOP("tasks", "Once more")
COUNTS_TITLE = QT_TRANSLATE_NOOP("tasks", "Now it counts")
COUNTS = QT_TRANSLATE_NOOP(
    "tasks",
    "Practice is over. From now on it gets harder when it goes well and easier when it "
    "does not, so some errors are part of it.",
)
COUNTS_FIXED = QT_TRANSLATE_NOOP(
    "tasks",
    "Practice is over. From now on your answers count. Some errors are part of it.",
)
HELP_TITLE = QT_TRANSLATE_NOOP("tasks", "Let us look at it together")
HELP = QT_TRANSLATE_NOOP(
    "tasks",
    "This task is hard to explain on a screen. The researcher has been told and looks "
    "at it with you. Go on when you are ready, together or alone.",
)

PractiseOne = Callable[[str | None], Shown]
"""Shows and stores a practice trial of a cell."""
DrawCells = Callable[[int], Sequence[str | None]]
"""Returns the cells of so many trials."""


def practise(
    planned: PlannedBlock,
    screen: Screen,
    *,
    one: PractiseOne,
    cells: DrawCells,
) -> Practised:
    """Practise until the answers show that the task is understood, or say they do not.

    Parameters
    ----------
    planned : PlannedBlock
        The block that is practised.
    screen : Screen
        Where the participant is taught.
    one : callable
        Shows and stores a trial.
    cells : callable
        Draws the cells of a round.
    """
    deck = planned.cards
    screen.show_cards((Card(TITLE, FIRST, slow_example(deck)),))
    rounds = [_round(planned, screen, one=one, cells=cells)]
    judged = planned.block.practice_until == "understood"
    while judged and not rounds[-1].understood and len(rounds) < ROUNDS:
        again = Card(AGAIN_TITLE, rounds[-1].advice, slow_example(deck))
        screen.show_cards((again, *deck))
        rounds.append(_round(planned, screen, one=one, cells=cells))
    practised = Practised.of(rounds, judged=judged)
    if judged and not practised.understood:
        screen.show_cards((Card(HELP_TITLE, HELP, slow_example(deck)),))
    adapts = planned.block.rule.name != "fixed"
    text = COUNTS if adapts else COUNTS_FIXED
    screen.show_cards((Card(COUNTS_TITLE, text),))
    return practised


def _round(
    planned: PlannedBlock, screen: Screen, *, one: PractiseOne, cells: DrawCells
) -> Round:
    screen.countdown(COUNTDOWN)
    practice = Round(planned.practice_task, planned.block.practice)
    fixed = planned.block.practice_until == "done"
    n_trials = practice.least if fixed else practice.most
    for cell in cells(n_trials):
        shown = one(cell)
        slip = slip_of(shown.trial, shown.response, shown.outcome)
        practice.take(shown.trial, shown.response, shown.outcome, slip)
        screen.feedback(feedback_of(shown.trial, shown.outcome, slip))
        if practice.is_over and not fixed:
            break
    return practice


def slow_example(cards: Sequence[Card]) -> Trial | None:
    """Return the last example among instruction cards, slowed down; None: no example.

    A sound keeps its speed; what is silent stays longer.
    """
    trial = next((c.example for c in reversed(cards) if c.example is not None), None)
    if trial is None:
        return None
    phases = tuple(
        phase
        if phase.sounds or phase.duration is None
        else replace(phase, duration=phase.duration * SLOWER, fade=phase.fade * SLOWER)
        for phase in trial.phases
    )
    return replace(trial, phases=phases)
