"""Feedback about attention: a calm circle between trials, alike in every arm."""

from __future__ import annotations

from attention_camp.camp.session.arms.courses import library_course
from attention_camp.camp.session.arms.delivery import Assignment
from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.plan import Plan
from attention_camp.camp.session.protocol import Block
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.screen import Screen
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, Sentence
from attention_camp.tasks.trial import Card

KEEPS = 0.8
"""Share of the circle's size that is kept from trial to trial: it follows tens of
seconds, as the score does; own choice."""
MIDDLE = 0.5
TITLE = QT_TRANSLATE_NOOP("tasks", "A circle")
IN_STUDY = QT_TRANSLATE_NOOP(
    "tasks",
    "Between the tasks you see a circle. It may follow your own signal, or another "
    "recording: that is a part of the study, and you are told at its end. Just let it "
    "be there.",
)
OWN = QT_TRANSLATE_NOOP(
    "tasks",
    "Between the tasks you see a circle. It follows your own signal, slowly: the "
    "larger, the more it looks as it did while you worked. Just let it be there.",
)
OFF = QT_TRANSLATE_NOOP(
    "tasks",
    "The circle stays away today: your signal did not tell work from rest clearly "
    "enough to show it to you.",
)


class AttentionDisplay:
    """The size of the circle after each trial.

    It follows what the arm delivers. In a study in which nothing is delivered (the
    behaviour-only arm, or a score that was refused) it follows a course of the declared
    library, so that all arms look alike. Outside a study the own score is shown where
    it has earned it, else nothing.

    Parameters
    ----------
    plan : Plan
        The session.
    request : SessionRequest
        Says whether it belongs to a study; its seed picks the library's course.
    assigned : Assignment
        The arm.
    """

    def __init__(
        self, plan: Plan, request: SessionRequest, assigned: Assignment
    ) -> None:
        self._assigned = assigned
        self._in_study = bool(request.study)
        self._library = library_course(request.seed, plan.protocol.blocks)
        self._size = MIDDLE
        self._shown: float | None = None
        self._part = 0
        self._course: dict[int, list[float]] = {}
        """Sizes that were shown, by number of the block."""

    def explain(self, screen: Screen, block: Block, permission: Permission) -> None:
        """Say before a block what its circle follows, or why there is none.

        Parameters
        ----------
        screen : Screen
            The participant's.
        block : Block
            Says whether it has the circle.
        permission : Permission
            The calibration's decision.
        """
        if not block.attention:
            return
        text = OWN if self._delivers(permission) else OFF
        screen.show_cards((Card(TITLE, IN_STUDY if self._in_study else text),))

    def take(
        self, delivered: float | None, permission: Permission, place: tuple[int, int]
    ) -> float | None:
        """Take in a trial; return the circle's size, 0 to 1, None: it is not shown.

        Parameters
        ----------
        delivered : float or None
            The score that the arm delivered.
        permission : Permission
            The calibration's decision.
        place : tuple of int
            Number of the block, from 1, and of the trial in it, from 0.
        """
        self._shown, self._part = None, place[0]
        if not self._delivers(permission):
            if not self._in_study:
                return None
            delivered = self._library.told(*place)[0]
        if delivered is not None:  # without a score it stays as it is
            self._size = KEEPS * self._size + (1 - KEEPS) * delivered
        self._shown = round(self._size, 4)
        return self._shown

    def show(self, screen: Screen, block: Block) -> None:
        """Show the circle after a trial of a block that has it."""
        if block.attention and self._shown is not None:
            self._course.setdefault(self._part, []).append(self._shown)
            screen.show_attention(self._shown)

    def pages(self) -> tuple[CampPage, ...]:
        """Return the page that tells the circle's course; none where it was not shown.

        It is the circle's: whose signal it followed is not said in a study.
        """
        if not self._course:
            return ()
        whose = Sentence("It followed your own signal.")
        if self._in_study:
            whose = Sentence("It may have followed another recording than yours.")
        lines = [
            Sentence(
                "Part {part}: {percent} % of its full size on average",
                part=part,
                percent=round(100 * sum(sizes) / len(sizes)),
            )
            for part, sizes in self._course.items()
        ]
        return (CampPage(Sentence("The circle's course"), (*lines, whose)),)

    def _delivers(self, permission: Permission) -> bool:
        if self._assigned.arm == "yoked":
            return self._assigned.course is not None
        return self._assigned.arm != "performance-only" and permission.steering
