"""A session as a day of the camp: pages before and after, and what breaks say."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from attention_camp.camp.session import loop_texts
from attention_camp.camp.session.camp.breaks import (
    TIRED,
    advice_of,
    is_tired,
    said_of,
)
from attention_camp.camp.session.camp.camp_pages import pages_after, pages_before
from attention_camp.camp.session.camp.contents import Camp, CampPage
from attention_camp.camp.session.camp.figures import Did, SessionFigures, TaskFigures
from attention_camp.camp.session.camp.tiredness import (
    SEEN_TIRED,
    Risen,
    risen_in,
)
from attention_camp.camp.session.link import NO_EEG, Score
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import HelpWanted
from attention_camp.camp.session.plan import Plan, PlannedBlock
from attention_camp.camp.session.protocol import Block
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.screen import (
    Break,
    EmergencyStopError,
    InterruptedSessionError,
)
from attention_camp.resources.texts import Sentence
from attention_camp.tasks.trial import Card

logger = logging.getLogger(__name__)

READ_SECONDS = 120.0
"""How long a page after the session stays if nobody goes on, s; own choice."""
REST = Sentence("Let your eyes rest and breathe.")


class CampDay:
    """What the participant is told around the blocks of a session.

    Parameters
    ----------
    plan : Plan
        The session.
    parts : Parts
        Its screen, and where events go.
    camp : Camp, optional
        The person's camp so far; by default this is its first session.
    """

    def __init__(self, plan: Plan, parts: Parts, camp: Camp | None = None) -> None:
        self._plan = plan
        self._parts = parts
        protocol = plan.protocol
        self._camp = camp or Camp(
            protocol.sessions,
            protocol.blocks,
            plan.seconds / 60,
            journey=protocol.frame == "journey",
        )
        self._records: list[TrialRecord] = []
        self._scores: list[Score] = []
        """Of these trials."""
        self._done: dict[str, TaskFigures] = {}
        """The last block of each task in this session."""
        self._n_breaks = 0
        self._goal = ""

    def take(self, record: TrialRecord, score: Score = NO_EEG) -> None:
        """Take in a stored trial, and the signs of tiredness in its EEG."""
        self._records.append(record)
        self._scores.append(score)

    def welcome(self) -> None:
        """Welcome the participant, and in a camp let them choose a goal."""
        text = self._plan.protocol.welcome or loop_texts.WELCOME_TEXT
        card = Card(loop_texts.WELCOME_TITLE, text, aloud=self._plan.protocol.spoken)
        self._parts.screen.show_cards((card,))
        if self._camp.n_sessions > 1:
            chosen = self._parts.screen.show_camp(pages_before(self._camp))
            self._goal = self._keep(chosen)

    def break_after(self, planned: PlannedBlock, n_blocks: int) -> Break:
        """Return what the break after a block says.

        Parameters
        ----------
        planned : PlannedBlock
            The block that is over.
        n_blocks : int
            Blocks of the session.
        """
        seconds, said, tired = planned.block.break_after, REST, False
        mine = [r for r in self._records if r.block == planned.number]
        trials = [Did.of(record) for record in mine if record.stage == "main"]
        if trials and any(did.n_answers for did in trials):
            done = TaskFigures.of(planned.block, trials)
            before = self._done.get(done.key) or self._camp.last(done.key)
            said, tired = said_of(done, before), is_tired(done, before)
            self._done[done.key] = done
        risen = self._risen_in(planned.number)
        advice = advice_of(self._camp.number + self._n_breaks)
        if tired or risen:
            advice = TIRED if tired else SEEN_TIRED
        self._n_breaks += bool(seconds)
        if seconds and not self._camp.behaviour_only:
            # in a blinded study a researcher would read of behaviour within a block
            if tired:
                self._parts.write("fatigue", "less-regular")
            if risen:
                self._parts.write("fatigue", "blinks-and-alpha")
        journey = self._plan.protocol.frame == "journey"
        return Break(seconds, planned.number, n_blocks, said, advice, journey)

    def _risen_in(self, block: int) -> Risen | None:
        """Return what blinks and alpha tell: in a blinded study, nothing."""
        if self._camp.behaviour_only:
            return None
        pairs = zip(self._records, self._scores, strict=True)
        mine = [s for r, s in pairs if r.block == block and r.stage == "main"]
        return risen_in(mine)

    def end(
        self, more: tuple[CampPage, ...] = (), *, blocks: Sequence[Block] = ()
    ) -> None:
        """Show the participant's own pages after the last block of a camp's session.

        Whoever ends them early ends a session that is done: it stays finished.

        Parameters
        ----------
        more : tuple of CampPage
            Come before what is asked at the end.
        blocks : sequence of Block
            What each block was, as a curriculum chose; none: as the protocol lists.
        """
        camp = self._camp
        if camp.n_sessions < 2:
            return
        done = blocks or camp.blocks
        today = SessionFigures.of(camp.number, done, self._records)
        pages = sorted((*pages_after(camp, today, self._goal), *more), key=_asks)
        try:
            self._keep(self._parts.screen.show_camp(pages, seconds=READ_SECONDS))
        except EmergencyStopError:
            self._parts.tell(HelpWanted())
        except InterruptedSessionError:
            logger.info("The pages after the session were closed before their end.")

    def _keep(self, chosen: Iterable[str]) -> str:
        """Write what was chosen as events; return the last of it."""
        last = ""
        for last in chosen:
            self._parts.write("goal", last)
        return last


def _asks(page: CampPage) -> bool:
    return bool(page.choices)
